// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldeditor.h"
#include "models/propertymodel.h"
#include "stories/managerstory.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>

using namespace nephoscope;

/// What an administrator does every day with systems and users, against the demo.
class ManagerOperatingStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void writingSpeedIsChangedInItsPlaceAndFollowed();
    void aggregateIsMadeAndDeletedByItsName();
    void tierOfASystemGrows();
    void usersComeAndGo();
    void refusalNamesTheRunningOperation();

private:
    static QModelIndex placed(const QAbstractItemModel &model, const QString &place, const QModelIndex &parent = {});
    static bool isListed(ManagerStory &hands, const QString &list, const char *member, const QString &value);
    static QJsonObject properties(ManagerStory &hands, const QString &system);
    static void deleteByName(ManagerStory &hands, const QString &name);
    static QStringList taskList(ManagerStory &hands);
    static bool isInTaskList(ManagerStory &hands, const QString &operation);
};

QModelIndex ManagerOperatingStory::placed(
    const QAbstractItemModel &model, const QString &place, const QModelIndex &parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == place)
            return index;
        if (const QModelIndex below = placed(model, place, index); below.isValid())
            return below;
    }
    return {};
}

bool ManagerOperatingStory::isListed(ManagerStory &hands, const QString &list, const char *member, const QString &value)
{
    const QJsonArray rows = hands.told(list).array();
    return std::any_of(rows.begin(), rows.end(),
        [&](const QJsonValue &row) { return row[QLatin1String(member)].toString() == value; });
}

QJsonObject ManagerOperatingStory::properties(ManagerStory &hands, const QString &system)
{
    const QJsonObject object = hands.told(system + QStringLiteral("?fields=ontapClusterProperties")).object();
    return object.value(QStringLiteral("ontapClusterProperties")).toObject();
}

