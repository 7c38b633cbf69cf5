// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/changewords.h"

#include "base/redaction.h"
#include "resource/values.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
};

QString value(const QString &text, const Path &path, const FieldGuide &guide)
{
    if (isSecretField(path, guide))
        return text.isEmpty() ? QString() : QString(8, QChar(0x2022));
    const bool isGroup =
        text.startsWith(QLatin1Char('<')) || text.startsWith(QLatin1Char('{')) || text.startsWith(QLatin1Char('['));
    return oneLine(isGroup ? QString::fromUtf8(redactedBody(text.toUtf8(), {})) : text, 200);
}

} // namespace

bool isSecretField(const Path &path, const FieldGuide &guide)
{
    return isSecretName(path.name()) || propertyTypeNamed(guide.hints(path).type) == PropertyType::Secret;
}

QString placeWords(const Path &path, const Labels &labels)
{
    QStringList words;
    Path place;
    const QStringList steps = path.text().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &step : steps) {
        place = place.isEmpty() ? Path(step) : Path(place.text() + QLatin1Char('/') + step);
        bool isNumber = false;
        const int number = step.toInt(&isNumber);
        static const QRegularExpression position(QStringLiteral("\\[(\\d+)\\]$"));
        if (isNumber && !words.isEmpty())
            words.last() += QStringLiteral(" %1").arg(number + 1);
        else
            words << labels(place);
        if (const auto match = position.match(step); match.hasMatch())
            words.last() += QStringLiteral(" %1").arg(match.captured(1).toInt() + 1);
    }
    return words.mid(std::max<qsizetype>(0, words.size() - 3)).join(QStringLiteral(" \u203a "));
}

QList<ChangeLine> changeLines(const QList<Change> &changes, const FieldGuide &guide, const Labels &labels)
{
    QList<ChangeLine> lines;
    for (const Change &change : changes) {
        ChangeLine line;
        line.path = change.path;
        line.label = placeWords(change.path, labels);
        line.before =
            change.kind == Change::Kind::Added ? Words::tr("\u2014") : value(change.before, change.path, guide);
        line.after = change.kind == Change::Kind::Removed ? Words::tr("removed")
            : change.kind == Change::Kind::Moved          ? Words::tr("moved")
                                                          : value(change.after, change.path, guide);
        lines << line;
    }
    return lines;
}

} // namespace nephoscope
