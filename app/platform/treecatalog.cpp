// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/treecatalog.h"

#include "base/logging.h"

#include <QFile>

namespace nephoscope {

namespace {

Catalog withFile(const Catalog &catalog, const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly)) {
        qCWarning(logPlatform) << "no catalogue at" << path;
        return catalog;
    }
    const auto more = Catalog::read(file.readAll());
    if (!more) {
        qCWarning(logPlatform) << path << "is unreadable:" << more.error().message();
        return catalog;
    }
    return catalog.mergedWith(*more);
}

} // namespace

Catalog treeCatalog(const QString &service)
{
    const QString path = QStringLiteral(":/nephoscope/catalog/%1-%2.json");
    const Catalog tree = withFile(Catalog::builtIn(service), path.arg(service, QLatin1String("tree")));
    const QString operations = path.arg(service, QLatin1String("operations"));
    const Catalog all = QFile::exists(operations) ? withFile(tree, operations) : tree;
    return all.mergedWith(Catalog::ofUser(service));
}

} // namespace nephoscope
