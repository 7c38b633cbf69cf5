// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/property.h"

#include <QAbstractItemModel>
#include <memory>

namespace nephoscope {

/// The properties of any resource as a tree: groups, properties, nested groups and lists. Raw values and roles; a view
/// puts words over it. Lines are read from the document when somebody looks at them, so a list of 10,000 costs nothing
/// until it is scrolled through.
class PropertyModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString, from the root of the document
        NameRole, ///< QString, the member's or element's name
        TitleRole, ///< QString, what an item of a list calls itself
        NumberRole, ///< int, of an item of a list, from 0; -1 elsewhere
        TypeRole, ///< int, PropertyType
        TextRole, ///< QString, as written; empty for secrets
        AmountRole, ///< double in B, Hz, s or as written; invalid where it is no number
        TimeRole, ///< QDateTime
        TargetRole, ///< Ref; invalid where it leads nowhere
        NilRole, ///< bool
        SecretRole, ///< bool
        CountRole ///< int, lines below
    };

    explicit PropertyModel(QObject *parent = nullptr);
    ~PropertyModel() override;

    void setResource(const Resource &resource, const Catalog &catalog);
    void setShowsEmpty(bool shows);
    bool showsEmpty() const { return m_showsEmpty; }
    QString kind() const { return m_resource.self.kind(); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Line;

    Line *lineOf(const QModelIndex &index) const;
    const Property &propertyOf(const QModelIndex &index) const;
    void build();

    Resource m_resource;
    Catalog m_catalog;
    PropertyReader m_reader;
    std::unique_ptr<Line> m_root;
    bool m_showsEmpty = false;
};

} // namespace nephoscope
