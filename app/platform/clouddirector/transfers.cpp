// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/transfers.h"

#include <algorithm>

namespace nephoscope::clouddirector {

namespace {

qint64 numberIn(const Node &node, const char *name, qint64 otherwise)
{
    bool ok = false;
    const qint64 number = node.value(QLatin1String(name)).toLongLong(&ok);
    return ok ? number : otherwise;
}

bool isDescriptor(const QString &name) { return name.endsWith(QLatin1String(".ovf"), Qt::CaseInsensitive); }

} // namespace

QList<Transfer> transfersIn(const Resource &resource)
{
    QList<Transfer> transfers;
    for (const Operation &operation : resource.operations) {
        const bool isUpload = operation.role == Operation::Role::Upload;
        if (!operation.offered || (!isUpload && operation.role != Operation::Role::Download))
            continue;
        const Node file = operation.place.isEmpty() ? Node() : resource.document.root().at(operation.place);
        Transfer transfer;
        transfer.direction = isUpload ? Transfer::Direction::Upload : Transfer::Direction::Download;
        transfer.href = operation.href;
        transfer.name = file.value(QStringLiteral("name"));
        if (transfer.name.isEmpty())
            transfer.name = operation.href.fileName();
        transfer.size = numberIn(file, "size", -1);
        transfer.transferred = isUpload ? qMax<qint64>(0, numberIn(file, "bytesTransferred", 0)) : 0;
        if (isUpload && isDescriptor(transfer.name))
            transfer.mediaType = "text/xml";
        // the same file by another way (upload:alternate) is not another file
        const bool isKnown = std::any_of(transfers.begin(), transfers.end(), [&](const Transfer &other) {
            return other.direction == transfer.direction && other.href == transfer.href;
        });
        if (!isKnown && !operation.name.endsWith(QLatin1String(":alternate")))
            transfers << transfer;
    }
    return transfers;
}

} // namespace nephoscope::clouddirector
