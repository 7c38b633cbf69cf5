// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/propertymodel.h"
#include "resource/values.h"

#include <QDateTime>
#include <QIdentityProxyModel>
#include <QSortFilterProxyModel>

namespace nephoscope {

class Looks;

/// Puts words, icons and type faces over a PropertyModel.
class PropertyWords : public QIdentityProxyModel {
    Q_OBJECT
public:
    enum Role {
        BeforeWordsRole = PropertyModel::BeforeRole + 1, ///< QString, "was 2 GB"; empty where nothing changed
        FaultWordsRole, ///< QString, what is wrong with an edited value
        LabelRole ///< QString, what the property is called, without the mark of one that is needed
    };

    PropertyWords(const Looks &looks, const QString &service, QObject *parent);

    /// Whose properties they are: the kind for the labels, the state for the number that stands for it.
    void setResource(const Resource &resource);
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Of a property at that place.
    QString label(const Path &path) const;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString nameOf(const QModelIndex &index) const;
    QString valueOf(const QModelIndex &index) const;
    QVariant nameData(const QModelIndex &index, int role) const;
    QVariant valueData(const QModelIndex &index, int role) const;
    QVariant editData(const QModelIndex &index, int role) const;
    QString hint(const QModelIndex &index) const;
    static QString valueHint(const QModelIndex &index, bool isLink);
    static ShownValue shownValue(const QModelIndex &index);
    static bool isGroup(const QModelIndex &index);
    static bool isNeeded(const QModelIndex &index);

    const Looks &m_looks;
    QString m_service;
    QString m_kind;
    State m_state;
    QString m_statePath;
};

/// Lets through the properties whose label, name or value has the text, with what they stand in. Looks into every
/// branch only while there is a text to look for.
class PropertyFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString &text);
    void setChangedOnly(bool only);
    bool isFiltering() const { return !m_text.isEmpty() || m_changedOnly; }
    bool isChangedOnly() const { return m_changedOnly; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    void apply();

    QString m_text;
    bool m_changedOnly = false;
};

} // namespace nephoscope
