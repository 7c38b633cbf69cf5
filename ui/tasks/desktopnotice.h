// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>

namespace nephoscope {

/// Tells the user something by the desktop's notifications (org.freedesktop.Notifications), where there are some. Plain
/// text only; never waits. GUI thread.
class DesktopNotice : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotice(const QDBusConnection &bus, QObject *parent = nullptr);

    /// `summary` is shown as it is; what desktops would read as markup is taken out of `body`.
    void tell(const QString &summary, const QString &body);

signals:
    /// The user clicked on the latest one.
    void activated();

private slots:
    void actionInvoked(uint id, const QString &action);

private:
    QDBusConnection m_bus;
    uint m_latest = 0;
};

} // namespace nephoscope
