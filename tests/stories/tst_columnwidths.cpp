// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "resource/columnwidths.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace nephoscope;

/// Widths of columns, kept per view.
class ColumnWidthsTest : public QObject {
    Q_OBJECT
private slots:
    void whatTheUserDragsIsKept();
    void theStretchedColumnIsNobodysChoice();

private:
    QTemporaryDir m_folder;
};

void ColumnWidthsTest::whatTheUserDragsIsKept()
{
    Settings settings(m_folder.filePath(QStringLiteral("a.ini")));
    QStandardItemModel model(1, 3);
    QTreeView view;
    view.setModel(&model);
    rememberWidths(view.header(), settings, QStringLiteral("v"), {10, 10, 10});
    view.resize(600, 100);
    view.show();
    view.header()->resizeSection(0, 222);
    QTRY_COMPARE(settings.value(setting::columnWidths).value(QStringLiteral("v")).toList().value(0).toInt(), 222);
    QTreeView later;
    later.setModel(&model);
    rememberWidths(later.header(), settings, QStringLiteral("v"), {10, 10, 10});
    QCOMPARE(later.header()->sectionSize(0), 222);
}

void ColumnWidthsTest::theStretchedColumnIsNobodysChoice()
{
    Settings settings(m_folder.filePath(QStringLiteral("b.ini")));
    QStandardItemModel model(1, 4);
    QTreeView view;
    view.setModel(&model);
    view.header()->setStretchLastSection(true);
    rememberWidths(view.header(), settings, QStringLiteral("v"), {10, 10, 10, 10});
    const int usual = view.header()->sectionSize(1);
    view.setColumnHidden(2, true);
    view.setColumnHidden(3, true);
    view.resize(900, 100);
    view.show();
    QTRY_VERIFY(view.header()->sectionSize(1) > 2 * usual); // it takes what is left over
    view.header()->resizeSection(0, 150);
    QTRY_COMPARE(settings.value(setting::columnWidths).value(QStringLiteral("v")).toList().value(0).toInt(), 150);
    view.setColumnHidden(2, false);
    view.setColumnHidden(3, false);
    restoreWidths(view.header(), settings, QStringLiteral("v"), {10, 10, 10, 10});
    QCOMPARE(view.header()->sectionSize(0), 150);
    QCOMPARE(view.header()->sectionSize(1), usual);
}

QTEST_MAIN(ColumnWidthsTest)
#include "tst_columnwidths.moc"
