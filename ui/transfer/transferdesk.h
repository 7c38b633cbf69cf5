// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/filetransfer.h"

#include <QWidget>

class QVBoxLayout;

namespace nephoscope {

class PageTabs;
class TransferRow;

/// The files on their way, to and from all sites, whatever page shows: a row for each. Hidden while there is none.
class TransferDesk : public QWidget {
    Q_OBJECT
public:
    /// Takes the orders of the pages, and has them read their objects again when a file has arrived.
    TransferDesk(PageTabs &pages, QWidget *parent);

    /// Starts it. An order whose file has no address is for whatever the object, or the only thing in it, waits for.
    void take(const TransferOrder &order);
    int running() const;

signals:
    /// Something is under way that was not before.
    void begun();
    /// What a file was meant for does not take it.
    void failed(const QString &what, const Error &error);

private:
    void find(const TransferOrder &order, bool mayLookInside);
    void start(const TransferOrder &order);
    void ended(TransferRow *row);
    void goOn(const TransferOrder &before);
    void reload(const TransferOrder &order);
    void dismiss(TransferRow *row);

    PageTabs &m_pages;
    QVBoxLayout *m_column;
    QList<TransferRow *> m_rows;
};

} // namespace nephoscope
