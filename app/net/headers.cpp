// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/headers.h"

#include <algorithm>

namespace nephoscope {

namespace {

QByteArray oneLine(QByteArray value)
{
    value.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return value;
}

bool sameName(const QByteArray &a, const QByteArray &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

} // namespace

QByteArray Headers::value(const QByteArray &name) const
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const auto &f) { return sameName(f.first, name); });
    return found == m_fields.end() ? QByteArray() : found->second;
}

QList<QByteArray> Headers::values(const QByteArray &name) const
{
    QList<QByteArray> result;
    for (const auto &[fieldName, fieldValue] : m_fields) {
        if (sameName(fieldName, name))
            result << fieldValue;
    }
    return result;
}

bool Headers::contains(const QByteArray &name) const
{
    return std::any_of(m_fields.begin(), m_fields.end(), [&](const auto &f) { return sameName(f.first, name); });
}

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    add(name, value);
}

void Headers::add(const QByteArray &name, const QByteArray &value) { m_fields.append({oneLine(name), oneLine(value)}); }

void Headers::remove(const QByteArray &name)
{
    m_fields.removeIf([&](const auto &f) { return sameName(f.first, name); });
}

} // namespace nephoscope
