// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/destination.h"

#include "models/navigatormodel.h"
#include "models/sites.h"
#include "platform/platform.h"

#include <QCoreApplication>

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Destination", text); }

/// Whether that site goes by this origin: the one connected to, one the profile allows, or the one the server calls
/// itself by.
bool isOriginOf(const SiteEntry &site, const QUrl &url)
{
    const auto same = [&url](const QUrl &own) {
        return own.scheme() == url.scheme() && own.host() == url.host() && own.port() == url.port();
    };
    if (same(site.profile.url))
        return true;
    for (const QUrl &allowed : site.profile.allowedOrigins) {
        if (same(allowed))
            return true;
    }
    if (!site.session)
        return false;
    const Access &access = site.session->access();
    QList<QUrl> own{access.session, access.loginUrl};
    for (const Ref &entry : access.entryPoints)
        own << entry.href();
    return std::any_of(own.begin(), own.end(), same);
}

Destination byUrl(const QUrl &url, const QString &current, const Sites &sites)
{
    Destination found;
    for (int index = 0; index < sites.count(); ++index) {
        const SiteEntry &site = sites.at(index);
        if (!site.session || !isOriginOf(site, url))
            continue;
        if (found.profileId.isEmpty() || site.profile.id == current) {
            found.profileId = site.profile.id;
            found.ref = Ref(url, QString());
        }
    }
    if (found.profileId.isEmpty())
        found.problem = tr("No site that is signed in to answers at %1. Add it with File > New site.").arg(url.host());
    return found;
}

Destination byId(const QString &id, const QString &current, const Sites &sites, const NavigatorModel &navigator)
{
    QStringList order{current};
    for (int index = 0; index < sites.count(); ++index) {
        if (sites.at(index).profile.id != current)
            order << sites.at(index).profile.id;
    }
    for (const QString &profileId : std::as_const(order)) {
        const QModelIndex known = navigator.findId(profileId, id);
        if (known.isValid())
            return {profileId, known.data(NavigatorModel::RefRole).value<Ref>(), {}};
    }
    const auto session = sites.session(current);
    const auto address = session ? session->platform().addressOf(id) : std::nullopt;
    if (address)
        return {current, Ref(session->profile().url.resolved(*address), QString()), {}};
    return {{}, {}, tr("%1 is no address, and no id among what has been read.").arg(id)};
}

} // namespace

Destination destinationOf(
    const QString &typed, const QString &current, const Sites &sites, const NavigatorModel &navigator)
{
    const QString text = typed.trimmed();
    const QUrl url(text);
    if (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"))
        return byUrl(url, current, sites);
    const auto session = sites.session(current);
    if (text.startsWith(QLatin1Char('/')) && session)
        return {current, Ref(session->profile().url.resolved(url), QString()), {}};
    return byId(text, current, sites, navigator);
}

} // namespace nephoscope
