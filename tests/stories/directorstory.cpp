// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/directorstory.h"

#include "editor/fieldeditor.h"
#include "models/propertymodel.h"
#include "navigator/navigatorview.h"
#include "resource/busyline.h"
#include "resource/resourcepage.h"
#include "shell/pagetabs.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr double quick = 20; // times the speed of the real thing
constexpr int patient = 20'000; // ms: sanitizers and a full machine

demo::ServerOptions optionsFor(const QTemporaryDir &folder, const QByteArray &misfortunes)
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = quick;
    if (!misfortunes.isEmpty()) {
        options.misfortunesFile = folder.filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        if (!file.open(QFile::WriteOnly) || file.write(misfortunes) != misfortunes.size())
            qFatal("the misfortunes cannot be written");
    }
    return options;
}

QModelIndex at(const QAbstractItemModel &model, const QString &path, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(PropertyModel::PathRole).toString() == path)
            return index;
        if (const QModelIndex below = at(model, path, index); below.isValid())
            return below;
    }
    return {};
}

template <class T>
T *visible(const QWidget *where, const QString &name)
{
    for (T *found : where->findChildren<T *>(name))
        if (found->isVisible())
            return found;
    return nullptr;
}

} // namespace

DirectorStory::DirectorStory(
    const QString &role, const QString &organization, const QByteArray &misfortunes, const FrontSite::Handler &before)
    : m_site(optionsFor(m_folder, misfortunes))
    , m_front(before ? std::make_unique<FrontSite>(m_site.server().site(), before) : nullptr)
    , m_bearer(m_site.bearerOf(m_site.user(QStringLiteral("System Administrator"))))
{
    m_story.signIn(url(), m_site.user(role, organization), QStringLiteral("cloud"), false);
    m_story.clickNode(m_story.tree().model()->index(0, 0), false);
}

QByteArray DirectorStory::seen(const QByteArray &path)
{
    const QUrl url = QUrl::fromEncoded(path);
    demo::Message message;
    message.method = "GET";
    message.path = url.path(QUrl::FullyEncoded).toLatin1();
    message.query = url.query(QUrl::FullyEncoded).toLatin1();
    message.headers = {
        {"Accept", "application/*+xml;version=36.0"}, {"Authorization", "Bearer " + m_bearer}, {"Host", "localhost"}};
    return m_site.server().site().answer(message).body;
}

QString DirectorStory::find(const QByteArray &queryType, const QByteArray &filter)
{
    const QString page = QString::fromUtf8(seen("/api/query?type=" + queryType + "&format=records&filter=" + filter));
    static const QRegularExpression record(QStringLiteral("<\\w*Record [^>]*href=\"([^\"]+)\""));
    const auto match = record.match(page);
    if (!match.hasMatch())
        qWarning("nothing found: %s", qPrintable(page.left(400)));
    return match.hasMatch() ? QUrl(match.captured(1)).path() : QString();
}

ResourcePage *DirectorStory::page() { return window().pages().currentPage(); }

ResourcePage *DirectorStory::open(const QString &address)
{
    window().activateWindow();
    if (address.isEmpty() || !QTest::qWaitForWindowActive(&window()))
        return nullptr;
    QTest::keyClick(&window(), Qt::Key_L, Qt::ControlModifier);
    QWidget *field = QApplication::focusWidget();
    if (!qobject_cast<QLineEdit *>(field))
        return nullptr;
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, url().resolved(QUrl(address)).toString());
    QTest::keyClick(field, Qt::Key_Return);
    const bool isShown = QTest::qWaitFor(
        [this, &address] {
            return page() && page()->ref().href().path() == QUrl(address).path()
                && visible<QTabWidget>(page(), QStringLiteral("resourceTabs"));
        },
        patient);
    return isShown ? page() : nullptr;
}

bool DirectorStory::offers(const QString &label) { return reasonAgainst(label).isEmpty(); }

