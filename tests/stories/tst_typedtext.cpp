// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editing.h"
#include "editor/fieldeditor.h"
#include "models/propertymodel.h"
#include "resource/propertywords.h"
#include "resource/resourcepage.h"
#include "stories/directorstory.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

using namespace nephoscope;

/// What a person types is taken over, or it is said why not, at the field: nothing goes without a word.
class TypedTextStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aNameThatLeadsNowhereIsNotDropped();
    void numbersOutOfRangeAreRefusedBeforeTheReview();
    void aQuotaIsMadeUnlimited();
    void neededPropertiesAreMarked();
    void clearedReferencesGo_data();
    void clearedReferencesGo();
    void datesStayDays_data();
    void datesStayDays();
    void namesOfAMapAreNeededOnce();
    void whatIsNoObjectIsNotWrittenAsAText();

private:
    static QLabel *reason(DirectorStory &director)
    {
        for (QLabel *label : director.page()->findChildren<QLabel *>(QStringLiteral("cellReason")))
            if (label->isVisible())
                return label;
        return nullptr;
    }
    /// By its name: a click on the value would follow the link.
    static FieldEditor *editReference(DirectorStory &director, const QString &place)
    {
        auto *tree = director.page()->findChild<QTreeView *>(QStringLiteral("properties"));
        const QModelIndex name = director.property(place);
        tree->scrollTo(name);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(name).center());
        QTest::keyClick(&director.window(), Qt::Key_F2);
        return tree->findChild<FieldEditor *>(QStringLiteral("field:") + place);
    }
    static QString machine(DirectorStory &director)
    {
        return director.find("adminVM", "status==POWERED_OFF;vdcName==acme-prod;isVAppTemplate==false");
    }
};

void TypedTextStory::aNameThatLeadsNowhereIsNotDropped()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(machine(director)));
    const QString place = QStringLiteral("StorageProfile");
    QTRY_VERIFY(director.property(place).isValid());
    QPointer<FieldEditor> field = editReference(director, place);
    QVERIFY(field);
    const QString before = director.valueAt(place);
    QWidget *line = field->focusProxy();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, QStringLiteral("Nowhere at all"));
    QTRY_VERIFY(reason(director));
    QVERIFY2(reason(director)->text().contains(QStringLiteral("Nowhere at all")), qPrintable(reason(director)->text()));
    const QRect place1 = reason(director)->geometry();
    QVERIFY(director.page()->findChild<QTreeView *>(QStringLiteral("properties"))->viewport()->rect().contains(place1));
    QVERIFY(!place1.intersects(field->geometry()));
    StoryWindow::keepPicture(&director.window(), QStringLiteral("reason-in-cell"));
    for (const int key : {int(Qt::Key_Tab), int(Qt::Key_Backtab), int(Qt::Key_Return)}) {
        QTest::keyClick(line, Qt::Key(key));
        QVERIFY2(field && field->isVisible() && QApplication::focusWidget() == line, qPrintable(QString::number(key)));
    }
    QCOMPARE(field->text(), QStringLiteral("Nowhere at all"));

    QTest::mouseClick(director.page()->findChild<QLineEdit *>(QStringLiteral("propertiesFind")), Qt::LeftButton);
    QTRY_VERIFY(!field); // who clicks elsewhere is told what was not taken
    QVERIFY2(director.message().contains(QStringLiteral("Nowhere at all")), qPrintable(director.message()));
    QVERIFY(!reason(director));
    QVERIFY(!director.page()->isChanged());
    QCOMPARE(director.valueAt(place), before);

    field = editReference(director, place);
    QVERIFY(field);
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), QStringLiteral("Nowhere"));
    QTest::keyClick(field->focusProxy(), Qt::Key_Escape);
    QTRY_VERIFY(!field);
    QVERIFY(!director.page()->isChanged());
}

