// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "platform/profile.h"
#include "session/session.h"

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

namespace nephoscope {

/// One site in the window: its profile, how far the connection has come, and the session once there is one.
class SiteEntry {
public:
    enum class Status { Disconnected, Connecting, Connected, Failed };

    Profile profile;
    Status status = Status::Disconnected;
    std::shared_ptr<Session> session; ///< null unless Connected
    std::optional<Error> error; ///< why it Failed
};

/// The sites of the window, in order. The tree, the status bar and the tabs listen to it; who signs in tells it.
class Sites : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    int count() const { return int(m_entries.size()); }
    const SiteEntry &at(int index) const { return m_entries.at(size_t(index)); }
    /// -1 where there is none.
    int indexOf(const QString &profileId) const;
    std::shared_ptr<Session> session(const QString &profileId) const;

    /// Adds the site, or replaces the one with that profile id (its session is closed).
    void put(const SiteEntry &entry);
    void setStatus(const QString &profileId, SiteEntry::Status status, std::optional<Error> error = {});
    /// Closes the session and forgets the site.
    void remove(const QString &profileId);
    void closeAll();

signals:
    void added(int index);
    void changed(int index);
    void aboutToRemove(int index);
    void removed(int index);

private:
    void watch(const std::shared_ptr<Session> &session);

    std::vector<SiteEntry> m_entries;
};

} // namespace nephoscope
