// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace nephoscope {

class Connections;
class IdleLock;
class MainWindow;
class MessageBar;
class Settings;

/// What guards the person's own things, in the window: news of damaged or unwritable files, the certificate of a site,
/// the lock.
class TrustPart : public QObject {
    Q_OBJECT
public:
    /// Lives as long as the window.
    TrustPart(MainWindow &window, Connections &connections, Settings &settings, MessageBar &bar);

private:
    void listen();
    void addLock();
    void showCertificate();

    MainWindow &m_window;
    Connections &m_connections;
    Settings &m_settings;
    MessageBar &m_bar;
    IdleLock *m_lock;
};

} // namespace nephoscope
