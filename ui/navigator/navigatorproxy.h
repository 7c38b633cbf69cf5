// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace nephoscope {

class Looks;

/// Gives the raw navigator its words and icons, and filters it by name. What is filtered out was read all the same; a
/// branch stays while anything in it fits.
class NavigatorProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole + 100, ///< what stands muted behind the name: "loading …", the reason of a failure
        IsActionRole ///< true where the detail is something to click: "Sign in", "Try again"
    };

    explicit NavigatorProxy(const Looks &looks, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// The look of everything changed.
    void looksChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString name(const QModelIndex &index) const;
    QString detail(const QModelIndex &index) const;
    QString siteDetail(const QModelIndex &index) const;
    QString description(const QModelIndex &index) const;
    QIcon icon(const QModelIndex &index) const;

    const Looks &m_looks;
};

} // namespace nephoscope
