// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
};

QString number(double value) { return QString::number(value, 'g', 15); }

QString withUnit(double value, const FieldFacts &facts)
{
    return facts.unit.isEmpty()
        ? number(value)
        : number(value) + QLatin1Char(' ') + (facts.unit.contains(QLatin1Char('*')) ? QString() : facts.unit);
}

} // namespace

QString faultWords(const FieldFacts &facts, FieldFault fault)
{
    switch (fault) {
    case FieldFault::None:
        return {};
    case FieldFault::Missing:
        return Words::tr("A value is needed here.");
    case FieldFault::NoNumber:
        return Words::tr("This must be a number.");
    case FieldFault::NotWhole:
        return facts.unit.isEmpty() ? Words::tr("This must be a whole number.")
                                    : Words::tr("This must be a whole number of %1.").arg(facts.unit);
    case FieldFault::TooSmall:
        return Words::tr("This must be at least %1.").arg(withUnit(*facts.least, facts));
    case FieldFault::TooLarge:
        return Words::tr("This must be at most %1.").arg(withUnit(*facts.most, facts));
    case FieldFault::NoChoice:
        return Words::tr("The service knows only: %1.").arg(facts.choices.join(QStringLiteral(", ")));
    case FieldFault::NoTime:
        return Words::tr("This must be a date and time, such as 2024-05-31T18:00:00Z.");
    case FieldFault::NoDuration:
        return Words::tr("This must be a duration, such as 90 or PT1M30S.");
    case FieldFault::NoAddress:
        return Words::tr("This must be an IP address, a network (10.0.0.0/24) or a range (10.0.0.5-10.0.0.9).");
    case FieldFault::NoUrl:
        return Words::tr("This must be an address such as https://example.com/.");
    }
    return {};
}

QString fixedWords(Fixed fixed)
{
    switch (fixed) {
    case Fixed::No:
        return {};
    case Fixed::Recording:
        return Words::tr("This is a recording: nothing in it can be changed.");
    case Fixed::Site:
        return Words::tr("The site is set to read-only.");
    case Fixed::Unread:
        return Words::tr("Open the object itself to change it.");
    case Fixed::Never:
        return Words::tr("The service keeps this by itself: it cannot be changed.");
    case Fixed::AfterCreation:
        return Words::tr("This is chosen when the object is made and cannot be changed later.");
    case Fixed::NoOperation:
        return Words::tr("The service offers nothing now that would change this.");
    }
    return {};
}

QString rangeWords(const FieldFacts &facts)
{
    if (facts.least && facts.most)
        return Words::tr("%1 to %2").arg(withUnit(*facts.least, facts), withUnit(*facts.most, facts));
    if (facts.least)
        return Words::tr("at least %1").arg(withUnit(*facts.least, facts));
    return facts.most ? Words::tr("at most %1").arg(withUnit(*facts.most, facts)) : QString();
}

} // namespace nephoscope
