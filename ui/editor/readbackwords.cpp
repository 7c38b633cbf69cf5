// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/readbackwords.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ReadbackWords)
};

/// False where the service describes what it answers, and this is only in what it takes.
bool isAnswered(const Path &place, const Document &base, const FieldGuide &guide)
{
    for (Path at = place; !at.isEmpty(); at = at.parent()) {
        bool isIndex = false;
        at.name().toUInt(&isIndex);
        const QList<Field> answered = isIndex ? QList<Field>() : guide.fields(at.parent());
        const bool isNamed = std::any_of(answered.begin(), answered.end(),
            [&at](const Field &field) { return field.name == at.name() || field.jsonName == at.name(); });
        if (!answered.isEmpty() && !isNamed && base.root().at(at).isNull())
            return false;
    }
    return true;
}

QString wordsOf(const Unkept &one, const FieldGuide &guide, const Labels &labels)
{
    const Change change{Change::Kind::Set, one.path, one.path, one.sent, one.now};
    const ChangeLine line = changeLines({change}, guide, labels).constFirst();
    switch (one.kind) {
    case Unkept::Kind::Changed:
        return line.before == line.after ? QString()
            : line.after.isEmpty()       ? Words::tr("%1: sent %2, now empty").arg(line.label, line.before)
                                         : Words::tr("%1: sent %2, now %3").arg(line.label, line.before, line.after);
    case Unkept::Kind::Dropped:
        return Words::tr("%1: sent %2, but it is not there").arg(line.label, line.before);
    case Unkept::Kind::Back:
        return Words::tr("%1: removed, but it is still there: %2").arg(line.label, line.after);
    case Unkept::Kind::Unmoved:
        return Words::tr("%1: moved, but the server keeps another order").arg(line.label);
    }
    return {};
}

} // namespace

QStringList readbackWords(const Draft &sent, const Document &now, const FieldGuide &guide, const Labels &labels)
{
    QStringList words;
    const auto canBeMissed = [&](const Path &place) { return isAnswered(place, sent.base(), guide); };
    const QList<Unkept> all = unkept(sent, now, canBeMissed);
    for (const Unkept &one : all)
        if (!isSecretField(one.path, guide))
            words << wordsOf(one, guide, labels);
    words.removeAll(QString());
    return words;
}

} // namespace nephoscope
