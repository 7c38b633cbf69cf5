// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace nephoscope {

/// A multipart/form-data body (RFC 7578). Names cannot break out of their quotes.
class Multipart {
public:
    void addText(const QString &name, const QString &value);
    void addFile(const QString &name, const QString &fileName, const QByteArray &bytes);

    bool isEmpty() const { return m_parts.isEmpty(); }
    /// A line that stands in no part.
    QByteArray boundary() const;
    QByteArray body(const QByteArray &boundary) const;

private:
    QList<QByteArray> m_parts; ///< head, empty line, content
};

} // namespace nephoscope
