// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loadedlists.h"

#include <QDialog>
#include <QIcon>
#include <functional>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace nephoscope {

class Looks;
class Sites;

/// Something beside the records of lists in which a text was found.
class FoundPlace {
public:
    QString group; ///< where, for people
    QString profileId;
    Ref ref;
    QString name;
};

/// Search over all lists that were read or kept, of all sites at once, and over the lists themselves, the tree and the
/// open pages: names, ids, addresses, any text. What fits best comes first, grouped by kind; Enter opens.
class Everywhere : public QDialog {
    Q_OBJECT
public:
    using Places = std::function<QList<FoundPlace>(const QString &text)>;
    /// `places`: what else may be found.
    Everywhere(const Sites &sites, const Looks &looks, Places places, QWidget *parent);
    ~Everywhere() override;

    /// Looks again: there is more to look through.
    void search();

signals:
    void opened(const QString &profileId, const Ref &ref);
    /// Of a site that is not signed in to: what was kept of the list, with that text to search in it.
    void listOpened(const QString &profileId, const Ref &list, const QString &text);

private:
    /// What is found, as a row of the tree.
    struct Row {
        int rank;
        QString group;
        QStringList texts;
        QIcon icon;
        int hit; ///< in m_hits, or -1
        int place; ///< in m_placesFound, or -1
    };

    void present(const QString &text, const QList<LoadedHit> &hits);
    QList<Row> rows(const QString &text) const;
    Row row(const LoadedHit &hit) const;
    void notePlaces(const QString &text);
    void fill(const QList<Row> &rows);
    void showState(const QString &text);
    QString siteName(const QString &profileId) const;
    void openItem(QTreeWidgetItem *item);

    const Sites &m_sites;
    const Looks &m_looks;
    QLineEdit *m_text;
    QTreeWidget *m_found;
    QLabel *m_state;
    std::shared_ptr<RowOrder::Stop> m_stop;
    Places m_places;
    QList<LoadedHit> m_hits;
    QList<FoundPlace> m_placesFound;
};

} // namespace nephoscope
