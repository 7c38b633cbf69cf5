// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkdialog.h"
#include "editor/productionmark.h"
#include "journal/journalpart.h"
#include "journal/journalview.h"
#include "operations/operationsdialog.h"
#include "resource/resourcepage.h"
#include "shell/actions.h"
#include "shell/pagetabs.h"
#include "stories/directorstory.h"
#include "stories/managerstory.h"

#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTreeView>

using namespace nephoscope;

/// Production sites are marked wherever something is changed, and nothing is sent unseen; read-only ones say why not.
class ProductionStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void everyDialogAndTabIsMarked();
    void aBulkRunShowsItsFirstRequests();
    void foundOperationsAreShownBeforeTheyAreSent();
    void undoIsRefusedWhereNothingMayBeSent();

private:
    static void setProduction(ResourcePage *page, bool isReadOnly = false);
    static bool isMarked(const QWidget *dialog);
};

void ProductionStory::setProduction(ResourcePage *page, bool isReadOnly)
{
    Profile profile = page->session()->profile();
    profile.production = !isReadOnly;
    profile.readOnly = isReadOnly;
    profile.color = QStringLiteral("#c01c28");
    page->session()->setProfile(profile);
}

bool ProductionStory::isMarked(const QWidget *dialog)
{
    const auto *mark = dialog->findChild<ProductionMark *>();
    return mark && mark->isVisible() && mark->y() == 0 && mark->width() == dialog->width()
        && mark->palette().color(QPalette::Window) == QColor(0xc0, 0x1c, 0x28);
}

/// True where some pixels of the picture have the site's colour.
static bool hasColor(const QIcon &icon)
{
    const QImage image = icon.pixmap(16, 16).toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == QColor(0xc0, 0x1c, 0x28))
                return true;
    return false;
}

void ProductionStory::everyDialogAndTabIsMarked()
{
    ManagerStory hands;
    const QString id = hands.system(QStringLiteral("harbourcvo1"));
    hands.open(QStringLiteral("/vsa/volumes?workingEnvironmentId=") + id);
    setProduction(hands.page());
    hands.open(QStringLiteral("/vsa/working-environments/") + id);
    PageTabs &tabs = hands.story().window().pages();
    QTRY_VERIFY(hasColor(tabs.tabIcon(tabs.currentIndex())));
    QVERIFY(tabs.tabToolTip(tabs.currentIndex()).contains(QStringLiteral("Production site")));
    hands.operate(QStringLiteral("Delete"));
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = hands.story().dialog<QDialog>("operationDialog")));
    QTRY_VERIFY(isMarked(dialog));
    dialog->reject();
    QTRY_VERIFY(!hands.story().dialog<QDialog>("operationDialog"));

    hands.open(QStringLiteral("/working-environments"));
    hands.operate(QStringLiteral("Discover cluster"));
    QTRY_VERIFY((dialog = hands.story().dialog<QDialog>("creationDialog")));
    QTRY_VERIFY(isMarked(dialog));
    StoryWindow::keepPicture(dialog, QStringLiteral("production-wizard"));
    QApplication::clipboard()->clear(); // its request can be copied
    const QList<std::pair<QString, QString>> given{{QStringLiteral("name"), QStringLiteral("cellar9")},
        {QStringLiteral("clusterAddress"), QStringLiteral("10.1.2.9")},
        {QStringLiteral("clusterUserName"), QStringLiteral("admin")},
        {QStringLiteral("clusterPassword"), QStringLiteral("Example-Pass1")}};
    const auto copy = [dialog]() -> QPushButton * {
        for (auto *button : dialog->findChildren<QPushButton *>(QStringLiteral("creationCopy")))
            if (button->isVisible())
                return button;
        return nullptr;
    };
    for (int step = 0; step < 8 && !copy(); ++step) {
        for (const auto &[field, text] : given)
            if (hands.value(dialog, field) != QStringLiteral("(none)"))
                hands.fill(dialog, field, text);
        for (const char *field : {"tenantId", "location"})
            if (const QString name = QLatin1String(field); hands.value(dialog, name).isEmpty()) {
                QTRY_VERIFY(!hands.offers(dialog, name).isEmpty());
                hands.fill(dialog, name, hands.offers(dialog, name).constFirst());
            }
        hands.press(dialog, "creationNext");
    }
    QVERIFY(copy());
    QTest::mouseClick(copy(), Qt::LeftButton);
    const QString curl = QApplication::clipboard()->text();
    QVERIFY2(
        curl.startsWith(QStringLiteral("curl -X POST")) && curl.contains(QStringLiteral("cellar9")), qPrintable(curl));
    QVERIFY(!curl.contains(QStringLiteral("Example-Pass1")));
    dialog->reject();
}

