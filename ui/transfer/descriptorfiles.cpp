// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/descriptorfiles.h"

#include "document/document.h"

#include <QFile>

namespace nephoscope {

QStringList filesNamedIn(const QString &descriptor)
{
    constexpr qint64 largest = 16 * 1024 * 1024; // bytes; a descriptor has some kilobytes
    QFile file(descriptor);
    if (!descriptor.endsWith(QLatin1String(".ovf"), Qt::CaseInsensitive) || file.size() > largest
        || !file.open(QIODevice::ReadOnly))
        return {};
    const auto document = Document::parse(file.readAll(), "application/xml");
    if (!document || document->root().name() != QLatin1String("Envelope"))
        return {};
    QStringList names;
    const QList<Node> lists = document->root().children(QStringLiteral("References"));
    for (const Node &list : lists) {
        const QList<Node> entries = list.children(QStringLiteral("File"));
        for (const Node &entry : entries) {
            const QString name = entry.attribute(QStringLiteral("href")).text();
            const bool isPlain = !name.isEmpty() && !name.contains(QLatin1Char('/'))
                && !name.contains(QLatin1Char('\\')) && !name.startsWith(QLatin1Char('.'));
            if (isPlain)
                names << name;
        }
    }
    return names;
}

} // namespace nephoscope
