// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <compare>

namespace nephoscope {

/// Where a value stands in a Document: steps from the root, separated by '/'.
///   JSON  "size/unit", "tags/1/tagKey"; '/' and '~' inside a name are written ~1 and ~0 (RFC 6901 §3),
///         an empty name ~2
///   XML   "Description", "VmSpecSection/NumCpus", "NetworkConnection[2]/IpAddress", "@name", "Tasks/Task/@status"
/// XML steps are local names; [n] counts siblings of that local name from 0 and is left out for 0; an attribute step
/// begins with '@' and is last; it has the prefix as written ("@ovf:id") only where the local name alone would lead to
/// another attribute.
class Path {
public:
    Path() = default;
    explicit Path(QString text)
        : m_text(std::move(text))
    {
    }

    const QString &text() const { return m_text; }
    /// The steps with ~0, ~1 and ~2 resolved.
    QStringList steps() const;
    bool isEmpty() const { return m_text.isEmpty(); }
    /// One step further; the step is a plain name, which is escaped where needed.
    Path child(const QString &step) const;
    Path parent() const;
    /// The last step, "[n]" and '@' cut off.
    QString name() const;
    /// The n of "[n]" in the last step, 0 where there is none; what is too large is the largest.
    qsizetype index() const;

    friend bool operator==(const Path &a, const Path &b) { return a.m_text == b.m_text; }
    friend std::weak_ordering operator<=>(const Path &a, const Path &b) { return a.m_text.compare(b.m_text) <=> 0; }

private:
    QString m_text;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Path)
