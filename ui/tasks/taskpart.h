// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/taskstate.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <memory>

class QDBusConnection;

namespace nephoscope {

class DesktopNotice;
class DoubtBar;
class Journal;
class MainWindow;
class MessageBar;
class QuitDialog;
class SiteNews;
class TaskView;
class WorkLeft;

/// What the work of the sites means for the window: tells when long work has ended while the user was elsewhere, marks
/// objects in an uncertain state, asks before the window closes over work that goes on.
class TaskPart : public QObject {
    Q_OBJECT
public:
    /// Lives as long as the window.
    TaskPart(MainWindow &window, TaskView &tasks, MessageBar &bar, const std::shared_ptr<Journal> &journal);

    /// Where desktop notifications go, instead of the user's session bus.
    void setBus(const QDBusConnection &bus);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const QString &site, const TaskState &task);
    void showPage();
    void mark();
    void askNow();
    WorkLeft workLeft() const;
    void ask(const WorkLeft &work);

    MainWindow &m_window;
    TaskView &m_tasks;
    MessageBar &m_bar;
    DesktopNotice *m_notice = nullptr;
    DoubtBar *m_doubts;
    SiteNews *m_news = nullptr;
    QSet<QString> m_marked; ///< site and object that need attention
    QPointer<QuitDialog> m_question;
    bool m_mayQuit = false;
};

} // namespace nephoscope