void TypedTextStory::numbersOutOfRangeAreRefusedBeforeTheReview()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(machine(director)));
    const QString place = QStringLiteral("VmSpecSection/NumCpus");
    QPointer<FieldEditor> field = director.editorAt(place);
    QVERIFY(field);
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), QStringLiteral("-5"));
    QTRY_VERIFY(reason(director));
    QCOMPARE(reason(director)->text(), QStringLiteral("This must be at least 1."));
    QTest::mouseClick(director.page()->findChild<QLineEdit *>(QStringLiteral("propertiesFind")), Qt::LeftButton);
    QTRY_VERIFY(!field);
    QVERIFY(director.page()->isChanged()); // it is kept, and marked
    const QModelIndex row = director.property(place);
    QCOMPARE(row.data(PropertyWords::FaultWordsRole).toString(), QStringLiteral("This must be at least 1."));
    QVERIFY(!director.page()->canReview());
    director.edit(place, QStringLiteral("3"));
    QTRY_VERIFY(director.page()->canReview());
}

void TypedTextStory::aQuotaIsMadeUnlimited()
{
    DirectorStory director(QStringLiteral("System Administrator"));
    const QString organization = director.find("organization", "name==acme").section(QLatin1Char('/'), -1);
    const QString settings = QStringLiteral("/api/admin/org/%1/settings/general").arg(organization);
    QVERIFY(director.open(settings));
    const QString place = QStringLiteral("StoredVmQuota");
    director.edit(place, QStringLiteral("7"));
    QVERIFY(!director.save().startsWith(QStringLiteral("no review")));
    QVERIFY(director.seen(settings.toLatin1()).contains("StoredVmQuota>7<"));

    FieldEditor *field = director.editorAt(place);
    QVERIFY(field);
    auto *unlimited = field->findChild<QCheckBox *>(QStringLiteral("fieldUnlimited"));
    QVERIFY(unlimited && unlimited->isVisible() && !unlimited->isChecked());
    StoryWindow::keepPicture(&director.window(), QStringLiteral("unlimited"));
    unlimited->setFocus();
    QTest::keyClick(unlimited, Qt::Key_Space);
    QCOMPARE(field->text(), QStringLiteral("0"));
    QVERIFY(field->findChild<QAbstractSpinBox *>(QStringLiteral("fieldNumber"))->text().isEmpty());
    QTest::keyClick(unlimited, Qt::Key_Return);
    QTRY_VERIFY(director.page()->isChanged());
    director.save();
    QTRY_VERIFY_WITH_TIMEOUT(director.seen(settings.toLatin1()).contains("StoredVmQuota>0<"), 20'000);
    QTRY_COMPARE(director.valueAt(place), QStringLiteral("Unlimited"));
    field = director.editorAt(place);
    QVERIFY(field);
    QVERIFY(field->findChild<QCheckBox *>(QStringLiteral("fieldUnlimited"))->isChecked());
}

void TypedTextStory::neededPropertiesAreMarked()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(machine(director)));
    const auto name = [&director](const char *path) {
        return director.property(QLatin1String(path)).siblingAtColumn(PropertyModel::NameColumn);
    };
    QTRY_VERIFY(name("@name").isValid());
    QVERIFY2(
        name("@name").data().toString().endsWith(QStringLiteral(" *")), qPrintable(name("@name").data().toString()));
    QVERIFY(name("@name").data(Qt::ToolTipRole).toString().contains(QStringLiteral("asks for a value")));
    QVERIFY(!name("@name").data(PropertyWords::LabelRole).toString().contains(QLatin1Char('*')));
    QVERIFY(!name("Description").data().toString().contains(QLatin1Char('*')));
    QVERIFY(!name("@href").data().toString().contains(QLatin1Char('*'))); // needed, but not the person's to give
}

