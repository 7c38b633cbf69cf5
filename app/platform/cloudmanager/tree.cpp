// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/tree.h"

#include "platform/parts.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrlQuery>

namespace nephoscope::cloudmanager {

namespace {

QString text(const QJsonObject &object, const char *name) { return object.value(QLatin1String(name)).toString(); }

bool holds(const QJsonObject &condition, const Node &object)
{
    for (auto it = condition.constBegin(); it != condition.constEnd(); ++it) {
        const QString wanted = it.value().toString();
        const QString actual = object.value(it.key());
        const bool prefix = wanted.endsWith(QLatin1Char('*'));
        if (prefix ? !actual.startsWith(wanted.chopped(1)) : actual != wanted)
            return false;
    }
    return true;
}

bool allows(const QJsonObject &hint, const char *member, const QString &word)
{
    const QJsonArray words = hint.value(QLatin1String(member)).toArray();
    return words.isEmpty() || word.isEmpty() || words.contains(QJsonValue(word));
}

/// What not every version has is shown where it is published only.
bool isThere(const QJsonObject &hint, const QUrl &url, const CallMap &calls)
{
    return !hint.value(QLatin1String("published")).toBool() || calls.at("GET", url).item;
}

/// "single": one object, not a list.
Ref formed(const QJsonObject &hint, Ref ref)
{
    return hint.value(QLatin1String("single")).toBool() ? ref.withoutChildren() : ref.asCollection();
}

QString rootOf(const Node &object, const QUrl &address, const Catalog &catalog)
{
    const QJsonArray prefixes = catalog.section(QStringLiteral("prefixes")).value(QStringLiteral("rules")).toArray();
    for (const QJsonValue &rule : prefixes) {
        if (holds(rule[QLatin1String("when")].toObject(), object))
            return rule[QLatin1String("root")].toString();
    }
    for (const QJsonValue &rule : prefixes) {
        const QString root = rule[QLatin1String("root")].toString();
        if (address.path().contains(
                QStringLiteral("/api") + root + QLatin1Char('/'))) // not the "/vsa/" in "/azure/vsa/"
            return root;
    }
    return {};
}

} // namespace

Variables::Variables(const Node &object, const QUrl &address, const Catalog &catalog, Values inPath)
    : m_object(object)
    , m_address(address)
    , m_root(rootOf(object, address, catalog))
    , m_inPath(std::move(inPath))
{
}

QString Variables::value(const QString &name) const
{
    if (name == QLatin1String("root"))
        return m_root;
    if (const Node member = m_object.child(name); member.isLeaf() && !member.text().isEmpty())
        return QString::fromLatin1(QUrl::toPercentEncoding(member.text()));
    const QString fromList = QUrlQuery(m_address).queryItemValue(name, QUrl::FullyDecoded);
    if (!fromList.isEmpty())
        return QString::fromLatin1(QUrl::toPercentEncoding(fromList));
    if (const QString published = m_inPath.value(name); !published.isEmpty())
        return QString::fromLatin1(QUrl::toPercentEncoding(published));
    // lists in path form carry the system's id as their last segment
    if (name == QLatin1String("workingEnvironmentId"))
        return QString::fromLatin1(QUrl::toPercentEncoding(m_address.path().section(QLatin1Char('/'), -1)));
    return {};
}

QString Variables::filled(const QString &pathTemplate) const
{
    static const QRegularExpression variable(QStringLiteral("\\{(\\w+)\\}"));
    QString result;
    qsizetype end = 0;
    auto matches = variable.globalMatch(pathTemplate);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString with = value(match.captured(1));
        if (with.isEmpty())
            return {};
        result += pathTemplate.mid(end, match.capturedStart() - end) + with;
        end = match.capturedEnd();
    }
    return result + pathTemplate.mid(end);
}

QList<Ref> Tree::roots(const QUrl &site, bool withTokens, const CallMap &calls) const
{
    QList<Ref> result;
    const QJsonArray roots = m_catalog.section(QStringLiteral("roots")).value(QStringLiteral("lists")).toArray();
    for (const QJsonValue &each : roots) {
        const QJsonObject hint = each.toObject();
        if (hint.value(QStringLiteral("tokens")).toBool() && !withTokens)
            continue;
        Ref ref(site.resolved(QUrl(text(hint, "path"))), text(hint, "kind"));
        if (!isThere(hint, ref.href(), calls))
            continue;
        result << formed(hint, ref);
    }
    return result;
}

QList<Ref> Tree::lists(
    const QString &kind, const Node &object, const QUrl &address, const State &state, const CallMap &calls) const
{
    QList<Ref> result;
    const Variables variables(object, address, m_catalog, calls.at("GET", address).values);
    const QString root = variables.filled(QStringLiteral("{root}"));
    const QJsonArray hints = m_catalog.section(QStringLiteral("lists")).value(kind).toArray();
    for (const QJsonValue &each : hints) {
        const QJsonObject hint = each.toObject();
        if (!allows(hint, "roots", root) || !allows(hint, "states", state.word()))
            continue;
        const QString path = variables.filled(text(hint, "path"));
        if (!path.isEmpty() && isThere(hint, address.resolved(QUrl(path)), calls))
            result << formed(hint, Ref(address.resolved(QUrl(path)), text(hint, "kind")));
    }
    return result;
}

