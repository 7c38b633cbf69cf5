// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace nephoscope::demo::clouddirector {

/// A time in milliseconds since 1970.
class Moment {
public:
    qint64 milliseconds = 0;

    /// `2018-03-22T12:27:19.638+01:00` as XML has it, or without the colon as JSON has it.
    QByteArray toIso(bool colonInOffset) const;
};

/// A value of an element or attribute; JSON tells its kinds apart, XML does not.
class Scalar {
public:
    enum class Kind { Text, Number, Boolean, Time };

    Scalar(const char *text);
    Scalar(const QByteArray &text);
    Scalar(bool value);
    Scalar(int value);
    Scalar(qint64 value);
    Scalar(Moment value);

    Kind kind() const { return m_kind; }
    const QByteArray &text() const { return m_text; } ///< times as in XML
    Moment moment() const { return m_moment; }

private:
    Kind m_kind;
    QByteArray m_text;
    Moment m_moment;
};

/// The namespaces of the API. Plain is that of an unqualified attribute.
enum class Space { Plain, VCloud, Versions, Extension, Ovf, OvfEnvironment, Rasd, Vssd, Vmw };

/// "VAppTemplate" → "vAppTemplate", "MACAddress" → "macAddress".
QByteArray jsonName(const QByteArray &xmlName);

/// A document or a part of it, built once and written as XML or as JSON, so that both always say the same.
class Node {
public:
    class Attribute {
    public:
        QByteArray name;
        Scalar value;
        Space space = Space::Plain;
    };

    explicit Node(const char *name, Space space = Space::VCloud);

    Node &set(const char *name, const Scalar &value, Space space = Space::Plain); ///< adds or replaces an attribute
    Node &say(const Scalar &text); ///< the element's own text
    Node &add(const Node &child);
    Node &add(const char *name, const Scalar &text); ///< a child with nothing but text
    Node &lists(const char *jsonName); ///< has an array of that name in JSON even when it holds nothing
    Node &many(); ///< one of a list, however long: an array in JSON
    Node &section(const char *jsonType); ///< one of the parent's sections: JSON gathers them in one array
    Node &typed(const char *jsonType); ///< `_type`, for what is polymorphic in JSON only
    Node &member(const char *name); ///< what JSON calls it, where that is not the element's name
    Node &polymorphic(const char *type); ///< xsi:type and `_type`
    Node &nil(); ///< no value: xsi:nil, null

    const QByteArray &name() const { return m_name; }
    Space space() const { return m_space; }
    const std::vector<Attribute> &attributes() const { return m_attributes; }
    const std::vector<Node> &children() const { return m_children; }
    const Scalar &text() const { return m_text; }
    const std::vector<QByteArray> &lists() const { return m_lists; }
    bool hasText() const { return m_hasText; }
    bool isMany() const { return m_many; }
    bool isSection() const { return m_section; }
    bool isNil() const { return m_nil; }
    bool isPolymorphic() const { return m_polymorphic; }
    const QByteArray &jsonType() const { return m_jsonType; }
    QByteArray jsonMember() const { return m_member.isEmpty() ? jsonName(m_name) : m_member; }
    QByteArray attribute(const char *name) const; ///< its text; empty where there is none

private:
    QByteArray m_name;
    Space m_space;
    std::vector<Attribute> m_attributes;
    std::vector<Node> m_children;
    Scalar m_text;
    QByteArray m_jsonType;
    QByteArray m_member;
    std::vector<QByteArray> m_lists;
    bool m_hasText = false;
    bool m_many = false;
    bool m_section = false;
    bool m_nil = false;
    bool m_polymorphic = false;
};

/// The document as XML: declaration, the namespaces it uses on its root.
QByteArray toXml(const Node &root);

/// The document as JSON. `wrapped` is the form of API 30.0, which puts each into name, declaredType, scope, value.
QByteArray toJson(const Node &root, bool wrapped);

} // namespace nephoscope::demo::clouddirector
