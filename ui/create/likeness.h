// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "session/session.h"

#include <QStringList>

namespace nephoscope {

class Draft;
class FieldGuide;
class OperationInput;

/// What a new object takes over from one that is there: the fields that the creation knows by the same names; without
/// identifiers and secrets, and under another name. GUI thread; the session must outlive it.
class Likeness {
public:
    /// `taken`: names that others have already.
    Likeness(const Session &session, const Resource &model, const QStringList &taken);

    /// How well that operation makes another object of this kind; 0 = it makes something else.
    int fit(const Operation &creation) const;
    /// Writes the values into the form of the creation; what the model does not tell stays as it was.
    void fill(OperationInput &input) const;
    /// A name like the model's that nobody has; empty where none can be made up (an address of mail).
    QString otherName() const;

private:
    QString placeFor(const QString &bodyType) const;
    bool isBelow(const QUrl &creation) const;
    bool isOwn(const QString &name, const Node &value) const;
    void fillArguments(OperationInput &input) const;
    void fillElements(OperationInput &input, const Path &place) const;
    void takeElement(Draft &draft, const Path &to, bool isTop, const QList<Node> &values) const;
    QByteArray object(const Node &from, const Node &present, const FieldGuide &guide, const Path &place) const;
    QByteArray member(const Node &from, const FieldGuide &guide, const Path &place) const;
    QByteArray unguided(const Node &from, bool isTop) const;

    const Session &m_session;
    Resource m_model;
    QStringList m_taken;
    QString m_type; ///< of the model's document
};

} // namespace nephoscope
