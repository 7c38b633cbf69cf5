// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/strictpage.h"

#include "inventory/recordtext.h"
#include "platform/limits.h"

#include <QCoreApplication>
#include <QSet>

namespace nephoscope {

namespace {

constexpr int deepest = 4;
constexpr int manyColumns = 256;

std::string qualified(const Node &node)
{
    return (node.prefix().isEmpty() ? node.name() : node.prefix() + QLatin1Char(':') + node.name()).toStdString();
}

/// {"declaredType": …, "value": {…}}: what old servers put around an answer.
Node unwrapped(const Node &root)
{
    const Node value = root.child(QStringLiteral("value"));
    const bool isWrapped = root.kind() == Node::Kind::Object && value.kind() == Node::Kind::Object
        && !root.child(QStringLiteral("declaredType")).isNull();
    return isWrapped ? value : root;
}

/// For the start tag of the root: what its name, those of the rows and those of their attributes need. Of two meanings
/// of one prefix the first.
QByteArray declarationsFor(const Node &root)
{
    QList<Node> named{root};
    for (const Node &row : root.children()) {
        if (row.kind() == Node::Kind::Element)
            named << row << row.attributes();
    }
    QByteArray result;
    QSet<QString> known{QStringLiteral("xml")};
    for (const Node &node : named) {
        const bool isNeeded = !node.namespaceUri().isEmpty() && (node == root || !node.prefix().isEmpty());
        if (!isNeeded || known.contains(node.prefix()))
            continue;
        known.insert(node.prefix());
        result += node.prefix().isEmpty() ? QByteArray(" xmlns") : " xmlns:" + node.prefix().toUtf8();
        result += "=\"" + xmlAttribute(node.namespaceUri().toStdString()) + '"';
    }
    return result;
}

} // namespace

Result<ListPage> StrictPage::read()
{
    const auto document = Document::parse(m_answer.body, m_answer.mediaType, answerLimits());
    if (!document)
        return failure(document.error());
    m_page.wasStrict = true;
    const Node root = unwrapped(document->root());
    noteTotal(root);
    const bool isRead = document->isXml() ? readXml(root) : readJson(root);
    if (!isRead)
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("Inventory", "There is no room for more records of this list."));
    return m_page;
}

void StrictPage::noteTotal(const Node &root)
{
    for (const QString &name : m_layout.totals) {
        bool isNumber = false;
        const qint64 total = root.value(name).toLongLong(&isNumber);
        if (isNumber && m_page.total < 0)
            m_page.total = total;
    }
}

void StrictPage::setFrame(const QByteArray &open, const QByteArray &close, bool isXml)
{
    ListFrame frame;
    frame.isXml = isXml;
    frame.open = open;
    frame.close = close;
    frame.mediaType = m_answer.mediaType;
    frame.url = m_answer.url;
    if (m_page.rows > 0 || m_writer.store()->rowCount() == 0)
        m_writer.setFrame(frame);
}

bool StrictPage::readXml(const Node &root)
{
    QByteArray beside;
    for (const Node &child : root.children()) {
        if (child.kind() != Node::Kind::Element)
            continue;
        if (m_layout.beside.contains(child.name())) {
            beside += child.bytes();
            continue;
        }
        if (!readXmlRow(child))
            return false;
        ++m_page.rows;
    }
    const QByteArray name = QByteArray::fromStdString(qualified(root));
    QByteArray open = '<' + name + declarationsFor(root);
    for (const Node &attribute : root.attributes())
        if (attribute.prefix().isEmpty())
            open += ' ' + attribute.name().toUtf8() + "=\"" + xmlAttribute(attribute.text().toStdString()) + '"';
    open += '>';
    const QByteArray close = "</" + name + '>';
    m_page.head = open + beside + close;
    setFrame(open, close, true);
    return true;
}

bool StrictPage::readXmlRow(const Node &row)
{
    m_writer.begin();
    m_writer.setCopy(RecordStore::elementColumn, RecordStore::Notation::Text, qualified(row));
    for (const Node &attribute : row.attributes())
        m_writer.setCopy(qualified(attribute), RecordStore::Notation::Text, attribute.text().toStdString());
    QByteArray inside;
    for (const Node &child : row.children())
        inside += child.bytes();
    if (!inside.isEmpty()) {
        m_writer.setCopy(RecordStore::insideColumn, RecordStore::Notation::Raw, inside.toStdString());
        readInside(row, {}, 0);
    }
    return m_writer.commit();
}