QString DirectorStory::reasonAgainst(const QString &label)
{
    for (const QPushButton *button : page()->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == label)
            return button->isEnabled() ? QString() : button->toolTip();
    if (const auto *more = visible<QPushButton>(page(), QStringLiteral("operationsMore"))) {
        for (const QAction *action : more->menu()->actions())
            if (action->text() == label)
                return action->isEnabled() ? QString() : action->toolTip();
    }
    return QStringLiteral("nothing is called so");
}

void DirectorStory::press(const QString &label)
{
    QTRY_VERIFY2_WITH_TIMEOUT(offers(label), qPrintable(label + QStringLiteral(": ") + reasonAgainst(label)), patient);
    for (QPushButton *button : page()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == label) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    auto *more = visible<QPushButton>(page(), QStringLiteral("operationsMore"));
    QMenu *menu = more->menu();
    QTimer chooser; // the click below comes back when the menu is closed
    QObject::connect(&chooser, &QTimer::timeout, menu, [menu, label] {
        if (!menu->isVisible())
            return;
        for (QAction *action : menu->actions())
            if (action->text() == label)
                return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    });
    chooser.start(10);
    QTest::mouseClick(more, Qt::LeftButton);
    QTRY_VERIFY(!menu->isVisible());
}

void DirectorStory::unfold(QDialog *dialog)
{
    QToolButton *fold = nullptr;
    QTRY_VERIFY((fold = visible<QToolButton>(dialog, QStringLiteral("formMore:"))));
    if (!fold->isChecked())
        QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(fold->isChecked());
}

QDialog *DirectorStory::asked()
{
    QDialog *dialog = nullptr;
    const bool isOpen = QTest::qWaitFor([&] {
        dialog = m_story.dialog<QDialog>("operationDialog");
        return dialog != nullptr;
    });
    return isOpen && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void DirectorStory::type(QWidget *where, const QString &field, const QString &text)
{
    QWidget *editor = nullptr;
    QTRY_VERIFY2((editor = visible<QWidget>(where, QStringLiteral("field:") + field)), qPrintable(field));
    QWidget *line = editor->focusProxy() ? editor->focusProxy() : editor;
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, text);
}

void DirectorStory::choose(QWidget *where, const QString &field, const QString &name)
{
    FieldEditor *editor = nullptr;
    QTRY_VERIFY2((editor = visible<FieldEditor>(where, QStringLiteral("field:") + field)), qPrintable(field));
    chooseIn(qobject_cast<QLineEdit *>(editor->focusProxy()), name);
}

void DirectorStory::chooseIn(QLineEdit *line, const QString &name)
{
    QVERIFY(line);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Down); // all that may be chosen
    QAbstractItemView *list = line->completer()->popup();
    const auto row = [&] {
        return list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly).value(0);
    };
    QTRY_VERIFY2_WITH_TIMEOUT(list->isVisible() && row().isValid(), qPrintable(name), patient);
    list->scrollTo(row());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row()).center());
    QTRY_COMPARE(line->text(), name);
}

void DirectorStory::send(QDialog *dialog)
{
    auto *button = dialog->findChild<QPushButton *>(QStringLiteral("operationSend"));
    const auto *fault = dialog->findChild<QLabel *>(QStringLiteral("operationFault"));
    QTRY_VERIFY2(button->isEnabled(), qPrintable(fault->text()));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!m_story.dialog<QDialog>("operationDialog"));
}

QModelIndex DirectorStory::property(const QString &path)
{
    auto *tree = visible<QTreeView>(page(), QStringLiteral("properties"));
    return tree ? at(*tree->model(), path) : QModelIndex();
}

QString DirectorStory::valueAt(const QString &path)
{
    return property(path).siblingAtColumn(PropertyModel::ValueColumn).data().toString();
}

