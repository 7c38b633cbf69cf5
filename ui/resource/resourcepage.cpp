// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"

#include "create/likethis.h"
#include "editor/candidates.h"
#include "editor/fieldeditor.h"
#include "editor/productionmark.h"
#include "editor/resourceactions.h"
#include "editor/resourceeditor.h"
#include "faults/faultdesk.h"
#include "inventory/keptsite.h"
#include "inventory/pagetable.h"
#include "inventory/tablepane.h"
#include "models/sameresource.h"
#include "resource/busyline.h"
#include "resource/operationbar.h"
#include "resource/resourceheader.h"
#include "resource/resourceview.h"
#include "resource/rowactions.h"
#include "resource/values.h"
#include "session/taskfollower.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QBoxLayout>
#include <QHash>
#include <qcorotask.h>

namespace nephoscope {

/// What the page remembers: where it was, what it read, which request is the newest.
class ResourcePage::Parts {
public:
    Parts(std::shared_ptr<Session> ofSession, const Looks &ofLooks)
        : session(std::move(ofSession))
        , looks(ofLooks)
    {
    }

    /// From below the site down to what holds the resource, as far as the page has met it.
    QList<Ref> way(const Ref &to) const
    {
        QList<Ref> result;
        Ref step = to;
        constexpr int longest = 6;
        for (auto parent = parents.constFind(step.identity()); parent != parents.constEnd() && result.size() < longest;
             parent = parents.constFind(step.identity())) {
            step = *parent;
            result.prepend(step);
        }
        return result;
    }

    /// What the last answer said about a resource that others only point to.
    void learn(const Resource &resource)
    {
        const QString identity = resource.self.identity();
        if (resource.parent && resource.parent->identity() != identity) {
            Ref parent = *resource.parent;
            if (parent.name().isEmpty())
                parent.withName(names.value(parent.identity()));
            parents.insert(identity, parent);
        }
        names.insert(identity, resource.self.name());
        for (const Ref &child : resource.children)
            if (!parents.contains(child.identity()))
                parents.insert(child.identity(), resource.self);
    }

