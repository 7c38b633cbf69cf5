// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/tablehand.h"

#include "models/sites.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"

#include <QTest>
#include <QTreeWidget>

namespace nephoscope {

TablePane *openTable(StoryWindow &story, const QString &site, const QString &list)
{
    const SiteEntry *entry = story.site(site);
    if (!entry)
        return nullptr;
    const QUrl url = entry->profile.url.resolved(QUrl(list));
    story.window().pages().open(entry->profile.id, Ref(url, QStringLiteral("vm")).asCollection(), true);
    TablePane *table = nullptr;
    const bool isRead = QTest::qWaitFor(
        [&] {
            table = story.window().pages().currentPage()->findChild<TablePane *>();
            return table && !table->table().isLoading() && table->table().model().rowCount() > 0;
        },
        20'000);
    return isRead ? table : nullptr;
}

BulkDialog *shownBulkDialog(StoryWindow &story)
{
    BulkDialog *dialog = nullptr;
    const bool isOpen = QTest::qWaitFor([&] {
        dialog = story.window().findChild<BulkDialog *>();
        return dialog && dialog->isVisible();
    });
    return isOpen ? dialog : nullptr;
}

QStringList resultsOf(const BulkDialog *dialog)
{
    const auto *grid = dialog->findChild<QTreeWidget *>(QStringLiteral("bulkTable"));
    QStringList results;
    for (int row = 0; row < grid->topLevelItemCount(); ++row)
        results << grid->topLevelItem(row)->text(3);
    return results;
}

} // namespace nephoscope
