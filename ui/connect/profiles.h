// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <functional>
#include <optional>

namespace nephoscope {

class Settings;

/// The sites the user has saved, in the order saved, and those that live only as long as the window (demo,
/// recordings). Never a secret.
class Profiles : public QObject {
    Q_OBJECT
public:
    explicit Profiles(Settings &settings, QObject *parent = nullptr);

    const QList<Profile> &all() const { return m_profiles; }
    std::optional<Profile> find(const QString &id) const;
    /// Adds it or replaces the one with that id, and saves.
    void put(const Profile &profile);
    /// The same for a site that is not saved.
    void putForNow(const Profile &profile);
    bool isSaved(const QString &id) const { return !m_forNow.contains(id); }
    void remove(const QString &id);
    /// That certificate is accepted for its server from now on, in place of one accepted before.
    void pin(const QString &id, const Pin &pin);
    /// The certificate of that server is no longer accepted by itself.
    void unpin(const QString &id, const QString &authority);

    /// A fresh id for a new profile.
    static QString newId();

signals:
    void changed();
    /// What was changed holds until the window closes, and no longer.
    void notSaved(const QString &reason);

private:
    void replace(const Profile &profile);
    /// Changes what is saved: on top of what another window has saved meanwhile.
    void change(const std::function<void()> &how);

    Settings &m_settings;
    QList<Profile> m_profiles;
    QSet<QString> m_forNow;
};

} // namespace nephoscope
