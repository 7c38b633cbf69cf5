// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "document/draft.h"
#include "editor/fieldeditor.h"
#include "editor/resourceeditor.h"
#include "models/propertymodel.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/messagebar.h"
#include "stories/editablesite.h"

#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>
#include <Qsci/qsciscintilla.h>

using namespace nephoscope;

/// What is typed in a cell stays, whatever happens around it.
class TestTyping : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void readingAgainLeavesTheOpenEditor();
    void whatIsTypedIsOnDiskBeforeItIsTakenOver();
    void escapeForgetsWhatWasTyped();
    void anEditorThatGoesWithItsRowLeavesWhatWasTyped();
    void whatWasBegunWhileItCouldBeEditedIsKept();
    void sourceThatCannotBeReadComesBack();
    void editsMadeDuringASaveAreNotLost();
    void f2EditsThisFieldOrSaysWhyNot();

private:
    QTreeView *tree() const { return m_page->findChild<QTreeView *>(QStringLiteral("properties")); }
    QModelIndex row(const QString &path, const QModelIndex &parent = {}) const;
    FieldEditor *openEditor(const QString &path);
    QString kept() const;
    QDir folder() const
    {
        return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts"));
    }
    QsciScintilla *source() const { return m_page->findChild<QsciScintilla *>(QStringLiteral("source")); }
    bool isFaultShown() const { return m_page->findChild<QLabel *>(QStringLiteral("sourceFault"))->isVisible(); }
    void makePage();
    QStringList drafts(const QString &pattern = QStringLiteral("*.draft")) const
    {
        QStringList names;
        for (QDirIterator files(folder().path(), {pattern}, QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();)
            names << files.next();
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Looks> m_looks;
    Nobody m_nobody;
    EditableTransport *m_transport = nullptr;
    std::shared_ptr<EditablePlatform> m_platform;
    std::shared_ptr<Session> m_session;
    std::unique_ptr<ResourcePage> m_page;
};

void TestTyping::init()
{
    folder().removeRecursively();
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(QStringLiteral("settings.ini")));
    m_looks = std::make_unique<Looks>();
    Profile profile;
    profile.id = QStringLiteral("profile-1");
    profile.name = QStringLiteral("lab");
    profile.url = QUrl(QStringLiteral("http://fake/"));
    auto transport = std::make_unique<EditableTransport>();
    m_transport = transport.get();
    m_platform = std::make_shared<EditablePlatform>();
    m_session = std::make_shared<Session>(profile, m_platform, std::move(transport), m_nobody);
    Access access;
    access.isComplete = true;
    m_session->adopt(access, {});
    makePage();
}

void TestTyping::makePage()
{
    m_page.reset();
    m_page = std::make_unique<ResourcePage>(
        m_session, FakePlatform::refTo(QStringLiteral("/machine")), *m_looks, *m_settings);
    m_page->resize(1000, 900);
    m_page->QWidget::show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(tree() && tree()->model()->rowCount() > 0);
    tree()->expandAll();
}

void TestTyping::cleanup()
{
    m_page.reset();
    m_session->close();
    m_session.reset();
}

QModelIndex TestTyping::row(const QString &path, const QModelIndex &parent) const
{
    for (int row = 0; row < tree()->model()->rowCount(parent); ++row) {
        const QModelIndex index = tree()->model()->index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == path)
            return index;
        if (const QModelIndex below = this->row(path, index); below.isValid())
            return below;
    }
    return {};
}

FieldEditor *TestTyping::openEditor(const QString &path)
{
    const QModelIndex value = row(path).siblingAtColumn(PropertyModel::ValueColumn);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(value).topLeft() + QPoint(5, 5));
    m_page->editCurrent();
    return tree()->findChild<FieldEditor *>(QStringLiteral("field:") + path);
}

/// The name in the draft on disk.
QString TestTyping::kept() const
{
    const QStringList names = drafts();
    QFile file(names.value(0));
    const Result<Draft> draft =
        !names.isEmpty() && file.open(QFile::ReadOnly) ? Draft::restored(file.readAll()) : Result<Draft>(Draft());
    return draft ? draft->document().root().value(QStringLiteral("name")) : QString();
}

void TestTyping::readingAgainLeavesTheOpenEditor()
{
    const QPointer<FieldEditor> editor = openEditor(QStringLiteral("name"));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("web-"));
    m_transport->body.replace("NORMAL", "HIGH"); // others go on
    m_page->reload();
    QTRY_COMPARE(
        m_page->editor().resource().document.root().value(QStringLiteral("writingSpeed")), QStringLiteral("HIGH"));
    QVERIFY(editor && editor->isVisible());
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("77"));
    QTest::keyClick(editor->focusProxy(), Qt::Key_Return);
    QTRY_COMPARE(
        m_page->editor().editing().draft().document().root().value(QStringLiteral("name")), QStringLiteral("web-77"));
}

void TestTyping::whatIsTypedIsOnDiskBeforeItIsTakenOver()
{
    FieldEditor *editor = openEditor(QStringLiteral("name"));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("half a na"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringLiteral("half a na"), 2000);
    QVERIFY(!m_page->isChanged()); // nobody has taken it over yet
    QTest::keyClick(editor->focusProxy(), Qt::Key_Return);
    QTRY_VERIFY(m_page->isChanged());
}

