// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationsdialog.h"

#include "editor/operationdialog.h"
#include "operations/answerview.h"
#include "operations/operationlist.h"
#include "resource/values.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <qcorotask.h>

namespace nephoscope {

OperationsDialog::OperationsDialog(
    std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent)
    : SiteDialog(session->profile(), parent)
    , m_session(std::move(session))
    , m_looks(looks)
    , m_operations(new OperationList(this))
    , m_filter(new OperationFilter(this))
    , m_notes(new MessageBar(this))
    , m_search(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_list(new QTreeView(this))
    , m_help(new QLabel(this))
    , m_fill(new QPushButton(tr("Fill in \u2026"), this))
{
    setObjectName(QStringLiteral("operationsDialog"));
    setWindowTitle(tr("Operations of %1").arg(m_session->profile().name));
    setAttribute(Qt::WA_DeleteOnClose);
    m_filter->setSourceModel(m_operations);
    layOut(settings);
    list();
    connect(m_session.get(), &Session::schemaChanged, this, &OperationsDialog::list);
    connect(m_session.get(), &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::Closed)
            reject();
    });
    connect(m_notes, &MessageBar::actionTriggered, this, [this] {
        m_notes->dismiss();
        QCoro::connect(m_session->readSchema(), this, [](const Result<bool> &) {}); // schemaChanged() tells
    });
    m_search->setFocus();
}

void OperationsDialog::layOut(Settings &settings)
{
    m_list->setObjectName(QStringLiteral("operations"));
    m_list->setAccessibleName(tr("Operations"));
    m_list->setModel(m_filter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(-1, Qt::AscendingOrder); // as the service has them
    m_help->setObjectName(QStringLiteral("operationsHelp"));
    m_help->setTextFormat(Qt::PlainText);
    m_help->setWordWrap(true);
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_answer = new AnswerView(m_session, m_looks, settings, this);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    auto *above = new QWidget(split);
    auto *column = new QVBoxLayout(above);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list, 1);
    column->addWidget(makeFoot());
    split->addWidget(above);
    split->addWidget(m_answer);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setSizes({200, 300});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(8);
    all->addWidget(m_notes);
    all->addWidget(makeSearch());
    all->addWidget(split, 1);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 44);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &OperationsDialog::choose);
    connect(m_list, &QTreeView::activated, this, &OperationsDialog::fillIn);
    connect(m_answer, &AnswerView::opened, this, &OperationsDialog::openRequested);
}

QWidget *OperationsDialog::makeSearch()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    m_search->setObjectName(QStringLiteral("operationSearch"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Words of what it does, its area, method or path"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(m_looks.icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    row->addWidget(m_search, 1);
    row->addWidget(m_count);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_filter->setWords(typed);
        m_list->setCurrentIndex(m_filter->likely());
        choose();
    });
    connect(m_search, &QLineEdit::returnPressed, this, &OperationsDialog::fillIn);
    return line;
}

QWidget *OperationsDialog::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_fill->setObjectName(QStringLiteral("operationFill"));
    m_open = new QPushButton(tr("Open in a tab"), foot);
    m_open->setObjectName(QStringLiteral("operationOpen"));
    m_open->setToolTip(tr("The answer that was read last, as a page"));
    m_open->setEnabled(false);
    for (QPushButton *button : {m_fill, m_open})
        button->setAutoDefault(false);
    row->addWidget(m_help, 1);
    row->addWidget(m_open);
    row->addWidget(m_fill);
    connect(m_fill, &QPushButton::clicked, this, &OperationsDialog::fillIn);
    connect(m_open, &QPushButton::clicked, this, [this] { emit openRequested(m_read); });
    return foot;
}

void OperationsDialog::list()
{
    m_operations->setOperations(m_session->platform().allOperations(m_session->access()), m_session->schema());
    m_list->header()->setStretchLastSection(true);
    m_list->resizeColumnToContents(OperationList::MethodColumn);
    for (const int column : {OperationList::LabelColumn, OperationList::AreaColumn})
        m_list->setColumnWidth(column, fontMetrics().averageCharWidth() * 40);
    m_list->setCurrentIndex(m_filter->index(0, 0));
    choose();
    m_notes->dismiss();
    const QStringList notes = m_session->schema().notes();
    if (!notes.isEmpty())
        m_notes->show(MessageBar::Tone::Warning,
            tr("Part of what the site says about itself could not be read. The rest works."),
            notes.join(QLatin1Char('\n')), tr("Read again"));
}

