// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/resourceeditor.h"
#include "resource/resourcepage.h"
#include "stories/directorstory.h"

#include <QLabel>
#include <QTabWidget>
#include <Qsci/qsciscintilla.h>

using namespace nephoscope;

/// The source, edited with the keys alone, is the same draft as the properties: what is undone is a step of it,
/// wherever it was made.
class SourceEditStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void typedSourceIsSaved();
    void undoKeysGoThroughFieldsAndSource();
    void sourceThatCannotBeReadIsTakenBackKeyByKey();

private:
    static QString machine(DirectorStory &director)
    {
        return director.find("adminVM", "status==POWERED_OFF;vdcName==acme-prod;isVAppTemplate==false");
    }
    static QsciScintilla *openSource(DirectorStory &director);
    static void goBehind(QsciScintilla *source, const QString &text);
    static Editing &editing(DirectorStory &director) { return director.page()->editor().editing(); }
    static QString value(DirectorStory &director, const QString &path)
    {
        return editing(director).draft().document().root().at(Path(path)).text();
    }

    const QString m_computer = QStringLiteral("GuestCustomizationSection/ComputerName");
    const QString m_note = QStringLiteral("@name");
};

QsciScintilla *SourceEditStory::openSource(DirectorStory &director)
{
    auto *tabs = director.page()->findChild<QTabWidget *>(QStringLiteral("resourceTabs"));
    tabs->setCurrentIndex(tabs->count() - 1);
    QsciScintilla *source = nullptr;
    [&] {
        QTRY_VERIFY((source = director.page()->findChild<QsciScintilla *>(QStringLiteral("source"))));
        QTRY_VERIFY(!source->text().isEmpty() && !source->isReadOnly());
    }();
    QTest::mouseClick(source->viewport(), Qt::LeftButton);
    return source;
}

/// With the arrows, to where that text ends for the first time.
void SourceEditStory::goBehind(QsciScintilla *source, const QString &text)
{
    const QString all = source->text();
    const qsizetype place = all.indexOf(text);
    QVERIFY2(place >= 0, qPrintable(text));
    const QString before = all.left(place + text.size());
    QTest::keyClick(source, Qt::Key_Home, Qt::ControlModifier);
    for (qsizetype line = before.count(QLatin1Char('\n')); line > 0; --line)
        QTest::keyClick(source, Qt::Key_Down);
    QTest::keyClick(source, Qt::Key_End);
    const qsizetype end = all.indexOf(QLatin1Char('\n'), place);
    for (qsizetype step = end - before.size(); step > 0; --step)
        QTest::keyClick(source, Qt::Key_Left);
}

void SourceEditStory::typedSourceIsSaved()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    const QString address = machine(director);
    QVERIFY(director.open(address));
    QsciScintilla *source = openSource(director);
    goBehind(source, QStringLiteral("ComputerName>"));
    QTest::keyClicks(source, QStringLiteral("typed-"));
    QTRY_VERIFY(value(director, m_computer).startsWith(QStringLiteral("typed-")));
    QCOMPARE(editing(director).count(), 1);
    QVERIFY(director.window().isWindowModified());
    const QString sent = director.save();
    QVERIFY2(sent.contains(QStringLiteral("ComputerName>typed-")), qPrintable(sent));
    QVERIFY(director.seen(address.toLatin1()).contains("ComputerName>typed-"));
}

void SourceEditStory::undoKeysGoThroughFieldsAndSource()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(machine(director)));
    director.edit(m_note, QStringLiteral("by-field"));
    const QString computer = value(director, m_computer);
    QsciScintilla *source = openSource(director);
    QTRY_VERIFY(source->text().contains(QStringLiteral("by-field")));
    goBehind(source, QStringLiteral("ComputerName>"));
    QTest::keyClicks(source, QStringLiteral("x"));
    QTest::keyClick(source, Qt::Key_Z, Qt::ControlModifier); // sooner than it was taken over
    QTRY_COMPARE(value(director, m_computer), computer);
    QCOMPARE(editing(director).count(), 1);
    QVERIFY(!source->text().contains(QStringLiteral("ComputerName>x")));
    QTest::keyClick(source, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!director.page()->isChanged()); // the step before was made in a field
    QVERIFY(!source->text().contains(QStringLiteral("by-field")));
    QTest::keyClick(source, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(value(director, m_note), QStringLiteral("by-field"));
    QTest::keyClick(source, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(value(director, m_computer), QStringLiteral("x") + computer);
    QCOMPARE(editing(director).count(), 2);
}

void SourceEditStory::sourceThatCannotBeReadIsTakenBackKeyByKey()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QVERIFY(director.open(machine(director)));
    director.edit(m_note, QStringLiteral("by-field"));
    QsciScintilla *source = openSource(director);
    goBehind(source, QStringLiteral("ComputerName>"));
    QTest::keyClicks(source, QStringLiteral("<"));
    auto *fault = director.page()->findChild<QLabel *>(QStringLiteral("sourceFault"));
    QTRY_VERIFY(fault->isVisible());
    QVERIFY2(fault->text().startsWith(QStringLiteral("Line ")), qPrintable(fault->text()));
    QTest::keyClick(source, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!fault->isVisible());
    QVERIFY(!source->text().contains(QStringLiteral("ComputerName><")));
    QCOMPARE(value(director, m_note), QStringLiteral("by-field")); // the step before stays
}

QTEST_MAIN(SourceEditStory)
#include "tst_sourceedit.moc"
