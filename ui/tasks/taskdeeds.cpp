// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskdeeds.h"

#include "editor/operationdialog.h"
#include "editor/reasonfield.h"
#include "editor/reviewdialog.h"
#include "session/taskfollower.h"
#include "shell/wording.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

QString nameOf(const Ref &object) { return object.name().isEmpty() ? object.id() : object.name(); }

/// The operation that deletes it.
std::optional<Operation> deletion(const Resource &resource)
{
    for (const Operation &operation : resource.operations) {
        if (operation.role == Operation::Role::Delete && operation.offered)
            return operation;
    }
    return std::nullopt;
}

} // namespace

TaskDeeds::TaskDeeds(Sites &sites, TaskMemory &memory, const Looks &looks, QWidget *view)
    : QObject(view)
    , m_sites(sites)
    , m_memory(memory)
    , m_looks(looks)
    , m_view(view)
{
}

void TaskDeeds::cancel(const QString &site, const TaskState &task, const QString &name)
{
    const auto session = m_sites.session(site);
    const auto request = session ? session->platform().cancel(task, session->access()) : std::nullopt;
    if (!request)
        return;
    Deed deed;
    deed.object = task.object;
    deed.operation = tr("Cancel task: %1").arg(name);
    deed.reason = ReasonField::last(site);
    QCoro::connect(session->act(*request, Resource(), deed), this,
        [this, session, site, task, name](const Result<Outcome> &outcome) {
            if (outcome)
                emit cancelRequested(site, task);
            else
                emit failed(FaultReport(tr("%1 could not be canceled.").arg(name), outcome.error())
                                .at(session, task.object)
                                .can(this, QStringLiteral("retry"), [=, this] { cancel(site, task, name); }));
            session->tasks().refresh();
        });
}

QString TaskDeeds::whyNotAgain(const QString &site, const TaskState &task) const
{
    const auto session = m_sites.session(site);
    if (!session)
        return tr("Sign in to its site first.");
    if (session->isReadOnly())
        return tr("The site %1 is set to read-only.").arg(session->profile().name);
    if (!m_journal)
        return tr("There is no journal of what was asked for.");
    const auto again = restartOf(*m_journal, site, task);
    return again ? QString() : again.error().message();
}

void TaskDeeds::startAgain(const QString &site, const TaskState &task)
{
    const auto session = m_sites.session(site);
    if (!whyNotAgain(site, task).isEmpty())
        return;
    const auto again = restartOf(*m_journal, site, task);
    if (!again)
        return;
    Deed deed;
    deed.object = again->entry.object;
    deed.operation = tr("Start again: %1").arg(again->entry.operation);
    deed.role = again->entry.role;
    review(session, again->request, deed, tr("Start again"),
        {tr("This asks once more for what entry %1 of the journal asked for.").arg(again->entry.id)}, [] {});
}

void TaskDeeds::cleanUp(const RememberedTask &work)
{
    const auto session = m_sites.session(work.site);
    if (!session)
        return;
    const QString name = nameOf(work.task.object);
    QCoro::connect(
        session->open(work.task.object), this, [this, session, work, name](const Result<Resource> &resource) {
            if (!resource && resource.error().kind() == Error::Kind::NotFound) {
                m_memory.settle(work.number); // it is gone already
                return;
            }
            const auto operation = resource ? deletion(*resource) : std::nullopt;
            if (operation)
                return askToDelete(session, work, *resource, *operation);
            const Error why = resource
                ? Error(Error::Kind::Unsupported, tr("The service offers no way to delete it now."))
                : resource.error();
            emit failed(FaultReport(tr("%1 was not deleted.").arg(name), why)
                            .at(session, work.task.object)
                            .can(this, QStringLiteral("retry"), [=, this] { cleanUp(work); }));
        });
}

void TaskDeeds::askToDelete(
    const std::shared_ptr<Session> &session, const RememberedTask &work, const Resource &object, Operation operation)
{
    operation.danger = Operation::Danger::Destroys;
    operation.help =
        tr("%1 was left in an uncertain state by work that failed. This deletes it.").arg(nameOf(work.task.object));
    FieldContext context;
    context.ask = [session](const Request &request, QObject *asker, const FieldContext::Answer &answer) {
        QCoro::connect(session->send(request), asker, answer);
    };
    auto *dialog = new OperationDialog(session, operation, tr("Delete"), object, m_looks, context, m_view->window());
    Deed deed;
    deed.object = work.task.object;
    deed.operation = tr("Clean up after: %1").arg(readableWords(work.task.operation));
    deed.role = Operation::Role::Delete;
    deed.before = object.document;
    connect(dialog, &QDialog::accepted, this, [=, this] {
        Deed reasoned = deed;
        reasoned.reason = dialog->reason();
        send(session, dialog->request(), reasoned, tr("Delete"),
            [this, number = work.number] { m_memory.settle(number); });
    });
    dialog->open();
}

void TaskDeeds::review(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed,
    const QString &title, const QStringList &notes, const std::function<void()> &done)
{
    auto *dialog = new ReviewDialog(nameOf(deed.object), title, m_view->window());
    dialog->askReason(session->profile());
    dialog->setWayBack(tr("Cancel"));
    dialog->setChanges({});
    dialog->setTakenOver({});
    dialog->setNotes(notes);
    dialog->setRequests({session->asSent(request)});
    connect(dialog, &QDialog::accepted, this, [=, this] {
        Deed reasoned = deed;
        reasoned.reason = dialog->reason();
        send(session, request, reasoned, title, done);
    });
    dialog->open();
}

void TaskDeeds::send(const std::shared_ptr<Session> &session, const Request &request, const Deed &deed,
    const QString &title, const std::function<void()> &done)
{
    QCoro::connect(session->act(request, Resource(), deed), this, [=, this](const Result<Outcome> &outcome) {
        if (outcome)
            return done();
        emit failed(FaultReport(tr("%1: %2 was not done.").arg(nameOf(deed.object), deed.operation), outcome.error())
                        .at(session, deed.object)
                        .can(this, QStringLiteral("retry"), [=, this] { send(session, request, deed, title, done); }));
    });
}

} // namespace nephoscope
