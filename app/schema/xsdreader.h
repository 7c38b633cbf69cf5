// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"
#include "schema/xsdnode.h"

#include <QUrl>

namespace nephoscope {

/// Reads one XML Schema document. Used once.
class XsdReader {
public:
    XsdReader(const QUrl &address, const XsdNode &root);

    /// Malformed where the root is no xs:schema.
    Result<SchemaPart> part();

private:
    /// How often what stands inside a group may be there.
    struct Times {
        int least = 1;
        int most = 1; ///< -1 = any number
    };

    void readGlobals(const XsdNode &parent);
    void readGlobalElement(const XsdNode &node);
    void readGlobalAttribute(const XsdNode &node);
    void readGroup(const XsdNode &node, const QString &mark);
    void readComplexType(const XsdNode &node, Type type);
    void readContent(const XsdNode &node, Type &type);
    void readSimpleType(const XsdNode &node, Type type);
    void readSimpleContent(const XsdNode &node, Type &type);
    void readUnion(const XsdNode &node, Type &type);
    void readParticles(const XsdNode &node, Type &type, Times times);
    void readAttributes(const XsdNode &node, Type &type);
    Field element(const XsdNode &node, const Type &owner, Times times);
    Field attribute(const XsdNode &node, const Type &owner);
    /// Type and choices of an element or attribute, by its type attribute or by the type that stands in it.
    void describe(Field &field, const XsdNode &node, const Type &owner);
    void setType(Field &field, const QString &id) const;
    void setBase(Type &type, const QString &id) const;
    void add(const Type &type);
    Type typeFor(const XsdNode &node, const QString &id, const QString &name) const;
    QString idOf(const QString &name) const { return u'{' + m_target + u'}' + name; }
    static Times timesOf(const XsdNode &node, Times outer);

    QUrl m_address;
    const XsdNode &m_root;
    QString m_target;
    bool m_isElementQualified = false;
    bool m_isAttributeQualified = false;
    SchemaPart m_part;
};

} // namespace nephoscope
