// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/dialoghuman.h"

#include "connect/certificatedialog.h"
#include "connect/secretdialog.h"

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

DialogHuman::DialogHuman(QWidget *window)
    : m_window(window)
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
            [this, id = profile.id, fingerprint = certificate.fingerprint] { emit pinned(id, fingerprint); });
        ask(made, question);
        dialog = made;
    }
    return accepted(dialog);
}

QCoro::Task<bool> DialogHuman::setUp(Profile profile)
{
    const QString question = QStringLiteral("set up ") + profile.id;
    QDialog *dialog = openDialog(question);
    if (!dialog) {
        auto *box = new QMessageBox(QMessageBox::Information, tr("Not set up yet"),
            tr("%1 has not been set up.").arg(profile.name), QMessageBox::NoButton, parentForDialog());
        box->setObjectName(QStringLiteral("notSetUp"));
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(tr("A site that was just installed answers nothing else until its first user has been "
                                   "set up. Do that in a browser at %1, then read again here.")
                                    .arg(profile.url.toDisplayString()));
        QPushButton *close = box->addButton(tr("Close"), QMessageBox::RejectRole);
        box->setEscapeButton(close);
        ask(box, question);
        dialog = box;
    }
    return accepted(dialog);
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
