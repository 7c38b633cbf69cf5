// SPDX-License-Identifier: GPL-3.0-or-later
#include "navigator/navigatorproxy.h"

#include "models/navigatormodel.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

namespace nephoscope {

using Raw = NavigatorModel;

namespace {

Raw::Type typeOf(const QModelIndex &index) { return index.data(Raw::TypeRole).value<Raw::Type>(); }
Raw::Status statusOf(const QModelIndex &index) { return index.data(Raw::StatusRole).value<Raw::Status>(); }
SiteEntry::Status siteStatus(const QModelIndex &index)
{
    return SiteEntry::Status(index.data(Raw::SiteStatusRole).toInt());
}
State::Tone toneOf(const QModelIndex &index) { return State::Tone(index.data(Raw::ToneRole).toInt()); }

} // namespace

NavigatorProxy::NavigatorProxy(const Looks &looks, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_looks(looks)
{
    setRecursiveFilteringEnabled(true);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
}

QString NavigatorProxy::name(const QModelIndex &index) const
{
    if (typeOf(index) == Raw::Type::More) {
        const QLocale locale;
        const QString shown = locale.toString(index.data(Raw::ShownRole).toInt());
        const qint64 total = index.data(Raw::TotalRole).toLongLong();
        return total < 0 ? tr("Show more … (%1 so far)").arg(shown)
                         : tr("Show more … (%1 of %2)").arg(shown, locale.toString(total));
    }
    const QString name = index.data(Raw::NameRole).toString();
    if (!name.isEmpty() || typeOf(index) == Raw::Type::Site)
        return oneLine(name, 200);
    const QString service = index.data(Raw::ServiceRole).toString();
    const QString kind = index.data(Raw::KindRole).toString();
    return index.data(Raw::IsCollectionRole).toBool() ? m_looks.kinds(service, kind) : m_looks.kind(service, kind);
}

QString NavigatorProxy::siteDetail(const QModelIndex &index) const
{
    switch (siteStatus(index)) {
    case SiteEntry::Status::Disconnected:
        return tr("Sign in");
    case SiteEntry::Status::Connecting:
        return tr("connecting …");
    case SiteEntry::Status::Failed:
        return tr("Try again");
    case SiteEntry::Status::Connected:
        break;
    }
    if (!index.data(Raw::TroubleRole).toString().isEmpty())
        return tr("does not answer");
    if (!index.data(Raw::IsLiveRole).toBool())
        return tr("recording, read-only");
    const QString organization = index.data(Raw::ActingAsRole).toString();
    if (!organization.isEmpty())
        return tr("acting as %1").arg(organization);
    return index.data(Raw::IsReadOnlyRole).toBool() ? tr("read-only") : QString();
}

QString NavigatorProxy::detail(const QModelIndex &index) const
{
    if (typeOf(index) == Raw::Type::Site)
        return siteDetail(index);
    switch (statusOf(index)) {
    case Raw::Status::Loading:
        return tr("loading …");
    case Raw::Status::Failed:
        return tr("Try again");
    case Raw::Status::Stale:
        return tr("not up to date");
    case Raw::Status::Idle:
        break;
    }
    const QDateTime readAt = index.data(Raw::ReadAtRole).toDateTime();
    return readAt.isValid() ? relativeWords(readAt, QDateTime::currentDateTime()) : QString();
}

QString NavigatorProxy::description(const QModelIndex &index) const
{
    QStringList parts;
    if (typeOf(index) == Raw::Type::Resource)
        parts.append(m_looks.kind(index.data(Raw::ServiceRole).toString(), index.data(Raw::KindRole).toString()));
    else if (const QString user = index.data(Raw::UserRole).toString(); !user.isEmpty())
        parts.append(tr("signed in as %1").arg(user));
    const QString state = m_looks.state(State(toneOf(index), index.data(Raw::StateWordRole).toString()));
    if (!state.isEmpty())
        parts.append(state);
    const auto error = index.data(Raw::ErrorRole).value<std::optional<Error>>();
    if (error)
        parts.append(error->message());
    else if (const QString more = detail(index); !more.isEmpty())
        parts.append(more);
    return parts.join(QStringLiteral(", "));
}

QIcon NavigatorProxy::icon(const QModelIndex &index) const
{
    switch (typeOf(index)) {
    case Raw::Type::Site:
        return m_looks.icon(
            index.data(Raw::IsLiveRole).toBool() ? QStringLiteral("site") : QStringLiteral("recording"));
    case Raw::Type::More:
        return {};
    case Raw::Type::Resource:
        break;
    }
    return m_looks.kindIcon(index.data(Raw::ServiceRole).toString(), index.data(Raw::KindRole).toString());
}

QVariant NavigatorProxy::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    switch (role) {
    case Qt::DisplayRole:
        return name(source);
    case Qt::DecorationRole:
        return icon(source);
    case Qt::AccessibleDescriptionRole:
        return description(source);
    case Qt::ToolTipRole:
        return plainToolTip(name(source) + QLatin1Char('\n') + description(source));
    case Qt::FontRole: {
        QFont font;
        font.setBold(typeOf(source) == Raw::Type::Site);
        return font;
    }
    case DetailRole:
        return detail(source);
    case IsActionRole: {
        const auto status = statusOf(source);
        const bool signedOut =
            typeOf(source) == Raw::Type::Site && siteStatus(source) == SiteEntry::Status::Disconnected;
        return signedOut || status == Raw::Status::Failed;
    }
    default:
        return QSortFilterProxyModel::data(index, role);
    }
}

void NavigatorProxy::looksChanged()
{
    if (rowCount() > 0)
        emit layoutChanged();
}

bool NavigatorProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return filterRegularExpression().pattern().isEmpty() || typeOf(index) == Raw::Type::More
        || name(index).contains(filterRegularExpression());
}

} // namespace nephoscope