QList<Ref> Tree::members(const QString &kind, const Node &object, const QUrl &address) const
{
    QList<Ref> result;
    const QJsonArray hints = m_catalog.section(QStringLiteral("members")).value(kind).toArray();
    for (const QJsonValue &each : hints) {
        const QString member = each[QLatin1String("member")].toString();
        const QString memberKind = each[QLatin1String("kind")].toString();
        for (const Node &item : object.at(Path(member)).children()) {
            const QString name = nameOf(memberKind, item);
            if (name.isEmpty())
                continue;
            QUrl href = address;
            // of a row, "3/disks:name=d1"; of an object, "svms:name=s1"
            Path place = object.path();
            for (const QString &step : Path(member).steps())
                place = place.child(step);
            href.setFragment(fragmentFor(place.text(), {{QStringLiteral("name"), name}}));
            Ref ref(href, memberKind, name);
            ref.withState(stateOf(memberKind, item));
            const bool hasLists = m_catalog.section(QStringLiteral("lists")).contains(memberKind);
            result << (hasLists ? ref : ref.withoutChildren());
        }
    }
    return result;
}

bool Tree::knows(const QString &kind) const
{
    for (const char *section : {"lists", "members", "items", "keys"}) {
        if (m_catalog.section(QLatin1String(section)).contains(kind))
            return true;
    }
    return false;
}

QString Tree::kindOfArray(const QString &array, const QString &fallback) const
{
    const QString known = m_catalog.section(QStringLiteral("arrays")).value(array).toString();
    return known.isEmpty() ? fallback : known;
}

Ref Tree::element(const Node &object, const QString &kind, const QUrl &list) const
{
    const Variables variables(object, list, m_catalog);
    const QString home = m_catalog.section(QStringLiteral("homes")).value(kind).toString();
    const QString path = variables.filled(m_catalog.section(QStringLiteral("items")).value(kind).toString());
    // what several lists tell of has its address in one of them
    QUrl href = home.isEmpty() ? list : list.resolved(QUrl(home));
    if (!path.isEmpty()) {
        href = list.resolved(QUrl(path));
    } else {
        QList<QPair<QString, QString>> keys;
        const QJsonArray names = m_catalog.section(QStringLiteral("keys")).value(kind).toArray();
        for (const QJsonValue &name : names) {
            if (const QString value = object.at(Path(name.toString())).text(); !value.isEmpty())
                keys.append({name.toString(), value});
        }
        for (const char *name :
            {"publicId", "id", "uuid", "requestId", "name", "accountPublicId", "workspacePublicId", "agentId"}) {
            const QString value = object.value(QLatin1String(name));
            if (keys.isEmpty() && !value.isEmpty())
                keys.append({QLatin1String(name), value});
        }
        href.setFragment(fragmentFor({}, keys));
    }
    Ref ref(href, kind, nameOf(kind, object));
    ref.withId(idOf(kind, object)).withState(stateOf(kind, object));
    const bool hasLists = m_catalog.section(QStringLiteral("lists")).contains(kind)
        || m_catalog.section(QStringLiteral("members")).contains(kind);
    return hasLists ? ref : ref.withoutChildren();
}

QString Tree::nameOf(const QString &kind, const Node &object) const
{
    const QString member = m_catalog.section(QStringLiteral("names")).value(kind).toString();
    if (const QString named = member.isEmpty() ? QString() : object.at(Path(member)).text(); !named.isEmpty())
        return named;
    return firstText(object,
        {"name", "accountName", "displayName", "email", "clusterName", "workspaceName", "actionName", "subjectName",
            "aliasName", "igroupName", "imageVersion", "publicId", "id"});
}

QString Tree::idOf(const QString &kind, const Node &object) const
{
    if (m_catalog.section(QStringLiteral("keys")).contains(kind))
        return {}; // known by names within its list only
    return firstText(
        object, {"publicId", "id", "uuid", "requestId", "accountPublicId", "workspacePublicId", "agentId"});
}

QString Tree::roleName(const QString &roleId) const
{
    return m_catalog.section(QStringLiteral("roles")).value(roleId).toString(roleId);
}

State Tree::stateOf(const QString &kind, const Node &object) const
{
    const QString member = m_catalog.section(QStringLiteral("stateMembers")).value(kind).toString();
    QString word = member.isEmpty() ? QString() : object.at(Path(member)).text();
    if (word.isEmpty() && member.isEmpty()) {
        const Node state = object.child(QStringLiteral("state"));
        const Node status = object.child(QStringLiteral("status"));
        if (state.isLeaf() && !state.isNull())
            word = state.text();
        else // {"status":{"status":"ON"}}
            word = status.isLeaf() ? status.text() : status.value(QStringLiteral("status"));
    }
    if (word.isEmpty())
        return {};
    const State::Tone tone = toneNamed(m_catalog.toneOf(word));
    return State(tone == State::Tone::None ? State::Tone::Unknown : tone, word);
}

} // namespace nephoscope::cloudmanager
