// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/profiles.h"

#include "base/settings.h"

#include <QUuid>
#include <algorithm>

namespace nephoscope {

Profiles::Profiles(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_profiles(profilesFromJson(settings.value(setting::profiles)))
{
}

std::optional<Profile> Profiles::find(const QString &id) const
{
    const auto found =
        std::find_if(m_profiles.begin(), m_profiles.end(), [&id](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.end() ? std::nullopt : std::optional<Profile>(*found);
}

void Profiles::replace(const Profile &profile)
{
    const auto found = std::find_if(
        m_profiles.begin(), m_profiles.end(), [&profile](const Profile &other) { return other.id == profile.id; });
    if (found == m_profiles.end())
        m_profiles.append(profile);
    else
        *found = profile;
}

void Profiles::change(const std::function<void()> &how)
{
    const bool isSavedNow = m_settings.update([&] {
        QList<Profile> all = profilesFromJson(m_settings.value(setting::profiles));
        std::copy_if(m_profiles.begin(), m_profiles.end(), std::back_inserter(all),
            [this](const Profile &profile) { return !isSaved(profile.id); });
        m_profiles = all;
        how();
        QList<Profile> saved;
        std::copy_if(m_profiles.begin(), m_profiles.end(), std::back_inserter(saved),
            [this](const Profile &profile) { return isSaved(profile.id); });
        m_settings.set(setting::profiles, toJson(saved));
    });
    emit changed();
    if (!isSavedNow)
        emit notSaved(m_settings.trouble());
}

void Profiles::put(const Profile &profile)
{
    change([&] {
        replace(profile);
        m_forNow.remove(profile.id);
    });
}

void Profiles::putForNow(const Profile &profile)
{
    replace(profile);
    m_forNow.insert(profile.id);
    emit changed();
}

void Profiles::remove(const QString &id)
{
    change([&] {
        m_profiles.removeIf([&id](const Profile &profile) { return profile.id == id; });
        m_forNow.remove(id);
    });
}

void Profiles::pin(const QString &id, const Pin &pin)
{
    std::optional<Profile> profile = find(id);
    if (!profile || pinOf(profile->pins, pin.authority) == pin)
        return;
    profile->pins = pinned(profile->pins, pin);
    change([&] { replace(*profile); });
}

void Profiles::unpin(const QString &id, const QString &authority)
{
    std::optional<Profile> profile = find(id);
    if (!profile)
        return;
    profile->pins.removeIf([&authority](const Pin &pin) { return pin.authority == authority; });
    change([&] { replace(*profile); });
}

QString Profiles::newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

} // namespace nephoscope