/// Types the name of what is to go, and means it.
void ManagerOperatingStory::deleteByName(ManagerStory &hands, const QString &name)
{
    hands.operate(QStringLiteral("Delete"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("operationDialog"));
    QDialog *dialog = hands.story().dialog<QDialog>("operationDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    if (auto *line = dialog->findChild<QLineEdit *>(QStringLiteral("operationName")))
        QTest::keyClicks(line, name);
    hands.press(dialog, "operationSend");
    QTRY_VERIFY_WITH_TIMEOUT(hands.sentence().endsWith(name + QStringLiteral(" is gone.")), 30000);
}

/// What the dock lists, a line for each.
QStringList ManagerOperatingStory::taskList(ManagerStory &hands)
{
    QStringList lines;
    const auto *tasks = hands.story().window().findChild<QTreeView *>(QStringLiteral("tasks"));
    for (int row = 0; tasks && row < tasks->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < tasks->model()->columnCount(); ++column)
            cells << tasks->model()->index(row, column).data().toString();
        lines << cells.join(u' ');
    }
    return lines;
}

bool ManagerOperatingStory::isInTaskList(ManagerStory &hands, const QString &operation)
{
    return taskList(hands).join(u'\n').contains(operation, Qt::CaseInsensitive);
}

void ManagerOperatingStory::writingSpeedIsChangedInItsPlaceAndFollowed()
{
    ManagerStory hands;
    const QString system = QStringLiteral("/vsa/working-environments/") + hands.system(QStringLiteral("harbourcvo1"));
    hands.open(system);
    auto *tree = hands.page()->findChild<QTreeView *>(QStringLiteral("properties"));
    const QString speed = QStringLiteral("writingSpeedState");
    const QString place = QStringLiteral("ontapClusterProperties/") + speed;
    QTRY_VERIFY(placed(*tree->model(), place).isValid());
    const QPersistentModelIndex value = placed(*tree->model(), place).siblingAtColumn(PropertyModel::ValueColumn);
    for (QModelIndex above = value.parent(); above.isValid(); above = above.parent())
        tree->expand(above.siblingAtColumn(0));
    QTRY_VERIFY2(value.flags() & Qt::ItemIsEditable,
        qPrintable(value.data(PropertyModel::PathRole).toString() + value.data(Qt::ToolTipRole).toString()));
    const auto isInSight = [&] {
        tree->scrollTo(value);
        return tree->viewport()->rect().contains(tree->visualRect(value).center());
    };
    QTRY_VERIFY(isInSight());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTRY_COMPARE(tree->currentIndex().data(PropertyModel::NameRole).toString(), speed);
    QTest::keyClick(&hands.story().window(), Qt::Key_F2);
    auto *field = tree->findChild<FieldEditor *>();
    QVERIFY2(field, qPrintable(value.data(Qt::ToolTipRole).toString()));
    if (auto *choice = qobject_cast<QComboBox *>(field->focusProxy())) {
        QTest::keyClick(choice, Qt::Key_Home);
        while (
            choice->currentData().toString() != QStringLiteral("HIGH") && choice->currentIndex() + 1 < choice->count())
            QTest::keyClick(choice, Qt::Key_Down);
        QTest::keyClick(choice, Qt::Key_Return);
    } else {
        QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field->focusProxy(), QStringLiteral("HIGH"));
        QTest::keyClick(field->focusProxy(), Qt::Key_Return);
    }
    QTRY_VERIFY(hands.page()->isChanged());
    QTest::keyClick(&hands.story().window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(hands.story().dialog<QDialog>("reviewDialog"));
    hands.press(hands.story().dialog<QDialog>("reviewDialog"), "reviewSend");
    QTRY_VERIFY2(
        isInTaskList(hands, QStringLiteral("writing speed")), qPrintable(taskList(hands).join(u'|'))); // followed
    QTRY_COMPARE_WITH_TIMEOUT(hands.sentence(), QStringLiteral("harbourcvo1 is saved."), 30000);
    QCOMPARE(properties(hands, system).value(speed).toString(), QStringLiteral("HIGH"));
}

void ManagerOperatingStory::aggregateIsMadeAndDeletedByItsName()
{
    ManagerStory hands;
    const QString list =
        QStringLiteral("/vsa/aggregates?workingEnvironmentId=") + hands.system(QStringLiteral("harbourcvo1"));
    const QString name = QStringLiteral("aggr7");
    hands.open(list);
    hands.operate(QStringLiteral("Create aggregate"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("creationDialog"));
    QDialog *wizard = hands.story().dialog<QDialog>("creationDialog");
    QVERIFY(QTest::qWaitForWindowActive(wizard));
    hands.fill(wizard, QStringLiteral("name"), name);
    hands.fill(wizard, QStringLiteral("numberOfDisks"), QStringLiteral("1"));
    hands.fill(wizard, QStringLiteral("diskSize"), QStringLiteral("500"));
    hands.fill(wizard, QStringLiteral("providerVolumeType"), QStringLiteral("gp3"));
    hands.goTo(wizard, QStringLiteral("Create aggregate"));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    QTRY_COMPARE_WITH_TIMEOUT(hands.page()->title(), name, 30000); // opened when it is there
    QVERIFY(isListed(hands, list, "name", name));
    deleteByName(hands, name);
    QVERIFY(!isListed(hands, list, "name", name));
}

void ManagerOperatingStory::tierOfASystemGrows()
{
    ManagerStory hands;
    const QString system = QStringLiteral("/vsa/working-environments/") + hands.system(QStringLiteral("harbourcvo1"));
    hands.open(system);
    hands.operate(QStringLiteral("Change tier level"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("operationDialog"));
    QDialog *dialog = hands.story().dialog<QDialog>("operationDialog");
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    hands.fill(dialog, QStringLiteral("level"), QStringLiteral("ia"));
    hands.press(dialog, "operationSend");
    QTRY_COMPARE_WITH_TIMEOUT(hands.sentence(), QStringLiteral("Change tier level: done."), 30000);
    const QJsonObject tier = properties(hands, system).value(QStringLiteral("capacityTierInfo")).toObject();
    QCOMPARE(tier.value(QStringLiteral("tierLevel")).toString(), QStringLiteral("ia"));
}

void ManagerOperatingStory::usersComeAndGo()
{
    ManagerStory hands;
    const QString mail = QStringLiteral("nils@brightwater.example");
    hands.open(QStringLiteral("/users"));
    hands.operate(QStringLiteral("Create user"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("creationDialog"));
    QDialog *wizard = hands.story().dialog<QDialog>("creationDialog");
    QVERIFY(QTest::qWaitForWindowActive(wizard));
    hands.fill(wizard, QStringLiteral("firstName"), QStringLiteral("Nils"));
    hands.fill(wizard, QStringLiteral("lastName"), QStringLiteral("Holm"));
    hands.fill(wizard, QStringLiteral("email"), mail);
    hands.fill(wizard, QStringLiteral("password"), QStringLiteral("short"));
    hands.goTo(wizard, QStringLiteral("Rights"));
    hands.fill(wizard, QStringLiteral("roleId"), QStringLiteral("Role-1"));
    hands.goTo(wizard, QStringLiteral("Create user"));
    hands.press(wizard, "creationNext");
    // what is wrong with it shows where it was typed
    QTRY_VERIFY(
        wizard->findChild<QLabel *>(QStringLiteral("creationTitle"))->text().endsWith(QStringLiteral(": Person")));
    QVERIFY(!wizard->findChild<QLabel *>(QStringLiteral("note:password"))->text().isEmpty());
    QCOMPARE(hands.value(wizard, QStringLiteral("email")), mail); // nothing is lost
    hands.fill(wizard, QStringLiteral("password"), QStringLiteral("Long-Enough-7"));
    hands.goTo(wizard, QStringLiteral("Create user"));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY2(!hands.story().dialog<QDialog>("creationDialog"), qPrintable(hands.story().message(wizard)));
    QTRY_VERIFY(isListed(hands, QStringLiteral("/users"), "email", mail));
    QTRY_VERIFY2(hands.page()->title().contains(QStringLiteral("Nils")) || hands.page()->title() == mail,
        qPrintable(hands.page()->title()));
    deleteByName(hands, hands.page()->title());
    QVERIFY(!isListed(hands, QStringLiteral("/users"), "email", mail));
}

void ManagerOperatingStory::refusalNamesTheRunningOperation()
{
    ManagerStory hands(0.02); // it takes minutes
    const QString id = hands.system(QStringLiteral("harbourcvo1"));
    hands.open(QStringLiteral("/vsa/working-environments/") + id);
    hands.operate(QStringLiteral("Change tier level"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("operationDialog"));
    hands.fill(hands.story().dialog<QDialog>("operationDialog"), QStringLiteral("level"), QStringLiteral("ia"));
    hands.press(hands.story().dialog<QDialog>("operationDialog"), "operationSend");
    QTRY_VERIFY(isInTaskList(hands, QStringLiteral("tier level")));

    hands.open(QStringLiteral("/vsa/aggregates?workingEnvironmentId=") + id);
    hands.operate(QStringLiteral("Create aggregate"));
    QTRY_VERIFY(hands.story().dialog<QDialog>("creationDialog"));
    QDialog *wizard = hands.story().dialog<QDialog>("creationDialog");
    QVERIFY(QTest::qWaitForWindowActive(wizard));
    hands.fill(wizard, QStringLiteral("name"), QStringLiteral("aggr8"));
    hands.fill(wizard, QStringLiteral("numberOfDisks"), QStringLiteral("1"));
    hands.fill(wizard, QStringLiteral("diskSize"), QStringLiteral("500"));
    hands.goTo(wizard, QStringLiteral("Create aggregate"));
    hands.press(wizard, "creationNext");
    QTRY_VERIFY(!hands.story().message(wizard).isEmpty());
    QVERIFY2(hands.story().message(wizard).contains(QStringLiteral("ongoing operations")),
        qPrintable(hands.story().message(wizard)));
    QVERIFY2(hands.story().message(wizard).contains(QStringLiteral("tier"), Qt::CaseInsensitive),
        qPrintable(hands.story().message(wizard)));
    hands.press(wizard, "creationCancel");
}

QTEST_MAIN(ManagerOperatingStory)
#include "tst_manageroperating.moc"
