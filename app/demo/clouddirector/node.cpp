// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/node.h"

#include <QDateTime>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int offsetSeconds = 3600; // the site's clock stands in UTC+1

} // namespace

QByteArray Moment::toIso(bool colonInOffset) const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::OffsetFromUTC, offsetSeconds);
    const QString local = time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"));
    return local.toLatin1() + (colonInOffset ? "+01:00" : "+0100");
}

Scalar::Scalar(const char *text)
    : m_kind(Kind::Text)
    , m_text(text)
{
}

Scalar::Scalar(const QByteArray &text)
    : m_kind(Kind::Text)
    , m_text(text)
{
}

Scalar::Scalar(bool value)
    : m_kind(Kind::Boolean)
    , m_text(value ? "true" : "false")
{
}

Scalar::Scalar(int value)
    : m_kind(Kind::Number)
    , m_text(QByteArray::number(value))
{
}

Scalar::Scalar(qint64 value)
    : m_kind(Kind::Number)
    , m_text(QByteArray::number(value))
{
}

Scalar::Scalar(Moment value)
    : m_kind(Kind::Time)
    , m_text(value.toIso(true))
    , m_moment(value)
{
}

Node::Node(const char *name, Space space)
    : m_name(name)
    , m_space(space)
    , m_text("")
{
}

Node &Node::set(const char *name, const Scalar &value, Space space)
{
    for (Attribute &attribute : m_attributes) {
        if (attribute.name == name && attribute.space == space) {
            attribute.value = value;
            return *this;
        }
    }
    m_attributes.push_back({name, value, space});
    return *this;
}

Node &Node::say(const Scalar &text)
{
    m_text = text;
    m_hasText = true;
    return *this;
}

Node &Node::add(const Node &child)
{
    m_children.push_back(child);
    return *this;
}

Node &Node::add(const char *name, const Scalar &text)
{
    m_children.emplace_back(name, m_space).say(text);
    return *this;
}

Node &Node::lists(const char *name)
{
    m_lists.emplace_back(name);
    return *this;
}

Node &Node::many()
{
    m_many = true;
    return *this;
}

Node &Node::section(const char *jsonType)
{
    m_section = true;
    m_jsonType = jsonType;
    return *this;
}

Node &Node::typed(const char *jsonType)
{
    m_jsonType = jsonType;
    return *this;
}

Node &Node::member(const char *name)
{
    m_member = name;
    return *this;
}

Node &Node::polymorphic(const char *type)
{
    m_polymorphic = true;
    m_jsonType = type;
    return *this;
}

Node &Node::nil()
{
    m_nil = true;
    return *this;
}

QByteArray Node::attribute(const char *name) const
{
    for (const Attribute &attribute : m_attributes) {
        if (attribute.name == name)
            return attribute.value.text();
    }
    return {};
}

} // namespace nephoscope::demo::clouddirector
