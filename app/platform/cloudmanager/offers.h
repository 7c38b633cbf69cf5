// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/subject.h"
#include "platform/operation.h"

namespace nephoscope::cloudmanager {

/// Makes operations of published calls: what they are in the life of an object, how dangerous, what they still ask for.
/// Remembers what it found out. One thread.
class Offers {
public:
    Offers(const CallMap &calls, const Hints &hints)
        : m_calls(calls)
        , m_hints(hints)
    {
    }

    /// The call as an operation on a subject; `state`: the subject's own word for it, empty where unknown.
    Operation operation(const PublishedCall &call, const Subject &subject, const QString &state) const;
    /// True where the body changes only what it names: no member of it is required.
    bool isPartial(const PublishedCall &call) const;
    /// What the subject's members answer of the call's body, as a JSON object; "{}" where nothing.
    QByteArray answeredBody(const PublishedCall &call, const Subject &subject) const;

    static const Parameter *bodyOf(const Call &call);

private:
    /// What does not depend on the subject.
    struct Known {
        QString label;
        Operation::Role role = Operation::Role::Act; ///< Create and Ask where that is certain
        Operation::Danger danger = Operation::Danger::Changes;
        bool isRecommended = false;
    };
    const Known &known(const PublishedCall &call) const;
    Operation::Role role(const PublishedCall &call, const Subject &subject) const;
    QString name(const PublishedCall &call, const Subject &subject, Operation::Role role) const;
    QList<Parameter> parameters(const PublishedCall &call, const Subject &subject) const;
    QByteArray answeredMember(const Field &field, const PublishedCall &call, const Subject &subject) const;

    const CallMap &m_calls;
    const Hints &m_hints;
    mutable QHash<const PublishedCall *, Known> m_known;
};

} // namespace nephoscope::cloudmanager
