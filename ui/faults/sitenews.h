// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sites.h"

#include <QDateTime>
#include <QHash>
#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace nephoscope {

/// What the window says about sites that let one wait: one that does not answer (since when; it is asked again by
/// itself), one that is busy (seconds until it is asked again; now, or stop), an answer that was lost (what became of
/// it is looked up). A row each; hidden while all is well.
class SiteNews : public QWidget {
    Q_OBJECT
public:
    SiteNews(Sites &sites, QWidget *parent);
    ~SiteNews() override;

    /// Asks the sites that do not answer now, not when it is their turn.
    void hurry();

private:
    class Row;

    void watch(int site);
    void present();
    void presentOutage(Row &row, const std::shared_ptr<Session> &session);
    void presentPause(Row &row, const std::shared_ptr<Session> &session);
    void troubled(const QString &id);
    void askAgain();
    Row &row(const QString &id);
    std::shared_ptr<Session> session(const QString &id) const { return m_sites.session(id); }

    Sites &m_sites;
    QVBoxLayout *m_column;
    QHash<QString, Row *> m_rows; ///< by profile id; children
    QHash<QString, const Session *> m_watched;
    QTimer m_clock; ///< each second, while a pause is shown
    QTimer m_again; ///< asks sites that do not answer
    int m_tries = 0;
};

} // namespace nephoscope
