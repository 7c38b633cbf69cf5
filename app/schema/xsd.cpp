// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xsd.h"

#include "schema/xsdreader.h"

namespace nephoscope {

Result<SchemaPart> readXsd(const QUrl &address, const QByteArray &bytes)
{
    const Result<XsdNode> root = XsdNode::parsed(bytes);
    if (!root)
        return failure(root.error());
    return XsdReader(address, *root).part();
}

QList<QUrl> xsdIncludes(const QUrl &address, const QByteArray &bytes)
{
    constexpr qsizetype most = 1000;
    const Result<XsdNode> root = XsdNode::parsed(bytes);
    if (!root)
        return {};
    QList<QUrl> found;
    for (const XsdNode &node : root->children()) {
        const bool isInclude = node.is("include") || node.is("import") || node.is("redefine") || node.is("override");
        const bool isLink = !root->isSchema() && node.name() == QLatin1String("Link");
        const QString place = isInclude ? node.value("schemaLocation") : isLink ? node.value("href") : QString();
        if (place.isEmpty() || found.size() >= most)
            continue;
        const QUrl url = address.resolved(QUrl(place)).adjusted(QUrl::RemoveFragment | QUrl::NormalizePathSegments);
        const bool isHttp = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
        if (url.isValid() && isHttp && url.host() == address.host() && url != address && !found.contains(url))
            found.append(url);
    }
    return found;
}

} // namespace nephoscope
