// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/propertyparts.h"

#include "base/redaction.h"

#include <algorithm>

namespace nephoscope {

namespace {

/// Text of the first of these that the node has as a plain value: element, attribute, member, or a <Value> inside one.
QString firstOf(const Node &node, const QStringList &names)
{
    for (const QString &name : names) {
        const Node child = node.child(name);
        Node value = child.isNull() ? node.attribute(name) : child;
        if (!value.isLeaf())
            value = value.child(QStringLiteral("Value"));
        if (value.isLeaf() && !value.text().isEmpty())
            return value.text();
    }
    return {};
}

} // namespace

bool isContainer(const Node &node) { return !node.isLeaf(); }

QString withoutIndexes(QString path)
{
    for (qsizetype open = path.indexOf(QLatin1Char('[')); open >= 0; open = path.indexOf(QLatin1Char('[')))
        path.remove(open, path.indexOf(QLatin1Char(']'), open) - open + 1);
    return path;
}

bool isNoise(const Node &node)
{
    const QString name = node.name();
    const bool isAddress = name == QLatin1String("href") || name == QLatin1String("type");
    if (node.kind() == Node::Kind::Attribute) {
        static const QString instance = QStringLiteral("http://www.w3.org/2001/XMLSchema-instance");
        if (node.namespaceUri() == instance || name == QLatin1String("required"))
            return true;
        // Where a thing is and what media type it has is said by its link.
        if (name == QLatin1String("type") && node.text().startsWith(QLatin1String("application/")))
            return true;
        return isAddress && !node.parent().attribute(QStringLiteral("href")).isNull();
    }
    if (node.isXml())
        return name == QLatin1String("Link")
            || (name == QLatin1String("Info") && node.namespaceUri().contains(QLatin1String("/ovf/")));
    if (name == QLatin1String("link") || name == QLatin1String("_type") || name == QLatin1String("otherAttributes"))
        return true;
    return isAddress && !node.parent().child(QStringLiteral("href")).text().isEmpty();
}

bool hasContent(const Node &node)
{
    if (node.isNil())
        return false;
    const QList<Node> attributes = node.isXml() ? node.attributes() : QList<Node>();
    const bool says = std::any_of(attributes.begin(), attributes.end(), [](const Node &attribute) {
        return !isNoise(attribute) || (attribute.name() == QLatin1String("href") && attribute.parent().isLeaf());
    });
    if (says || node.isLeaf())
        return says || !node.text().isEmpty();
    const QList<Node> children = node.children();
    return std::any_of(children.begin(), children.end(), [&](const Node &child) {
        const bool counts = !node.isXml() || child.kind() == Node::Kind::Element;
        return counts && !isNoise(child) && hasContent(child);
    });
}

QList<Property::Part> allParts(const Property::Part &whole)
{
    QList<Property::Part> result;
    const Node &node = whole.node;
    const QList<Node> attributes = node.isXml() ? node.attributes() : QList<Node>();
    for (const Node &attribute : attributes)
        result << Property::Part{attribute, whole.path.child(QLatin1Char('@') + attribute.name())};
    QHash<QString, int> seen;
    const QList<Node> children = node.children();
    for (const Node &child : children) {
        if (node.isXml() && child.kind() != Node::Kind::Element)
            continue;
        QString step = child.name();
        if (node.kind() == Node::Kind::Array) {
            step = QString::number(seen[step]++);
        } else if (node.isXml()) {
            if (const int index = seen[step]++; index > 0)
                step += QStringLiteral("[%1]").arg(index);
        } else {
            step.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
        }
        result << Property::Part{child, whole.path.child(step)};
    }
    return result;
}

void describeItem(Property &item, const Node &node)
{
    static const QStringList titles = {QStringLiteral("name"), QStringLiteral("ElementName"),
        QStringLiteral("displayName"), QStringLiteral("networkName"), QStringLiteral("network"), QStringLiteral("key"),
        QStringLiteral("Key"), QStringLiteral("tagKey"), QStringLiteral("Name"), QStringLiteral("lifType"),
        QStringLiteral("imageVersion"), QStringLiteral("frequency")};
    static const QStringList summaries = {QStringLiteral("Description"), QStringLiteral("description"),
        QStringLiteral("value"), QStringLiteral("Value"), QStringLiteral("tagValue"), QStringLiteral("TypedValue"),
        QStringLiteral("IpAddress"), QStringLiteral("ip")};
    if (item.type == PropertyType::Reference)
        return; // its text is its name
    const QString title = firstOf(node, titles);
    if (item.number < 0) { // not in a list: its name says what it is, and this, which one
        if (!item.isSecret && item.text.isEmpty() && !isSecretName(title))
            item.text = title;
        return;
    }
    item.title = title.isEmpty() ? firstOf(node, {QStringLiteral("id")}) : title;
    if (item.isSecret || isSecretName(item.title) || !item.text.isEmpty())
        return;
    item.text = firstOf(node, summaries);
    if (!item.text.isEmpty() || !item.title.isEmpty())
        return;
    QStringList values;
    for (const Property::Part &inner : std::as_const(item.parts)) {
        if (values.size() == 3 || isContainer(inner.node) || isSecretName(inner.node.name()))
            break;
        values << inner.node.text();
    }
    item.text = values.join(QStringLiteral(" \u00b7 "));
}

} // namespace nephoscope