FieldEditor *DirectorStory::editorAt(const QString &path)
{
    if (!QTest::qWaitFor([&] { return property(path).isValid(); }))
        return nullptr;
    window().activateWindow();
    auto *tree = visible<QTreeView>(page(), QStringLiteral("properties"));
    const QPersistentModelIndex value = property(path).siblingAtColumn(PropertyModel::ValueColumn);
    for (QModelIndex group = value.parent(); group.isValid(); group = group.parent())
        tree->expand(group.siblingAtColumn(0));
    tree->scrollTo(value);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(value).topLeft() + QPoint(5, 5));
    QTest::keyClick(&window(), Qt::Key_F2);
    auto *field = tree->findChild<FieldEditor *>(QStringLiteral("field:") + path);
    if (!field)
        qWarning("%s", qPrintable(value.data(Qt::ToolTipRole).toString()));
    return field;
}

void DirectorStory::edit(const QString &path, const QString &text)
{
    FieldEditor *field = editorAt(path);
    QVERIFY2(field, qPrintable(path));
    QTest::keyClick(field->focusProxy(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field->focusProxy(), text);
    QTest::keyClick(field->focusProxy(), Qt::Key_Return);
    QTRY_VERIFY(page()->isChanged());
}

void DirectorStory::pick(const QString &path, const QString &name)
{
    FieldEditor *field = editorAt(path);
    QVERIFY2(field, qPrintable(path));
    chooseIn(qobject_cast<QLineEdit *>(field->focusProxy()), name);
    QTest::keyClick(field->focusProxy(), Qt::Key_Return);
}

void DirectorStory::pickFixed(const QString &path, const QString &word)
{
    FieldEditor *field = editorAt(path);
    QVERIFY2(field, qPrintable(path));
    auto *combo = qobject_cast<QComboBox *>(field->focusProxy());
    QVERIFY2(combo, qPrintable(path));
    for (int step = 0; step < combo->count() && combo->currentText().compare(word, Qt::CaseInsensitive) != 0; ++step)
        QTest::keyClick(combo, Qt::Key_Down);
    QVERIFY2(combo->currentText().compare(word, Qt::CaseInsensitive) == 0, qPrintable(combo->currentText()));
    QTest::keyClick(combo, Qt::Key_Return);
}

void DirectorStory::menu(const QString &path, const QStringList &entries)
{
    QTRY_VERIFY2(property(path).isValid(), qPrintable(path));
    auto *tree = visible<QTreeView>(page(), QStringLiteral("properties"));
    const QModelIndex index = property(path);
    tree->scrollTo(index);
    const QPoint where = tree->visualRect(index).center();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, where);
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, tree->viewport()->mapToGlobal(where));
    QApplication::sendEvent(tree->viewport(), &event);
    QMenu *menu = nullptr;
    QTRY_VERIFY((menu = visible<QMenu>(tree, QStringLiteral("propertyMenu"))));
    for (const QString &entry : entries) {
        const QList<QAction *> actions = menu->actions();
        const auto action = std::find_if(
            actions.begin(), actions.end(), [&entry](const QAction *each) { return each->text() == entry; });
        QVERIFY2(action != actions.end() && (*action)->isEnabled(), qPrintable(entry));
        QMenu *further = (*action)->menu();
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(*action).center());
        if (further)
            QTRY_VERIFY(further->isVisible());
        menu = further;
    }
}

QString DirectorStory::save()
{
    window().activateWindow();
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
    QDialog *review = nullptr;
    const bool isOpen =
        QTest::qWaitFor([&] { return (review = m_story.dialog<QDialog>("reviewDialog")) != nullptr; }, patient);
    if (!isOpen || !QTest::qWaitForWindowActive(review))
        return QStringLiteral("no review: ") + message();
    const QString requests = review->findChild<QPlainTextEdit *>(QStringLiteral("reviewRequests"))->toPlainText();
    m_story.click(review, "reviewSend");
    const bool isSaved = QTest::qWaitFor([this] { return message().endsWith(QStringLiteral(" is saved.")); }, patient);
    return isSaved ? requests : message();
}

void DirectorStory::chooseFile(const char *dialog, const QString &fileName) { m_story.chooseFile(dialog, fileName); }

QString DirectorStory::message() { return page() ? m_story.message(page()) : QString(); }

} // namespace nephoscope
