// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/setuprun.h"

#include <QPointer>
#include <QWizardPage>

class QLabel;
class QListWidget;

namespace nephoscope {

class MessageBar;
class SetUpWizard;

/// The set-up being done: one line per call, then the wait for the restart.
class RunPage : public QWizardPage {
    Q_OBJECT
public:
    explicit RunPage(SetUpWizard *wizard);

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override { return m_isDone; }

private:
    void mark(int step, const QString &words);
    void fail(int step, const Error &error, const QHash<QString, QString> &violations);
    void finish();
    void finishBefore(const Error &error);

    SetUpWizard *m_wizard;
    MessageBar *m_bar;
    QListWidget *m_steps;
    QLabel *m_waiting;
    QPointer<SetUpRun> m_run;
    bool m_isDone = false;
};

} // namespace nephoscope
