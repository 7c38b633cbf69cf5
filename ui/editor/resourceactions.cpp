// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/resourceactions.h"

#include "base/redaction.h"
#include "editor/operationdialog.h"
#include "editor/sending.h"

namespace nephoscope {

ResourceActions::ResourceActions(std::shared_ptr<Session> session, const Looks &looks, QWidget *page)
    : QObject(page)
    , m_session(std::move(session))
    , m_looks(looks)
    , m_page(page)
    , m_sending(new Sending(m_session, this))
{
    connect(m_sending, &Sending::progressed, this, [this](const TaskState &task) {
        emit waiting({}); // the task says how far it is
        emit progressed(task);
    });
    connect(m_sending, &Sending::succeeded, this, &ResourceActions::succeed);
    connect(m_sending, &Sending::failed, this, [this](const Error &error) {
        emit waiting({});
        emit progressed({});
        emit failed(tr("%1: %2 was not done.", "object, operation").arg(m_resource.self.name(), m_label), error);
    });
}

void ResourceActions::start(const Operation &operation, const QString &label, const Resource &resource)
{
    if (m_sending->isRunning()) {
        emit told(tr("%1 is still under way. Wait until it has ended.").arg(m_label), QString());
        return;
    }
    m_resource = resource;
    const Profile &profile = m_session->profile();
    if (!OperationDialog::isNeededFor(operation) && !profile.production && !profile.reasonWanted) {
        const Result<Request> request = m_session->platform().request(operation, {}, {}, m_session->access());
        if (request)
            send(operation, label, *request, QString());
        else
            emit failed(tr("%1 cannot be sent.").arg(label), request.error());
        return;
    }
    auto *dialog = new OperationDialog(*m_session, operation, label, resource, m_looks, m_context, m_page);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, label] { send(dialog->operation(), label, dialog->request(), dialog->reason()); });
    dialog->open();
}

void ResourceActions::send(
    const Operation &operation, const QString &label, const Request &request, const QString &reason)
{
    m_operation = operation;
    m_label = label;
    emit waiting(tr("%1 \u2026", "operation under way").arg(label));
    Deed deed;
    deed.operation = label;
    deed.role = operation.role;
    deed.reason = reason;
    m_sending->start({request}, m_resource, deed);
}

void ResourceActions::succeed(const Outcome &outcome)
{
    emit waiting({});
    emit progressed({});
    const QString name = m_resource.self.name();
    switch (m_operation.role) {
    case Operation::Role::Delete:
        emit removed();
        emit told(tr("%1: done. %2 is gone.", "operation, object").arg(m_label, name), QString());
        return;
    case Operation::Role::Create:
        emit done();
        if (outcome.object && !outcome.object->href().isEmpty())
            emit created(*outcome.object);
        break;
    case Operation::Role::Ask:
    case Operation::Role::Download:
        return show(outcome);
    case Operation::Role::Act:
    case Operation::Role::Edit:
    case Operation::Role::Upload:
        emit done();
        break;
    }
    emit told(tr("%1: done.", "operation").arg(m_label), QString());
}

/// The answer to a question.
void ResourceActions::show(const Outcome &outcome)
{
    const QByteArray body = outcome.document.isNull() ? outcome.text.toUtf8() : outcome.document.pretty();
    emit told(body.isEmpty() ? tr("%1: the server answered without words.").arg(m_label)
                             : tr("%1: the server has answered.").arg(m_label),
        QString::fromUtf8(redactedBody(body, {})));
}

} // namespace nephoscope
