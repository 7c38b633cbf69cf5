// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/referrers.h"

#include "platform/parts.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrlQuery>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

namespace {

const QRegularExpression &placeholder()
{
    static const QRegularExpression pattern(QStringLiteral("\\{([^{}]+)\\}"));
    return pattern;
}

/// What the text says with everything in braces replaced; empty where one of them says nothing.
template <class ValueOf>
QString replaced(const QString &pattern, const ValueOf &valueOf)
{
    QString text;
    qsizetype end = 0;
    auto matches = placeholder().globalMatch(pattern);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString value = valueOf(match.captured(1));
        if (value.isEmpty())
            return {};
        text += pattern.mid(end, match.capturedStart() - end) + value;
        end = match.capturedEnd();
    }
    return text + pattern.mid(end);
}

/// The entries of a list, whatever they are called in it.
QList<Node> entriesOf(const Node &root)
{
    if (root.kind() == Node::Kind::Array)
        return root.children();
    QList<Node> entries;
    const QList<NamedNode> parts = partsOf(root);
    for (const NamedNode &part : parts)
        entries << part.node;
    return entries;
}

/// Texts of all members and attributes of that name, at any depth.
void collect(const Node &node, const QString &name, QStringList &texts)
{
    const QList<Node> attributes = node.attributes();
    for (const QList<Node> &all : {attributes, node.children()}) {
        for (const Node &each : all) {
            if (each.name() == name && each.isLeaf() && !each.text().isEmpty() && !texts.contains(each.text()))
                texts << each.text();
            else if (!each.isLeaf() || each.kind() == Node::Kind::Element)
                collect(each, name, texts);
        }
    }
}

} // namespace

Referrers::Referrers(std::shared_ptr<Session> session, const Resource &object, const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_object(object)
{
    const QJsonArray rules = catalog.section(QStringLiteral("referrers")).value(object.self.kind()).toArray();
    for (const QJsonValue &rule : rules)
        m_rules << rule.toObject();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Referrers::end);
}

void Referrers::read(int milliseconds)
{
    if (m_rules.isEmpty() || !m_session->isLive())
        return end();
    m_patience.start(milliseconds);
    ++m_running; // as long as they are being begun
    for (const QJsonObject &rule : std::as_const(m_rules)) {
        if (rule.contains(QLatin1String("within"))) {
            lookWithin(rule);
            continue;
        }
        QStringList lists;
        const QJsonArray addresses = rule.value(QLatin1String("lists")).toArray();
        for (const QJsonValue &each : addresses)
            if (const QString address = filledIn(each.toString(), true); !address.isEmpty())
                lists << address;
        if (lists.isEmpty())
            continue;
        ++m_running;
        m_asked << rule.value(QLatin1String("kind")).toString();
        ask(rule, lists);
    }
    endOne();
}

/// The first of the lists that can be read.
void Referrers::ask(const QJsonObject &rule, QStringList lists)
{
    const QString kind = rule.value(QLatin1String("kind")).toString();
    if (lists.isEmpty()) {
        m_asked.removeOne(kind);
        m_unread << kind;
        return endOne();
    }
    const QUrl url = m_object.self.href().resolved(QUrl(lists.takeFirst(), QUrl::TolerantMode));
    QCoro::connect(
        m_session->open(Ref(url, kind).asCollection()), this, [this, rule, lists](const Result<Resource> &list) {
            if (m_isDone)
                return; // too late: whoever waited has been told
            if (!list)
                return ask(rule, lists);
            m_asked.removeOne(rule.value(QLatin1String("kind")).toString());
            hear(rule, *list);
            endOne();
        });
}

void Referrers::hear(const QJsonObject &rule, const Resource &list)
{
    const QString pattern = rule.value(QLatin1String("name")).toString();
    qint64 count = 0;
    const QList<Node> entries = entriesOf(list.root());
    for (const Node &entry : entries) {
        if (!fits(entry, rule))
            continue;
        ++count;
        Referrer referrer;
        referrer.kind = rule.value(QLatin1String("kind")).toString();
        referrer.rule = m_rules.indexOf(rule);
        referrer.name = replaced(pattern, [&entry](const QString &path) { return entry.at(Path(path)).text(); });
        m_found << referrer;
    }
    const bool isFiltered = count > 0 && count == list.children.size(); // by the service itself
    if (isFiltered && list.total.value_or(0) > count)
        m_more += *list.total - count;
}

void Referrers::lookWithin(const QJsonObject &rule)
{
    constexpr qsizetype most = 12;
    QStringList addresses;
    collect(m_object.root(), rule.value(QLatin1String("within")).toString(), addresses);
    const QString kind = rule.value(QLatin1String("kind")).toString();
    for (const QString &address : addresses.mid(0, most)) {
        const QUrl url = m_object.self.href().resolved(QUrl(address));
        ++m_running;
        m_asked << kind;
        QCoro::connect(m_session->open(Ref(url, kind)), this, [this, kind, address](const Result<Resource> &other) {
            if (m_isDone)
                return;
            m_asked.removeOne(kind);
            Referrer referrer;
            referrer.kind = kind;
            referrer.name = other ? other->self.name() : address;
            referrer.stays = true;
            m_found << referrer;
            endOne();
        });
    }
    m_moreStaying += std::max<qsizetype>(addresses.size() - most, 0);
}

QString Referrers::filledIn(const QString &pattern, bool isAddress) const
{
    return replaced(pattern, [this, isAddress](const QString &what) {
        QString value = what == QLatin1String("name") ? m_object.self.name()
            : what == QLatin1String("href")           ? m_object.self.href().toString()
                                                      : m_object.root().at(Path(what)).text();
        if (value.isEmpty())
            value = QUrlQuery(m_object.self.href()).queryItemValue(what, QUrl::FullyDecoded);
        return isAddress ? QString::fromLatin1(QUrl::toPercentEncoding(value)) : value;
    });
}

/// One of the rule's conditions, in all its parts; case of identifiers differs between lists of one service.
bool Referrers::fits(const Node &entry, const QJsonObject &rule) const
{
    const QJsonArray any = rule.value(QLatin1String("any")).toArray();
    return std::any_of(any.begin(), any.end(), [&](const QJsonValue &each) {
        const QJsonObject condition = each.toObject();
        for (auto part = condition.begin(); part != condition.end(); ++part) {
            const QString wanted = filledIn(part.value().toString(), false);
            if (wanted.isEmpty() || entry.at(Path(part.key())).text().compare(wanted, Qt::CaseInsensitive) != 0)
                return false;
        }
        return !condition.isEmpty();
    });
}

void Referrers::endOne()
{
    if (--m_running == 0)
        end();
}

/// Whoever has not answered by now is told of as unread.
void Referrers::end()
{
    if (std::exchange(m_isDone, true))
        return;
    m_patience.stop();
    std::stable_sort(
        m_found.begin(), m_found.end(), [](const Referrer &a, const Referrer &b) { return a.rule < b.rule; });
    m_unread << m_asked;
    m_unread.removeDuplicates();
    emit finished();
}

} // namespace nephoscope
