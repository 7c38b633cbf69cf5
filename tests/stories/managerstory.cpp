// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/managerstory.h"

#include "editor/fieldeditor.h"
#include "resource/busyline.h"
#include "shell/messagebar.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

namespace nephoscope {

namespace {

demo::ServerOptions optionsFor(double speed)
{
    demo::ServerOptions options;
    options.platform = manager;
    options.site.speed = speed;
    return options;
}

/// A session of its own, past the window.
QByteArray cookieOf(DemoSite &site, const demo::DemoUser &user)
{
    demo::Message message;
    message.method = "POST";
    message.path = "/occm/api/auth/login";
    message.body =
        QJsonDocument(QJsonObject{{QStringLiteral("email"), user.user}, {QStringLiteral("password"), user.password}})
            .toJson();
    message.headers = {{"Content-Type", "application/json"}};
    const demo::Answer answer = site.server().site().answer(message);
    for (const auto &[name, value] : answer.headers)
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
            return value.left(value.indexOf(';'));
    return {};
}

} // namespace

ManagerStory::ManagerStory(double speed)
    : m_site(optionsFor(speed))
    , m_user(m_site.user(QStringLiteral("Administrator")))
    , m_cookie(cookieOf(m_site, m_user))
{
    m_story.signIn(m_site, m_user, QStringLiteral("brightwater"), false);
}

void ManagerStory::open(const QString &path)
{
    MainWindow &window = m_story.window();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    auto *field = window.findChild<QLineEdit *>(QStringLiteral("address"));
    QVERIFY(field);
    QTRY_VERIFY(field->isVisible());
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("/occm/api") + path);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(page() && page()->ref().href().path() == QStringLiteral("/occm/api") + path.section(u'?', 0, 0));
    QTRY_VERIFY(!page()->findChild<BusyLine *>()->isBusy());
}

QJsonDocument ManagerStory::told(const QString &path)
{
    demo::Message message;
    message.method = "GET";
    message.path = "/occm/api" + path.section(u'?', 0, 0).toUtf8();
    message.query = path.section(u'?', 1).toUtf8();
    message.headers = {{"Cookie", m_cookie}, {"Accept", "application/json"}};
    return QJsonDocument::fromJson(m_site.server().site().answer(message).body);
}

QString ManagerStory::system(const QString &name)
{
    const QJsonObject lists = told(QStringLiteral("/working-environments")).object();
    for (const QJsonValue &list : lists)
        for (const QJsonValue &each : list.toArray())
            if (each[QLatin1String("name")].toString() == name)
                return each[QLatin1String("publicId")].toString();
    return {};
}

void ManagerStory::operate(const QString &label)
{
    QPushButton *found = nullptr;
    const auto isThere = [&] {
        for (QPushButton *button : page()->findChildren<QPushButton *>())
            if (button->isVisible() && button->isEnabled() && button->text() == label)
                found = button;
        return found != nullptr;
    };
    QPushButton *more = nullptr;
    const auto isMoreThere = [&] {
        more = page()->findChild<QPushButton *>(QStringLiteral("operationsMore"));
        return more && more->isVisible();
    };
    QTRY_VERIFY2(isThere() || isMoreThere(), qPrintable(label)); // what can be done comes with the page
    if (found) {
        QTest::mouseClick(found, Qt::LeftButton);
        return;
    }
    QMenu *menu = more->menu();
    QStringList labels;
    bool isChosen = false;
    QTimer::singleShot(200, menu, [&] { // the button stays down while its menu is open
        for (QAction *action : menu->actions()) {
            labels << action->text() + QStringLiteral(": ") + action->toolTip();
            if (action->text() != label || !action->isEnabled() || isChosen)
                continue;
            isChosen = true;
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        menu->close();
    });
    QTest::mouseClick(more, Qt::LeftButton);
    QTRY_VERIFY(!labels.isEmpty());
    QVERIFY2(isChosen, qPrintable(label + QStringLiteral(" is none of ") + labels.join(u'|')));
}

void ManagerStory::press(QDialog *dialog, const char *button)
{
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *found = dialog->findChild<QAbstractButton *>(QLatin1String(button));
    QVERIFY2(found && found->isVisible(), button);
    QTRY_VERIFY2(found->isEnabled(), button);
    QTest::mouseClick(found, Qt::LeftButton);
}

QWidget *ManagerStory::editor(QWidget *where, const QString &field)
{
    for (QWidget *found : where->findChildren<QWidget *>(QStringLiteral("field:") + field))
        if (found->isVisible())
            return found;
    return nullptr;
}

void ManagerStory::fill(QWidget *where, const QString &field, const QString &text)
{
    QWidget *found = editor(where, field);
    QVERIFY2(found, qPrintable(field));
    QWidget *input = found->focusProxy();
    auto *choice = qobject_cast<QComboBox *>(input);
    input->setFocus();
    if (choice && !choice->isEditable()) {
        QTRY_VERIFY2(choice->findData(text) >= 0, qPrintable(text));
        QTest::keyClick(choice, Qt::Key_Home);
        while (choice->currentData().toString() != text && choice->currentIndex() + 1 < choice->count())
            QTest::keyClick(choice, Qt::Key_Down);
        return;
    }
    QWidget *line = choice ? static_cast<QWidget *>(choice->lineEdit()) : input;
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, text);
    if (choice && choice->completer()->popup()->isVisible())
        QTest::keyClick(choice->completer()->popup(), Qt::Key_Escape);
}

QString ManagerStory::value(QWidget *where, const QString &field)
{
    const auto *found = static_cast<FieldEditor *>(editor(where, field));
    return found ? found->text() : QStringLiteral("(none)");
}

QStringList ManagerStory::offers(QWidget *where, const QString &field)
{
    QWidget *found = editor(where, field);
    auto *choice = found ? qobject_cast<QComboBox *>(found->focusProxy()) : nullptr;
    QStringList values;
    for (int row = 0; choice && row < choice->count(); ++row)
        if (!choice->itemData(row).toString().isEmpty())
            values << choice->itemData(row).toString();
    return values;
}

void ManagerStory::goTo(QDialog *dialog, const QString &page)
{
    const auto *title = dialog->findChild<QLabel *>(QStringLiteral("creationTitle"));
    QVERIFY(title);
    for (int step = 0; step < 12 && !title->text().endsWith(QStringLiteral(": ") + page); ++step)
        press(dialog, "creationNext");
    QVERIFY2(title->text().endsWith(QStringLiteral(": ") + page), qPrintable(title->text()));
}

} // namespace nephoscope
