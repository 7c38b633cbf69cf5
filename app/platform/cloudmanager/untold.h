// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/hints.h"

namespace nephoscope::cloudmanager {

/// What the description says of an object only where it is written (PUT and PATCH at the object's own address): the
/// values that a member may have, and members that are taken but never told, as the keys of an account.
class Untold {
public:
    /// Both must outlive this.
    Untold(const CallMap &calls, const Hints &hints);

    /// The types of read objects with that in them; those only that gain something.
    QList<Type> types() const;

private:
    QString typeOf(const PublishedCall &read, const PublishedCall &edit) const;
    bool tell(Type &type, const PublishedCall &read, const PublishedCall &edit, const QList<Field> &written) const;

    const CallMap &m_calls;
    const Hints &m_hints;
};

} // namespace nephoscope::cloudmanager
