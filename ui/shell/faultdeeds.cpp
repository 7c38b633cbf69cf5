// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/faultdeeds.h"

#include "connect/certificatedialog.h"
#include "connect/profiles.h"
#include "connect/signindialog.h"
#include "faults/faultdesk.h"
#include "net/http.h"
#include "shell/mainwindow.h"
#include "tasks/taskview.h"

#include <QAbstractButton>
#include <qcorotask.h>

namespace nephoscope {

FaultDeeds::FaultDeeds(MainWindow &window, TaskView &tasks)
    : QObject(&window)
    , m_window(window)
    , m_tasks(tasks)
{
    FaultDesk &desk = FaultDesk::of(&window);
    const auto deed = [&desk](
                          const char *action, const FaultDesk::Deed &how) { desk.setDeed(QLatin1String(action), how); };
    connect(
        &tasks, &TaskView::failed, this, [&desk, &window](const FaultReport &report) { desk.report(report, &window); });
    deed("sign-in", [this](const FaultReport &report, const TaskState &) { signIn(report, "secret"); });
    deed("settings", [this](const FaultReport &report, const TaskState &) { signIn(report, "address"); });
    deed("version", [this](const FaultReport &report, const TaskState &) { signIn(report, "apiVersion"); });
    deed("set-up", [this](const FaultReport &report, const TaskState &) { setUp(report); });
    deed("show-task", [this](const FaultReport &, const TaskState &task) { showTask(task); });
    deed("certificate", [this](const FaultReport &report, const TaskState &) { showCertificate(report); });
}

void FaultDeeds::signIn(const FaultReport &report, const char *field)
{
    SignInDialog *dialog = m_window.openSignIn(report.profileId);
    dialog->showProfile(report.profileId);
    auto *wanted = dialog->findChild<QWidget *>(QLatin1String(field));
    auto *advanced = dialog->findChild<QAbstractButton *>(QStringLiteral("advanced"));
    if (wanted && !wanted->isVisibleTo(dialog) && advanced && advanced->isCheckable())
        advanced->setChecked(true);
    if (wanted)
        wanted->setFocus(Qt::OtherFocusReason);
}

void FaultDeeds::setUp(const FaultReport &report)
{
    if (!report.session)
        return signIn(report, "address");
    QCoro::connect(report.session->setUpAndSignIn(), this, [this, report](const Result<Access> &access) {
        if (access)
            report.act(QStringLiteral("retry"));
        else if (access.error().kind() != Error::Kind::NotSetUp) // else the person said: later
            FaultDesk::of(&m_window).report(
                FaultReport(tr("The set-up did not work."), access.error()).at(report.session), &m_window);
    });
}

void FaultDeeds::showTask(const TaskState &task)
{
    m_tasks.parentWidget()->show();
    m_tasks.parentWidget()->raise();
    m_tasks.show(task);
}

void FaultDeeds::showCertificate(const FaultReport &report)
{
    auto *http = report.session ? qobject_cast<Http *>(&report.session->transport()) : nullptr;
    if (!http || !http->refusedCertificate())
        return signIn(report, "address"); // asking the site again shows it
    const Certificate certificate = *http->refusedCertificate();
    const Profile profile = report.session->profile();
    auto *dialog =
        new CertificateDialog(profile, certificate, pinOf(profile.pins, certificate.authority).fingerprint, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CertificateDialog::trustedForSite, &m_window.profiles(),
        [this, profile, certificate] { m_window.profiles().pin(profile.id, Pin(certificate)); });
    connect(dialog, &QDialog::accepted, this, [report, certificate] {
        if (auto *trusting = qobject_cast<Http *>(&report.session->transport()))
            trusting->trust(certificate.fingerprint);
        report.act(QStringLiteral("retry"));
    });
    dialog->open();
}

} // namespace nephoscope
