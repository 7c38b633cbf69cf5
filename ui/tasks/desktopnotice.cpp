// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/desktopnotice.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace nephoscope {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

/// The specification allows markup in the body, so nothing that could be any gets there.
QString withoutMarkup(QString text)
{
    for (const char mark : {'<', '>', '&'})
        text.replace(QLatin1Char(mark), QLatin1Char(' '));
    return text;
}

} // namespace

DesktopNotice::DesktopNotice(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    if (m_bus.isConnected())
        m_bus.connect(
            QString(), path, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
}

void DesktopNotice::tell(const QString &summary, const QString &body)
{
    if (!m_bus.isConnected())
        return;
    constexpr int asTheDesktopLikes = -1;
    constexpr int longest = 200; // letters
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    call.setArguments({QStringLiteral("Nephoscope"), 0U, QStringLiteral("nephoscope"), summary.left(longest),
        withoutMarkup(body).left(longest),
        QStringList{QStringLiteral("default"), QCoreApplication::translate("DesktopNotice", "Show")},
        QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("nephoscope")}}, asTheDesktopLikes});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answered) {
        const QDBusPendingReply<uint> reply = *answered;
        if (reply.isValid())
            m_latest = reply.value();
        answered->deleteLater();
    });
}

void DesktopNotice::actionInvoked(uint id, const QString &)
{
    if (id == m_latest && id != 0)
        emit activated();
}

} // namespace nephoscope
