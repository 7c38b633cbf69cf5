// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <vector>

namespace nephoscope::demo::clouddirector {

/// Namespace prefix and name, as in "vcloud:VmType". Types of the schema language itself have no prefix.
class SchemaName {
public:
    SchemaName() = default;
    SchemaName(const QByteArray &ofPrefix, const QByteArray &name)
        : prefix(ofPrefix)
        , local(name)
    {
    }
    explicit SchemaName(const QByteArray &text); ///< "prefix:local" or "local"

    bool isEmpty() const { return local.isEmpty(); }
    bool operator==(const SchemaName &) const = default;

    QByteArray prefix;
    QByteArray local;
};

inline size_t qHash(const SchemaName &name, size_t seed = 0) { return qHashMulti(seed, name.prefix, name.local); }

/// A part of a type.
class SchemaField {
public:
    enum class Kind { Element, Attribute, Text, Any, AnyAttribute };

    Kind kind = Kind::Element;
    QByteArray json; ///< name in JSON
    SchemaName xml; ///< an attribute without prefix is unqualified
    SchemaName type;
    bool many = false;
    bool required = false;
    QByteArray modifiable; ///< none, create, update, always
    QByteArray since; ///< versions; empty: not known, not so
    QByteArray deprecated;
    QList<QByteArray> values; ///< of an enumeration
    QByteArray help;
};

class SchemaType {
public:
    SchemaName name;
    SchemaName base;
    QByteArray document;
    QByteArray since;
    QByteArray deprecated;
    bool open = false; ///< newer versions have elements that are not listed
    QByteArray help;
    std::vector<SchemaField> fields;
};

/// An element that can stand alone or in place of its head.
class SchemaElement {
public:
    SchemaName name;
    SchemaName type;
    SchemaName head;
    QByteArray document;
    QList<QByteArray> mediaTypes; ///< short: "vcloud.vm"
};

/// The types the site speaks of: what it publishes and what it holds requests against. Immutable.
class Schema {
public:
    static const Schema &get();

    const std::vector<SchemaType> &types() const { return m_types; }
    const std::vector<SchemaElement> &elements() const { return m_elements; }
    const std::vector<std::pair<QByteArray, QByteArray>> &documents() const { return m_documents; } ///< file, prefix
    QByteArray uri(const QByteArray &prefix) const { return m_uris.value(prefix); }
    QByteArray prefix(const QByteArray &uri) const { return m_uris.key(uri); }
    const SchemaType *type(const SchemaName &name) const;
    const SchemaElement *element(const SchemaName &name) const;
    const SchemaElement *elementOf(const QByteArray &shortMediaType) const;
    /// Whether a type is, or extends, another.
    bool extends(const SchemaName &type, const SchemaName &ancestor) const;
    /// The fields of a type and of what it extends, in document order.
    std::vector<const SchemaField *> allFields(const SchemaName &type) const;
    bool isOpen(const SchemaName &type) const;
    bool isText(const SchemaName &type) const; ///< holds text rather than elements

private:
    Schema();
    void read(const QList<QByteArray> &columns);
    void readField(const QList<QByteArray> &columns);
    void readElement(const QList<QByteArray> &columns);

    std::vector<SchemaType> m_types;
    std::vector<SchemaElement> m_elements;
    std::vector<std::pair<QByteArray, QByteArray>> m_documents;
    QHash<QByteArray, QByteArray> m_uris;
    QHash<SchemaName, size_t> m_typeAt;
    QHash<SchemaName, size_t> m_elementAt;
};

} // namespace nephoscope::demo::clouddirector
