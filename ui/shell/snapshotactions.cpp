// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/snapshotactions.h"

#include "inventory/snapshotsdialog.h"
#include "inventory/tablepane.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"

#include <QAction>

namespace nephoscope {

namespace {

SnapshotSubject subjectOf(const ResourcePage *page)
{
    SnapshotSubject subject;
    if (!page)
        return subject;
    subject.session = page->session();
    subject.ref = page->ref();
    subject.what = page->title();
    auto *pane = page->findChild<TablePane *>();
    if (!pane || pane->isHidden())
        return subject;
    subject.store = pane->table().store();
    subject.ref.withHref(pane->table().list().href()).withKind(pane->kind());
    if (pane->table().isLoading())
        subject.session = nullptr; // half a list is none
    return subject;
}

} // namespace

SnapshotActions::SnapshotActions(
    Actions &actions, PageTabs &pages, const Sites &sites, const Looks &looks, QWidget *window)
    : QObject(window)
{
    connect(actions.snapshots, &QAction::triggered, this, [&pages, &sites, &looks, window] {
        auto *dialog = new SnapshotsDialog(sites, looks, subjectOf(pages.currentPage()), window);
        dialog->open();
    });
}

} // namespace nephoscope
