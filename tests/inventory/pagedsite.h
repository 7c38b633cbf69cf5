// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/listload.h"
#include "net/transport.h"
#include "session/human.h"

#include <QRandomGenerator>
#include <QUrlQuery>
#include <functional>
#include <qcorotimer.h>

namespace nephoscope {

/// A query service in a few lines, with numbered VMs, a page cap, delays and misfortunes of the test's choice.
class PagedTransport : public Transport {
    Q_OBJECT
public:
    explicit PagedTransport(int count, int largest = 128)
        : cap(largest)
    {
        for (int each = 0; each < count; ++each)
            names << QStringLiteral("vm-%1").arg(each);
    }

    Async<Reply> send(Request request) override
    {
        // kept by the session under test, which outlives its requests
        ++asked;
        const int delay = longestDelay > 0 ? int(random.bounded(longestDelay)) : 0;
        co_await QCoro::sleepFor(std::chrono::milliseconds(delay));
        if (aborted)
            co_return failure(Error::Kind::Canceled, QStringLiteral("aborted"));
        if (onRequest)
            onRequest(asked);
        if (failPercent > 0 && int(random.bounded(100)) < failPercent)
            co_return failure(Error::Kind::Offline, QStringLiteral("no answer this time"));
        co_return page(request.url());
    }
    void abortAll() override { aborted = true; }
    bool isLive() const override { return true; }

    Reply page(const QUrl &url) const
    {
        const QUrlQuery query(url);
        const int number = query.queryItemValue(QStringLiteral("page")).toInt();
        const int size = qMin(cap, query.queryItemValue(QStringLiteral("pageSize")).toInt());
        if (number > 1 && (number - 1) * size >= names.size())
            return Reply(
                400, "<Error xmlns=\"http://www.vmware.com/vcloud/v1.5\" message=\"no such page\"/>", xml, url);
        QByteArray body = "<QueryResultRecords xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"vm\" page=\""
            + QByteArray::number(number) + "\" pageSize=\"" + QByteArray::number(size) + "\" total=\""
            + QByteArray::number(names.size()) + "\">";
        for (qsizetype each = qsizetype(number - 1) * size;
             each < qMin<qsizetype>(names.size(), qsizetype(number) * size); ++each)
            body += "<VMRecord href=\"https://vcd/api/vApp/vm-" + names[each].toUtf8() + "\" name=\""
                + names[each].toUtf8() + "\" status=\"" + (each % 3 ? "POWERED_ON" : "POWERED_OFF")
                + "\" numberOfCpus=\"" + QByteArray::number(each % 16) + "\"/>";
        return Reply(200, body + "</QueryResultRecords>", xml, url);
    }

    QStringList names;
    int cap;
    int longestDelay = 3; ///< ms
    int failPercent = 0;
    int asked = 0;
    bool aborted = false;
    std::function<void(int)> onRequest;
    QRandomGenerator random{7};

private:
    static constexpr char xml[] = "application/vnd.vmware.vcloud.query.records+xml";
};

} // namespace nephoscope
