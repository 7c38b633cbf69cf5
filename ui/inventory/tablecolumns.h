// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/rowquery.h"
#include "platform/ref.h"
#include "schema/propertytype.h"

#include <QHash>
#include <QStringList>

namespace nephoscope {

class Looks;

/// A column of a table: whose words, what they mean, how they are ordered.
class TableColumn {
public:
    QString member;
    QString label;
    PropertyType type = PropertyType::Text;
    QString unit; ///< that numbers are written in
    RowSort::By by = RowSort::By::Text;
    bool isName = false;
    bool isState = false;
    bool isNumeric() const { return by == RowSort::By::Number; }

    /// The cell in words for people; empty for an empty one.
    QString words(const QString &text, const QDateTime &now) const;
    /// What the words leave out: exact bytes, the zone of a time; plain text.
    QString exactly(const QString &text) const;
};

/// What is known of the columns of a kind's tables: from the catalogue, and from how the values look.
class TableColumns {
public:
    TableColumns(const Looks &looks, const QString &service, const QString &kind);

    /// Every member of the records that can be a column, in the server's order.
    QStringList all(const RecordStore &store) const;
    /// Those that show until somebody chooses others.
    QStringList usual(const RecordStore &store) const;
    /// Those that the catalogue expects, before there is a record.
    QStringList expected() const;
    /// Looks at the values once; columns without a value yet are looked at again.
    const TableColumn &column(const QString &member, const RecordStore &store) const;

private:
    TableColumn describe(const QString &member, const QString &sample) const;
    QString sampleOf(const QString &member, const RecordStore &store) const;

    const Looks &m_looks;
    QString m_service;
    QString m_kind;
    QString m_nameMember;
    QString m_stateMember;
    mutable QHash<QString, TableColumn> m_known;
    mutable QHash<QString, TableColumn> m_unseen; ///< described without a value
};

} // namespace nephoscope