void ProductionStory::aBulkRunShowsItsFirstRequests()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    QVERIFY(director.open(director.find("adminVApp", "name==shop")));
    setProduction(director.page());
    QList<Ref> machines;
    for (const char *name : {"web-1", "web-2"})
        machines << Ref(
            director.page()->ref().href().resolved(QUrl(director.find("adminVM", QByteArray("name==") + name))),
            QStringLiteral("vm"), QLatin1String(name));
    BulkOrder order;
    order.objects = machines;
    emit director.window().pages().bulkWanted(director.page()->session()->profile().id, order);
    auto *dialog = director.window().findChild<BulkDialog *>();
    QTRY_VERIFY(dialog && dialog->isVisible());
    QTRY_VERIFY(isMarked(dialog));
    auto *property = dialog->findChild<QComboBox *>(QStringLiteral("bulkProperty"));
    QTRY_VERIFY(property->findText(QStringLiteral("Description")) >= 0);
    property->setCurrentIndex(property->findText(QStringLiteral("Description")));
    FieldEditor *value = nullptr;
    QTRY_VERIFY((value = dialog->findChild<FieldEditor *>(QStringLiteral("bulkValue")))
        && value->facts().path == Path(QStringLiteral("Description")));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    value->setFocus();
    QWidget *field = value->focusProxy() ? value->focusProxy() : value->findChild<QWidget *>();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("shown before"));
    const auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("previewText"));
    QVERIFY(text && !text->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("bulkCompare")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(text->isVisible(), 20'000); // unfolded by itself
    QTRY_VERIFY_WITH_TIMEOUT(
        text->toPlainText().contains(machines.constFirst().href().path().section(QLatin1Char('/'), -1)), 20'000);
    QVERIFY2(text->toPlainText().contains(QStringLiteral("shown before")), qPrintable(text->toPlainText()));
    StoryWindow::keepPicture(dialog, QStringLiteral("production-bulk"));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("previewCopy")), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("curl -X ")));
    dialog->reject();
}

void ProductionStory::foundOperationsAreShownBeforeTheyAreSent()
{
    ManagerStory hands;
    hands.open(QStringLiteral("/occm/config"));
    const Looks looks;
    std::optional<Settings> settings(
        QStandardPaths::writableLocation(QStandardPaths::TempLocation) + QStringLiteral("/nephoscope-production.ini"));
    const auto buttonFor = [&](bool isProduction) {
        Profile profile = hands.page()->session()->profile();
        profile.production = isProduction;
        hands.page()->session()->setProfile(profile);
        OperationsDialog dialog(hands.page()->session(), looks, *settings, &hands.story().window());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto *list = dialog.findChild<QTreeView *>(QStringLiteral("operations"));
        const auto *button = dialog.findChild<QPushButton *>(QStringLiteral("operationFill"));
        QStringList sentAtOnce; // what is no question, and goes at one click
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            list->setCurrentIndex(list->model()->index(row, 0));
            bool isRead = false;
            for (int column = 0; column < list->model()->columnCount(); ++column)
                isRead = isRead || list->model()->index(row, column).data().toString() == QLatin1String("GET");
            if (!isRead && button->text() == QStringLiteral("Send"))
                sentAtOnce << list->currentIndex().data().toString();
        }
        return sentAtOnce;
    };
    QVERIFY(!buttonFor(false).isEmpty());
    const QStringList left = buttonFor(true);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QStringLiteral(", "))));
}

void ProductionStory::undoIsRefusedWhereNothingMayBeSent()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString network = director.find("orgVdcNetwork", "name==acme-prod-front");
    QVERIFY(director.open(QStringLiteral("/api/admin/network/") + network.section(QLatin1Char('/'), -1)));
    director.edit(
        QStringLiteral("Configuration/IpScopes/IpScope/IpRanges/IpRange/EndAddress"), QStringLiteral("10.20.0.199"));
    director.save();
    auto &view = director.window().findChild<JournalPart *>()->view();
    director.window().actions().focusJournal->trigger();
    auto *table = view.findChild<QTreeView *>(QStringLiteral("journal"));
    QTRY_VERIFY(table && table->model()->rowCount() == 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    const auto *undo = view.findChild<QAction *>(QStringLiteral("journalUndo"));
    QTRY_VERIFY(undo->isEnabled());
    setProduction(director.page(), true);
    table->setCurrentIndex({});
    table->setCurrentIndex(table->model()->index(0, 0));
    QTRY_VERIFY(!undo->isEnabled());
    QVERIFY2(undo->toolTip().contains(QStringLiteral("read-only")), qPrintable(undo->toolTip()));
}

QTEST_MAIN(ProductionStory)
#include "tst_production.moc"
