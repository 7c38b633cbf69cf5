// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/actasmenu.h"
#include "models/navigatormodel.h"
#include "navigator/navigatorproxy.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/sitechips.h"
#include "stories/directorstory.h"

#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

using namespace nephoscope;

/// A provider does something as a tenant would, and always sees that it does.
class DirectorActAsStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aProviderActsAsATenantAndStops();
    void tenantsAreOfferedNothing();

private:
    static QMenu *open(DirectorStory &director);
    static void choose(DirectorStory &director, const QString &action);
    static QStringList roots(DirectorStory &director);
};

/// The menu in the menu bar, opened by its keys.
QMenu *DirectorActAsStory::open(DirectorStory &director)
{
    director.window().activateWindow();
    if (!QTest::qWaitForWindowActive(&director.window()))
        return nullptr;
    QTest::keyClick(&director.window(), Qt::Key_S, Qt::AltModifier);
    QMenu *menu = director.window().actions().actAs;
    auto *site = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    if (!site || !menu->menuAction()->isVisible())
        return nullptr;
    QTest::mouseClick(site, Qt::LeftButton, {}, site->actionGeometry(menu->menuAction()).center());
    return QTest::qWaitFor([menu] { return menu->isVisible(); }) ? menu : nullptr;
}

void DirectorActAsStory::choose(DirectorStory &director, const QString &name)
{
    QMenu *menu = open(director);
    QVERIFY(menu);
    QAction *action = nullptr;
    QTRY_VERIFY((action = menu->findChild<QAction *>(name)));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    QTRY_VERIFY(!menu->isVisible());
}

QStringList DirectorActAsStory::roots(DirectorStory &director)
{
    QStringList names;
    const QAbstractItemModel &model = *director.story().tree().model();
    const QModelIndex site = model.index(0, 0);
    for (int row = 0; row < model.rowCount(site); ++row)
        names << model.index(row, 0, site).data().toString();
    return names;
}

void DirectorActAsStory::aProviderActsAsATenantAndStops()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QStringList before = roots(director);
    const auto *chip = director.window().findChild<QToolButton *>(QStringLiteral("siteChip0"));
    QVERIFY(!chip->text().contains(QStringLiteral("acting")));
    choose(director, QStringLiteral("actAs:acme"));
    QTRY_VERIFY2(chip->text().endsWith(QStringLiteral(", acting as acme")), qPrintable(chip->text()));
    const QModelIndex site = director.story().tree().model()->index(0, 0);
    QCOMPARE(site.data(NavigatorProxy::DetailRole).toString(), QStringLiteral("acting as acme"));
    QVERIFY(roots(director) != before);
    QCOMPARE(roots(director).constFirst(), QStringLiteral("acme"));

    // a tenant's eyes: what is asked now is answered for that organization alone
    ResourcePage *page = director.open(QStringLiteral("/api/query?type=organization"));
    QVERIFY(page);
    Request last;
    const auto isRecorded = [&] { // of a long answer the record tells a moment later
        for (const Exchange &exchange : page->session()->traffic().exchanges())
            if (exchange.request().url().query().contains(QLatin1String("type=organization")))
                last = exchange.request();
        return last.headers().contains("X-VMWARE-VCLOUD-AUTH-CONTEXT");
    };
    QTRY_VERIFY(isRecorded());
    QCOMPARE(last.headers().value("X-VMWARE-VCLOUD-AUTH-CONTEXT"), QByteArray("acme"));
    QVERIFY(!last.headers().value("X-VMWARE-VCLOUD-TENANT-CONTEXT").isEmpty());

    choose(director, QStringLiteral("stopActing"));
    QTRY_VERIFY(!chip->text().contains(QStringLiteral("acting")));
    QCOMPARE(roots(director), before);
}

void DirectorActAsStory::tenantsAreOfferedNothing()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(!director.window().actions().actAs->menuAction()->isVisible());
}

QTEST_MAIN(DirectorActAsStory)
#include "tst_directoractas.moc"
