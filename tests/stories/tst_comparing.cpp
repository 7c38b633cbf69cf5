// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/comparisondialog.h"
#include "inventory/tablepane.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"
#include "stories/storywindow.h"

#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <qcorotask.h>

using namespace nephoscope;

/// Snapshots beside each other.
class ComparingStory : public QObject {
    Q_OBJECT
private slots:
    void init();
    void twoSnapshotsAreCompared();

private:
    static bool remove(StoryWindow &story, const Ref &machine);
    static QDialog *openSnapshots(StoryWindow &story);
    static bool take(StoryWindow &story, QDialog *dialog, const QString &name);
    static ComparisonDialog *comparison(QDialog *dialog);
};

void ComparingStory::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

bool ComparingStory::remove(StoryWindow &story, const Ref &machine)
{
    const std::shared_ptr<Session> session = story.site(QStringLiteral("acme"))->session;
    QUrl url = machine.href();
    url.setQuery(QStringLiteral("force=true"));
    std::optional<bool> isDone;
    QCoro::connect(session->send(Request("DELETE", url)), session.get(),
        [&isDone](const Result<Reply> &reply) { isDone = reply.has_value(); });
    return QTest::qWaitFor([&isDone] { return isDone.has_value(); }, 10'000) && *isDone;
}

QDialog *ComparingStory::openSnapshots(StoryWindow &story)
{
    story.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&story.window()))
        return nullptr;
    QTest::keyClick(&story.window(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *dialog = nullptr;
    const bool isOpen = QTest::qWaitFor([&] { return (dialog = story.dialog<QDialog>("snapshotsDialog")) != nullptr; });
    return isOpen ? dialog : nullptr;
}

/// One more than there were.
bool ComparingStory::take(StoryWindow &story, QDialog *dialog, const QString &name)
{
    const auto *list = dialog->findChild<QTreeWidget *>(QStringLiteral("snapshots"));
    const int before = list->topLevelItemCount();
    story.fill(dialog, "snapshotName", name);
    story.click(dialog, "takeSnapshot");
    return QTest::qWaitFor([&] { return list->topLevelItemCount() == before + 1; }, 20'000);
}

ComparisonDialog *ComparingStory::comparison(QDialog *dialog)
{
    ComparisonDialog *found = nullptr;
    const auto isDone = [&] {
        found = dialog->findChild<ComparisonDialog *>();
        const auto *summary = found ? found->findChild<QLabel *>(QStringLiteral("comparisonSummary")) : nullptr;
        return summary && found->isVisible() && !summary->text().startsWith(QStringLiteral("Comparing"));
    };
    return QTest::qWaitFor(isDone, 20'000) ? found : nullptr;
}

void ComparingStory::twoSnapshotsAreCompared()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.vms = 30;
    options.site.speed = 1000;
    DemoSite demo(options);
    StoryWindow story;
    story.signIn(demo, demo.user(QStringLiteral("System Administrator")), QStringLiteral("acme"), false);
    const SiteEntry *site = story.site(QStringLiteral("acme"));
    const QUrl url = site->profile.url.resolved(QUrl(QStringLiteral("/api/query?type=adminVM&format=records")));
    story.window().pages().open(site->profile.id, Ref(url, QStringLiteral("vm")).asCollection(), true);
    TablePane *table = nullptr;
    QTRY_VERIFY((table = story.window().pages().currentPage()->findChild<TablePane *>()) && !table->table().isLoading()
        && table->table().model().rowCount() > 30);
    QDialog *dialog = openSnapshots(story);
    QVERIFY(dialog && take(story, dialog, QStringLiteral("before")));
    dialog->reject();

    const Ref gone = table->table().ref(4);
    QVERIFY(remove(story, gone));
    const auto rows = table->table().store()->rowCount();
    const auto isGone = [&] {
        table->table().reload();
        return QTest::qWaitFor([&] { return !table->table().isLoading(); }, 5000)
            && table->table().store()->rowCount() == rows - 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), 20'000);
    QTRY_VERIFY(!story.dialog<QDialog>("snapshotsDialog"));
    dialog = openSnapshots(story);
    QVERIFY(dialog && take(story, dialog, QStringLiteral("after")));
    auto *list = dialog->findChild<QTreeWidget *>(QStringLiteral("snapshots"));
    const auto *two = dialog->findChild<QPushButton *>(QStringLiteral("compareTwo"));
    QVERIFY(!two->isEnabled());
    for (int row = 0; row < 2; ++row)
        QTest::mouseClick(list->viewport(), Qt::LeftButton, row == 0 ? Qt::NoModifier : Qt::ControlModifier,
            list->visualItemRect(list->topLevelItem(row)).center());
    QTRY_VERIFY(two->isEnabled());
    story.click(dialog, "compareTwo");
    ComparisonDialog *compared = comparison(dialog);
    QVERIFY(compared);
    QCOMPARE(compared->model().count(Difference::Kind::Removed), 1); // the older one stands first
    QCOMPARE(compared->model().count(Difference::Kind::Added), 0);
    const auto title = [&compared](
                           int column) { return compared->model().headerData(column, Qt::Horizontal).toString(); };
    QVERIFY(title(ComparisonModel::Before).contains(QStringLiteral("before")));
    QVERIFY(title(ComparisonModel::After).contains(QStringLiteral("after")));
    bool isNamed = false;
    for (int row = 0; row < compared->model().rowCount(); ++row)
        isNamed = isNamed
            || (compared->model().kind(row) == Difference::Kind::Removed
                && compared->model().index(row, ComparisonModel::Record).data().toString().contains(gone.name()));
    QVERIFY(isNamed);
}

QTEST_MAIN(ComparingStory)

#include "tst_comparing.moc"
