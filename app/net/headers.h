// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

namespace nephoscope {

/// HTTP header fields (RFC 9110 §5): in order, repeated names kept, names compare case-insensitively.
class Headers {
public:
    Headers() = default;

    /// First value of that name, empty where there is none.
    QByteArray value(const QByteArray &name) const;
    QList<QByteArray> values(const QByteArray &name) const;
    bool contains(const QByteArray &name) const;
    /// Replaces all fields of that name. Line breaks and NUL in values are dropped: nothing can inject a field.
    void set(const QByteArray &name, const QByteArray &value);
    void add(const QByteArray &name, const QByteArray &value);
    void remove(const QByteArray &name);

    const QList<QPair<QByteArray, QByteArray>> &all() const { return m_fields; }

private:
    QList<QPair<QByteArray, QByteArray>> m_fields;
};

} // namespace nephoscope
