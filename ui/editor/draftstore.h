// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "platform/ref.h"

#include <QString>
#include <optional>

namespace nephoscope {

/// Edits kept on disk, so that neither a crash nor a closed tab costs them: one file per object in the user's data
/// folder, readable by its owner only. Values of secrets are left out.
class DraftStore {
public:
    /// Errors cost only the protection; the sentence says why. Empty where it worked.
    static QString keep(const QString &profileId, const Ref &object, const Draft &draft, const QList<Path> &secrets);
    static std::optional<Draft> kept(
        const QString &profileId, const Ref &object, const std::shared_ptr<const Shape> &shape);
    /// Source that cannot be read, as typed; an empty one is taken away. drop() takes it away, too.
    static QString keepSource(const QString &profileId, const Ref &object, const QString &source);
    static QString keptSource(const QString &profileId, const Ref &object);
    static void drop(const QString &profileId, const Ref &object);
    /// How many objects of that site have one.
    static int count(const QString &profileId);
    /// All of that site.
    static void forget(const QString &profileId);
};

} // namespace nephoscope
