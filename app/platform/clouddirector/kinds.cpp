// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/kinds.h"

#include <QHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <QUrlQuery>

namespace nephoscope::clouddirector {

namespace {

const QLatin1String uuidPattern("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

QString lowerFirst(QString name)
{
    // "VMRecord" → "vm", "OrgVdc" → "orgVdc": a leading run of capitals goes down together
    qsizetype run = 0;
    while (run < name.size() && name[run].isUpper())
        ++run;
    const qsizetype down = run == name.size() ? run : qMax<qsizetype>(1, run - 1);
    for (qsizetype i = 0; i < qMin(down, name.size()); ++i)
        name[i] = name[i].toLower();
    return name;
}

QString mapped(const Catalog &catalog, const QString &section, const QString &key)
{
    return catalog.section(section).value(key).toString();
}

QString statusWord(const QString &kind, const QString &status, const Catalog &catalog)
{
    const QJsonObject words = catalog.section(QStringLiteral("statusNumbers"));
    const QJsonObject ofKind = words.value(kind).toObject();
    const QString word = ofKind.value(status).toString();
    return word.isEmpty() ? words.value(QStringLiteral("*")).toObject().value(status).toString() : word;
}

} // namespace

QString kindOfType(const QString &mediaType, const Catalog &catalog)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "^application/vnd\\.vmware\\.(vcloud|admin|[a-z.]+)\\.([A-Za-z0-9_.]+?)(\\+xml|\\+json)?\\s*(;.*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(mediaType);
    if (!match.hasMatch())
        return {};
    const QString name = match.captured(2);
    if (match.captured(1).compare(QLatin1String("admin"), Qt::CaseInsensitive) != 0)
        return catalog.canonicalKind(name);
    if (name.compare(QLatin1String("vcloud"), Qt::CaseInsensitive) == 0)
        return catalog.canonicalKind(QStringLiteral("cloud"));
    const QString own = mapped(catalog, QStringLiteral("adminKinds"), name.toLower());
    if (!own.isEmpty())
        return own;
    QString prefixed = name;
    prefixed[0] = prefixed[0].toUpper();
    return catalog.canonicalKind(QStringLiteral("admin") + prefixed);
}

QString kindOfRecord(const QString &name, const Catalog &catalog)
{
    QString core = name;
    if (core.startsWith(QLatin1String("QueryResult")))
        core.remove(0, 11);
    for (const char *tail : {"Type", "Record", "Reference"}) {
        if (core.endsWith(QLatin1String(tail)))
            core.chop(qsizetype(qstrlen(tail)));
    }
    const QString known = mapped(catalog, QStringLiteral("records"), core.toLower());
    if (!known.isEmpty())
        return known;
    if (core.startsWith(QLatin1String("Admin")) && core.size() > 5)
        core.remove(0, 5);
    return catalog.canonicalKind(lowerFirst(core));
}

QString kindOfQuery(const QString &queryType, const Catalog &catalog)
{
    const QString known = mapped(catalog, QStringLiteral("records"), queryType.toLower());
    if (!known.isEmpty())
        return known;
    QString core = queryType;
    if (core.startsWith(QLatin1String("admin")) && core.size() > 5)
        core.remove(0, 5);
    return catalog.canonicalKind(lowerFirst(core));
}

QString kindOfName(const QString &name, const Catalog &catalog)
{
    QString core = name;
    if (core.endsWith(QLatin1String("Reference")) && core.size() > 9)
        core.chop(9);
    const QString known = mapped(catalog, QStringLiteral("elements"), core.toLower());
    return known.isEmpty() ? catalog.canonicalKind(lowerFirst(core)) : known;
}

QString kindOfUrn(const QString &urn, const Catalog &catalog)
{
    const QStringList parts = urn.split(QLatin1Char(':'));
    if (parts.size() < 4 || parts[0] != QLatin1String("urn"))
        return {};
    const QString known = mapped(catalog, QStringLiteral("urns"), parts[2].toLower());
    return known.isEmpty() ? catalog.canonicalKind(parts[2]) : known;
}

QString kindOfPath(const QUrl &href, const Catalog &catalog)
{
    if (const QString type = QUrlQuery(href).queryItemValue(QStringLiteral("type")); !type.isEmpty())
        return kindOfQuery(type, catalog);
    static const QRegularExpression identifier(
        QStringLiteral("^([a-zA-Z]+-)?") + uuidPattern + QStringLiteral("$|^urn:|^\\d+(\\.\\d+)*$"));
    const QStringList segments = href.path(QUrl::FullyDecoded).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (qsizetype i = segments.size() - 1; i >= 0; --i) {
        if (!identifier.match(segments[i]).hasMatch())
            return kindOfName(segments[i], catalog);
    }
    return QStringLiteral("site");
}

QString urnOf(const QUrl &href)
{
    static const QRegularExpression classic(
        QStringLiteral("^/api/(?:admin/(?:extension/)?)?(?:org/[^/]+/)?([A-Za-z]+)/(?:(vapp|vm|vappTemplate)-)?(")
        + uuidPattern + QStringLiteral(")/?$"));
    static const QRegularExpression open(QStringLiteral("/(urn:[a-z]+:[^/]+)/?$"));
    const QString path = href.path(QUrl::FullyDecoded);
    if (href.hasQuery() || href.hasFragment())
        return {};
    if (const auto match = open.match(path); match.hasMatch())
        return match.captured(1);
    const auto match = classic.match(path);
    if (!match.hasMatch() || match.captured(1) == QLatin1String("tasksList"))
        return {};
    const QString type = (match.captured(2).isEmpty() ? match.captured(1) : match.captured(2)).toLower();
    // two kinds have another name in URNs than in addresses, and one is not written small
    static const QHash<QString, QString> others{{QStringLiteral("edgegateway"), QStringLiteral("gateway")},
        {QStringLiteral("externalnet"), QStringLiteral("network")},
        {QStringLiteral("vdcstorageprofile"), QStringLiteral("vdcstorageProfile")}};
    return QStringLiteral("urn:vcloud:%1:%2").arg(others.value(type, type), match.captured(3).toLower());
}

QString pathOfUrn(const QString &urn)
{
    static const QHash<QString, QString> places{{QStringLiteral("org"), QStringLiteral("org/")},
        {QStringLiteral("vdc"), QStringLiteral("vdc/")}, {QStringLiteral("vapp"), QStringLiteral("vApp/vapp-")},
        {QStringLiteral("vm"), QStringLiteral("vApp/vm-")},
        {QStringLiteral("vapptemplate"), QStringLiteral("vAppTemplate/vappTemplate-")},
        {QStringLiteral("catalog"), QStringLiteral("catalog/")}, {QStringLiteral("media"), QStringLiteral("media/")},
        {QStringLiteral("catalogitem"), QStringLiteral("catalogItem/")},
        {QStringLiteral("disk"), QStringLiteral("disk/")}, {QStringLiteral("task"), QStringLiteral("task/")},
        {QStringLiteral("network"), QStringLiteral("network/")},
        {QStringLiteral("user"), QStringLiteral("admin/user/")}};
    const QString type = urn.section(QLatin1Char(':'), 2, 2);
    const QString place = urn.startsWith(QLatin1String("urn:vcloud:")) ? places.value(type) : QString();
    return place.isEmpty() ? QStringLiteral("/api/entity/") + urn
                           : QStringLiteral("/api/") + place + urn.section(QLatin1Char(':'), 3);
}

bool isSection(const QString &kind, const Catalog &catalog)
{
    if (kind.endsWith(QLatin1String("Section")) || kind.endsWith(QLatin1String("Sections"))
        || kind.startsWith(QLatin1String("rasdItem")))
        return true;
    const QJsonArray sections = catalog.section(QStringLiteral("parts")).value(QStringLiteral("kinds")).toArray();
    return sections.contains(QJsonValue(kind));
}

bool isLeaf(const QString &kind, const Catalog &catalog)
{
    return catalog.section(QStringLiteral("leaves"))
        .value(QStringLiteral("kinds"))
        .toArray()
        .contains(QJsonValue(kind));
}

State stateOf(const QString &kind, const QString &status, const Catalog &catalog)
{
    if (status.isEmpty())
        return {};
    const QString numbered = statusWord(kind, status, catalog);
    const QString word = numbered.isEmpty() ? status : numbered;
    const State::Tone tone = toneNamed(catalog.toneOf(word));
    return State(tone == State::Tone::None ? State::Tone::Unknown : tone, word);
}

} // namespace nephoscope::clouddirector