    std::shared_ptr<Session> session;
    const Looks &looks;
    ResourceView *view = nullptr;
    ResourceEditor *editor = nullptr;
    FieldOffers *offers = nullptr;
    ResourceActions *actions = nullptr;
    LikeThis *likeThis = nullptr;
    bool isLikeWanted = false; ///< as soon as it is known how
    ResourceActions *rowActions = nullptr; ///< with a row of a list
    PageTable *table = nullptr; ///< of lists
    QString news; ///< what is to be said when the page has been read
    Search search;
    QList<Ref> history;
    int place = -1;
    int newest = 0; ///< number of the latest request; answers to older ones are not shown
    bool hasContent = false;
    QString title;
    QHash<QString, Ref> parents; ///< identity → what holds it
    QHash<QString, QString> names;
};

ResourcePage::ResourcePage(
    std::shared_ptr<Session> session, const Ref &ref, const Looks &looks, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::make_unique<Parts>(std::move(session), looks))
{
    setObjectName(QStringLiteral("resourcePage"));
    m_parts->view = new ResourceView(looks, settings, m_parts->session->platform().service(), this);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(new ProductionMark(m_parts->session->profile(), this));
    all->addWidget(m_parts->view);
    connect(m_parts->view, &ResourceView::opened, this, &ResourcePage::go);
    connect(m_parts->view, &ResourceView::openedInNewTab, this, &ResourcePage::openInNewTab);
    connect(m_parts->view, &ResourceView::moreWanted, this, &ResourcePage::readMore);
    connect(&m_parts->view->header(), &ResourceHeader::refreshWanted, this, &ResourcePage::reload);
    connect(&m_parts->view->messages(), &MessageBar::actionTriggered, this, &ResourcePage::reload);
    connect(&m_parts->view->busy(), &BusyLine::canceled, this, &ResourcePage::cancel);
    m_parts->editor = new ResourceEditor(m_parts->session, looks, this);
    FieldContext context;
    context.search = [this](const QString &text) { return known(text); };
    context.ask = [this](const Request &request, QObject *asker, const FieldContext::Answer &answer) {
        QCoro::connect(m_parts->session->send(request), asker, answer);
    };
    context.list = candidatesOf(
        m_parts->session, [this] { return m_parts->editor->resource(); }, Operation());
    m_parts->offers = new FieldOffers(offersOf(
                                          m_parts->session, [this] { return m_parts->editor->resource(); },
                                          [this] { return m_parts->editor->editing().draft().document(); }),
        context, this);
    context.offers = m_parts->offers;
    m_parts->view->setEditing(m_parts->editor->editing(), context);
    m_parts->actions = new ResourceActions(m_parts->session, looks, this);
    m_parts->actions->setContext(context);
    m_parts->likeThis = new LikeThis(m_parts->session, this);
    m_parts->rowActions = new ResourceActions(m_parts->session, looks, this);
    m_parts->rowActions->setContext(context);
    m_parts->rowActions->setElsewhere();
    m_parts->table = new PageTable(m_parts->session, *m_parts->view, looks, settings, this);
    listenToEditor();
    listenToTable();
    connect(m_parts->session.get(), &Session::troubleChanged, this, [this] {
        if (m_parts->hasContent && m_parts->session->trouble())
            m_parts->view->setStale(true);
        else if (m_parts->hasContent)
            reload(); // it answers again
    });
    go(ref);
}

void ResourcePage::listenToTable()
{
    const auto take = [this](const Resource &resource) {
        m_parts->view->busy().stop();
        present(resource);
    };
    connect(m_parts->table, &PageTable::headRead, this, take);
    connect(m_parts->table, &PageTable::isNoList, this, take);
    connect(m_parts->table, &PageTable::loaded, this, [this] {
        if (m_parts->actions->isExpecting())
            m_parts->actions->look(m_parts->table->listed(m_parts->editor->resource()));
    });
    connect(m_parts->table, &PageTable::failed, this, [this](const Error &error) {
        m_parts->view->busy().stop();
        showError(error);
    });
}

void ResourcePage::listenToEditor()
{
    ResourceEditor *editor = m_parts->editor;
    ResourceView *view = m_parts->view;
    connect(&editor->editing(), &Editing::changed, this, &ResourcePage::changesChanged);
    listenToActions();
    connect(&editor->editing(), &Editing::stepped, this, &ResourcePage::changesChanged);
    connect(view, &ResourceView::reviewWanted, editor, &ResourceEditor::review);
    connect(editor, &ResourceEditor::told, this, [view](const QString &sentence, const QString &details) {
        view->messages().show(MessageBar::Tone::Information, sentence, details);
    });
    connect(editor, &ResourceEditor::warned, this, [view](const QString &sentence, const QString &details) {
        view->messages().show(MessageBar::Tone::Warning, sentence, details);
    });
    connect(editor, &ResourceEditor::failed, this, &ResourcePage::explain);
    connect(editor, &ResourceEditor::waiting, this, &ResourcePage::wait);
    connect(editor, &ResourceEditor::progressed, &view->header(), &ResourceHeader::setTask);
    connect(editor, &ResourceEditor::sent, this, [this](const Ref &was, const Ref &where) {
        const bool isHere = ref().identity() == was.identity(); // or somebody went on meanwhile
        for (Ref &visited : m_parts->history)
            if (visited.identity() == was.identity())
                visited = where;
        if (isHere)
            reload();
    });
}

void ResourcePage::listenToActions()
{
    ResourceActions *actions = m_parts->actions;
    ResourceView *view = m_parts->view;
    connect(view, &ResourceView::operationWanted, this, [this](const Operation &operation, const QString &label) {
        if (LikeThis::isEntry(operation))
            makeLikeThis();
        else if (operation.role == Operation::Role::Edit)
            editFirst();
        else
            m_parts->actions->start(operation, label, m_parts->table->listed(m_parts->editor->resource()));
    });
    listenTo(*actions);
    listenTo(*m_parts->rowActions);
    connect(m_parts->rowActions, &ResourceActions::removed, this, &ResourcePage::reload);
    auto *rows = new RowActions(m_parts->session, m_parts->looks, *m_parts->rowActions, this);
    connect(view, &ResourceView::rowMenuWanted, this,
        [this, rows](QMenu &menu, const ChosenRows &chosen) { rows->fill(menu, chosen, whyReadOnly()); });
    connect(rows, &RowActions::bulkWanted, this, &ResourcePage::bulkWanted);
    connect(&view->operationBar(), &OperationBar::unfolded, this, [this] {
        if (whyReadOnly().isEmpty())
            m_parts->likeThis->look();
    });
    connect(m_parts->likeThis, &LikeThis::known, this, &ResourcePage::takeLikeThis);
    // work that others began, or that was begun elsewhere, may leave another object behind
    connect(&m_parts->session->tasks(), &TaskFollower::ended, this, [this](const TaskState &task) {
        const bool isOwn =
            m_parts->actions->isRunning() || m_parts->rowActions->isRunning() || m_parts->editor->isSending();
        if (!isOwn && !task.object.href().isEmpty() && sameResource(task.object, ref()))
            reload();
    });
    connect(actions, &ResourceActions::removed, this, [this] {
        m_parts->editor->discard();
        m_parts->view->setStale(true);
        emit resourceRemoved(ref());
    });
}

void ResourcePage::listenTo(ResourceActions &actions)
{
    ResourceView *view = m_parts->view;
    connect(&actions, &ResourceActions::told, this, [this, view](const QString &sentence, const QString &details) {
        m_parts->news = sentence;
        view->messages().show(MessageBar::Tone::Information, sentence, details);
    });
    connect(&actions, &ResourceActions::failed, this, &ResourcePage::explain);
    connect(&actions, &ResourceActions::waiting, this, &ResourcePage::wait);
    connect(&actions, &ResourceActions::progressed, &view->header(), &ResourceHeader::setTask);
    connect(&actions, &ResourceActions::done, this, &ResourcePage::reload);
    connect(&actions, &ResourceActions::created, this, &ResourcePage::openInNewTab);
    connect(&actions, &ResourceActions::transferWanted, this, &ResourcePage::transferWanted);
}

/// What makes another one is looked for when somebody asks.
void ResourcePage::makeLikeThis()
{
    m_parts->isLikeWanted = true;
    wait(tr("Looking where such objects are made \u2026"));
    m_parts->likeThis->look();
}

void ResourcePage::takeLikeThis()
{
    const LikeThis &like = *m_parts->likeThis;
    ResourceView *view = m_parts->view;
    const QString kind = m_parts->looks.kind(m_parts->session->platform().service(), ref().kind());
    const QString why = like.creation() ? QString() : tr("Nothing offers to make another one here: %1.").arg(kind);
    if (whyReadOnly().isEmpty())
        view->operationBar().setReasonAgainst(LikeThis::entry(), why);
    if (!std::exchange(m_parts->isLikeWanted, false))
        return;
    wait({});
    if (!like.creation())
        return view->messages().show(MessageBar::Tone::Information, why);
    m_parts->actions->startLike(
        *like.creation(), view->operationBar().label(*like.creation()), like.holder(), like.model());
}

void ResourcePage::wait(const QString &words)
{
    if (words.isEmpty())
        m_parts->view->busy().stop();
    else
        m_parts->view->busy().start(words);
}

/// What the page has met itself, then what the rest of the window has.
QList<Ref> ResourcePage::known(const QString &text) const
{
    QList<Ref> result;
    const Resource &resource = m_parts->editor->resource();
    const auto take = [&](const Ref &ref) {
        const bool fits = ref.name().contains(text, Qt::CaseInsensitive) || ref.id() == text;
        const bool isNew = std::none_of(
            result.begin(), result.end(), [&](const Ref &other) { return other.identity() == ref.identity(); });
        if (fits && isNew)
            result << ref;
    };
    for (const Reference &reference : resource.references)
        take(reference.target);
    for (const Ref &child : resource.children)
        take(child);
    const QList<Ref> others = m_parts->search ? m_parts->search(text) : QList<Ref>();
    for (const Ref &ref : others)
        take(ref);
    return result;
}

void ResourcePage::setSearch(const Search &search) { m_parts->search = search; }

ResourceEditor &ResourcePage::editor() { return *m_parts->editor; }

bool ResourcePage::isChanged() const { return m_parts->editor->editing().isDirty(); }

void ResourcePage::review()
{
    if (canReview())
        m_parts->editor->review();
}

void ResourcePage::editFirst() { m_parts->view->editFirst(); }

void ResourcePage::editCurrent() { m_parts->view->editCurrent(); }

bool ResourcePage::canReview() const { return m_parts->view->canReview(); }

QList<QAction *> ResourcePage::operations() const { return m_parts->view->operations(); }

ResourcePage::~ResourcePage() = default;

const Ref &ResourcePage::ref() const { return m_parts->history.at(m_parts->place); }

const std::shared_ptr<Session> &ResourcePage::session() const { return m_parts->session; }

void ResourcePage::go(const Ref &ref)
{
    const bool isSame = m_parts->place >= 0 && this->ref().identity() == ref.identity();
    if (isSame) {
        reload();
        return;
    }
    m_parts->history = m_parts->history.mid(0, m_parts->place + 1);
    m_parts->history << ref;
    moveTo(m_parts->place + 1);
}

QList<Ref> ResourcePage::way() const { return m_parts->way(ref()) << ref(); }

bool ResourcePage::canGoBack() const { return m_parts->place > 0; }

bool ResourcePage::canGoForward() const { return m_parts->place + 1 < m_parts->history.size(); }

void ResourcePage::goBack()
{
    if (canGoBack())
        moveTo(m_parts->place - 1);
}

void ResourcePage::goForward()
{
    if (canGoForward())
        moveTo(m_parts->place + 1);
}

void ResourcePage::moveTo(int place)
{
    m_parts->editor->leave();
    m_parts->news.clear();
    m_parts->place = place;
    m_parts->hasContent = false;
    m_parts->view->messages().dismiss();
    m_parts->view->expect(ref());
    setTitle(ref());
    emit historyChanged();
    reload();
}

void ResourcePage::setTitle(const Ref &ref)
{
    const QString service = m_parts->session->platform().service();
    QString words = oneLine(ref.name(), 200);
    if (words.isEmpty())
        words =
            ref.isCollection() ? m_parts->looks.kinds(service, ref.kind()) : m_parts->looks.kind(service, ref.kind());
    if (words.isEmpty())
        words = ref.href().path().section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty);
    if (words == m_parts->title)
        return;
    m_parts->title = words;
    emit titleChanged(words);
}

