// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/filter.h"

#include "platform/clouddirector/apiversion.h"

#include <QUrlQuery>

namespace nephoscope::clouddirector {

namespace {

constexpr ApiVersion firstWithEscapes{35, 0};
constexpr int largestPage = 128;

QString encoded(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

QString sign(ListFilter::Test test)
{
    switch (test) {
    case ListFilter::Test::Differs:
        return QStringLiteral("!=");
    case ListFilter::Test::Below:
        return QStringLiteral("=lt=");
    case ListFilter::Test::AtMost:
        return QStringLiteral("=le=");
    case ListFilter::Test::Above:
        return QStringLiteral("=gt=");
    case ListFilter::Test::AtLeast:
        return QStringLiteral("=ge=");
    case ListFilter::Test::Equals:
    case ListFilter::Test::Contains:
    case ListFilter::Test::StartsWith:
        break;
    }
    return QStringLiteral("==");
}

QString escaped(const QString &value)
{
    QString result;
    for (const QChar c : value) {
        if (QLatin1String("();,\\").contains(c))
            result += QLatin1Char('\\');
        result += c;
    }
    return result;
}

/// One condition, not yet encoded for the URL: what is a wildcard stays one.
QString condition(const ListFilter &filter, bool twice)
{
    QString value = twice ? encoded(filter.value) : escaped(filter.value);
    if (filter.test == ListFilter::Test::Contains)
        value = QLatin1Char('*') + value;
    if (filter.test == ListFilter::Test::Contains || filter.test == ListFilter::Test::StartsWith)
        value += QLatin1Char('*');
    return filter.field + sign(filter.test) + value;
}

QString conditions(const QList<ListFilter> &filters, bool twice)
{
    QStringList texts;
    for (const ListFilter &filter : filters)
        texts << condition(filter, twice);
    return texts.join(QLatin1Char(';'));
}

bool encodesTwice(const QString &apiVersion) { return ApiVersion::parse(apiVersion) < firstWithEscapes; }

} // namespace

QString filterParameter(const QList<ListFilter> &filters, const QString &apiVersion)
{
    if (filters.isEmpty())
        return {};
    const bool twice = encodesTwice(apiVersion);
    return QLatin1String("filter=") + encoded(conditions(filters, twice))
        + (twice ? QLatin1String("&filterEncoded=true") : QLatin1String());
}

QUrl listAddress(const QUrl &list, const ListQuery &query, const QString &apiVersion)
{
    const bool twice = encodesTwice(apiVersion);
    QStringList items;
    QString own; // the address's own filter, as the server wrote it
    bool ownTwice = false;
    static const QStringList asked{QStringLiteral("page"), QStringLiteral("pageSize"), QStringLiteral("sortAsc"),
        QStringLiteral("sortDesc"), QStringLiteral("fields"), QStringLiteral("links")};
    for (const QString &item : list.query(QUrl::FullyEncoded).split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
        const QString name = item.section(QLatin1Char('='), 0, 0);
        if (name == QLatin1String("filter"))
            own = item.mid(name.size() + 1);
        else if (name == QLatin1String("filterEncoded"))
            ownTwice = item.endsWith(QLatin1String("=true"));
        else if (!asked.contains(name))
            items << item;
    }
    // one notation for both halves: the address's own decides, as it cannot be rewritten without being understood
    const bool both = own.isEmpty() ? twice : ownTwice;
    QString filter = own;
    if (!query.filters.isEmpty()) {
        const QString more = encoded(conditions(query.filters, both));
        filter = own.isEmpty() ? more : QLatin1Char('(') + own + QLatin1String(")%3B") + more;
    }
    if (!filter.isEmpty()) {
        items << QLatin1String("filter=") + filter;
        if (both)
            items << QStringLiteral("filterEncoded=true");
    }
    items << QStringLiteral("page=%1").arg(query.page);
    items << QStringLiteral("pageSize=%1").arg(query.pageSize > 0 ? qMin(query.pageSize, largestPage) : largestPage);
    if (!query.sortBy.isEmpty())
        items << (query.descending ? QLatin1String("sortDesc=") : QLatin1String("sortAsc=")) + encoded(query.sortBy);
    if (!query.fields.isEmpty())
        items << QLatin1String("fields=") + encoded(query.fields.join(QLatin1Char(',')));
    if (query.withLinks)
        items << QStringLiteral("links=true");
    QUrl url = list;
    url.setFragment(QString());
    url.setQuery(items.join(QLatin1Char('&')), QUrl::StrictMode);
    return url;
}

} // namespace nephoscope::clouddirector
