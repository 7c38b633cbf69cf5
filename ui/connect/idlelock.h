// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/connections.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <chrono>

namespace nephoscope {

class LockDialog;

/// Hides every window of the program after a time without a key or a click, until somebody gives the secret of a site
/// that is open: the one in the keychain, or one that the site accepts. Nothing else changes: drafts stay, tasks are
/// followed. GUI thread.
class IdleLock : public QObject {
    Q_OBJECT
public:
    IdleLock(Connections &connections, Sites &sites, QObject *parent);
    ~IdleLock() override;

    /// 0 = never.
    void setIdleTime(std::chrono::milliseconds time);
    /// False where there is no site whose secret could unlock it again: then nothing is locked.
    bool lock();
    bool isLocked() const;

signals:
    /// The person wants to leave instead.
    void quitWanted();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class Hidden {
    public:
        QPointer<QWidget> window;
        Qt::WindowModality modality;
    };

    QList<Profile> keys() const;
    void hide(QWidget *window);
    void hideAll();
    void tryKey(const Profile &profile, const Credential &secret);
    void askSite(const Profile &profile, const Credential &secret);
    void refuse(const QString &why);
    void unlock();

    Connections &m_connections;
    Sites &m_sites;
    QTimer m_idle;
    QPointer<LockDialog> m_dialog;
    QList<Hidden> m_hidden; ///< in the order in which they are shown again
};

} // namespace nephoscope
