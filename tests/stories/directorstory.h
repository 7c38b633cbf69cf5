// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/frontsite.h"
#include "stories/storywindow.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPersistentModelIndex>

namespace nephoscope {

class FieldEditor;
class ResourcePage;

/// The window signed in to a Cloud Director of its own, and what a person does there. What comes of it is looked up at
/// the site itself, past the window.
class DirectorStory {
public:
    /// `misfortunes` is a script for the site; empty = nothing goes wrong. `before` stands between window and site.
    explicit DirectorStory(const QString &role, const QString &organization = {}, const QByteArray &misfortunes = {},
        const FrontSite::Handler &before = {});

    StoryWindow &story() { return m_story; }
    MainWindow &window() { return m_story.window(); }
    DemoSite &site() { return m_site; }

    /// What the site answers its administrator, in XML.
    QByteArray seen(const QByteArray &path);
    /// The address of the first record of that kind with those attributes ("name==web-01").
    QString find(const QByteArray &queryType, const QByteArray &filter);

    /// Types the address into the window and waits until the page shows it.
    ResourcePage *open(const QString &address);
    ResourcePage *page();
    /// Clicks what the page offers, wherever it stands.
    void press(const QString &label);
    /// True where the page offers that now.
    bool offers(const QString &label);
    /// Why not.
    QString reasonAgainst(const QString &label);
    /// The dialog of an operation, once it is open.
    QDialog *asked();
    /// Shows the fields that need not be filled in.
    void unfold(QDialog *dialog);
    void type(QWidget *where, const QString &field, const QString &text);
    /// Chooses the one of that name in a field that leads to another object.
    void choose(QWidget *where, const QString &field, const QString &name);
    void send(QDialog *dialog);
    /// The property at that path of the page's document.
    QModelIndex property(const QString &path);
    QString valueAt(const QString &path);
    /// The editor in the cell of that property's value, opened by F2; null where it cannot be edited.
    FieldEditor *editorAt(const QString &path);
    void edit(const QString &path, const QString &text);
    /// Chooses the object of that name for a property.
    void pick(const QString &path, const QString &name);
    /// Chooses one of the words that a property may hold.
    void pickFixed(const QString &path, const QString &word);
    /// An entry of the context menu of that property.
    void menu(const QString &path, const QStringList &entries);
    /// Reviews and sends what was edited; what the review showed.
    QString save();
    /// Types the name of a file into the dialog that asks for one.
    void chooseFile(const char *dialog, const QString &fileName);
    QString message();

private:
    QUrl url() const { return m_front ? m_front->url() : m_site.url(); }
    void chooseIn(QLineEdit *line, const QString &name);

    QTemporaryDir m_folder;
    DemoSite m_site;
    std::unique_ptr<FrontSite> m_front; ///< null where the window speaks to the site itself
    StoryWindow m_story;
    QByteArray m_bearer;
};

} // namespace nephoscope
