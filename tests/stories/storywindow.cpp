// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/storywindow.h"

#include "models/navigatormodel.h"
#include "navigator/navigatorview.h"
#include "shell/messagebar.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QThreadPool>

namespace nephoscope {

StoryWindow::StoryWindow()
    : StoryWindow(QString())
{
}

StoryWindow::StoryWindow(const QString &folder, const Credential &secret)
    : m_folder(folder.isEmpty() ? m_temporary.path() : folder)
{
    m_secrets.otherwise = secret;
    QStandardPaths::setTestModeEnabled(true); // drafts and kept lists are not the user's
    open();
}

StoryWindow::~StoryWindow()
{
    lookForSecrets();
    if (m_window)
        m_window->close();
    m_window.reset();
    for (int wait = 0; wait < 2; ++wait) { // what is still read in other threads ends, and tells nobody
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::sendPostedEvents();
    }
    const QStringList left = m_canaries.found({m_folder}); // what is written at the end
    if (!left.isEmpty())
        QTest::qFail(qPrintable(QStringLiteral("secrets at the end: ") + left.join(u'\n')), __FILE__, __LINE__);
}

void StoryWindow::lookForSecrets()
{
    if (m_window) {
        for (int index = 0; index < m_window->sites().count(); ++index) {
            if (const auto session = m_window->sites().at(index).session)
                m_canaries.learn(*session);
        }
    }
    const QStringList found = m_canaries.found({m_folder});
    if (!found.isEmpty())
        QTest::qFail(qPrintable(QStringLiteral("secrets seen: ") + found.join(u'\n')), __FILE__, __LINE__);
}

void StoryWindow::open()
{
    m_settings.emplace(m_folder + QStringLiteral("/settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings, m_secrets, m_theme);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->restoreSites();
}

void StoryWindow::restart()
{
    lookForSecrets();
    m_window->close();
    if (auto *question = dialog<QDialog>("quitDialog")) // work goes on
        click(question, "quitAnyway");
    m_window.reset();
    m_settings.reset();
    open();
}

QString StoryWindow::settingsText()
{
    m_settings->sync();
    QFile file(m_folder + QStringLiteral("/settings.ini"));
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void StoryWindow::keepPicture(QWidget *of, const QString &name)
{
    const QString folder = qEnvironmentVariable("NEPHOSCOPE_PICTURES");
    if (!folder.isEmpty())
        of->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

QDialog *StoryWindow::openSignIn()
{
    // A shortcut is for the active window, and the window manager takes its time after a dialog has closed.
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return nullptr;
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QDialog *opened = nullptr;
    const bool isThere = QTest::qWaitFor([this, &opened] {
        opened = dialog<QDialog>("signInDialog");
        return opened != nullptr;
    });
    return isThere && QTest::qWaitForWindowActive(opened) ? opened : nullptr;
}

void StoryWindow::fill(QDialog *dialog, const char *field, const QString &text)
{
    auto *edit = dialog->findChild<QLineEdit *>(QLatin1String(field));
    QVERIFY2(edit && edit->isVisible() && edit->isEnabled(), field);
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
    QCOMPARE(edit->text(), text);
}

void StoryWindow::choose(QDialog *dialog, const char *comboBox, const QString &entry)
{
    auto *combo = dialog->findChild<QComboBox *>(QLatin1String(comboBox));
    QVERIFY2(combo && combo->isVisible(), comboBox);
    combo->setFocus();
    QVERIFY2(combo->findText(entry) >= 0, qPrintable(entry));
    QTest::keyClick(combo, Qt::Key_Home);
    for (int step = 0; step < combo->count() && combo->currentText() != entry; ++step)
        QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentText(), entry);
}

void StoryWindow::click(QDialog *dialog, const char *button)
{
    auto *found = dialog->findChild<QAbstractButton *>(QLatin1String(button));
    QVERIFY2(found && found->isVisible() && found->isEnabled(), button);
    const QPoint left(found->style()->pixelMetric(QStyle::PM_IndicatorWidth) / 2, found->height() / 2);
    QTest::mouseClick(found, Qt::LeftButton, Qt::NoModifier,
        qobject_cast<QCheckBox *>(found) ? left : found->rect().center()); // a check box is clicked at its box
}

void StoryWindow::chooseFile(const char *dialog, const QString &fileName)
{
    QFileDialog *asking = nullptr;
    QTRY_VERIFY((asking = this->dialog<QFileDialog>(dialog)));
    QVERIFY(QTest::qWaitForWindowActive(asking));
    auto *line = asking->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(line);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QApplication::clipboard()->setText(fileName); // typed by hand, each slash would open a folder
    QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(line->text().endsWith(QFileInfo(fileName).fileName()));
    if (QAbstractItemView *proposals = line->completer()->popup(); proposals->isVisible())
        QTest::keyClick(proposals, Qt::Key_Escape);
    const auto *buttons = asking->findChild<QDialogButtonBox *>();
    const bool saves = asking->acceptMode() == QFileDialog::AcceptSave;
    QPushButton *accept = buttons->button(saves ? QDialogButtonBox::Save : QDialogButtonBox::Open);
    QTRY_VERIFY(accept && accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(!this->dialog<QFileDialog>(dialog));
}

bool StoryWindow::isShown(QDialog *dialog, const char *field) const
{
    const auto *found = dialog->findChild<QWidget *>(QLatin1String(field));
    return found && found->isVisible();
}

QString StoryWindow::message(QWidget *where) const
{
    for (const MessageBar *bar : where->findChildren<MessageBar *>()) {
        if (bar->isVisible())
            return bar->findChild<QLabel *>(QStringLiteral("messageSentence"))->text();
    }
    return {};
}

QTreeView &StoryWindow::tree() { return m_window->navigator().tree(); }

const SiteEntry *StoryWindow::site(const QString &name)
{
    for (int index = 0; index < m_window->sites().count(); ++index) {
        if (m_window->sites().at(index).profile.name == name)
            return &m_window->sites().at(index);
    }
    return nullptr;
}

QModelIndex StoryWindow::firstShown(const QString &kind)
{
    for (QModelIndex index = tree().model()->index(0, 0); index.isValid(); index = tree().indexBelow(index)) {
        if (index.data(NavigatorModel::KindRole).toString() == kind
            && !index.data(NavigatorModel::IsCollectionRole).toBool())
            return index;
    }
    return {};
}

void StoryWindow::signIn(DemoSite &site, const demo::DemoUser &user, const QString &name, bool stay)
{
    signIn(site.url(), user, name, stay);
}

void StoryWindow::signIn(const QUrl &site, const demo::DemoUser &user, const QString &name, bool stay)
{
    QDialog *dialog = openSignIn();
    QVERIFY(dialog);
    fill(dialog, "address", site.toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(isShown(dialog, "user"));
    fill(dialog, "user", user.user);
    if (isShown(dialog, "organization"))
        fill(dialog, "organization", user.organization);
    fill(dialog, "secret", user.password);
    fill(dialog, "siteName", name);
    if (stay)
        click(dialog, "staySignedIn");
    click(dialog, "signIn");
    QTRY_VERIFY2(
        !this->dialog<QDialog>("signInDialog"), qPrintable(message(m_window.get()))); // it goes with its dialog
}

void StoryWindow::clickNode(const QModelIndex &index, bool twice)
{
    tree().scrollTo(index);
    const QPoint where = tree().visualRect(index).center();
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, Qt::NoModifier, where);
    if (twice)
        QTest::mouseDClick(tree().viewport(), Qt::LeftButton, Qt::NoModifier, where);
}

bool StoryWindow::isLoading()
{
    for (QModelIndex index = tree().model()->index(0, 0); index.isValid(); index = tree().indexBelow(index)) {
        if (index.data(NavigatorModel::StatusRole).value<NavigatorModel::Status>() == NavigatorModel::Status::Loading)
            return true;
    }
    return false;
}

void StoryWindow::expand(const QModelIndex &index)
{
    tree().setFocus();
    for (int step = 0; tree().currentIndex() != index && step < 1000; ++step)
        QTest::keyClick(&tree(),
            tree().visualRect(tree().currentIndex()).top() < tree().visualRect(index).top() ? Qt::Key_Down
                                                                                            : Qt::Key_Up);
    QTest::keyClick(&tree(), Qt::Key_Right);
    QTRY_VERIFY(!isLoading());
}

QModelIndex StoryWindow::expandTo(const QString &kind, const QStringList &on)
{
    tree().setFocus();
    QModelIndex index = tree().currentIndex().isValid() ? tree().currentIndex() : tree().model()->index(0, 0);
    while (index.parent().isValid())
        index = index.parent();
    while (index.isValid() && !firstShown(kind).isValid()) {
        const bool isOnTheWay =
            !index.parent().isValid() || on.contains(index.data(NavigatorModel::KindRole).toString());
        if (isOnTheWay && tree().model()->hasChildren(index) && !tree().isExpanded(index)) {
            const QPersistentModelIndex kept(index);
            expand(index);
            index = kept;
        }
        index = tree().indexBelow(index);
    }
    return firstShown(kind);
}

bool StoryWindow::expandUntilFailure(const QModelIndex &below)
{
    for (QModelIndex index = tree().indexBelow(below); index.isValid() && index.parent().isValid();
         index = tree().indexBelow(index)) {
        const QPersistentModelIndex kept(index);
        if (tree().model()->hasChildren(index) && !tree().isExpanded(index))
            expand(index);
        index = kept;
        if (index.data(NavigatorModel::StatusRole).value<NavigatorModel::Status>() == NavigatorModel::Status::Failed)
            return index.data(NavigatorModel::ErrorRole).value<std::optional<Error>>().has_value()
                && tree().currentIndex() == index; // it keeps the selection
    }
    return false;
}

} // namespace nephoscope
