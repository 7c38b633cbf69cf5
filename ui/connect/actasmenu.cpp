// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/actasmenu.h"

#include "models/sites.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "resource/values.h"
#include "shell/pagetabs.h"

#include <QMenu>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr qsizetype mostOrganizations = 500; // in a menu

QAction *note(QMenu &menu, const QString &words)
{
    QAction *action = menu.addAction(words);
    action->setEnabled(false);
    return action;
}

} // namespace

ActAsMenu::ActAsMenu(
    QMenu &menu, Sites &sites, NavigatorView &navigator, PageTabs &pages, std::function<QString()> current)
    : QObject(&menu)
    , m_menu(menu)
    , m_sites(sites)
    , m_pages(pages)
    , m_current(std::move(current))
{
    m_menu.setObjectName(QStringLiteral("actAsMenu"));
    m_menu.setToolTipsVisible(true);
    connect(&m_menu, &QMenu::aboutToShow, this, &ActAsMenu::fill);
    connect(&navigator, &NavigatorView::currentChanged, this, &ActAsMenu::update);
    connect(&pages, &PageTabs::currentPageChanged, this, &ActAsMenu::update);
    connect(&sites, &Sites::changed, this, &ActAsMenu::update);
    connect(&sites, &Sites::removed, this, &ActAsMenu::update);
    update();
}

void ActAsMenu::update()
{
    const auto session = m_sites.session(m_current());
    const bool can = session && session->isLive() && session->platform().organizations(session->access());
    m_menu.menuAction()->setVisible(can);
}

void ActAsMenu::fill()
{
    m_menu.clear();
    ++m_round;
    const auto session = m_sites.session(m_current());
    const auto list = session ? session->platform().organizations(session->access()) : std::nullopt;
    if (!list)
        return;
    addStop(session);
    note(m_menu, tr("Reading the organizations \u2026"));
    ask(session, *list, {});
}

void ActAsMenu::addStop(const std::shared_ptr<Session> &session)
{
    const Ref now = session->access().actingAs;
    if (now.href().isEmpty())
        return;
    const QString name = now.name();
    QAction *stop =
        m_menu.addAction(tr("Stop acting as %1").arg(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))),
            this, [this, session] { act(session, Ref()); });
    stop->setObjectName(QStringLiteral("stopActing"));
    m_menu.addSeparator();
}

void ActAsMenu::ask(const std::shared_ptr<Session> &session, const Ref &list, QList<Ref> soFar)
{
    const int mine = m_round;
    QCoro::connect(session->open(list), this, [this, mine, session, soFar](const Result<Resource> &page) {
        if (mine != m_round)
            return;
        if (!page)
            return showError(page.error());
        QList<Ref> all = soFar;
        for (const Ref &organization : page->children)
            if (!organization.isCollection())
                all << organization;
        if (page->more && all.size() < mostOrganizations)
            ask(session, *page->more, all);
        else
            show(session, all);
    });
}

void ActAsMenu::show(const std::shared_ptr<Session> &session, QList<Ref> organizations)
{
    std::sort(organizations.begin(), organizations.end(),
        [](const Ref &a, const Ref &b) { return QString::localeAwareCompare(a.name(), b.name()) < 0; });
    m_menu.clear();
    addStop(session);
    const Ref now = session->access().actingAs;
    for (const Ref &organization : std::as_const(organizations)) {
        const bool isOwn = organization.name() == session->access().organization;
        if (isOwn)
            continue;
        const QString name = organization.name();
        QAction *action = m_menu.addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
            [this, session, organization] { act(session, organization); });
        action->setObjectName(QStringLiteral("actAs:") + name);
        action->setCheckable(true);
        action->setChecked(organization.identity() == now.identity());
    }
    if (organizations.isEmpty())
        note(m_menu, tr("There are no organizations."));
}

void ActAsMenu::showError(const Error &error)
{
    const QList<QAction *> actions = m_menu.actions();
    if (!actions.isEmpty())
        m_menu.removeAction(actions.constLast());
    QAction *action = note(m_menu, tr("The organizations could not be read"));
    action->setToolTip(plainToolTip(error.message()));
}

/// Everything that was read before was read with other eyes.
void ActAsMenu::act(const std::shared_ptr<Session> &session, const Ref &organization)
{
    session->actAs(organization);
    for (int index = 0; index < m_pages.count(); ++index)
        if (m_pages.page(index)->session() == session)
            m_pages.page(index)->reload();
}

} // namespace nephoscope
