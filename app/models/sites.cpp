// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sites.h"

#include <algorithm>

namespace nephoscope {

int Sites::indexOf(const QString &profileId) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&profileId](const SiteEntry &entry) { return entry.profile.id == profileId; });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

std::shared_ptr<Session> Sites::session(const QString &profileId) const
{
    const int index = indexOf(profileId);
    return index < 0 ? nullptr : at(index).session;
}

void Sites::watch(const std::shared_ptr<Session> &session)
{
    if (!session)
        return;
    for (const auto signal : {&Session::troubleChanged, &Session::schemaChanged, &Session::contextChanged}) {
        connect(session.get(), signal, this, [this, id = session->profile().id] {
            const int index = indexOf(id);
            if (index >= 0)
                emit changed(index);
        });
    }
}

void Sites::put(const SiteEntry &entry)
{
    const int index = indexOf(entry.profile.id);
    if (index < 0) {
        m_entries.push_back(entry);
        watch(entry.session);
        emit added(count() - 1);
        return;
    }
    SiteEntry &present = m_entries[size_t(index)];
    const std::shared_ptr<Session> replaced = present.session;
    present = entry;
    if (replaced != entry.session)
        watch(entry.session);
    if (replaced && replaced != entry.session)
        replaced->close();
    emit changed(index);
}

void Sites::setStatus(const QString &profileId, SiteEntry::Status status, std::optional<Error> error)
{
    const int index = indexOf(profileId);
    if (index < 0)
        return;
    SiteEntry &entry = m_entries[size_t(index)];
    entry.status = status;
    entry.error = std::move(error);
    const std::shared_ptr<Session> session = entry.session;
    if (status != SiteEntry::Status::Connected) {
        entry.session.reset();
        if (session)
            session->close();
    }
    emit changed(index);
}

void Sites::remove(const QString &profileId)
{
    const int index = indexOf(profileId);
    if (index < 0)
        return;
    emit aboutToRemove(index);
    const std::shared_ptr<Session> session = at(index).session;
    m_entries.erase(m_entries.begin() + index);
    if (session)
        session->close();
    emit removed(index);
}

void Sites::closeAll()
{
    for (int index = 0; index < count(); ++index) {
        if (at(index).session)
            setStatus(at(index).profile.id, SiteEntry::Status::Disconnected);
    }
}

} // namespace nephoscope
