// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QXmlStreamReader>
#include <memory>
#include <vector>

namespace nephoscope {

/// An element of a document of links or of the XML Schema language. Unlike a Node of a Document it knows what prefixes
/// in its attributes' values stand for, and reads any encoding that Qt knows.
class XsdNode {
public:
    /// Malformed for broken, too large (16 MB, 200 levels, 400,000 elements) and for any document with a DTD.
    static Result<XsdNode> parsed(const QByteArray &bytes);

    const QString &name() const { return m_name; }
    const QString &namespaceUri() const { return m_namespaceUri; }
    /// True for an element of XML Schema of that name.
    bool is(const char *name) const;
    bool isSchema() const;
    QString value(const char *attribute) const;
    bool has(const char *attribute) const;
    /// The name that an attribute holds, in Clark notation: "xs:string" → "{http://www.w3.org/2001/XMLSchema}string".
    /// A name without prefix and default namespace is of `otherwise`. Empty where there is no such attribute.
    QString reference(const char *attribute, const QString &otherwise) const;
    QString resolved(const QString &name, const QString &otherwise) const;
    /// Prefixes that may be used here: prefix → namespace.
    const QHash<QString, QString> &prefixes() const { return *m_prefixes; }
    /// All characters in it.
    const QString &text() const { return m_text; }
    const std::vector<XsdNode> &children() const { return m_children; }
    /// The first child of that name in XML Schema; nullptr where there is none.
    const XsdNode *child(const char *name) const;

private:
    using Prefixes = QHash<QString, QString>;

    QString m_name;
    QString m_namespaceUri;
    QXmlStreamAttributes m_attributes;
    std::shared_ptr<const Prefixes> m_prefixes;
    QString m_text;
    std::vector<XsdNode> m_children;

    friend class XsdParser;
};

} // namespace nephoscope
