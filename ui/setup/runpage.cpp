// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/runpage.h"

#include "session/session.h"
#include "setup/setupwizard.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>

namespace nephoscope {

RunPage::RunPage(SetUpWizard *wizard)
    : m_wizard(wizard)
    , m_bar(new MessageBar(this))
    , m_steps(new QListWidget(this))
    , m_waiting(new QLabel(this))
{
    setObjectName(QStringLiteral("setUpRun"));
    setTitle(tr("Setting up"));
    setSubTitle(tr("Each call is sent once. If one fails, the answers stay and it can be tried again."));
    m_steps->setObjectName(QStringLiteral("setUpSteps"));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setSelectionMode(QAbstractItemView::NoSelection);
    m_waiting->setObjectName(QStringLiteral("setUpWaiting"));
    m_waiting->setTextFormat(Qt::PlainText);
    m_waiting->setWordWrap(true);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_bar);
    all->addWidget(m_steps, 1);
    all->addWidget(m_waiting);
    connect(m_bar, &MessageBar::actionTriggered, this, [this] {
        m_bar->dismiss();
        if (m_run)
            m_run->start();
    });
}

void RunPage::initializePage()
{
    m_isDone = false;
    m_steps->clear();
    m_waiting->clear();
    m_bar->dismiss();
    const std::shared_ptr<Session> session = m_wizard->session().shared_from_this();
    m_run = new SetUpRun(session, m_wizard->plan(), m_wizard->answers(), this);
    for (const SetUpStep &step : m_run->steps())
        m_steps->addItem(step.title);
    connect(m_run, &SetUpRun::stepBegan, this, [this](int step) { mark(step, tr("%1 \u2026")); });
    connect(m_run, &SetUpRun::stepDone, this, [this](int step) { mark(step, tr("\u2713 %1")); });
    connect(m_run, &SetUpRun::stepFailed, this, &RunPage::fail);
    connect(m_run, &SetUpRun::waiting, this, [this](int seconds) {
        m_waiting->setText(tr("The site restarts. Waiting for it since %n s.", nullptr, seconds));
    });
    connect(m_run, &SetUpRun::finished, this, &RunPage::finish);
    connect(m_run, &SetUpRun::setUpBefore, this, &RunPage::finishBefore);
    m_run->start();
}

void RunPage::cleanupPage()
{
    if (m_run) {
        m_run->stop();
        m_run->deleteLater();
    }
}

void RunPage::mark(int step, const QString &words)
{
    if (QListWidgetItem *item = m_steps->item(step))
        item->setText(words.arg(m_run->steps().at(step).title));
}

void RunPage::fail(int step, const Error &error, const QHash<QString, QString> &violations)
{
    mark(step, tr("\u2717 %1"));
    if (!violations.isEmpty()) {
        m_wizard->showViolations(error.message(), violations);
        return;
    }
    m_bar->showError(tr("%1 did not work.").arg(m_run->steps().at(step).title), error, tr("Try again"));
}

void RunPage::finishBefore(const Error &error)
{
    m_isDone = true;
    m_wizard->finishSetUp(false);
    m_bar->show(MessageBar::Tone::Warning,
        tr("%1 had been set up before, by somebody else or by an attempt whose answer was lost. Sign in as the "
           "administrator who was named then.")
            .arg(m_wizard->session().profile().name),
        error.message());
    emit completeChanged();
}

void RunPage::finish()
{
    m_isDone = true;
    m_wizard->finishSetUp(true);
    m_waiting->setText(tr("%1 is set up and running.").arg(m_wizard->session().profile().name));
    emit completeChanged();
}

} // namespace nephoscope
