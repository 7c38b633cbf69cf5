// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/idlelock.h"

#include "connect/lockdialog.h"
#include "shell/secretclipboard.h"

#include <QApplication>
#include <QWidget>
#include <algorithm>

namespace nephoscope {

IdleLock::IdleLock(Connections &connections, Sites &sites, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_sites(sites)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &IdleLock::lock);
    qApp->installEventFilter(this);
}

IdleLock::~IdleLock()
{
    qApp->removeEventFilter(this);
    delete m_dialog;
}

void IdleLock::setIdleTime(std::chrono::milliseconds time)
{
    m_idle.stop();
    m_idle.setInterval(time);
    if (time.count() > 0)
        m_idle.start();
}

bool IdleLock::isLocked() const { return m_dialog != nullptr; }

bool IdleLock::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        if (m_idle.isActive())
            m_idle.start();
        break;
    case QEvent::Show: // what comes up by itself meanwhile waits too
        if (m_dialog && object->isWidgetType())
            hide(static_cast<QWidget *>(object));
        break;
    default:
        break;
    }
    return QObject::eventFilter(object, event);
}

QList<Profile> IdleLock::keys() const
{
    QList<Profile> keys;
    for (int index = 0; index < m_sites.count(); ++index) {
        const SiteEntry &site = m_sites.at(index);
        if (site.status == SiteEntry::Status::Connected && site.session->isLive())
            keys << site.profile;
    }
    return keys;
}

bool IdleLock::lock()
{
    const QList<Profile> possible = keys();
    if (m_dialog)
        return true;
    if (possible.isEmpty()) {
        if (m_idle.interval() > 0)
            m_idle.start(); // one may be signed in to meanwhile
        return false;
    }
    m_idle.stop();
    SecretClipboard::instance().clear();
    m_dialog = new LockDialog(possible);
    connect(m_dialog, &LockDialog::unlockWanted, this, &IdleLock::tryKey);
    connect(m_dialog, &LockDialog::quitWanted, this, &IdleLock::quitWanted);
    m_dialog->show(); // before the others go: there is always a window
    hideAll();
    m_dialog->raise();
    m_dialog->activateWindow();
    return true;
}

void IdleLock::hideAll()
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->isVisible())
            hide(window);
    }
    // parents first: a dialog over a hidden window would get lost
    std::stable_sort(m_hidden.begin(), m_hidden.end(),
        [](const Hidden &a, const Hidden &b) { return !a.window->parentWidget() && b.window->parentWidget(); });
}

void IdleLock::hide(QWidget *window)
{
    if (!window->isWindow() || window == m_dialog || window->windowType() == Qt::ToolTip)
        return;
    m_hidden << Hidden{window, window->windowModality()}; // hiding a dialog makes it forget that one
    QMetaObject::invokeMethod(
        window, &QWidget::hide, window->isVisible() ? Qt::DirectConnection : Qt::QueuedConnection);
}

void IdleLock::tryKey(const Profile &profile, const Credential &secret)
{
    m_dialog->setBusy(true);
    QCoro::connect(
        m_connections.secrets().read(profile.id), this, [this, profile, secret](const Result<Credential> &stored) {
            if (stored && !stored->isEmpty() && stored->sameAs(secret))
                unlock();
            else
                askSite(profile, secret);
        });
}

/// By a session of its own: the one that is open must not be lost over a mistyped letter.
void IdleLock::askSite(const Profile &profile, const Credential &secret)
{
    m_connections.connectTo(
        profile, {}, this, [this, profile, secret](const Result<std::shared_ptr<Session>> &connected) {
            if (!connected)
                return refuse(connected.error().message());
            const std::shared_ptr<Session> session = *connected;
            session->setProfile(profile);
            QCoro::connect(session->signIn(secret), this, [this, session](const Result<Access> &access) {
                if (!access) {
                    session->close();
                    const bool isWrong = access.error().kind() == Error::Kind::SignIn;
                    return refuse(isWrong ? tr("the site does not accept it.") : access.error().message());
                }
                QCoro::connect(session->signOut(), this, [session](const Result<bool> &) { session->close(); });
                unlock();
            });
        });
}

void IdleLock::refuse(const QString &why)
{
    if (m_dialog)
        m_dialog->refuse(tr("Not unlocked: %1").arg(why));
}

void IdleLock::unlock()
{
    if (!m_dialog)
        return;
    LockDialog *dialog = m_dialog;
    m_dialog = nullptr;
    const QList<Hidden> hidden = std::exchange(m_hidden, {});
    for (const Hidden &each : hidden) {
        if (!each.window)
            continue;
        each.window->setWindowModality(each.modality);
        each.window->show();
    }
    dialog->hide();
    dialog->deleteLater();
    if (!hidden.isEmpty() && hidden.last().window)
        hidden.last().window->activateWindow();
    if (m_idle.interval() > 0)
        m_idle.start();
}

} // namespace nephoscope
