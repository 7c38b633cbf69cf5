// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/treecatalog.h"

#include "base/logging.h"

#include <QFile>

namespace nephoscope {

Catalog treeCatalog(const QString &service)
{
    const Catalog labels = Catalog::builtIn(service);
    QFile file(QStringLiteral(":/nephoscope/catalog/%1-tree.json").arg(service));
    if (!file.open(QFile::ReadOnly)) {
        qCWarning(logPlatform) << "no tree catalogue for" << service;
        return labels;
    }
    const auto tree = Catalog::read(file.readAll());
    if (!tree) {
        qCWarning(logPlatform) << "tree catalogue of" << service << "is unreadable:" << tree.error().message();
        return labels;
    }
    return labels.mergedWith(*tree);
}

} // namespace nephoscope
