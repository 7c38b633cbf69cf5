// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/setupwizard.h"

#include "editor/productionmark.h"
#include "session/session.h"
#include "setup/checkpage.h"
#include "setup/questionpage.h"
#include "setup/reviewpage.h"
#include "setup/runpage.h"

#include <QAbstractButton>
#include <QLayout>

namespace nephoscope {

namespace {

constexpr int keepAfter = 1000; // ms after a keystroke

} // namespace

SetUpWizard::SetUpWizard(
    std::shared_ptr<Session> session, const QList<SetUpPlan> &plans, const Looks &looks, QWidget *parent)
    : QWizard(parent)
    , m_session(std::move(session))
    , m_plans(plans)
    , m_looks(looks)
    , m_store(m_session->profile().url)
{
    setObjectName(QStringLiteral("setUpWizard"));
    setWindowTitle(tr("Set up %1").arg(m_session->profile().name));
    setWizardStyle(QWizard::ClassicStyle);
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::NoCancelButtonOnLastPage);
    setButtonText(QWizard::CommitButton, tr("Set up"));
    m_answers = m_store.kept(plan());
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(keepAfter);
    connect(&m_keeping, &QTimer::timeout, this, &SetUpWizard::keepAnswers);
    addPage(new CheckPage(this, !m_answers.isEmpty()));
    addPages();
    resize(640, 520);
}

SetUpWizard::~SetUpWizard() = default;

void SetUpWizard::addPages()
{
    for (const SetUpPage &page : plan().pages()) {
        auto *question = new QuestionPage(this, page);
        m_questions << question;
        m_pageIds << addPage(question);
    }
    m_pageIds << addPage(new ReviewPage(this)) << addPage(new RunPage(this));
    const Profile &profile = m_session->profile();
    for (const int id : std::as_const(m_pageIds)) // a wizard has no layout of its own
        if (profile.production && page(id)->layout())
            page(id)->layout()->setMenuBar(new ProductionMark(profile, page(id)));
}

bool SetUpWizard::useNextPlan()
{
    if (m_plan + 1 >= m_plans.size())
        return false;
    ++m_plan;
    for (const int id : std::as_const(m_pageIds)) {
        QWizardPage *old = page(id);
        removePage(id);
        old->deleteLater();
    }
    m_pageIds.clear();
    m_questions.clear();
    m_answers = m_store.kept(plan());
    addPages();
    return true;
}

void SetUpWizard::setAnswer(const QString &path, const QString &value)
{
    m_answers.insert(path, value);
    m_keeping.start();
}

void SetUpWizard::setAnswers(const SetUpAnswers &answers)
{
    for (auto each = answers.begin(); each != answers.end(); ++each)
        m_answers.insert(each.key(), each.value());
    keepAnswers();
}

void SetUpWizard::keepAnswers()
{
    m_keeping.stop();
    m_store.keep(plan(), m_answers);
}

void SetUpWizard::showViolations(const QString &sentence, const QHash<QString, QString> &violations)
{
    int first = -1;
    for (auto each = violations.begin(); each != violations.end(); ++each) {
        const int place = plan().pageOf(each.key());
        if (place >= 0 && (first < 0 || place < first))
            first = place;
    }
    if (first < 0)
        return;
    while (currentId() != m_pageIds.at(first) && visitedIds().contains(m_pageIds.at(first)))
        back();
    m_questions.at(first)->showViolations(sentence, violations);
}

void SetUpWizard::finishSetUp(bool byUs)
{
    m_store.forget();
    m_keeping.stop();
    const QString user = byUs ? plan().newUser(m_answers) : QString();
    const QString password = byUs ? plan().newPassword(m_answers) : QString();
    m_end = SetUpEnd(true, user, password.isEmpty() ? Credential() : Credential(password.toUtf8()));
}

void SetUpWizard::done(int result)
{
    if (m_keeping.isActive())
        keepAnswers();
    QWizard::done(m_end.isDone() ? int(QDialog::Accepted) : result);
}

} // namespace nephoscope