void TestTyping::escapeForgetsWhatWasTyped()
{
    FieldEditor *editor = openEditor(QStringLiteral("name"));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("nonsense"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringLiteral("nonsense"), 2000);
    QTest::keyClick(editor->focusProxy(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(drafts().size(), 0, 2000);
    QVERIFY(!m_page->isChanged());
}

void TestTyping::anEditorThatGoesWithItsRowLeavesWhatWasTyped()
{
    const QPointer<FieldEditor> editor = openEditor(QStringLiteral("name"));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("web-cut"));
    QVERIFY(!m_page->isChanged());
    m_page->findChild<PropertyModel *>()->setShowsEmpty(true); // all rows are new ones
    QTRY_VERIFY(!editor);
    QCOMPARE(
        m_page->editor().editing().draft().document().root().value(QStringLiteral("name")), QStringLiteral("web-cut"));
    QVERIFY(m_page->editor().editing().steps().canUndo());
}

void TestTyping::whatWasBegunWhileItCouldBeEditedIsKept()
{
    const QPointer<FieldEditor> editor = openEditor(QStringLiteral("name"));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor->focusProxy(), QStringLiteral("web-late"));
    m_platform->isFixed = true; // as an object at work is
    m_page->reload();
    QTRY_VERIFY(!(row(QStringLiteral("name")).siblingAtColumn(1).flags() & Qt::ItemIsEditable));
    QVERIFY(editor);
    QTest::keyClick(editor->focusProxy(), Qt::Key_Return);
    QTRY_COMPARE(
        m_page->editor().editing().draft().document().root().value(QStringLiteral("name")), QStringLiteral("web-late"));
    QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringLiteral("web-late"), 2000);
}

void TestTyping::sourceThatCannotBeReadComesBack()
{
    const QString broken = QStringLiteral("{\n  \"name\": \"x\",\n  \"state\" \"on\"\n}");
    const QString sources = QStringLiteral("*.source");
    const auto look = [this] {
        m_page->findChild<QTabWidget *>(QStringLiteral("resourceTabs"))->setCurrentIndex(3);
        return QTest::qWaitFor([this] { return source() && !source()->text().isEmpty(); });
    };
    QVERIFY(look());
    source()->setText(broken);
    QTRY_COMPARE_WITH_TIMEOUT(drafts(sources).size(), 1, 2000);
    m_page->reload(); // news of others leave it
    QTRY_VERIFY(isFaultShown());
    QCOMPARE(source()->text(), broken);
    makePage();
    const auto *sentence = m_page->findChild<QLabel *>(QStringLiteral("messageSentence"));
    QTRY_VERIFY(sentence->text().startsWith(QStringLiteral("The source that you typed before")));
    QVERIFY(look());
    QCOMPARE(source()->text(), broken);
    QTRY_VERIFY(isFaultShown());
    QString mended = broken;
    source()->setText(mended.replace(QStringLiteral("\"state\" "), QStringLiteral("\"state\": ")));
    QTRY_COMPARE(
        m_page->editor().editing().draft().document().root().value(QStringLiteral("name")), QStringLiteral("x"));
    QTRY_COMPARE_WITH_TIMEOUT(drafts(sources).size(), 0, 2000);
    source()->setText(broken);
    QTRY_COMPARE_WITH_TIMEOUT(drafts(sources).size(), 1, 2000);
    m_page->editor().editing().revertAll();
    QTRY_VERIFY(source()->text().contains(QStringLiteral("web-01")));
    QTRY_COMPARE_WITH_TIMEOUT(drafts(sources).size(), 0, 2000);
}

void TestTyping::editsMadeDuringASaveAreNotLost()
{
    Editing &editing = m_page->editor().editing();
    const auto facts = [this](const char *path) {
        return row(QLatin1String(path)).data(PropertyModel::FactsRole).value<FieldFacts>();
    };
    editing.write(facts("name"), QStringLiteral("web-02"));
    const FieldFacts address = facts("address");
    connect(&m_page->editor(), &ResourceEditor::waiting, this, [&](const QString &words) {
        if (words.startsWith(QLatin1String("Saving")))
            editing.write(address, QStringLiteral("10.0.0.77"));
    });
    m_page->review();
    QDialog *review = nullptr;
    QTRY_VERIFY((review = m_page->findChild<QDialog *>(QStringLiteral("reviewDialog"))) && review->isVisible());
    QTest::mouseClick(review->findChild<QPushButton *>(QStringLiteral("reviewSend")), Qt::LeftButton);
    QTRY_COMPARE(m_transport->writes().size(), 1);
    QVERIFY(!m_transport->writes().constFirst().body().contains("10.0.0.77"));
    QTRY_COMPARE(editing.draft().base().root().value(QStringLiteral("name")), QStringLiteral("web-02"));
    QCOMPARE(editing.count(), 1);
    QCOMPARE(editing.draft().document().root().value(QStringLiteral("address")), QStringLiteral("10.0.0.77"));
}

void TestTyping::f2EditsThisFieldOrSaysWhyNot()
{
    QVERIFY(!openEditor(QStringLiteral("state")));
    QVERIFY(!tree()->findChild<FieldEditor *>()); // and no other
    const auto *bar = m_page->findChild<MessageBar *>();
    QTRY_VERIFY(bar->isVisible());
    const QString sentence = bar->findChild<QLabel *>(QStringLiteral("messageSentence"))->text();
    QVERIFY2(sentence.contains(QStringLiteral("keeps this by itself")), qPrintable(sentence));
    QVERIFY(openEditor(QStringLiteral("address")));
}

QTEST_MAIN(TestTyping)
#include "tst_typing.moc"
