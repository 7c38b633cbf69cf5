// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "session/session.h"

#include <QMap>

namespace nephoscope {

/// Every value of a tree by its place below that node; nil ones hold "(nil)".
QMap<QString, QString> leavesOf(const Node &node);

/// Holds what would be sent for a draft against the draft itself: whether it is base and edits and nothing else. Reads
/// bodies by their values alone, not with what made them.
class EditOracle {
public:
    EditOracle(const Session &session, const Resource &resource, const Draft &draft);

    /// What is wrong with these requests, as sentences. Where bodies are spelled as the object is, every value is held
    /// against its place; else (`isTranslated`) against the values that the object has, and those of the catalogue.
    QStringList faults(const QList<Request> &requests, bool isTranslated) const;

private:
    QStringList faultsAt(const Operation &operation, const Document &body) const;
    QStringList faultsOf(const Document &body) const;
    std::optional<Operation> operationOf(const Request &request) const;
    bool goesBy(const Operation &operation, const Path &place) const;
    Path placeOf(const Change &change) const;

    const Session &m_session;
    const Resource &m_resource;
    const Draft &m_draft;
};

} // namespace nephoscope
