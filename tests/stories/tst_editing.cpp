// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "editor/draftstore.h"
#include "editor/fielddelegate.h"
#include "editor/requestwords.h"
#include "editor/resourceeditor.h"
#include "models/propertymodel.h"
#include "resource/propertywords.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/messagebar.h"
#include "stories/editablesite.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <Qsci/qsciscintilla.h>

using namespace nephoscope;

/// Editing a resource in its page, with the keys and the mouse, against a server that keeps what it is given.
class TestEditing : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void enterTakesOverAndEscapeDoesNot();
    void theOldValueStandsBesideAndAClickBringsItBack();
    void sizesAreTypedInAnyUnitAndKeptExactly();
    void emptySizesBeginWithTheUnitOfTheService();
    void readOnlyFieldsSayWhy();
    void wrongValuesCannotBeSaved();
    void fieldsThatAreMissingCanBeGiven();
    void listsGrowAndShrink();
    void changedOnlyShowsTheEdits();
    void theSourceIsTheSameDraft();
    void brokenSourceSaysWhere();
    void previewIsWhatGoesOverTheWire();
    void secretsAreMaskedInTheReview();
    void conflictsAreDecidedFieldByField();
    void refusalLeavesTheEditorAsItWas();
    void whatTheServerMadeOfItIsPointedOut();
    void theSameInOtherWordsIsNotPointedOut();
    void draftsSurviveTheirPage();

private:
    template <class T>
    T *part(const char *name) const
    {
        for (T *found : m_page->findChildren<T *>(QLatin1String(name)))
            if (found->isVisible())
                return found;
        return nullptr;
    }
    QTreeView *tree() const { return m_page->findChild<QTreeView *>(QStringLiteral("properties")); }
    QModelIndex row(const QString &path, const QModelIndex &parent = {}) const;
    QString shown(const QString &path) const { return row(path).siblingAtColumn(1).data().toString(); }
    void select(const QString &path);
    void type(const QString &path, const QString &text);
    void makePage();
    void send();
    Editing &editing() const { return m_page->editor().editing(); }
    QString value(const QString &path) const { return editing().draft().document().root().at(Path(path)).text(); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Looks> m_looks;
    Nobody m_nobody;
    EditableTransport *m_transport = nullptr;
    std::shared_ptr<EditablePlatform> m_platform;
    std::shared_ptr<Session> m_session;
    std::unique_ptr<ResourcePage> m_page;
};

void TestEditing::init()
{
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts"))
        .removeRecursively();
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(QStringLiteral("settings.ini")));
    m_looks = std::make_unique<Looks>();
    m_platform = std::make_shared<EditablePlatform>();
    Profile profile;
    profile.id = QStringLiteral("profile-1");
    profile.name = QStringLiteral("lab");
    profile.url = QUrl(QStringLiteral("http://fake/"));
    auto transport = std::make_unique<EditableTransport>();
    m_transport = transport.get();
    m_session = std::make_shared<Session>(profile, m_platform, std::move(transport), m_nobody);
    Access access;
    access.isComplete = true;
    m_session->adopt(access, {});
    makePage();
}

void TestEditing::makePage()
{
    m_page.reset();
    m_page = std::make_unique<ResourcePage>(
        m_session, FakePlatform::refTo(QStringLiteral("/machine")), *m_looks, *m_settings);
    m_page->resize(1000, 900);
    m_page->QWidget::show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(part<QTabWidget>("resourceTabs"));
    tree()->expandAll();
}

void TestEditing::cleanup()
{
    m_page.reset();
    if (m_session)
        m_session->close();
    m_session.reset();
}

QModelIndex TestEditing::row(const QString &path, const QModelIndex &parent) const
{
    const QAbstractItemModel *model = tree()->model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == path)
            return index;
        if (const QModelIndex below = this->row(path, index); below.isValid())
            return below;
    }
    return {};
}

void TestEditing::select(const QString &path)
{
    const QModelIndex index = row(path).siblingAtColumn(PropertyModel::ValueColumn);
    QVERIFY2(index.isValid(), qPrintable(path));
    tree()->scrollTo(index);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).topLeft() + QPoint(5, 5));
    QCOMPARE(tree()->currentIndex().row(), index.row());
}

/// As a person: to the row, F2, the text, Enter.
void TestEditing::type(const QString &path, const QString &text)
{
    select(path);
    QTest::keyClick(tree(), Qt::Key_F2);
    QWidget *field = QApplication::focusWidget();
    QVERIFY(field && tree()->isAncestorOf(field) && field != tree());
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!part<FieldEditor>(("field:" + path.toLatin1()).constData()));
}

