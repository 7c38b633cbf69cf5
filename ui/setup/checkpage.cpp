// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/checkpage.h"

#include "connect/light.h"
#include "session/session.h"
#include "setup/setupwizard.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <qcorotask.h>

namespace nephoscope {

CheckPage::CheckPage(SetUpWizard *wizard, bool hasKeptAnswers)
    : m_wizard(wizard)
    , m_bar(new MessageBar(this))
{
    setObjectName(QStringLiteral("setUpChecks"));
    setTitle(tr("Before setting up"));
    setSubTitle(tr("What can be found out about %1 before anything is changed there.")
                    .arg(wizard->session().profile().url.toDisplayString()));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    all->addWidget(m_bar);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    m_reachable = addLight(wizard->looks(), form, QStringLiteral("setUpReachable"), tr("Site"));
    m_encrypted = addLight(wizard->looks(), form, QStringLiteral("setUpEncrypted"), tr("Encryption"));
    m_clock = addLight(wizard->looks(), form, QStringLiteral("setUpClock"), tr("Clock"));
    m_internet = addLight(wizard->looks(), form, QStringLiteral("setUpInternet"), tr("Internet"));
    all->addLayout(form);
    auto *buttons = new QHBoxLayout;
    auto *again = new QPushButton(tr("Check again"), this);
    again->setObjectName(QStringLiteral("setUpCheckAgain"));
    auto *load = new QPushButton(tr("Load answers \u2026"), this);
    load->setObjectName(QStringLiteral("setUpLoad"));
    load->setToolTip(tr("Takes the answers that were saved when another site was set up"));
    buttons->addWidget(again);
    buttons->addWidget(load);
    buttons->addStretch();
    all->addLayout(buttons);
    all->addStretch();
    connect(again, &QPushButton::clicked, this, &CheckPage::initializePage);
    connect(load, &QPushButton::clicked, this, &CheckPage::loadAnswers);
    connect(m_bar, &MessageBar::actionTriggered, this, &CheckPage::initializePage);
    if (hasKeptAnswers)
        m_bar->show(MessageBar::Tone::Information,
            tr("The answers of an earlier attempt are filled in. Passwords are not kept: they are asked for again."));
}

Light *CheckPage::addLight(const Looks &looks, QFormLayout *form, const QString &objectName, const QString &label)
{
    auto *light = new Light(looks, this);
    light->setObjectName(objectName);
    form->addRow(label, light);
    return light;
}

void CheckPage::initializePage()
{
    const Session &session = m_wizard->session();
    m_reachable->set(State::Tone::Changing, tr("Asking %1 \u2026").arg(session.profile().url.host()));
    const bool isEncrypted = session.profile().url.scheme() == QLatin1String("https");
    const bool isPinned = !pinOf(session.profile().pins, authorityOf(session.profile().url)).fingerprint.isEmpty();
    m_encrypted->set(isEncrypted ? State::Tone::On : State::Tone::Warning,
        !isEncrypted   ? tr("None: passwords cross the network as they are")
            : isPinned ? tr("TLS, with a certificate you decided to trust")
                       : tr("TLS, with a certificate the system trusts"));
    m_clock->set(State::Tone::Unknown, tr("Not compared yet"));
    m_internet->set(State::Tone::Unknown, tr("Not asked yet"));
    m_asked = QDateTime::currentDateTimeUtc();
    QCoro::connect(m_wizard->session().ask(m_wizard->plan().about()), this,
        [this](const Result<Reply> &about) { reached(about); });
}

void CheckPage::reached(const Result<Reply> &about)
{
    m_isReached = about && (about->isSuccess() || about->status() == 420);
    emit completeChanged();
    if (!m_isReached) {
        m_reachable->set(State::Tone::Failed, tr("Not reached"));
        const Error error = about ? m_wizard->session().platform().error(*about) : about.error();
        m_bar->showError(tr("The site does not answer."), error, tr("Check again"));
        return;
    }
    const QString product = m_wizard->session().access().product;
    m_reachable->set(State::Tone::On, product.isEmpty() ? tr("Reached") : tr("Reached: %1").arg(product));
    compareClocks(*about);
    askState();
}

void CheckPage::compareClocks(const Reply &about)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime theirs =
        QDateTime::fromString(QString::fromLatin1(about.headers().value("Date")), Qt::RFC2822Date).toUTC();
    if (!theirs.isValid()) {
        m_clock->set(State::Tone::Unknown, tr("The site does not tell its time"));
        return;
    }
    const qint64 apart = std::abs(theirs.secsTo(m_asked.addMSecs(m_asked.msecsTo(now) / 2)));
    constexpr qint64 tolerable = 60; // s; certificates and tokens are judged by the clock
    m_clock->set(apart <= tolerable ? State::Tone::On : State::Tone::Warning,
        apart <= tolerable ? tr("Agrees with this computer's")
                           : tr("%1 seconds apart from this computer's: tokens and certificates may be refused")
                                 .arg(QLocale().toString(apart)));
}

void CheckPage::askState()
{
    QCoro::connect(m_wizard->session().ask(m_wizard->plan().state()), this, [this](const Result<Reply> &reply) {
        if (reply && SetUpPlan::isSetUp(*reply)) {
            m_wizard->finishSetUp(false);
            m_bar->show(
                MessageBar::Tone::Information, tr("This site has been set up meanwhile. Close this window to go on."));
        } else {
            askConnectivity();
        }
    });
}

void CheckPage::askConnectivity()
{
    m_internet->set(State::Tone::Changing, tr("The site tries to reach the internet \u2026"));
    const Request request = m_wizard->plan().connectivity(m_wizard->answers());
    QCoro::connect(m_wizard->session().ask(request), this, [this](const Result<Reply> &reply) { connectivity(reply); });
}

void CheckPage::connectivity(const Result<Reply> &reply)
{
    const bool isMissing = reply && (reply->status() == 404 || reply->status() == 405);
    if (isMissing && m_wizard->useNextPlan()) {
        askConnectivity();
        return;
    }
    if (reply && reply->isSuccess()) {
        m_internet->set(State::Tone::On, tr("The site reaches the internet"));
        return;
    }
    const QString why = !reply ? reply.error().message() : m_wizard->session().platform().error(*reply).message();
    m_internet->set(State::Tone::Warning,
        tr("The site does not reach the internet: %1 A proxy can be given on one of the next pages.").arg(why));
}

void CheckPage::loadAnswers()
{
    auto *dialog = new QFileDialog(this, tr("Load answers"), QString(), tr("Answers (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const auto answers = SetUpStore::readFrom(fileName, m_wizard->plan());
        if (!answers) {
            m_bar->showError(tr("The answers could not be loaded."), answers.error());
            return;
        }
        m_wizard->setAnswers(*answers);
        m_bar->show(MessageBar::Tone::Information, tr("%n answers were filled in.", nullptr, int(answers->size())));
    });
    dialog->open();
}

} // namespace nephoscope
