// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <optional>
#include <vector>

namespace pugi {
class xml_node;
}

namespace nephoscope::demo::clouddirector {

/// What a client sent, XML or JSON, as one tree by JSON names. As in the API's own JSON attributes and elements are not
/// told apart; sections are members named after their type.
class Sent {
public:
    static Sent from(const pugi::xml_node &element);
    /// Nothing where the bytes are no JSON object.
    static std::optional<Sent> fromJson(const QByteArray &body, const QByteArray &rootElement);

    const QByteArray &name() const { return m_name; }
    const QByteArray &text() const { return m_text; }
    const std::vector<Sent> &children() const { return m_children; }

    // By the name of the element or attribute in XML.
    const Sent *child(const char *xmlName) const;
    std::vector<const Sent *> all(const char *xmlName) const;
    /// The text of a child; nothing where it was not sent.
    std::optional<QByteArray> value(const char *xmlName) const;
    bool truth(const char *xmlName, bool otherwise = false) const;
    qint64 number(const char *xmlName, qint64 otherwise = 0) const;
    /// What the child refers to, by its address or its URN; null where it refers to nothing.
    Id reference(const char *xmlName) const;
    Id reference() const;

private:
    friend class SentReader;

    QByteArray m_name;
    QByteArray m_text;
    std::vector<Sent> m_children;
};

/// The id at the end of an address or URN; null where there is none.
Id idIn(const QByteArray &address);

} // namespace nephoscope::demo::clouddirector
