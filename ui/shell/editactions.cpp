// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/editactions.h"

#include "editor/resourceeditor.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"

#include <QAction>

namespace nephoscope {

namespace {

void enable(QAction *action, bool enabled, const QString &why)
{
    action->setEnabled(enabled);
    action->setStatusTip(enabled ? QString() : why);
    action->setToolTip(enabled ? QString() : why);
}

} // namespace

EditActions::EditActions(Actions &actions, PageTabs &pages)
    : QObject(&actions)
    , m_actions(actions)
    , m_pages(pages)
{
    connect(&m_pages, &PageTabs::currentPageChanged, this, &EditActions::update);
    connect(m_actions.edit, &QAction::triggered, this, [this] { m_pages.currentPage()->editCurrent(); });
    connect(m_actions.review, &QAction::triggered, this, [this] { m_pages.currentPage()->review(); });
    connect(m_actions.undo, &QAction::triggered, this,
        [this] { m_pages.currentPage()->editor().editing().steps().undo(); });
    connect(m_actions.redo, &QAction::triggered, this,
        [this] { m_pages.currentPage()->editor().editing().steps().redo(); });
    update();
}

void EditActions::name(QAction *action, const QString &verb, const QString &what)
{
    action->setText(what.isEmpty() ? verb : tr("%1: %2", "verb, what").arg(verb, what));
}

void EditActions::update()
{
    ResourcePage *page = m_pages.currentPage();
    const QUndoStack *steps = page ? &page->editor().editing().steps() : nullptr;
    enable(m_actions.edit, page, tr("No page is open."));
    enable(m_actions.review, page && page->canReview(),
        page && page->isChanged() ? tr("Something that was changed is not right yet.")
                                  : tr("Nothing has been changed."));
    enable(m_actions.undo, steps && steps->canUndo(), tr("There is nothing to undo."));
    enable(m_actions.redo, steps && steps->canRedo(), tr("There is nothing to redo."));
    name(m_actions.undo, tr("&Undo"), steps ? steps->undoText() : QString());
    name(m_actions.redo, tr("Red&o"), steps ? steps->redoText() : QString());
}

} // namespace nephoscope
