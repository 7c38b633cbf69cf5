// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/readback.h"

#include "document/merge.h"

#include <QStringList>
#include <algorithm>

namespace nephoscope {

namespace {

const QString instanceNamespace = QStringLiteral("http://www.w3.org/2001/XMLSchema-instance");

/// What says something in a group: members, items, child elements, attributes.
QList<Node> partsOf(const Node &group)
{
    QList<Node> parts = group.attributes();
    parts.removeIf([](const Node &attribute) { return attribute.namespaceUri() == instanceNamespace; });
    const QList<Node> children = group.isLeaf() ? QList<Node>() : group.children();
    for (const Node &child : children)
        if (!child.isXml() || child.kind() == Node::Kind::Element)
            parts << child;
    return parts;
}

QString said(const Node &node) { return node.isLeaf() ? node.text().trimmed() : QString::fromUtf8(node.bytes()); }

/// "1" and 1.0 are the same number.
bool isSame(const Node &now, const QString &sent)
{
    bool isNumber = false;
    bool isAlso = false;
    const double told = now.text().toDouble(&isNumber);
    const double wanted = sent.toDouble(&isAlso);
    return said(now) == sent || (now.kind() == Node::Kind::Number && isNumber && isAlso && told == wanted);
}

/// True for a group that merely leads to another object.
bool isReference(const Node &group)
{
    static const QStringList members{
        QStringLiteral("href"), QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("type")};
    const QList<Node> parts = partsOf(group);
    return !parts.isEmpty() && std::all_of(parts.begin(), parts.end(), [](const Node &part) {
        return part.isLeaf() && members.contains(part.name());
    });
}

/// Items beside each other in a list.
QList<Node> row(const Node &item)
{
    const Node parent = item.parent();
    return parent.kind() == Node::Kind::Array ? parent.children() : parent.children(item.name());
}

/// The list that a place is an item of: indexes left out.
QString listOf(const Path &item)
{
    bool isIndex = false;
    item.name().toUInt(&isIndex);
    return item.parent().text() + (isIndex ? QString() : QLatin1Char('/') + item.name());
}

/// Holds one reading against what was sent. Used once.
class Readback {
public:
    Readback(const Draft &sent, const Document &now, const std::function<bool(const Path &)> &isAnswered)
        : m_sent(sent)
        , m_isAnswered(isAnswered)
        , m_now(now)
        , m_held(sent.document())
        , m_since(sent.base())
    {
        if (now.isNull() || sent.document().isNull() || now.isXml() != sent.document().isXml())
            return;
        const QByteArray source = now.serialized();
        m_isComparable = m_held.replace(source).has_value() && m_since.replace(source).has_value();
    }

    QList<Unkept> all()
    {
        const QList<Change> changes = m_isComparable ? m_sent.changes() : QList<Change>();
        for (const Change &change : changes) {
            if (change.kind == Change::Kind::Removed)
                lookForRemoved(change);
            else if (change.kind == Change::Kind::Moved)
                lookForMoved(change);
            else
                lookFor(change);
        }
        return m_found;
    }

private:
    /// What became of a place of the document that was sent.
    Node now(const Path &path) const
    {
        const std::optional<Path> where = m_held.inDocument(path);
        return where ? m_held.document().root().at(*where) : Node();
    }

    void report(Unkept::Kind kind, const Path &path, const QString &sent, const QString &now)
    {
        Unkept found;
        found.kind = kind;
        found.path = path;
        found.sent = sent;
        found.now = now;
        m_found << found;
    }

    void lookFor(const Change &change)
    {
        const Node node = m_sent.document().root().at(change.path);
        if (change.kind == Change::Kind::Added && (node.isXml() || !node.isLeaf()))
            lookForGroup(node);
        else if (node.isLeaf())
            lookForValue(node);
    }