void TypedTextStory::clearedReferencesGo_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("XML") << QByteArray(R"(<Vm><Profile href="http://c/1" name="Gold"/><Note>n</Note></Vm>)")
                         << QStringLiteral("Profile") << QByteArray("<Vm><Note>n</Note></Vm>");
    QTest::newRow("JSON object") << QByteArray(R"({"profile":{"name":"Gold","id":"urn:1"},"note":"n"})")
                                 << QStringLiteral("profile") << QByteArray(R"({"note":"n"})");
    QTest::newRow("JSON text") << QByteArray(R"({"profile":"http://c/1","note":"n"})") << QStringLiteral("profile")
                               << QByteArray(R"({"profile":null,"note":"n"})");
}

void TypedTextStory::clearedReferencesGo()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, place);
    QFETCH(QByteArray, after);
    Editing editing(nullptr);
    editing.begin(*Document::parse(document), FieldGuide(), nullptr);
    FieldFacts facts;
    facts.path = Path(place);
    facts.type = PropertyType::Reference;
    facts.isXml = document.startsWith('<');
    const std::unique_ptr<FieldEditor> editor(makeFieldEditor(facts, {}, nullptr));
    editor->setText(QStringLiteral("Gold"));
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor->focusProxy(), Qt::Key_Delete);
    QVERIFY(editor->canBeTaken());
    editing.refer(facts, editor->reference());
    const auto bare = [](QByteArray bytes) { return bytes.mid(bytes.indexOf("?>") < 0 ? 0 : bytes.indexOf("?>") + 2); };
    QCOMPARE(bare(editing.draft().document().serialized()).simplified().replace(" ", ""), after.replace(" ", ""));
    editing.steps().undo();
    QVERIFY(!editing.isDirty());
}

void TypedTextStory::datesStayDays_data()
{
    QTest::addColumn<bool>("isDate");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("a day") << false << QStringLiteral("2024-05-31") << QStringLiteral("2025-05-31");
    QTest::newRow("an empty day") << true << QString() << QStringLiteral("1971-01-01");
    QTest::newRow("a time") << false << QStringLiteral("2024-05-31T12:00:00Z")
                            << QStringLiteral("2025-05-31T12:00:00Z");
}

void TypedTextStory::datesStayDays()
{
    QFETCH(bool, isDate);
    QFETCH(QString, before);
    QFETCH(QString, after);
    FieldFacts facts;
    facts.type = PropertyType::Time;
    facts.unit = isDate ? QStringLiteral("day") : QString();
    const std::unique_ptr<FieldEditor> editor(makeFieldEditor(facts, {}, nullptr));
    editor->setText(before);
    QCOMPARE(editor->text(), before);
    auto *time = editor->findChild<QDateTimeEdit *>();
    time->setSelectedSection(QDateTimeEdit::YearSection);
    QTest::keyClick(time, Qt::Key_Up);
    QCOMPARE(editor->text(), after);
}

void TypedTextStory::namesOfAMapAreNeededOnce()
{
    FieldFacts facts;
    facts.type = PropertyType::Group;
    facts.isMap = true;
    const std::unique_ptr<FieldEditor> editor(makeFieldEditor(facts, {}, nullptr));
    editor->setText(QStringLiteral(R"({"a":"1","b":"2"})"));
    QVERIFY(editor->canBeTaken() && editor->problem().isEmpty());
    auto *table = editor->findChild<QTableWidget *>();
    table->item(1, 0)->setText(QStringLiteral("a"));
    QVERIFY(!editor->canBeTaken());
    QVERIFY(editor->problem().contains(QStringLiteral("twice")));
    QVERIFY(!table->toolTip().isEmpty());
    table->item(1, 0)->setText(QString());
    QVERIFY(!editor->canBeTaken());
    table->item(1, 0)->setText(QStringLiteral("c"));
    QVERIFY(editor->canBeTaken() && table->toolTip().isEmpty());
}

void TypedTextStory::whatIsNoObjectIsNotWrittenAsAText()
{
    Editing editing(nullptr);
    editing.begin(*Document::parse(R"({"labels":{"a":"1"},"any":1})"), FieldGuide(), nullptr);
    QStringList refusals;
    connect(&editing, &Editing::refused, this, [&refusals](const Error &error) { refusals << error.message(); });
    FieldFacts facts;
    facts.path = Path(QStringLiteral("labels"));
    facts.isMap = true;
    editing.write(facts, QStringLiteral(R"({"a":"1",)"));
    QCOMPARE(refusals.size(), 1);
    QVERIFY(!editing.isDirty());
    editing.write(facts, QStringLiteral(R"({"a":"2"})"));
    QCOMPARE(editing.draft().document().root().at(Path(QStringLiteral("labels/a"))).text(), QStringLiteral("2"));
}

QTEST_MAIN(TypedTextStory)
#include "tst_typedtext.moc"
