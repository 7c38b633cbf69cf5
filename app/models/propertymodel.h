// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "models/fieldguide.h"
#include "models/property.h"

#include <QAbstractItemModel>
#include <memory>

namespace nephoscope {

/// The properties of any resource as a tree: groups, properties, nested groups and lists, with the edits laid over
/// them. Raw values and roles; a view puts words over it. Lines are read from the document when somebody looks at them,
/// so a list of 10,000 costs nothing until it is scrolled through.
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
        CountRole, ///< int, lines below
        FactsRole, ///< FieldFacts; null ones for groups of the catalogue's
        AbsentRole, ///< bool: not in the document, but could be
        RemovedRole, ///< bool: the edits took it away
        ChangedRole, ///< bool: it, or something below it, differs from what the server sent
        BeforeRole ///< Property as it was; invalid where it was not there, or did not change
    };

    explicit PropertyModel(QObject *parent = nullptr);
    ~PropertyModel() override;

    /// Shows a resource as the server sent it: nothing can be edited. Of one that shows with a draft already,
    /// setDraft() has to follow; until then nothing changes.
    void setResource(const Resource &resource, const Catalog &catalog);
    /// Lays edits over it: the draft's base is the document of the resource. Lines that are still there stay.
    void setDraft(const Draft &draft, const FieldGuide &guide);
    void setShowsEmpty(bool shows);
    bool showsEmpty() const { return m_showsEmpty; }
    QString kind() const { return m_resource.self.kind(); }
    const FieldGuide &guide() const { return m_guide; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Asks for a field's value to be changed; who listens to edited() decides.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    /// `text` is the value as an editor gives it, see FieldFacts.
    void edited(const FieldFacts &facts, const QString &text);

private:
    struct Line;

    Line *lineOf(const QModelIndex &index) const;
    const Property &propertyOf(const QModelIndex &index) const;
    QModelIndex indexOf(Line *line) const;
    PropertyReader reader() const;
    void build();
    void renew(Line *line, const QList<PropertyReader::Row> &rows, const QList<Property> &groups);
    bool isChanged(const Line &line) const;
    QVariant before(const Line &line) const;
    FieldFacts facts(const Property &property) const;
    std::optional<PropertyType> typeBefore(const Path &path) const;
    QString editText(const Property &property) const;
    QVariant editData(const QModelIndex &index, int role) const;

    Resource m_resource;
    Catalog m_catalog;
    Draft m_draft;
    FieldGuide m_guide;
    PropertyReader m_reader;
    PropertyReader m_before; ///< of what the server sent
    std::unique_ptr<Line> m_root;
    bool m_showsEmpty = false;
    bool m_hasDraft = false;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::Property)
