// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/demosites.h"
#include "diagnostics/tour.h"

#include <QModelIndex>
#include <QSet>
#include <QTemporaryDir>

class QTreeView;

namespace nephoscope {

class MainWindow;
class ResourcePage;

/// The stations of the guided tour through the demo and what they expect. Must live as long as the tour.
class TourStations {
public:
    explicit TourStations(MainWindow &window);

    /// Starts the demo sites; the stations in order.
    Result<QList<Station>> stations();

private:
    Station emptyWindow();
    Station signInDialog();
    Station signedIn();
    Station treeTo(const QString &name, const QString &kind, const QStringList &on);
    Station page(const QString &name, const QString &kind);
    Station vAppChildren();
    Station source();
    Station recording();
    Station failedNode();
    Station darkTheme();

    QTreeView *tree() const;
    ResourcePage *currentPage() const;
    template <class Widget>
    Widget *find(const QString &objectName) const;
    /// Clicks that tab of the page unless it shows.
    static QString showTab(ResourcePage &page, const QString &name);
    QString signInTo(const DemoAccess &access);
    QString fillIn(const DemoAccess &access, QWidget *dialog);
    /// The first shown node of that kind.
    QModelIndex shown(const QString &kind) const;
    /// Goes on towards a node of that kind, by way of those; what is still missing.
    QString seek(const QString &kind, const QStringList &on);
    /// Opens the next branch of a kind on the way.
    void openNext(const QModelIndex &below, const QStringList &on);
    QModelIndex nextToOpen(const QModelIndex &parent, const QStringList &on) const;
    /// True the first time: for steps that are taken once.
    bool once(const QString &step);

    MainWindow &m_window;
    QList<DemoAccess> m_sites;
    QTemporaryDir m_folder; ///< for the recording
    QHash<QString, int> m_tried;
    QSet<QString> m_done;
};

} // namespace nephoscope
