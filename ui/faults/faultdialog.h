// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explain/explanation.h"
#include "faults/faultfacts.h"
#include "faults/faultreport.h"

#include <QDialog>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace nephoscope {

class Countdown;
class FaultDesk;

/// A fault explained: what happened, why, what to do about it, and buttons that do it. All that is known otherwise
/// stands behind a fold.
class FaultDialog : public QDialog {
    Q_OBJECT
public:
    FaultDialog(const FaultReport &report, FaultDesk &desk, QWidget *pane);

    const FaultReport &report() const { return m_report; }
    const Explanation &explanation() const { return m_explanation; }
    /// The actions that are offered as buttons, in order.
    const QStringList &offered() const { return m_offered; }

private:
    void layOut();
    QWidget *head();
    QWidget *story();
    QWidget *fold();
    QWidget *buttons();
    void offer(const QString &action, QBoxLayout *line);
    bool canDo(const QString &action) const;
    void act(const QString &action);
    void lookForBlocker();
    void showBlocker(const TaskState &task);
    void recheck();
    void queue();
    void copy();
    void startCountdown();
    void say(const QString &words);
    void fit();

    FaultReport m_report;
    FaultDesk &m_desk;
    FaultFacts m_facts;
    Explanation m_explanation;
    QStringList m_offered;
    TaskState m_blocker;
    Countdown *m_countdown = nullptr;
    QLabel *m_news = nullptr; ///< what an action found out
    QToolButton *m_fold = nullptr;
    QWidget *m_folded = nullptr;
    QHash<QString, QPushButton *> m_buttons;
};

/// "Sign in again", the words on the button of an action.
QString actionWords(const QString &action);

} // namespace nephoscope
