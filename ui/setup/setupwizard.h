// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/setupplan.h"
#include "session/human.h"
#include "setup/setupstore.h"

#include <QTimer>
#include <QWizard>
#include <memory>

namespace nephoscope {

class CheckPage;
class Looks;
class QuestionPage;
class RunPage;

/// Sets up a site that answers 420: checks, questions, review of the exact calls, run, wait for the restart. Drawn from
/// the platform's plan. Nothing is lost by Back, a failed call, or the end of the program: the answers are kept on disk
/// without secrets until the set-up is done.
class SetUpWizard : public QWizard {
    Q_OBJECT
public:
    /// `plans` is not empty.
    SetUpWizard(std::shared_ptr<Session> session, const QList<SetUpPlan> &plans, const Looks &looks, QWidget *parent);
    ~SetUpWizard() override;

    Session &session() { return *m_session; }
    const Looks &looks() const { return m_looks; }
    const SetUpPlan &plan() const { return m_plans.at(m_plan); }
    /// Goes to the next way to set up, if there is one: this server does not have the present one.
    bool useNextPlan();
    const SetUpAnswers &answers() const { return m_answers; }
    void setAnswer(const QString &path, const QString &value);
    void setAnswers(const SetUpAnswers &answers);
    void keepAnswers();
    /// Goes back to the page that asks for the first of these fields and shows there what is wrong with it.
    void showViolations(const QString &sentence, const QHash<QString, QString> &violations);
    /// The site is set up; `byUs` when the answers made it so.
    void finishSetUp(bool byUs);
    SetUpEnd end() const { return m_end; }

    void done(int result) override;

private:
    void addPages();

    std::shared_ptr<Session> m_session;
    QList<SetUpPlan> m_plans;
    const Looks &m_looks;
    qsizetype m_plan = 0;
    SetUpStore m_store;
    SetUpAnswers m_answers;
    SetUpEnd m_end;
    QTimer m_keeping;
    QList<QuestionPage *> m_questions;
    QList<int> m_pageIds;
};

} // namespace nephoscope
