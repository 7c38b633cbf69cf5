// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xsdfacts.h"

#include "schema/plaintext.h"

#include <cmath>

// How the service writes its annotations: shared reference, vcloud-schema/README.md.

namespace nephoscope {
namespace {

Modifiable modifiableNamed(const QString &word)
{
    if (word == QLatin1String("none"))
        return Modifiable::Never;
    if (word == QLatin1String("create"))
        return Modifiable::WhenCreating;
    if (word == QLatin1String("update"))
        return Modifiable::WhenUpdating;
    return word == QLatin1String("always") ? Modifiable::Always : Modifiable::Unknown;
}

} // namespace

XsdFacts::XsdFacts(const XsdNode &annotated)
{
    for (const XsdNode &annotation : annotated.children()) {
        if (!annotation.is("annotation"))
            continue;
        for (const XsdNode &node : annotation.children()) {
            if (node.is("documentation"))
                readDocumentation(node);
            if (!node.is("appinfo"))
                continue;
            for (const XsdNode &info : node.children()) {
                if (info.name() == QLatin1String("content-type") && !info.text().trimmed().isEmpty())
                    mediaTypes.append(info.text().trimmed());
            }
        }
    }
    mediaTypes.removeDuplicates();
}

void XsdFacts::readDocumentation(const XsdNode &documentation)
{
    const QString source = documentation.value("source").toLower();
    const QString text = documentation.text().trimmed();
    const QString word = text.toLower();
    if (source == QLatin1String("modifiable"))
        modifiable = modifiableNamed(word);
    else if (source == QLatin1String("required"))
        isRequired = word == QLatin1String("true");
    else if (source == QLatin1String("since"))
        since = text.left(20);
    else if (source == QLatin1String("deprecated"))
        deprecated = word == QLatin1String("false") ? QString() : text.left(20);
    else if (source.isEmpty() && help.isEmpty())
        help = plainText(text);
}

std::optional<PlainType> plainOfXsd(const QString &name)
{
    static const QHash<QString, PlainType> names = [] {
        QHash<QString, PlainType> known;
        const auto add = [&known](PlainType plain, const char *words) {
            for (const QString &word : QString::fromLatin1(words).split(u' '))
                known.insert(word, plain);
        };
        add(PlainType::Text,
            "string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName "
            "NOTATION time gYear gYearMonth gMonth gMonthDay gDay anySimpleType anyAtomicType untypedAtomic");
        add(PlainType::Integer,
            "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
            "unsignedInt unsignedLong unsignedShort unsignedByte");
        add(PlainType::Decimal, "decimal float double");
        add(PlainType::Boolean, "boolean");
        add(PlainType::Time, "dateTime dateTimeStamp");
        add(PlainType::Date, "date");
        add(PlainType::Duration, "duration dayTimeDuration yearMonthDuration");
        add(PlainType::Url, "anyURI");
        add(PlainType::Binary, "base64Binary hexBinary");
        add(PlainType::Any, "anyType");
        return known;
    }();
    const auto found = names.constFind(name);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

NumberRange rangeOfXsd(const QString &name)
{
    NumberRange range;
    if (name == QLatin1String("positiveInteger"))
        range.lowest = 1;
    else if (name == QLatin1String("nonNegativeInteger") || name.startsWith(QLatin1String("unsigned")))
        range.lowest = 0;
    else if (name == QLatin1String("negativeInteger"))
        range.highest = -1;
    else if (name == QLatin1String("nonPositiveInteger"))
        range.highest = 0;
    return range;
}

/// An open bound counts as a closed one: what comes next to it depends on the number's kind, and the server knows it.
NumberRange rangeOfRestriction(const XsdNode &restriction)
{
    NumberRange range;
    for (const XsdNode &facet : restriction.children()) {
        bool isNumber = false;
        const double bound = facet.value("value").toDouble(&isNumber);
        NumberRange said;
        if (!isNumber || !std::isfinite(bound))
            continue;
        if (facet.is("minInclusive") || facet.is("minExclusive"))
            said.lowest = bound;
        else if (facet.is("maxInclusive") || facet.is("maxExclusive"))
            said.highest = bound;
        range.narrow(said);
    }
    return range;
}

QString jsonNameOf(const QString &element)
{
    qsizetype capitals = 0;
    while (capitals < element.size() && element.at(capitals).isUpper())
        ++capitals;
    if (capitals == element.size() || (capitals == 0 && element.mid(1) == element.mid(1).toUpper()))
        return element.toLower(); // "IM" → "im", "vRAM" → "vram"
    const qsizetype lowered = capitals > 1 ? capitals - 1 : capitals; // the last capital begins the next word
    return element.left(lowered).toLower() + element.mid(lowered);
}

} // namespace nephoscope
