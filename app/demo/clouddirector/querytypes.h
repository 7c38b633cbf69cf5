// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/context.h"
#include "demo/clouddirector/filter.h"

namespace nephoscope::demo::clouddirector {

/// One attribute of a kind of record. Hidden ones only filter.
class Column {
public:
    QByteArray name;
    std::function<Cell(const Context &, const void *)> get;
    bool hidden = false;
};

/// A type of the query service: where its rows come from and what is said of each.
class QueryType {
public:
    QByteArray name; ///< "vm"
    QByteArray record; ///< "VMRecord"
    bool provider = false; ///< for system administrators only
    std::vector<Column> columns;
    std::function<std::vector<const void *>(const Context &)> rows; ///< those the asker sees
    std::function<Cell(const Context &, const void *)> self; ///< the object a row stands for
    std::function<Id(const void *)> id;

    const Column *column(const QByteArray &name) const;
};

const std::vector<QueryType> &queryTypes();
const QueryType *queryType(const QByteArray &name);

// Parts of queryTypes().
std::vector<QueryType> computeQueryTypes(); ///< vdcs, vApps, VMs, networks, storage
std::vector<QueryType> catalogQueryTypes(); ///< catalogs and what is in them
std::vector<QueryType> peopleQueryTypes(); ///< organizations, users, tasks, events
std::vector<QueryType> providerQueryTypes(); ///< what only the provider has

template <class Row>
Column column(const char *name, Cell (*get)(const Context &, const Row &), bool hidden = false)
{
    return {name,
        [get](const Context &context, const void *row) { return get(context, *static_cast<const Row *>(row)); },
        hidden};
}

inline QByteArray addressOf(const Context &context, const Vm &vm) { return context.href(vm); }
template <class Row>
QByteArray addressOf(const Context &context, const Row &row)
{
    return context.href(kindOf(row), row.id);
}

/// A type whose rows are those of a table.
template <class Row>
QueryType typeOver(const char *name, const char *record, Table<Row> World::*table, std::vector<Column> columns)
{
    QueryType type;
    type.name = name;
    type.record = record;
    type.columns = std::move(columns);
    type.rows = [table](const Context &context) {
        std::vector<const void *> rows;
        for (const Row &row : context.world.*table) {
            if ((context.isSystem() && !std::is_same_v<Row, User>) || context.sees(row))
                rows.push_back(&row);
        }
        return rows;
    };
    type.self = [](const Context &context, const void *row) {
        const Row &thing = *static_cast<const Row *>(row);
        return Cell::to(addressOf(context, thing), kindOf(thing), thing.id);
    };
    type.id = [](const void *row) { return static_cast<const Row *>(row)->id; };
    return type;
}

/// Its twin for the provider, with a column more: whose it is.
template <class Row>
QueryType adminTwin(
    QueryType type, const char *name, const char *record, Cell (*organization)(const Context &, const Row &))
{
    type.name = name;
    type.record = record;
    type.provider = true;
    for (Column &each : type.columns)
        each.hidden = each.hidden && each.name != "org";
    if (!type.column("org"))
        type.columns.push_back(column<Row>("org", organization));
    return type;
}

} // namespace nephoscope::demo::clouddirector
