// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "shell/mainwindow.h"
#include "shell/theme.h"
#include "stories/canaries.h"
#include "stories/demosite.h"
#include "stories/memorysecrets.h"

#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>
#include <optional>

namespace nephoscope {

/// The real window with settings of its own, used by real mouse and key events. At the end of every story, and before
/// it is opened again, no secret that went through it may be found anywhere: in the user's files, exports, standard
/// error, the window with its accessibility tree, the clipboard.
class StoryWindow {
public:
    StoryWindow();
    /// In a folder that stays, with a keychain that has that secret for every site.
    explicit StoryWindow(const QString &folder, const Credential &secret = Credential());
    ~StoryWindow();

    MainWindow &window() { return *m_window; }
    MemorySecrets &secrets() { return m_secrets; }
    Canaries &canaries() { return m_canaries; }
    /// Where what the story exports should go, to be searched too.
    QDir folder() const { return QDir(m_folder); }
    QString settingsText();
    /// Closes the window as a person does, and opens it again on the same settings.
    void restart();

    /// For people who want to look: into the folder of NEPHOSCOPE_PICTURES, where that is set.
    static void keepPicture(QWidget *of, const QString &name);

    /// The sign-in dialog, opened by its shortcut; nullptr where it does not come.
    QDialog *openSignIn();
    /// Clicks into a field of the dialog and types.
    void fill(QDialog *dialog, const char *field, const QString &text);
    void choose(QDialog *dialog, const char *comboBox, const QString &entry);
    void click(QDialog *dialog, const char *button);
    /// Types a file's name into the file dialog that comes up, and takes it.
    void chooseFile(const char *dialog, const QString &fileName);
    bool isShown(QDialog *dialog, const char *field) const;
    /// The sentence of the message bar in there; empty if none shows.
    QString message(QWidget *where) const;
    /// The dialog of that name, wherever it stands open.
    template <class Dialog>
    Dialog *dialog(const char *name) const
    {
        for (Dialog *found : m_window->findChildren<Dialog *>(QLatin1String(name))) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    /// The whole story of signing in by the dialog with a password.
    void signIn(DemoSite &site, const demo::DemoUser &user, const QString &name, bool stay);
    void signIn(const QUrl &site, const demo::DemoUser &user, const QString &name, bool stay);

    QTreeView &tree();
    void clickNode(const QModelIndex &index, bool twice);
    /// Opens branches below until one fails; false where none does.
    bool expandUntilFailure(const QModelIndex &below);
    /// Opens branch after branch with the keyboard until a node of that kind shows, and gives it the selection.
    QModelIndex expandTo(const QString &kind, const QStringList &on);
    QModelIndex firstShown(const QString &kind);
    const SiteEntry *site(const QString &name);

private:
    bool isLoading();
    void expand(const QModelIndex &index);

    void lookForSecrets();

    QTemporaryDir m_temporary;
    QString m_folder;
    Canaries m_canaries;
    MemorySecrets m_secrets;
    std::optional<Settings> m_settings;
    Theme m_theme;
    std::unique_ptr<MainWindow> m_window;

    void open();
};

} // namespace nephoscope