void TestEditing::send()
{
    m_page->review();
    QTRY_VERIFY(part<QDialog>("reviewDialog"));
    QTest::mouseClick(part<QPushButton>("reviewSend"), Qt::LeftButton);
}

void TestEditing::enterTakesOverAndEscapeDoesNot()
{
    select(QStringLiteral("address"));
    QTest::keyClick(tree(), Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("10.0.0.9"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!part<FieldEditor>("field:address"));
    QVERIFY(!m_page->isChanged());
    QCOMPARE(shown(QStringLiteral("address")), QStringLiteral("10.0.0.5"));
    QVERIFY(!part<QWidget>("changeStrip"));

    type(QStringLiteral("address"), QStringLiteral("10.0.0.9"));
    QCOMPARE(shown(QStringLiteral("address")), QStringLiteral("10.0.0.9"));
    QVERIFY(m_page->isChanged());
    QCOMPARE(part<QLabel>("changeCount")->text(), QStringLiteral("1 change"));
    QCOMPARE(
        row(QStringLiteral("address")).data(PropertyWords::BeforeWordsRole).toString(), QStringLiteral("was 10.0.0.5"));
    type(QStringLiteral("address"), QStringLiteral("10.0.0.5"));
    QVERIFY(!m_page->isChanged());
}

void TestEditing::theOldValueStandsBesideAndAClickBringsItBack()
{
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    QVERIFY(m_page->isChanged());
    const QModelIndex value = row(QStringLiteral("name")).siblingAtColumn(PropertyModel::ValueColumn);
    const QRect back = FieldDelegate::revertPlace(tree()->visualRect(value), value);
    QVERIFY(!back.isEmpty());
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, back.center());
    QVERIFY(!m_page->isChanged());
    QCOMPARE(shown(QStringLiteral("name")), QStringLiteral("web-01"));
}

void TestEditing::sizesAreTypedInAnyUnitAndKeptExactly()
{
    select(QStringLiteral("memoryMB"));
    QTest::keyClick(tree(), Qt::Key_F2);
    auto *unit = part<QComboBox>("fieldUnit");
    QVERIFY(unit);
    QCOMPARE(unit->currentText(), QStringLiteral("GB")); // 2048 MB
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("16"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(value(QStringLiteral("memoryMB")), QStringLiteral("16384"));
    QCOMPARE(shown(QStringLiteral("memoryMB")), QStringLiteral("16 GB"));
    QVERIFY(editing().draft().document().serialized().replace(" ", "").contains("\"memoryMB\":16384"));

    type(QStringLiteral("capacity"), QStringLiteral("250"));
    QCOMPARE(value(QStringLiteral("capacity/size")), QStringLiteral("250"));
    QCOMPARE(value(QStringLiteral("capacity/unit")), QStringLiteral("GB"));
}

void TestEditing::emptySizesBeginWithTheUnitOfTheService()
{
    FieldFacts facts;
    facts.type = PropertyType::Size;
    facts.unit = QStringLiteral("MB");
    const std::unique_ptr<FieldEditor> editor(makeFieldEditor(facts, {}, nullptr));
    editor->setText(QString());
    QCOMPARE(editor->findChild<QComboBox *>(QStringLiteral("fieldUnit"))->currentText(), facts.unit);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("64"));
    QCOMPARE(editor->text(), QStringLiteral("64"));
}

void TestEditing::readOnlyFieldsSayWhy()
{
    const QModelIndex state = row(QStringLiteral("state")).siblingAtColumn(PropertyModel::ValueColumn);
    QVERIFY(!(state.flags() & Qt::ItemIsEditable));
    QVERIFY(state.data(Qt::ToolTipRole).toString().contains(QStringLiteral("keeps this by itself")));
    select(QStringLiteral("state"));
    QTest::keyClick(tree(), Qt::Key_F2);
    QVERIFY(QApplication::focusWidget() == tree());
    m_platform->isFixed = true;
    m_page->reload();
    QTRY_VERIFY(row(QStringLiteral("name"))
                    .siblingAtColumn(PropertyModel::ValueColumn)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("offers nothing now")));
}

