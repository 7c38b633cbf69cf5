// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/resourceactions.h"

#include "base/redaction.h"
#include "create/creationdialog.h"
#include "create/likeness.h"
#include "editor/candidates.h"
#include "editor/operationdialog.h"
#include "editor/picturedialog.h"
#include "editor/sending.h"
#include "shell/filedialogs.h"

#include <algorithm>
#include <qcorotask.h>

#include <QSet>

namespace nephoscope {

namespace {

QString keyOf(const Operation &operation)
{
    return QString::fromLatin1(operation.method) + QLatin1Char(' ') + operation.href.toString(QUrl::FullyEncoded)
        + QLatin1Char(' ') + operation.name;
}

} // namespace

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
    connect(m_sending, &Sending::answered, this, &ResourceActions::lookAtNew);
    connect(m_sending, &Sending::succeeded, this, &ResourceActions::succeed);
    connect(m_sending, &Sending::failed, this, &ResourceActions::refuse);
    connect(m_sending, &Sending::recovered, this,
        [this](const QString &evidence) { emit told(tr("The answer was lost. %1").arg(evidence), QString()); });
}

void ResourceActions::refuse(const Error &error)
{
    emit waiting({});
    emit progressed({});
    const bool isOpen = error.code() == QLatin1String("OUTCOME_UNKNOWN");
    const QString what = isOpen ? tr("%1: it is not known whether %2 was done.", "object, operation")
                                : tr("%1: %2 was not done.", "object, operation");
    FaultReport report = reportOf(what.arg(m_resource.self.name(), m_label), error);
    if (isOpen)
        report.can(this, QStringLiteral("find-out"), [this] { m_sending->findOut(); });
    else if (!m_request.method().isEmpty())
        report.can(this, QStringLiteral("retry"), [this] { repeat(); }).repeats([this](const FaultReport::Deed &ended) {
            connect(m_sending, &Sending::finished, this, ended, Qt::SingleShotConnection);
            repeat();
        });
    emit failed(report);
}

FaultReport ResourceActions::reportOf(const QString &what, const Error &error)
{
    FaultReport report(what, error);
    report.at(m_session, m_resource.self);
    if (OperationDialog::isNeededFor(m_operation))
        report.can(this, QStringLiteral("edit"), [this] { prepare(m_operation, m_label, m_resource); });
    return report;
}

void ResourceActions::repeat()
{
    if (!m_sending->isRunning())
        send(m_operation, m_label, m_request, m_reason);
}

void ResourceActions::start(const Operation &operation, const QString &label, const Resource &resource)
{
    if (!m_sending->isRunning())
        m_model.reset();
    prepare(operation, label, resource);
}

void ResourceActions::startLike(
    const Operation &creation, const QString &label, const Resource &holder, const Resource &model)
{
    if (!m_sending->isRunning()) {
        m_model = model;
        m_typed.remove(keyOf(creation)); // was typed for another one
    }
    prepare(creation, label, holder);
}

void ResourceActions::prepare(const Operation &operation, const QString &label, const Resource &resource)
{
    if (m_sending->isRunning()) {
        emit told(tr("%1 is still under way. Wait until it has ended.").arg(m_label), QString());
        return;
    }
    m_resource = resource;
    m_operation = operation;
    m_label = label;
    m_file.clear();
    const QList<Transfer> transfers = m_session->platform().transfers(resource);
    const auto file = std::find_if(
        transfers.begin(), transfers.end(), [&operation](const Transfer &each) { return each.href == operation.href; });
    if (file != transfers.end())
        return chooseFile(*file, label);
    const Profile &profile = m_session->profile();
    if (!OperationDialog::isNeededFor(operation) && !profile.production && !profile.reasonWanted) {
        const Result<Request> request = m_session->platform().request(operation, {}, {}, m_session->access());
        if (request)
            send(operation, label, *request, QString());
        else
            emit failed(reportOf(tr("%1 cannot be sent.").arg(label), request.error()));
        return;
    }
    if (!startWizard(operation, label))
        ask(operation, label);
}

bool ResourceActions::isRunning() const { return m_sending->isRunning(); }

void ResourceActions::ask(const Operation &operation, const QString &label)
{
    FieldContext context = m_context;
    context.list = candidatesOf(
        m_session, [resource = m_resource] { return resource; }, operation);
    auto *dialog = new OperationDialog(m_session, operation, label, m_resource, m_looks, context, m_page);
    if (const QJsonObject typed = m_typed.value(keyOf(operation)); !typed.isEmpty())
        dialog->load(typed);
    else if (m_model)
        dialog->fillLike(Likeness(*m_session, *m_model, namesThere()));
    connect(dialog, &QDialog::accepted, this, [this, dialog, label] {
        m_typed.insert(keyOf(dialog->operation()), dialog->values());
        m_file = dialog->file();
        send(dialog->operation(), label, dialog->request(), dialog->reason());
    });
    dialog->open();
}

