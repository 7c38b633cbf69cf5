// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkwords.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace nephoscope {

namespace {

using Phase = BulkItem::Phase;

class Words {
    Q_DECLARE_TR_FUNCTIONS(BulkDialog)
};

} // namespace

QString phaseWords(const BulkItem &item)
{
    switch (item.phase) {
    case Phase::Waiting:
        return {};
    case Phase::Running:
        return Words::tr("Under way");
    case Phase::Done:
        return Words::tr("Done");
    case Phase::Same:
        return Words::tr("Had the value already");
    case Phase::Failed:
        return Words::tr("Failed: %1").arg(item.words);
    case Phase::Unknown:
        break;
    }
    return Words::tr("Unknown: %1").arg(item.words);
}

State::Tone toneOf(Phase phase)
{
    switch (phase) {
    case Phase::Waiting:
        return State::Tone::None;
    case Phase::Running:
        return State::Tone::Changing;
    case Phase::Done:
    case Phase::Same:
        return State::Tone::On;
    case Phase::Failed:
        return State::Tone::Failed;
    case Phase::Unknown:
        break;
    }
    return State::Tone::Warning;
}

QString childrenWords(const Resource &object)
{
    constexpr qsizetype most = 8;
    QStringList names;
    for (const Ref &child : object.children)
        if (!child.isCollection() && !child.name().isEmpty() && names.size() < most)
            names << child.name();
    const qint64 more = std::max<qint64>(object.total.value_or(0), object.children.size()) - names.size();
    if (!names.isEmpty() && more > 0)
        names << Words::tr("and %1 more").arg(more);
    return names.join(QStringLiteral(", "));
}

} // namespace nephoscope
