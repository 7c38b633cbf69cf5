// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"

#include <QSet>
#include <QWidget>

class QLineEdit;
class QTreeView;

namespace nephoscope {

class Looks;
class NavigatorModel;
class NavigatorProxy;

/// The tree of all sites with its filter. Opens what is clicked, asks for a sign-in where there is none, remembers
/// which branches stand open.
class NavigatorView : public QWidget {
    Q_OBJECT
public:
    NavigatorView(NavigatorModel &model, const Looks &looks, QWidget *parent = nullptr);

    /// What is selected, as an index of the model; invalid if nothing.
    QModelIndex current() const;
    QTreeView &tree() { return *m_tree; }
    /// Into the tree. (A focus proxy would take the filter out of the order of the Tab key.)
    void takeFocus();

    void refreshCurrent();
    /// Stops waiting for whatever is loading below the selection's site.
    void stopCurrent();
    /// Selects the node and opens the branches above it; false where the tree has not read it.
    bool reveal(const QString &profileId, const Ref &ref);
    /// Selects the site and puts the focus on it.
    void revealSite(const QString &profileId);
    /// Names from the site down to the resource, as far as the tree knows them.
    QList<QPair<QString, Ref>> pathTo(const QString &profileId, const Ref &ref) const;

    QStringList expanded() const;
    /// Opens these branches now, or as soon as they have been read.
    void setExpanded(const QStringList &addresses);
    void looksChanged();

signals:
    /// `keep`: in a tab that stays; else in the one that follows the selection.
    void openRequested(const QString &profileId, const Ref &ref, bool keep);
    void signInRequested(const QString &profileId);
    void currentChanged();
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void listen();
    void activate(const QModelIndex &index);
    void act(const QModelIndex &index);
    void open(const QModelIndex &index, bool keep);
    void rowsCame(const QModelIndex &parent, int first, int last);
    void collapsed(const QModelIndex &index);
    void filter(const QString &text);
    /// Opens every branch that has been read; reads nothing.
    void expandRead(const QModelIndex &parent);
    void select(const QModelIndex &index);

    NavigatorModel &m_model;
    NavigatorProxy *m_proxy;
    QLineEdit *m_filter;
    QTreeView *m_tree;
    QSet<QString> m_toExpand;
    bool m_acted = false;
};

} // namespace nephoscope