/// Where the service knows more than one form would ask: the wizard that ends with the operation.
bool ResourceActions::startWizard(const Operation &operation, const QString &label)
{
    const QList<Wizard> wizards = m_session->platform().wizards(m_resource, m_session->access());
    const auto found = std::find_if(wizards.begin(), wizards.end(), [&operation](const Wizard &wizard) {
        return !operation.call.isEmpty() && wizard.steps.constLast().operation.call == operation.call;
    });
    if (found == wizards.end())
        return false;
    auto *dialog = new CreationDialog(m_session, *found, m_resource, m_looks, m_context, m_page);
    if (m_model)
        dialog->fillLike(Likeness(*m_session, *m_model, namesThere()));
    connect(dialog, &QDialog::accepted, this, [this, dialog, label] {
        begin(dialog->operation(), label);
        m_request = Request(); // the wizard has sent it
        m_sending->goOn(dialog->outcome());
    });
    dialog->open();
    return true;
}

/// The files of an object travel by themselves, whatever else happens to it.
void ResourceActions::chooseFile(const Transfer &file, const QString &label)
{
    const TransferOrder order{m_session, m_resource.self, file, QString()};
    const auto chosen = [this, order](const QString &fileName) {
        TransferOrder whole = order;
        whole.fileName = fileName;
        emit transferWanted(whole);
    };
    if (file.direction == Transfer::Direction::Upload)
        askForFile(m_page, label, chosen);
    else
        askWhereToStore(m_page, label, file.name, chosen);
}

void ResourceActions::begin(const Operation &operation, const QString &label)
{
    m_operation = operation;
    m_label = label;
    emit waiting(tr("%1 \u2026", "operation under way").arg(label));
}

void ResourceActions::send(
    const Operation &operation, const QString &label, const Request &request, const QString &reason)
{
    begin(operation, label);
    m_request = request;
    m_reason = reason;
    Deed deed;
    deed.operation = label;
    deed.role = operation.role;
    deed.reason = reason;
    m_sending->start({request}, m_resource, deed);
}

/// What waits for a file is begun, and not to be waited for.
void ResourceActions::lookAtNew(const Outcome &outcome)
{
    if (m_operation.role != Operation::Role::Create || !outcome.object || outcome.object->href().isEmpty())
        return;
    QCoro::connect(m_session->open(*outcome.object), this, [this](const Result<Resource> &made) {
        const QList<Transfer> files = made ? m_session->platform().transfers(*made) : QList<Transfer>();
        const bool isWaiting = std::any_of(files.begin(), files.end(),
            [](const Transfer &file) { return file.direction == Transfer::Direction::Upload && !file.isDone(); });
        if (isWaiting)
            m_sending->leave();
    });
}

void ResourceActions::succeed(const Outcome &outcome)
{
    m_typed.remove(keyOf(m_operation));
    emit waiting({});
    emit progressed({});
    const QString name = m_resource.self.name();
    switch (m_operation.role) {
    case Operation::Role::Delete:
        emit removed();
        emit told(tr("%1: done. %2 is gone.", "operation, object").arg(m_label, name), QString());
        return;
    case Operation::Role::Create:
        m_expected = outcome.object.value_or(Ref());
        m_isExpecting = true;
        if (m_model || m_isElsewhere)
            lookThere();
        else
            emit done();
        if (!m_file.isEmpty() && !m_expected.href().isEmpty())
            emit transferWanted({m_session, m_expected, Transfer(), m_file});
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

QStringList ResourceActions::namesThere() const
{
    QStringList names;
    for (const Ref &child : m_resource.children)
        names << child.name();
    return names;
}

/// What was made is not on this page but beside it.
void ResourceActions::lookThere()
{
    QCoro::connect(m_session->open(m_resource.self), this, [this](const Result<Resource> &holder) {
        if (holder)
            look(*holder);
        else if (std::exchange(m_isExpecting, false) && !m_expected.href().isEmpty())
            emit created(m_expected);
    });
}

/// What was made is new among the children; where the page lists none, the answer or its task named it.
void ResourceActions::look(const Resource &read)
{
    if (!std::exchange(m_isExpecting, false))
        return;
    QSet<QString> before{read.self.identity()};
    for (const Ref &child : std::as_const(m_resource.children))
        before.insert(child.identity());
    QList<Ref> fresh;
    for (const Ref &child : read.children)
        if (!before.contains(child.identity()))
            fresh << child;
    const auto said = std::find_if(
        fresh.begin(), fresh.end(), [this](const Ref &child) { return child.identity() == m_expected.identity(); });
    if (said != fresh.end())
        emit created(*said);
    else if (fresh.size() == 1)
        emit created(fresh.constFirst());
    else if (!m_expected.href().isEmpty() && !before.contains(m_expected.identity())
        && (!read.self.isCollection() || m_expected.kind() == read.self.kind()))
        emit created(m_expected);
}

/// The answer to a question.
void ResourceActions::show(const Outcome &outcome)
{
    if (!outcome.picture.isEmpty()) {
        const QString what = tr("%1: %2", "operation, object").arg(m_label, m_resource.self.name());
        return (new PictureDialog(what, outcome.picture, m_page))->open();
    }
    const QByteArray body = outcome.document.isNull() ? outcome.text.toUtf8() : outcome.document.pretty();
    emit told(body.isEmpty() ? tr("%1: the server answered without words.").arg(m_label)
                             : tr("%1: the server has answered.").arg(m_label),
        QString::fromUtf8(redactedBody(body, {})));
}

} // namespace nephoscope