void ResourcePage::reload()
{
    const int mine = ++m_parts->newest;
    m_parts->view->busy().start(tr("Reading %1 \u2026").arg(title()));
    if (m_parts->table->read(ref()))
        return;
    QCoro::connect(m_parts->session->open(ref()), this, [this, mine](const Result<Resource> &result) {
        if (mine != m_parts->newest)
            return;
        m_parts->view->busy().stop();
        if (result)
            present(*result);
        else
            showError(result.error());
    });
}

void ResourcePage::present(const Resource &resource)
{
    m_parts->hasContent = true;
    m_parts->offers->forget();
    m_parts->learn(resource);
    m_parts->history[m_parts->place] = resource.self;
    m_parts->view->messages().dismiss();
    if (!m_parts->news.isEmpty())
        m_parts->view->messages().show(MessageBar::Tone::Information, std::exchange(m_parts->news, QString()));
    m_parts->view->setResource(resource, whyReadOnly());
    m_parts->view->header().setTask(TaskState());
    m_parts->editor->setResource(resource);
    m_parts->isLikeWanted = false;
    const QList<Ref> above = m_parts->way(ref());
    m_parts->likeThis->setModel(resource, above.isEmpty() ? std::nullopt : std::optional(above.constLast()));
    setTitle(resource.self);
    emit resourceRead(resource);
    if (!m_parts->table->isShown()) // a table tells when all of it is there
        m_parts->actions->look(resource);
}

