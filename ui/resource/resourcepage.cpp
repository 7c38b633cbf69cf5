// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"

#include "resource/busyline.h"
#include "resource/resourceheader.h"
#include "resource/resourceview.h"
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
    all->addWidget(m_parts->view);
    connect(m_parts->view, &ResourceView::opened, this, &ResourcePage::go);
    connect(m_parts->view, &ResourceView::openedInNewTab, this, &ResourcePage::openInNewTab);
    connect(m_parts->view, &ResourceView::moreWanted, this, &ResourcePage::readMore);
    connect(&m_parts->view->header(), &ResourceHeader::refreshWanted, this, &ResourcePage::reload);
    connect(&m_parts->view->messages(), &MessageBar::actionTriggered, this, &ResourcePage::reload);
    connect(&m_parts->view->busy(), &BusyLine::canceled, this, &ResourcePage::cancel);
    go(ref);
}

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
    QString words = ref.name();
    if (words.isEmpty())
        words =
            ref.isCollection() ? m_parts->looks.kinds(service, ref.kind()) : m_parts->looks.kind(service, ref.kind());
    if (words == m_parts->title)
        return;
    m_parts->title = words;
    emit titleChanged(words);
}

void ResourcePage::reload()
{
    const int mine = ++m_parts->newest;
    m_parts->view->busy().start(tr("Reading %1 \u2026").arg(title()));
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
    m_parts->learn(resource);
    m_parts->history[m_parts->place] = resource.self;
    m_parts->view->messages().dismiss();
    m_parts->view->setResource(resource, whyReadOnly());
    setTitle(resource.self);
    emit resourceRead(resource);
}

void ResourcePage::showError(const Error &error)
{
    m_parts->view->setStale(m_parts->hasContent);
    if (!m_parts->session->isLive() && error.kind() == Error::Kind::NotFound) { // no fault: nobody asked for it then
        m_parts->view->messages().show(MessageBar::Tone::Information,
            tr("%1 was not recorded. Only what was asked for then can be shown.").arg(title()), error.message());
        return;
    }
    const QString what = m_parts->hasContent ? tr("Could not read %1 again. What shows may be outdated.").arg(title())
                                             : tr("Could not read %1.").arg(title());
    m_parts->view->messages().showError(what, error, tr("Read again"));
}

QString ResourcePage::whyReadOnly() const
{
    if (!m_parts->session->isLive())
        return tr("This is a recording: nothing can be sent from it.");
    if (m_parts->session->isReadOnly())
        return tr("The site %1 is set to read-only.").arg(m_parts->session->profile().name);
    return {};
}

void ResourcePage::cancel()
{
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
    QCoro::connect(m_parts->session->open(page), this, [this, mine](const Result<Resource> &result) {
        if (mine != m_parts->newest)
            return;
        m_parts->view->busy().stop();
        if (!result) {
            m_parts->view->messages().showError(tr("Could not read more of %1.").arg(title()), result.error());
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
