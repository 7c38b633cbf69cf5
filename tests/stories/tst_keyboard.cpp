// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/actions.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>

using namespace nephoscope;

/// Everything can be reached, named and told apart without a mouse.
class KeyboardStory : public QObject {
    Q_OBJECT
private slots:
    void tabReachesEveryControlOfTheWindow();
    void tabReachesEveryControlOfTheSignInDialog();
    void controlsHaveNames();
    void shortcutsAreUnique();
    void addressIsGoneTo();

private:
    static QWidgetList controls(QWidget &window);
    static QStringList unreached(QWidget &window);
};

/// Visible, enabled, and meant for the Tab key.
QWidgetList KeyboardStory::controls(QWidget &window)
{
    QWidgetList found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isControl = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        if (isControl && widget->isVisible() && widget->isEnabled() && widget->window() == &window)
            found.append(widget);
    }
    return found;
}

QStringList KeyboardStory::unreached(QWidget &window)
{
    QWidgetList left = controls(window);
    for (qsizetype step = 2 * left.size(); step > 0 && QApplication::focusWidget(); --step) {
        left.removeAll(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QStringList names;
    for (const QWidget *widget : left)
        names.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    return names;
}

void KeyboardStory::tabReachesEveryControlOfTheWindow()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    QTest::keyClick(&story.window(), Qt::Key_4, Qt::ControlModifier);
    QTest::keyClick(&story.window(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(story.tree().hasFocus());
    QCOMPARE(unreached(story.window()).join(QStringLiteral(", ")), QString());
    story.tree().setFocus();
    QTest::keyClick(&story.tree(), Qt::Key_Down);
    QTest::keyClick(&story.tree(), Qt::Key_Return);
    QTRY_COMPARE(story.window().pages().count(), 1);
    QTRY_VERIFY(story.message(story.window().pages().widget(0)).isEmpty());
    QTRY_COMPARE(unreached(story.window()).join(QStringLiteral(", ")), QString());
}

void KeyboardStory::tabReachesEveryControlOfTheSignInDialog()
{
    DemoSite site(director);
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", site.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(story.isShown(dialog, "secret"));
    story.click(dialog, "advanced");
    QCOMPARE(unreached(*dialog).join(QStringLiteral(", ")), QString());
}

void KeyboardStory::controlsHaveNames()
{
    StoryWindow story;
    QTest::keyClick(&story.window(), Qt::Key_4, Qt::ControlModifier);
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    for (QWidget *control : controls(*dialog) + controls(story.window())) {
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(control);
        const QByteArray which = control->objectName().toUtf8() + ' ' + control->metaObject()->className();
        QVERIFY2(!control->objectName().isEmpty(), which.constData());
        QVERIFY2(interface, which.constData());
        const bool isCombo = qobject_cast<QComboBox *>(control); // named by its label
        QVERIFY2(isCombo || !interface->text(QAccessible::Name).isEmpty(), which.constData());
    }
}

void KeyboardStory::shortcutsAreUnique()
{
    StoryWindow story;
    QHash<QKeySequence, QString> known;
    for (const QAction *action : story.window().actions().all()) {
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(!known.contains(keys), qPrintable(known.value(keys) + QLatin1Char(' ') + action->objectName()));
            known.insert(keys, action->objectName());
        }
    }
    QVERIFY(known.size() > 10);
}

void KeyboardStory::addressIsGoneTo()
{
    DemoSite site(director);
    StoryWindow story;
    story.signIn(site, site.user(QStringLiteral("Organization Administrator")), QStringLiteral("acme-prod"), false);
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier);
    auto *field = story.window().findChild<QLineEdit *>(QStringLiteral("address"));
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("https://another-name.example/api/org/"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(story.message(&story.window()).contains(QStringLiteral("another-name.example")));
    QCOMPARE(story.window().pages().count(), 0); // another host's address is not asked of this site
    QTest::keyClick(&story.window(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(field->hasFocus());
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("/api/org/"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(story.window().pages().count(), 1);
    QTRY_VERIFY(story.window().pages().widget(0)->isVisible());
}

QTEST_MAIN(KeyboardStory)
#include "tst_keyboard.moc"