void ResourcePage::showError(const Error &error)
{
    m_parts->view->setStale(m_parts->hasContent);
    if (m_parts->editor->endUnread(error))
        return;
    if (!m_parts->session->isLive() && error.kind() == Error::Kind::NotFound) { // no fault: nobody asked for it then
        m_parts->view->messages().show(MessageBar::Tone::Information,
            tr("%1 was not recorded. Only what was asked for then can be shown.").arg(title()), error.message());
        return;
    }
    const QString what = m_parts->hasContent ? tr("Could not read %1 again. What shows may be outdated.").arg(title())
                                             : tr("Could not read %1.").arg(title());
    FaultReport report(what, error);
    report.at(m_parts->session, ref()).can(this, QStringLiteral("retry"), [this] { reload(); });
    m_parts->view->messages().showFault(report, tr("Read again"));
}

void ResourcePage::explain(const FaultReport &report) { FaultDesk::of(this).report(report, this); }

QString ResourcePage::whyReadOnly() const
{
    if (const QString why = whyNotAsked(*m_parts->session); !why.isEmpty())
        return why;
    if (!m_parts->session->isLive())
        return tr("This is a recording: nothing can be sent from it.");
    if (m_parts->session->isReadOnly())
        return tr("The site %1 is set to read-only.").arg(m_parts->session->profile().name);
    return {};
}

void ResourcePage::cancel()
{
    if (m_parts->table->pane())
        m_parts->table->pane()->stop();
    ++m_parts->newest; // the answer still comes, but nobody looks at it
    m_parts->view->busy().stop();
    m_parts->view->setStale(m_parts->hasContent);
    m_parts->view->messages().show(
        MessageBar::Tone::Information, tr("Reading %1 was canceled.").arg(title()), QString(), tr("Read again"));
}

void ResourcePage::readMore(const Ref &page)
{
    const int mine = m_parts->newest;
    m_parts->view->busy().start(tr("Reading more of %1 \u2026").arg(title()));
    QCoro::connect(m_parts->session->open(page), this, [this, mine, page](const Result<Resource> &result) {
        if (mine != m_parts->newest)
            return;
        m_parts->view->busy().stop();
        if (!result) {
            m_parts->view->messages().showFault(
                FaultReport(tr("Could not read more of %1.").arg(title()), result.error())
                    .at(m_parts->session, page)
                    .can(this, QStringLiteral("retry"), [this, page] { readMore(page); }));
            return;
        }
        for (const Ref &child : result->children)
            m_parts->parents.insert(child.identity(), ref());
        m_parts->view->append(*result);
    });
}

void ResourcePage::findInPage() { m_parts->view->findInPage(); }

QString ResourcePage::title() const { return m_parts->title; }

} // namespace nephoscope
