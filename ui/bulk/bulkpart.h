// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QObject>
#include <QSet>

namespace nephoscope {

class Looks;
class MainWindow;
class MessageBar;

/// Runs over many objects in the window: opens their dialog, and offers those that the program's end interrupted.
class BulkPart : public QObject {
    Q_OBJECT
public:
    BulkPart(MainWindow &window, const Looks &looks, std::shared_ptr<Journal> journal, MessageBar &bar);

private:
    void begin(const QString &profileId, const QList<Ref> &objects);
    void offer(int site);
    void goOn(const QByteArray &plan);

    MainWindow &m_window;
    const Looks &m_looks;
    std::shared_ptr<Journal> m_journal;
    MessageBar &m_bar;
    QByteArray m_offered; ///< the plan that the message bar speaks of
    QSet<QByteArray> m_known; ///< ids that were offered, or begun here
};

} // namespace nephoscope
