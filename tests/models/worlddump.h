// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulksite.h"

#include <QMap>

namespace nephoscope {

/// What a site says of what is met from its roots, value by value. Left out is what nobody changes by hand: secrets,
/// work under way, when something was last touched.
class WorldDump {
public:
    /// Opens at most `each` objects of every kind, and at most `all`.
    WorldDump(const BulkConsole &console, int each, int all);

    const QList<Resource> &objects() const { return m_objects; }
    /// What the later one says otherwise, has more or no longer, but for those places ("identity place").
    QStringList differences(const WorldDump &later, const QSet<QString> &without) const;

private:
    QList<Resource> m_objects;
    QMap<QString, QMap<QString, QString>> m_values; ///< by object and place
};

/// The values of an object by their places, as a dump holds them.
QMap<QString, QString> valuesOf(const Resource &resource);

} // namespace nephoscope
