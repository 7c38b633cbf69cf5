// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/objectactions.h"

#include "editor/fieldeditor.h"
#include "editor/requestwords.h"
#include "models/navigatormodel.h"
#include "models/sameresource.h"
#include "resource/propertytree.h"
#include "resource/resourcepage.h"
#include "session/session.h"
#include "shell/actions.h"
#include "shell/commandpalette.h"
#include "shell/messagebar.h"
#include "shell/pagetabs.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>

namespace nephoscope {

namespace {

/// True where a value is being changed: the key is for the text.
bool isInEditor(const QWidget *focus)
{
    for (const QWidget *each = focus ? focus->parentWidget() : nullptr; each; each = each->parentWidget()) {
        if (qobject_cast<const PropertyTree *>(each) || qobject_cast<const FieldEditor *>(each))
            return true;
    }
    return false;
}

} // namespace

ObjectActions::ObjectActions(Actions &actions, PageTabs &pages, MessageBar &bar)
    : QObject(&actions)
    , m_actions(actions)
    , m_pages(pages)
    , m_bar(bar)
{
    connect(&pages, &PageTabs::currentPageChanged, this, &ObjectActions::update);
    connect(actions.remove, &QAction::triggered, this, &ObjectActions::removeObject);
    connect(actions.copyCurl, &QAction::triggered, this, &ObjectActions::copyAsCurl);
    connect(actions.commands, &QAction::triggered, this, &ObjectActions::showCommands);
    update();
}

void ObjectActions::update()
{
    const bool hasPage = m_pages.currentPage() != nullptr;
    m_actions.copyCurl->setEnabled(hasPage);
    m_actions.copyCurl->setStatusTip(hasPage ? QString() : tr("No page is open."));
}

/// The weightiest of what deletes the object itself.
QAction *ObjectActions::deletion() const
{
    const ResourcePage *page = m_pages.currentPage();
    const QList<QAction *> offered = page ? page->operations() : QList<QAction *>();
    for (QAction *action : offered) {
        if (action->data().value<Operation>().role == Operation::Role::Delete)
            return action;
    }
    return nullptr;
}

/// Opens what is chosen among rows, as Enter does, unless that is what the page shows. True where it was something
/// else.
bool ObjectActions::openChosen()
{
    auto *rows = qobject_cast<QAbstractItemView *>(m_pages.window()->focusWidget());
    if (!rows || qobject_cast<PropertyTree *>(rows))
        return false;
    const ResourcePage *page = m_pages.currentPage();
    const Ref shown = page ? page->ref() : Ref();
    const Ref chosen = rows->currentIndex().data(NavigatorModel::RefRole).value<Ref>();
    const bool isObject = !chosen.href().isEmpty() || (page && page->isAncestorOf(rows));
    if (!chosen.href().isEmpty() && page && sameResource(chosen, shown))
        return false;
    if (isObject && rows->currentIndex().isValid()) {
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QCoreApplication::sendEvent(rows, &enter);
    }
    page = m_pages.currentPage();
    const bool isOpened = isObject && page && !sameResource(page->ref(), shown);
    m_bar.show(MessageBar::Tone::Information,
        isOpened ? tr("%1 is open. To delete it, ask for it once more, there.").arg(page->title())
                 : tr("Nothing is chosen here that could be deleted."));
    return true;
}

/// Rows are not deleted unseen: what is selected in a list or the tree is opened first.
void ObjectActions::removeObject()
{
    if (isInEditor(m_pages.window()->focusWidget()) || openChosen())
        return;
    QAction *action = deletion();
    if (action && action->isEnabled())
        return action->trigger();
    m_bar.show(MessageBar::Tone::Information,
        action                      ? action->statusTip()
            : m_pages.currentPage() ? tr("The server does not offer to delete %1.").arg(m_pages.currentPage()->title())
                                    : tr("No page is open."));
}

void ObjectActions::copyAsCurl()
{
    const ResourcePage *page = m_pages.currentPage();
    if (!page)
        return;
    const std::shared_ptr<Session> session = page->session();
    const Request read = session->platform().read(page->ref(), session->access());
    QApplication::clipboard()->setText(
        asCurl(session->platform().authorized(read, session->profile(), session->access())));
}

void ObjectActions::showCommands()
{
    const ResourcePage *page = m_pages.currentPage();
    auto *palette = new CommandPalette(m_actions.all(), page ? page->operations() : QList<QAction *>(),
        page ? page->title() : QString(), m_pages.window());
    palette->open();
}

} // namespace nephoscope
