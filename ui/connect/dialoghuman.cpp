// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/dialoghuman.h"

#include "connect/certificatedialog.h"
#include "connect/secretdialog.h"
#include "session/session.h"
#include "setup/setupwizard.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <coroutine>

namespace nephoscope {

namespace {

/// Waits for a dialog's answer and goes on at once, not a turn of the event loop later: the window may be going, and
/// the dialog with it.
class Answer {
public:
    explicit Answer(QDialog *dialog)
        : m_dialog(dialog)
    {
    }
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiting)
    {
        QObject::connect(
            m_dialog, &QDialog::finished, m_dialog,
            [this, waiting](int code) {
                m_code = code;
                waiting.resume();
            },
            Qt::SingleShotConnection);
    }
    int await_resume() const { return m_code; }

private:
    QDialog *m_dialog;
    int m_code = QDialog::Rejected;
};

QCoro::Task<bool> accepted(QDialog *dialog)
{
    const int code = co_await Answer(dialog);
    dialog->deleteLater();
    co_return code == QDialog::Accepted;
}

QCoro::Task<std::optional<Credential>> secretFrom(SecretDialog *dialog)
{
    const int code = co_await Answer(dialog);
    dialog->deleteLater();
    if (code != QDialog::Accepted)
        co_return std::nullopt;
    co_return dialog->credential();
}

} // namespace

DialogHuman::DialogHuman(const Looks &looks, QWidget *window)
    : m_looks(looks)
    , m_window(window)
{
}

DialogHuman::~DialogHuman() { dismissAll(); }

QWidget *DialogHuman::parentForDialog() const
{
    QWidget *active = QApplication::activeModalWidget();
    return active && m_window && m_window->isAncestorOf(active) ? active : m_window.data();
}

QDialog *DialogHuman::openDialog(const QString &question) const
{
    for (const QPointer<QDialog> &dialog : m_dialogs) {
        if (dialog && dialog->isVisible() && dialog->property("question").toString() == question)
            return dialog;
    }
    return nullptr;
}

void DialogHuman::ask(QDialog *dialog, const QString &question)
{
    dialog->setProperty("question", question);
    m_dialogs.removeAll(QPointer<QDialog>());
    m_dialogs.append(dialog);
    dialog->open();
}

QCoro::Task<std::optional<Credential>> DialogHuman::secretFor(Profile profile, Error why)
{
    const QString question = QStringLiteral("secret ") + profile.id;
    auto *dialog = qobject_cast<SecretDialog *>(openDialog(question));
    if (!dialog) {
        dialog = new SecretDialog(profile, why, parentForDialog());
        ask(dialog, question);
    }
    return secretFrom(dialog);
}

QCoro::Task<bool> DialogHuman::trust(Profile profile, Certificate certificate, QByteArray previous)
{
    const QString question =
        QStringLiteral("trust %1 %2").arg(profile.id, QString::fromLatin1(certificate.fingerprint));
    QDialog *dialog = openDialog(question);
    if (!dialog) {
        auto *made = new CertificateDialog(profile, certificate, previous, parentForDialog());
        connect(made, &CertificateDialog::trustedForSite, this,
            [this, id = profile.id, pin = Pin(certificate)] { emit pinned(id, pin); });
        ask(made, question);
        dialog = made;
    }
    return accepted(dialog);
}

QCoro::Task<SetUpEnd> DialogHuman::setUp(std::shared_ptr<Session> session, bool isWanted)
{
    // kept by the window, which dismisses all dialogs before it goes; after that "no" this is not touched
    const Profile profile = session->profile();
    const bool wanted = isWanted || co_await accepted(askWhetherToSetUp(profile));
    const QList<SetUpPlan> plans = session->platform().setUpPlans(profile, session->access());
    if (!wanted || plans.isEmpty())
        co_return SetUpEnd();
    auto *wizard = new SetUpWizard(session, plans, m_looks, parentForDialog());
    ask(wizard, QStringLiteral("set-up wizard ") + profile.id);
    co_await Answer(wizard);
    const SetUpEnd end = wizard->end();
    wizard->deleteLater();
    co_return end;
}

QDialog *DialogHuman::askWhetherToSetUp(const Profile &profile)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Not set up yet"),
        tr("%1 has not been set up. Set it up now?").arg(profile.name), QMessageBox::NoButton, parentForDialog());
    box->setObjectName(QStringLiteral("notSetUp"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("A site that was just installed answers nothing else until its first user has been set up."));
    QPushButton *yes = box->addButton(tr("Set up \u2026"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("setUpNow"));
    box->setDefaultButton(yes);
    QPushButton *later = box->addButton(tr("Later"), QMessageBox::RejectRole);
    box->setEscapeButton(later);
    // a message box reports which button it was, not whether that accepts
    connect(box, &QMessageBox::buttonClicked, box,
        [box, yes](QAbstractButton *button) { box->done(button == yes ? QDialog::Accepted : QDialog::Rejected); });
    ask(box, QStringLiteral("set up ") + profile.id);
    return box;
}

void DialogHuman::dismissAll()
{
    const QList<QPointer<QDialog>> dialogs = m_dialogs;
    m_dialogs.clear();
    for (const QPointer<QDialog> &dialog : dialogs) {
        if (dialog)
            dialog->reject();
    }
}

} // namespace nephoscope
