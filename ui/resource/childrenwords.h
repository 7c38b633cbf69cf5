// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/childrenmodel.h"

#include <QCollator>
#include <QIdentityProxyModel>
#include <QSortFilterProxyModel>

namespace nephoscope {

class Looks;

/// Puts words and icons over a ChildrenModel.
class ChildrenWords : public QIdentityProxyModel {
    Q_OBJECT
public:
    ChildrenWords(const Looks &looks, const QString &service, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant words(const QModelIndex &index) const;
    QVariant decoration(const QModelIndex &index) const;
    QVariant toolTip(const QModelIndex &index) const;

    const Looks &m_looks;
    QString m_service;
};

/// Orders as people do ("vm2" before "vm10"), numbers and times by what they are; filters over all that shows.
class NaturalOrder : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit NaturalOrder(QObject *parent);
    void setText(const QString &text);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QCollator m_collator;
    QString m_text;
};

} // namespace nephoscope
