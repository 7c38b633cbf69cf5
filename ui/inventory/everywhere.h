// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loadedlists.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace nephoscope {

class Looks;
class Sites;

/// Search over all lists that were read, of all sites at once: names, ids, addresses, any text. Grouped by kind; Enter
/// opens.
class Everywhere : public QDialog {
    Q_OBJECT
public:
    Everywhere(const Sites &sites, const Looks &looks, QWidget *parent);
    ~Everywhere() override;

signals:
    void opened(const QString &profileId, const Ref &ref);

private:
    void search();
    void present(const QString &text, const QList<LoadedHit> &hits);
    void addHit(QTreeWidgetItem *group, const LoadedHit &hit, const QString &service);
    void openItem(QTreeWidgetItem *item);

    const Sites &m_sites;
    const Looks &m_looks;
    QLineEdit *m_text;
    QTreeWidget *m_found;
    QLabel *m_state;
    std::shared_ptr<RowOrder::Stop> m_stop;
    QList<LoadedHit> m_hits;
};

} // namespace nephoscope