void TestEditing::wrongValuesCannotBeSaved()
{
    select(QStringLiteral("address"));
    QTest::keyClick(tree(), Qt::Key_F2);
    QWidget *field = QApplication::focusWidget();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("10.0.0.999"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(QApplication::focusWidget() == field); // it stays open and says why
    QTest::mouseClick(part<QLineEdit>("propertiesFind"), Qt::LeftButton);
    QTRY_VERIFY(m_page->isChanged());
    QVERIFY(row(QStringLiteral("address"))
                .data(PropertyWords::FaultWordsRole)
                .toString()
                .contains(QStringLiteral("IP address")));
    QVERIFY(!part<QPushButton>("changeReview")->isEnabled());
    QVERIFY(part<QPushButton>("changeReview")->toolTip().contains(QStringLiteral("IP address")));
    QVERIFY(!m_page->canReview());
    type(QStringLiteral("address"), QStringLiteral("10.0.0.0/24"));
    QVERIFY(m_page->canReview());
}

void TestEditing::fieldsThatAreMissingCanBeGiven()
{
    QVERIFY(!row(QStringLiteral("description")).isValid());
    QTest::mouseClick(part<QCheckBox>("propertiesShowEmpty"), Qt::LeftButton, {}, QPoint(6, 8));
    QVERIFY(row(QStringLiteral("description")).isValid());
    QCOMPARE(shown(QStringLiteral("description")), QStringLiteral("not set"));
    QVERIFY(
        row(QStringLiteral("description")).data(Qt::ToolTipRole).toString().contains(QStringLiteral("What it is for")));
    type(QStringLiteral("description"), QStringLiteral("Front end"));
    QCOMPARE(value(QStringLiteral("description")), QStringLiteral("Front end"));
    QCOMPARE(editing().count(), 1);
}

void TestEditing::listsGrowAndShrink()
{
    const auto facts = row(QStringLiteral("tags")).data(PropertyModel::FactsRole).value<FieldFacts>();
    QVERIFY(facts.isList && facts.isWritable());
    QCOMPARE(editing().add(facts).text(), QStringLiteral("tags/2"));
    tree()->expandAll();
    type(QStringLiteral("tags/2/tagKey"), QStringLiteral("cost"));
    QCOMPARE(value(QStringLiteral("tags/2/tagKey")), QStringLiteral("cost"));
    select(QStringLiteral("tags/0"));
    QTest::keyClick(tree(), Qt::Key_Delete);
    QCOMPARE(value(QStringLiteral("tags/0/tagKey")), QStringLiteral("env"));
    QCOMPARE(value(QStringLiteral("tags/1/tagKey")), QStringLiteral("cost"));

    select(QStringLiteral("dnsServers"));
    QTest::keyClick(tree(), Qt::Key_F2);
    auto *lines = part<QPlainTextEdit>("fieldLines");
    QVERIFY(lines);
    QCOMPARE(lines->toPlainText(), QStringLiteral("10.0.0.1\n10.0.0.2"));
    QTest::keyClick(lines, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(lines, Qt::Key_Return);
    QTest::keyClicks(lines, QStringLiteral("10.0.0.3"));
    QTest::keyClick(lines, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(value(QStringLiteral("dnsServers/2")), QStringLiteral("10.0.0.3"));
}

void TestEditing::changedOnlyShowsTheEdits()
{
    QVERIFY(!part<QCheckBox>("propertiesChangedOnly"));
    type(QStringLiteral("guest/computerName"), QStringLiteral("web-02"));
    QTest::mouseClick(part<QCheckBox>("propertiesChangedOnly"), Qt::LeftButton, {}, QPoint(6, 8));
    QVERIFY(row(QStringLiteral("guest/computerName")).isValid());
    QVERIFY(!row(QStringLiteral("name")).isValid());
    editing().revertAll();
    QVERIFY(row(QStringLiteral("name")).isValid());
}

void TestEditing::theSourceIsTheSameDraft()
{
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    part<QTabWidget>("resourceTabs")->setCurrentIndex(3);
    auto *source = m_page->findChild<QsciScintilla *>(QStringLiteral("source"));
    QTRY_VERIFY(source && source->text().contains(QStringLiteral("web-02")));
    QVERIFY(!source->isReadOnly());
    QString text = source->text();
    source->setText(text.replace(QStringLiteral("10.0.0.5"), QStringLiteral("10.9.9.9")));
    QTRY_COMPARE(value(QStringLiteral("address")), QStringLiteral("10.9.9.9"));
    QCOMPARE(editing().count(), 2);
    part<QTabWidget>("resourceTabs")->setCurrentIndex(0);
    QCOMPARE(shown(QStringLiteral("address")), QStringLiteral("10.9.9.9"));
    QCOMPARE(value(QStringLiteral("foreign/kept/0")), QStringLiteral("1.10"));
}

void TestEditing::brokenSourceSaysWhere()
{
    part<QTabWidget>("resourceTabs")->setCurrentIndex(3);
    auto *source = m_page->findChild<QsciScintilla *>(QStringLiteral("source"));
    QTRY_VERIFY(source && !source->text().isEmpty());
    source->setText(QStringLiteral("{\n  \"name\": \"x\",\n  \"state\" \"on\"\n}"));
    QTRY_VERIFY(part<QLabel>("sourceFault"));
    QVERIFY2(part<QLabel>("sourceFault")->text().startsWith(QStringLiteral("Line 3")),
        qPrintable(part<QLabel>("sourceFault")->text()));
    QVERIFY(!m_page->isChanged());
}

void TestEditing::previewIsWhatGoesOverTheWire()
{
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    m_page->review();
    QTRY_VERIFY(part<QDialog>("reviewDialog"));
    auto *changes = part<QTreeWidget>("reviewChanges");
    QCOMPARE(changes->topLevelItemCount(), 1);
    QCOMPARE(changes->topLevelItem(0)->text(1), QStringLiteral("web-01"));
    QCOMPARE(changes->topLevelItem(0)->text(2), QStringLiteral("web-02"));
    const QString preview = part<QPlainTextEdit>("reviewRequests")->toPlainText();
    QTest::mouseClick(part<QPushButton>("reviewCopy"), Qt::LeftButton);
    const QString curl = QGuiApplication::clipboard()->text();
    QTest::mouseClick(part<QPushButton>("reviewSend"), Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QCOMPARE(preview, requestText(m_transport->writes().constFirst()));
    QVERIFY(preview.startsWith(QStringLiteral("PUT http://fake/machine\n")));
    QVERIFY(!preview.contains(QStringLiteral("very-secret")) && !curl.contains(QStringLiteral("very-secret")));
    QVERIFY(curl.startsWith(QStringLiteral("curl -X PUT 'http://fake/machine'")));
    QTRY_VERIFY(part<MessageBar>("messageBar"));
    QCOMPARE(part<QLabel>("messageSentence")->text(), QStringLiteral("web-02 is saved."));
    QVERIFY(!m_page->isChanged());
    QCOMPARE(shown(QStringLiteral("name")), QStringLiteral("web-02"));
    QVERIFY(m_transport->body.replace(" ", "").contains("[1.10,null]"));
}

void TestEditing::secretsAreMaskedInTheReview()
{
    type(QStringLiteral("guest/adminPassword"), QStringLiteral("s3cret-after"));
    QVERIFY(value(QStringLiteral("guest/adminPassword")) == QStringLiteral("s3cret-after"));
    m_page->review();
    QTRY_VERIFY(part<QDialog>("reviewDialog"));
    const QString preview = part<QPlainTextEdit>("reviewRequests")->toPlainText();
    QVERIFY(!preview.contains(QStringLiteral("s3cret")));
    auto *changes = part<QTreeWidget>("reviewChanges");
    QVERIFY(!changes->topLevelItem(0)->text(1).contains(QStringLiteral("s3cret")));
    QVERIFY(!changes->topLevelItem(0)->text(2).contains(QStringLiteral("s3cret")));
    QTest::mouseClick(part<QPushButton>("reviewSend"), Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QVERIFY(m_transport->writes().constFirst().body().contains("s3cret-after"));
    QCOMPARE(preview, requestText(m_transport->writes().constFirst()));
}

void TestEditing::conflictsAreDecidedFieldByField()
{
    type(QStringLiteral("name"), QStringLiteral("mine"));
    type(QStringLiteral("address"), QStringLiteral("10.1.1.1"));
    m_transport->body.replace("\"web-01\",\n  \"id\"", "\"theirs\",\n  \"id\"");
    m_transport->body.replace("NORMAL", "HIGH");
    m_page->review();
    QTRY_VERIFY(part<QDialog>("mergeDialog"));
    QVERIFY(!part<QPushButton>("mergeContinue")->isEnabled());
    QTest::mouseClick(part<QRadioButton>("mergeTheirs0"), Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(part<QPushButton>("mergeContinue"), Qt::LeftButton);
    QTRY_VERIFY(part<QDialog>("reviewDialog"));
    QCOMPARE(part<QTreeWidget>("reviewChanges")->topLevelItemCount(), 1);
    QCOMPARE(part<QTreeWidget>("reviewTheirs")->topLevelItem(0)->text(2), QStringLiteral("HIGH"));
    QTest::mouseClick(part<QPushButton>("reviewSend"), Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    const QByteArray sent = m_transport->writes().constFirst().body();
    QVERIFY(sent.contains("theirs") && sent.contains("10.1.1.1") && sent.contains("HIGH"));
}

void TestEditing::refusalLeavesTheEditorAsItWas()
{
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    m_transport->refusal = 400;
    send();
    QTRY_VERIFY(part<QDialog>("faultDialog"));
    QCOMPARE(part<QLabel>("faultWhat")->text(), QStringLiteral("web-01 was not saved."));
    QVERIFY(m_page->isChanged());
    QCOMPARE(shown(QStringLiteral("name")), QStringLiteral("web-02"));
    QTest::mouseClick(part<QPushButton>("fault:edit"), Qt::LeftButton);
    QTRY_VERIFY(part<QDialog>("reviewDialog"));
    m_transport->refusal = 412; // somebody was quicker
    QTest::mouseClick(part<QPushButton>("reviewSend"), Qt::LeftButton);
    QTRY_VERIFY(part<QPushButton>("fault:merge"));
    m_transport->body.replace("\"web-01\",\n  \"id\"", "\"theirs\",\n  \"id\"");
    QTest::mouseClick(part<QPushButton>("fault:merge"), Qt::LeftButton);
    QTRY_VERIFY(part<QDialog>("mergeDialog"));
}

void TestEditing::whatTheServerMadeOfItIsPointedOut()
{
    m_transport->mangled = QByteArray(machineJson).replace("web-01\",\n  \"id", "WEB-02\",\n  \"id");
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    QTest::mouseClick(part<QCheckBox>("propertiesShowEmpty"), Qt::LeftButton, {}, QPoint(6, 8));
    type(QStringLiteral("description"), QStringLiteral("Front end"));
    select(QStringLiteral("tags/0"));
    QTest::keyClick(tree(), Qt::Key_Delete);
    type(QStringLiteral("guest/adminPassword"), QStringLiteral("s3cret-after"));
    send();
    QTRY_VERIFY(part<MessageBar>("messageBar"));
    QVERIFY(part<QLabel>("messageSentence")->text().contains(QStringLiteral("something else of 3 value(s)")));
    const QString details = m_page->findChild<QPlainTextEdit *>(QStringLiteral("messageDetails"))->toPlainText();
    for (const char *words : {"sent web-02, now WEB-02", "sent Front end, but it is not there", "it is still there"})
        QVERIFY2(details.contains(QLatin1String(words)), qPrintable(details));
    QVERIFY(!details.contains(QStringLiteral("s3cret")));
    QVERIFY(!m_page->isChanged());
}

void TestEditing::theSameInOtherWordsIsNotPointedOut()
{
    m_transport->mangled = QByteArray(machineJson).replace("2048", "4096.0").replace("\"s3cret-before\"", "null");
    type(QStringLiteral("memoryMB"), QStringLiteral("4 GB"));
    type(QStringLiteral("guest/adminPassword"), QStringLiteral("after")); // no service tells it again
    send();
    QTRY_VERIFY(part<QLabel>("messageSentence"));
    QVERIFY(part<QLabel>("messageSentence")->text().endsWith(QStringLiteral("is saved.")));
}

void TestEditing::draftsSurviveTheirPage()
{
    type(QStringLiteral("name"), QStringLiteral("web-02"));
    type(QStringLiteral("guest/adminPassword"), QStringLiteral("s3cret-after"));
    const QDir drafts(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts"));
    QStringList found; // in a folder for each site
    const auto isKept = [&] {
        found.clear();
        QDirIterator files(drafts.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            found << files.next();
        return found.size() == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKept(), 2000);
    QFile file(found.constFirst());
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(file.open(QFile::ReadOnly));
    const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
    const QByteArray document = QByteArray::fromBase64(kept.value(QStringLiteral("document")).toString().toLatin1());
    const QByteArray base = QByteArray::fromBase64(kept.value(QStringLiteral("base")).toString().toLatin1());
    QVERIFY2(document.contains("web-02"), document.constData());
    QVERIFY2(!document.contains("s3cret") && !base.contains("s3cret"), document + base);
    makePage();
    QTRY_VERIFY(part<MessageBar>("messageBar"));
    QVERIFY(part<QLabel>("messageSentence")->text().startsWith(QStringLiteral("Your changes of before")));
    QCOMPARE(shown(QStringLiteral("name")), QStringLiteral("web-02"));
    editing().revertAll();
    QTRY_VERIFY_WITH_TIMEOUT(!isKept() && found.isEmpty(), 2000);
}

QTEST_MAIN(TestEditing)
#include "tst_editing.moc"
