// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/thing.h"

#include <QHash>
#include <list>

namespace nephoscope::demo::clouddirector {

/// Objects of one kind, in the order they came; addresses stay valid.
template <class T>
class Table {
public:
    T &add(T row)
    {
        m_rows.push_back(std::move(row));
        m_byId.insert(m_rows.back().id, &m_rows.back());
        return m_rows.back();
    }
    T *find(const Id &id) { return m_byId.value(id, nullptr); }
    const T *find(const Id &id) const { return m_byId.value(id, nullptr); }
    const T &at(const Id &id) const { return *m_byId.value(id); }
    T &at(const Id &id) { return *m_byId.value(id); }
    T *named(const QByteArray &name)
    {
        for (T &row : m_rows) {
            if (row.name.compare(name, Qt::CaseInsensitive) == 0)
                return &row;
        }
        return nullptr;
    }
    auto begin() { return m_rows.begin(); }
    auto end() { return m_rows.end(); }
    auto begin() const { return m_rows.begin(); }
    auto end() const { return m_rows.end(); }
    size_t size() const { return m_rows.size(); }
    void remove(const Id &id)
    {
        if (const T *row = m_byId.take(id))
            m_rows.remove_if([row](const T &each) { return &each == row; });
    }

private:
    std::list<T> m_rows;
    QHash<Id, T *> m_byId;
};

} // namespace nephoscope::demo::clouddirector
