// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace nephoscope {

/// One condition on the rows of a list.
class ListFilter {
public:
    enum class Test { Equals, Differs, Below, AtMost, Above, AtLeast, Contains, StartsWith };

    QString field; ///< the row's member, as the service calls it
    Test test = Test::Equals;
    QString value; ///< as text; times as ISO 8601 with Z
};

/// What is asked of a list that the server filters, sorts and pages.
class ListQuery {
public:
    QList<ListFilter> filters; ///< all of them must hold
    QString sortBy; ///< empty = the server's own order
    bool descending = false;
    QStringList fields; ///< what the rows tell; empty = what the server likes to tell
    bool withLinks = false; ///< each row says what may be done with it, where the server can
    int page = 1; ///< from 1
    int pageSize = 0; ///< 0 = the largest the service gives
};

/// Where the rows of a list stand in its answers, and what else they say. Rows are read by it straight from the bytes,
/// thousands at a time; each of them, set into an answer of its own, is read by Platform::resource() when it is opened.
class ListLayout {
public:
    /// JSON: the members whose arrays hold the rows. Empty: the answer is the array, or an object of nothing but
    /// arrays.
    QStringList rowMembers;
    /// XML: names (without prefix) of children of the root that are no rows. All others are.
    QStringList beside;
    /// Attributes or members of the root that say how many rows there are in all, the likeliest first.
    QStringList totals;
    /// listRequest() asks for any page of it.
    bool isPaged = false;
};

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::ListQuery)