const Operation *OperationsDialog::chosen() const
{
    const QModelIndex index = m_filter->mapToSource(m_list->currentIndex());
    return index.isValid() ? &m_operations->operation(index.row()) : nullptr;
}

void OperationsDialog::choose()
{
    const int all = m_operations->rowCount();
    m_count->setText(
        all == 0 ? tr("This service publishes no operations.") : tr("%1 of %2").arg(m_filter->rowCount()).arg(all));
    const Operation *operation = chosen();
    m_help->setText(operation ? oneLine(operation->help, 240) : QString());
    const bool isReadOnly = operation && operation->method != "GET" && m_session->isReadOnly();
    m_fill->setEnabled(operation && !isReadOnly);
    m_fill->setToolTip(isReadOnly ? tr("The site is set to read-only.") : QString());
    m_fill->setText(operation && isAskedAbout(*operation) ? tr("Fill in \u2026") : tr("Send"));
}

FieldContext OperationsDialog::context()
{
    FieldContext context;
    context.ask = [session = m_session](const Request &request, QObject *asker, const FieldContext::Answer &answer) {
        QCoro::connect(session->send(request), asker, answer);
    };
    return context;
}

/// As on a page: what changes something is shown first on a production site, and where a reason is wanted.
bool OperationsDialog::isAskedAbout(const Operation &operation) const
{
    const Profile &profile = m_session->profile();
    return OperationDialog::isNeededFor(operation)
        || (operation.method != "GET" && (profile.production || profile.reasonWanted));
}

void OperationsDialog::fillIn()
{
    const Operation *operation = chosen();
    if (!operation || !m_fill->isEnabled())
        return;
    if (!isAskedAbout(*operation)) {
        const auto request = m_session->platform().request(*operation, {}, {}, m_session->access());
        return request ? send(*operation, *request, QString()) : fail(request.error());
    }
    auto *dialog = new OperationDialog(m_session, *operation, operation->label, Resource(), m_looks, context(), this);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { send(dialog->operation(), dialog->request(), dialog->reason()); });
    dialog->open();
}

void OperationsDialog::send(const Operation &operation, const Request &request, const QString &reason)
{
    m_label = operation.label;
    wait(tr("%1 \u2026", "operation under way").arg(m_label));
    m_open->setEnabled(false);
    if (request.isSafe())
        read(request);
    else
        write(operation, request, reason);
}

void OperationsDialog::wait(const QString &words) { m_answer->say(words); }

void OperationsDialog::fail(const Error &error)
{
    const QString details = error.details().isEmpty() ? QString() : QLatin1Char('\n') + error.details();
    m_answer->say(tr("%1 was not done: %2").arg(m_label, error.message()) + details);
}

void OperationsDialog::read(const Request &request)
{
    QCoro::connect(m_session->send(request), this, [this, request](const Result<Reply> &reply) {
        if (!reply)
            return fail(reply.error());
        m_answer->show(request, *reply, m_label);
        m_read = Ref(m_session->asSent(request).url(), QString());
        m_open->setEnabled(true);
    });
}

void OperationsDialog::write(const Operation &operation, const Request &request, const QString &reason)
{
    Deed deed;
    deed.operation = operation.label;
    deed.role = operation.role;
    deed.reason = reason;
    QCoro::connect(m_session->act(request, Resource(), deed), this, [this, request](const Result<Outcome> &outcome) {
        if (outcome)
            follow(*outcome, request);
        else
            fail(outcome.error());
    });
}

/// What was answered shows at once; what becomes of the work is said when it ends.
void OperationsDialog::follow(const Outcome &outcome, const Request &request)
{
    const QByteArray body = outcome.document.isNull() ? outcome.text.toUtf8() : outcome.document.bytes();
    const QByteArray type = outcome.document.isNull() ? "text/plain" : "application/json";
    m_answer->show(request, Reply(outcome.status, body, type, request.url()), m_label);
    if (!outcome.task)
        return;
    if (body.isEmpty())
        wait(tr("%1: accepted. The work goes on; the task list follows it.").arg(m_label));
    QCoro::connect(m_session->finished(*outcome.task), this,
        [this, label = m_label, isSilent = body.isEmpty()](const Result<TaskState> &task) {
            if (label != m_label)
                return; // another operation has been sent meanwhile
            if (!task)
                return fail(task.error());
            if (task->error)
                return fail(*task->error);
            if (isSilent)
                wait(tr("%1: done.").arg(label));
        });
}

} // namespace nephoscope