    /// True for what was made to lead to another object, and does.
    bool isLed(const Node &group, const Node &there) const
    {
        const QList<Node> parts = isReference(group) ? partsOf(group) : QList<Node>();
        return std::any_of(parts.begin(), parts.end(), [&](const Node &part) {
            const bool isTarget = part.name() == QLatin1String("href") || part.name() == QLatin1String("id");
            return isTarget && !part.text().isEmpty() && part.text() == there.value(part.name())
                && m_sent.isChanged(part.path());
        });
    }

    void lookForValue(const Node &node)
    {
        const Path path = node.path();
        const Node there = now(path);
        const QString value = said(node);
        const bool isKept = there.isNull() ? value.isEmpty() : there.isLeaf() && isSame(there, value);
        if (isKept || isLed(node.parent(), there.isNull() ? now(node.parent().path()) : there.parent()))
            return;
        if (!there.isNull())
            report(Unkept::Kind::Changed, path, value, said(there));
        else if (m_isAnswered(path))
            report(Unkept::Kind::Dropped, path, value, QString());
    }

    void lookForGroup(const Node &group)
    {
        const QList<Node> parts = partsOf(group);
        if (now(group.path()).isNull() && !parts.isEmpty()) {
            if (m_isAnswered(group.path()))
                report(Unkept::Kind::Dropped, group.path(), said(group), QString());
            return;
        }
        if (group.isXml() && group.isLeaf())
            lookForValue(group);
        for (const Node &part : parts) {
            if (part.isLeaf() && partsOf(part).isEmpty())
                lookForValue(part);
            else
                lookForGroup(part);
        }
    }

    /// It is gone where nothing stems from it any more; of items that are alike one goes for the other.
    void lookForRemoved(const Change &change)
    {
        if (!m_differences)
            m_differences = differences(m_sent.base(), m_now);
        const QString place = change.path.text();
        const bool isGone = std::any_of(m_differences->begin(), m_differences->end(), [&](const Change &one) {
            const QString gone = one.path.text();
            const bool isPart = place == gone || place.startsWith(gone + QLatin1Char('/'));
            const bool isAlike = one.before == change.before && listOf(one.path) == listOf(change.path);
            return one.kind == Change::Kind::Removed && (isPart || isAlike);
        });
        const std::optional<Path> where = isGone ? std::nullopt : m_since.inDocument(change.path);
        const Node there = where ? m_since.document().root().at(*where) : Node();
        const bool isEmpty = there.isNull() || there.isNil() || (said(there).isEmpty() && partsOf(there).isEmpty())
            || (!there.isLeaf() && partsOf(there).isEmpty());
        if (!isEmpty)
            report(Unkept::Kind::Back, change.path, QString(), said(there));
    }

    /// One word for a list is enough.
    void lookForMoved(const Change &change)
    {
        const Node item = m_sent.document().root().at(change.path);
        const Path list = item.parent().path();
        const QString key = list.text() + QLatin1Char('/') + item.name();
        if (item.isNull() || m_rows.contains(key))
            return;
        m_rows << key;
        qsizetype last = -1;
        bool isInOrder = true;
        const QList<Node> items = row(item);
        for (const Node &each : items) {
            const Node there = now(each.path());
            const qsizetype place = there.isNull() ? last : row(there).indexOf(there);
            isInOrder = isInOrder && place >= last;
            last = std::max(last, place);
        }
        if (!isInOrder)
            report(Unkept::Kind::Unmoved, change.path, QString(), QString());
    }

    const Draft &m_sent;
    const std::function<bool(const Path &)> &m_isAnswered;
    Document m_now;
    Draft m_held; ///< from what was sent to what is there
    Draft m_since; ///< from what was there before to what is there
    bool m_isComparable = false;
    std::optional<QList<Change>> m_differences;
    QStringList m_rows;
    QList<Unkept> m_found;
};

} // namespace

QList<Unkept> unkept(const Draft &sent, const Document &now, const std::function<bool(const Path &)> &isAnswered)
{
    return Readback(sent, now, isAnswered).all();
}

} // namespace nephoscope