void StrictPage::readInside(const Node &parent, const std::string &path, int depth)
{
    for (const Node &child : parent.children()) {
        if (child.kind() == Node::Kind::Text || child.kind() == Node::Kind::CData)
            (void)m_writer.setCopy(
                path.empty() ? "./text()" : path + "text()", RecordStore::Notation::Text, child.text().toStdString());
        if (child.kind() != Node::Kind::Element || depth >= deepest || m_layout.beside.contains(child.name()))
            continue;
        const std::string inner = path + child.name().toStdString() + '/';
        for (const Node &attribute : child.attributes())
            (void)m_writer.setCopy(
                inner + qualified(attribute), RecordStore::Notation::Text, attribute.text().toStdString());
        readInside(child, inner, depth + 1);
    }
}

bool StrictPage::readJson(const Node &root)
{
    QByteArray beside;
    QByteArray rows;
    if (root.kind() == Node::Kind::Array) {
        m_page.isList = m_layout.rowMembers.isEmpty();
        for (const Node &row : root.children()) {
            if (m_page.isList && !readJsonRow(row, {}))
                return false;
        }
        m_page.head = "[]";
        setFrame("[", "]", false);
        return true;
    }
    const QList<Node> members = root.children();
    const bool isGrouped = m_layout.rowMembers.isEmpty() && !members.isEmpty()
        && std::all_of(members.begin(), members.end(), [](const Node &m) { return m.kind() == Node::Kind::Array; });
    for (const Node &member : members) {
        const bool isRows =
            isGrouped || (member.kind() == Node::Kind::Array && m_layout.rowMembers.contains(member.name()));
        if (!isRows) {
            beside += jsonString(member.name().toStdString()) + ':' + member.bytes() + ',';
            continue;
        }
        rows = jsonString(member.name().toStdString());
        for (const Node &row : member.children())
            if (!readJsonRow(row, isGrouped ? member.name().toStdString() : std::string()))
                return false;
    }
    m_page.isList = !rows.isNull();
    const QByteArray open = '{' + beside + rows + ":[";
    m_page.head = m_page.isList ? open + "]}" : m_answer.body;
    if (m_page.isList)
        setFrame(open, "]}", false);
    return true;
}

bool StrictPage::readJsonRow(const Node &row, const std::string &group)
{
    m_writer.begin();
    if (!group.empty())
        m_writer.setCopy(RecordStore::arrayColumn, RecordStore::Notation::Text, group);
    if (!readValue(row, {}, 0)) { // a member twice: kept as it is
        m_writer.begin();
        if (!group.empty())
            m_writer.setCopy(RecordStore::arrayColumn, RecordStore::Notation::Text, group);
        m_writer.setCopy({}, RecordStore::Notation::Raw, row.bytes().toStdString());
    }
    ++m_page.rows;
    return m_writer.commit();
}

bool StrictPage::readMembers(const Node &object, const std::string &path, int depth)
{
    const QList<Node> members = object.children();
    if (members.isEmpty())
        return m_writer.setCopy(path, RecordStore::Notation::Raw, "{}");
    for (const Node &member : members) {
        const std::string step = columnStep(member.name().toStdString());
        if (!readValue(member, depth == 0 ? step : path + '/' + step, depth + 1))
            return false;
    }
    return true;
}

bool StrictPage::readValue(const Node &value, const std::string &path, int depth)
{
    switch (value.kind()) {
    case Node::Kind::Object:
        if (depth < deepest && m_writer.columnCount() < manyColumns)
            return readMembers(value, path, depth);
        break;
    case Node::Kind::String:
        return m_writer.setCopy(path, RecordStore::Notation::Text, value.text().toStdString());
    case Node::Kind::JsonNull:
        return m_writer.setNull(path);
    default:
        break;
    }
    return m_writer.setCopy(path, RecordStore::Notation::Raw, value.bytes().toStdString());
}

} // namespace nephoscope
