// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/multipart.h"

#include <QRandomGenerator>

namespace nephoscope {
namespace {

/// As browsers write it: bytes as they are, but nothing that ends the quotes or the line.
QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A").replace('\0', "");
    return '"' + bytes + '"';
}

} // namespace

void Multipart::addText(const QString &name, const QString &value)
{
    m_parts.append("Content-Disposition: form-data; name=" + quoted(name) + "\r\n\r\n" + value.toUtf8());
}

void Multipart::addFile(const QString &name, const QString &fileName, const QByteArray &bytes)
{
    m_parts.append("Content-Disposition: form-data; name=" + quoted(name) + "; filename=" + quoted(fileName)
        + "\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes);
}

QByteArray Multipart::boundary() const
{
    const auto isInside = [this](const QByteArray &line) {
        return std::any_of(
            m_parts.begin(), m_parts.end(), [&line](const QByteArray &part) { return part.contains(line); });
    };
    QByteArray line;
    do
        line = "part-" + QByteArray::number(QRandomGenerator::global()->generate64(), 36);
    while (isInside(line));
    return line;
}

QByteArray Multipart::body(const QByteArray &boundary) const
{
    QByteArray body;
    for (const QByteArray &part : m_parts)
        body += "--" + boundary + "\r\n" + part + "\r\n";
    return body + "--" + boundary + "--\r\n";
}

} // namespace nephoscope
