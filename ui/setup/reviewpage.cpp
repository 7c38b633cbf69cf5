// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/reviewpage.h"

#include "base/redaction.h"
#include "document/document.h"
#include "session/session.h"
#include "setup/setupwizard.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>

namespace nephoscope {

namespace {

QString text(const SetUpStep &step)
{
    const Request &request = step.request;
    QString lines = QStringLiteral("# %1\n%2 %3\n")
                        .arg(step.title, QString::fromLatin1(request.method()), redacted(request.url()).toString());
    for (const auto &[name, value] : request.headers().all())
        lines += QString::fromLatin1(name) + QLatin1String(": ") + QString::fromUtf8(redactedHeader(name, value))
            + QLatin1Char('\n');
    if (!request.body().isEmpty()) {
        const QByteArray body = redactedBody(request.body(), "application/json");
        const auto document = Document::parse(body, "application/json");
        lines += QLatin1Char('\n') + QString::fromUtf8(document ? document->pretty() : body) + QLatin1Char('\n');
    }
    return lines;
}

} // namespace

ReviewPage::ReviewPage(SetUpWizard *wizard)
    : m_wizard(wizard)
    , m_bar(new MessageBar(this))
    , m_calls(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("setUpReview"));
    setTitle(tr("Review"));
    setSubTitle(tr("These calls will be sent, in this order. Passwords are masked here. The site restarts afterwards, "
                   "which takes a minute or two."));
    setCommitPage(true);
    m_calls->setObjectName(QStringLiteral("setUpCalls"));
    m_calls->setAccessibleName(tr("Calls"));
    m_calls->setReadOnly(true);
    m_calls->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_calls->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_bar);
    all->addWidget(m_calls, 1);
    auto *save = new QPushButton(tr("Save answers \u2026"), this);
    save->setObjectName(QStringLiteral("setUpSave"));
    save->setToolTip(tr("Without passwords, to set up the next site in the same way"));
    connect(save, &QPushButton::clicked, this, &ReviewPage::saveAnswers);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(save);
    buttons->addStretch();
    all->addLayout(buttons);
}

void ReviewPage::initializePage()
{
    QStringList calls;
    for (const SetUpStep &step : m_wizard->plan().steps(m_wizard->answers()))
        calls << text(step);
    m_calls->setPlainText(calls.join(QLatin1Char('\n')));
}

void ReviewPage::saveAnswers()
{
    auto *dialog = new QFileDialog(this, tr("Save answers"), QString(), tr("Answers (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const QString problem = SetUpStore::writeTo(fileName, m_wizard->plan(), m_wizard->answers());
        m_bar->show(problem.isEmpty() ? MessageBar::Tone::Information : MessageBar::Tone::Error,
            problem.isEmpty() ? tr("The answers were saved, without passwords.") : problem);
    });
    dialog->open();
}

} // namespace nephoscope
