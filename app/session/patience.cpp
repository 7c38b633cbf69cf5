// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/patience.h"

#include <QLocale>
#include <algorithm>

namespace nephoscope {

QDateTime httpDate(const QByteArray &value)
{
    // whatever answers within a second says the same, and to read it takes Qt as long as to send a request
    thread_local std::pair<QByteArray, QDateTime> last;
    if (value != last.first || value.isEmpty()) {
        QDateTime date =
            QLocale::c().toDateTime(QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
        date.setTimeSpec(Qt::UTC);
        last = {value, date};
    }
    return last.second;
}

std::optional<std::chrono::seconds> retryAfter(const Reply &answer, const QDateTime &now)
{
    const QByteArray value = answer.headers().value("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::max<qint64>(0, seconds));
    const QDateTime date = httpDate(value);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::seconds(std::max<qint64>(0, now.secsTo(date)));
}

std::optional<std::chrono::milliseconds> Patience::pause(int attempt, const Reply &answer, double chance) const
{
    if (attempt > attempts)
        return std::nullopt;
    const QDateTime serverNow = httpDate(answer.headers().value("Date"));
    if (const auto told = retryAfter(answer, serverNow.isValid() ? serverNow : QDateTime::currentDateTimeUtc())) {
        if (*told > longest)
            return std::nullopt;
        return *told;
    }
    const double usual = double(first.count()) * double(1 << std::clamp(attempt - 2, 0, 20));
    const auto varied = std::chrono::milliseconds(qint64(usual * (0.5 + chance)));
    return std::min(varied, longest);
}

} // namespace nephoscope
