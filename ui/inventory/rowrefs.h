// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loadedlists.h"

#include <QObject>
#include <QTimer>
#include <vector>

namespace nephoscope {

/// Names records of a list, as whoever opens them would: a few at a time, so that a hundred thousand of them do not
/// hold up the window. Deletes itself when done; whoever deletes it sooner stops it. What the list shows meanwhile may
/// change.
class RowRefs : public QObject {
    Q_OBJECT
public:
    RowRefs(LoadedList list, std::vector<RecordStore::Row> rows, QObject *parent);

signals:
    void progressed(qint64 named);
    /// In the order of the rows.
    void named(const QList<Ref> &refs);

private:
    void goOn();

    LoadedList m_list;
    std::vector<RecordStore::Row> m_rows;
    QList<Ref> m_refs;
    QTimer m_next;
};

} // namespace nephoscope
