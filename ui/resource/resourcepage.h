// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "session/filetransfer.h"

#include <QWidget>
#include <functional>
#include <memory>

class QAction;

namespace nephoscope {

class BulkOrder;
class FaultReport;
class Looks;
class ResourceActions;
class ResourceEditor;
class Settings;

/// One tab: a resource of any kind, drawn from its document, its links and the catalogue. Header, operations, and below
/// them Properties, Children, Links, Source. Stale content stays while it is read again; errors show in its message
/// bar.
class ResourcePage : public QWidget {
    Q_OBJECT
public:
    ResourcePage(std::shared_ptr<Session> session, const Ref &ref, const Looks &looks, Settings &settings,
        QWidget *parent = nullptr);
    ~ResourcePage() override;

    const Ref &ref() const;
    const std::shared_ptr<Session> &session() const;
    /// Shows another resource of the same session in this tab; the page keeps a history.
    void go(const Ref &ref);
    /// From below the site down to the resource, as far as the page has met what holds it.
    QList<Ref> way() const;
    bool canGoBack() const;
    bool canGoForward() const;
    void goBack();
    void goForward();
    void reload();
    void findInPage();
    /// "web-01"
    QString title() const;
    ResourceEditor &editor();
    /// True where edits have not been sent.
    bool isChanged() const;
    void review();
    void editFirst();
    /// The same for the current property and no other; the message bar says why not.
    void editCurrent();
    bool canReview() const;
    /// What may be done with what shows, as actions with their Operation as data; they go with the next resource.
    QList<QAction *> operations() const;
    /// Objects of the site whose name has that text, for fields that lead to others.
    using Search = std::function<QList<Ref>(const QString &text)>;
    void setSearch(const Search &search);

signals:
    void titleChanged(const QString &title);
    void historyChanged();
    /// The user wants that resource in a tab of its own (middle click, Ctrl+click).
    void openInNewTab(const Ref &ref);
    /// What was read, for the tree and the status bar.
    void resourceRead(const Resource &resource);
    /// A file is to be moved.
    void transferWanted(const TransferOrder &order);
    /// It was deleted from here.
    void resourceRemoved(const Ref &ref);
    /// The first edit came, or the last one went; what can be undone has changed.
    void changesChanged();
    /// Something is to be done with many objects.
    void bulkWanted(const BulkOrder &order);

private:
    class Parts;

    void moveTo(int place);
    void listenToEditor();
    void listenToActions();
    void listenTo(ResourceActions &actions);
    void listenToTable();
    void makeLikeThis();
    void takeLikeThis();
    void wait(const QString &words);
    QList<Ref> known(const QString &text) const;
    void setTitle(const Ref &ref);
    void present(const Resource &resource);
    void showError(const Error &error);
    void explain(const FaultReport &report);
    QString whyReadOnly() const;
    void cancel();
    void readMore(const Ref &page);

    std::unique_ptr<Parts> m_parts;
};

} // namespace nephoscope
