// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultfacts.h"

#include "base/redaction.h"
#include "net/http.h"
#include "session/patience.h"

#include <QCoreApplication>
#include <QLocale>

namespace nephoscope {

namespace {

constexpr qsizetype mostOfBody = 64 * 1024; // bytes of each body

QString tr(const char *text) { return QCoreApplication::translate("FaultFacts", text); }

bool hasRequestId(const Reply &reply, const QString &id)
{
    const QByteArray wanted = id.toLatin1();
    const auto &fields = reply.headers().all();
    return std::any_of(fields.begin(), fields.end(), [&](const auto &field) { return field.second == wanted; });
}

/// The newest exchange that tells of that error: by the id of its answer, else by status, else by its words.
std::optional<Exchange> exchangeOf(const Error &error, const TrafficRecord &record)
{
    const auto &all = record.exchanges();
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        const bool isLost = each->error().has_value();
        if (error.status() == 0 ? isLost && each->error()->code() == error.code()
                                : !isLost && each->reply().status() == error.status()
                    && (error.requestId().isEmpty() || hasRequestId(each->reply(), error.requestId())))
            return *each;
    }
    return std::nullopt;
}

QString fields(const Headers &headers)
{
    QString text;
    for (const auto &[name, value] : headers.all())
        text += QString::fromLatin1(name) + QStringLiteral(": ") + QString::fromUtf8(value) + QLatin1Char('\n');
    return text;
}

QString body(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes.left(mostOfBody));
    return bytes.size() <= mostOfBody ? text : text + QLatin1Char('\n') + QChar(0x2026);
}

QString milliseconds(qint64 time) { return tr("%1 ms").arg(QLocale().toString(time)); }

} // namespace

FaultFacts::FaultFacts(const FaultReport &report)
    : m_what(report.what)
{
    if (report.session)
        m_exchange = exchangeOf(report.error, report.session->traffic());
    if (report.session)
        addRow(tr("Site"), report.session->profile().name);
    if (!report.object.href().isEmpty())
        addRow(tr("Object"), report.object.name().isEmpty() ? report.object.identity() : report.object.name());
    addError(report.error);
    addExchange(report);
    addCertificate(report);
    for (const auto &[name, value] : std::as_const(m_rows))
        m_text += name + QStringLiteral(": ") + value + QLatin1Char('\n');
    m_text += QLatin1Char('\n') + tr("The words:") + QLatin1Char('\n') + redactedText(report.error.message());
    if (!report.error.details().isEmpty())
        m_text += QStringLiteral("\n\n") + redactedText(report.error.details());
    m_text += bodies();
}

void FaultFacts::addRow(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        m_rows.append({name, value});
}

void FaultFacts::addError(const Error &error)
{
    addRow(tr("Kind"), kindName(error.kind()));
    if (error.status() != 0)
        addRow(tr("HTTP status"), QString::number(error.status()));
    addRow(tr("Code"), error.code());
    addRow(tr("Request id"), error.requestId());
}

void FaultFacts::addExchange(const FaultReport &report)
{
    if (!m_exchange)
        return;
    const Request &request = m_exchange->request();
    addRow(tr("Request"),
        QString::fromLatin1(request.method()) + QLatin1Char(' ') + request.url().toString(QUrl::FullyEncoded));
    const AnswerFacts facts = report.session->platform().facts(request, m_exchange->reply());
    addRow(tr("Action id"), facts.action.isEmpty() ? QString::fromLatin1(request.action()) : facts.action);
    addRow(tr("Sent"), m_exchange->started().toString(Qt::ISODateWithMs));
    if (facts.serverTime.isValid())
        addRow(tr("The server's clock"), facts.serverTime.toString(Qt::ISODate));
    const Exchange::Timings &times = m_exchange->timings();
    if (times.finished < 0)
        return;
    if (facts.worked)
        addRow(tr("Time in the server"), milliseconds(*facts.worked));
    if (times.connected >= 0) {
        const qint64 way = times.finished - times.connected - facts.worked.value_or(0);
        addRow(facts.worked ? tr("Time on the network") : tr("Time in server and network"),
            milliseconds(std::max<qint64>(0, way)));
        addRow(tr("Time to connect"), milliseconds(times.connected));
    }
    addRow(tr("Time in all"), milliseconds(times.finished));
}

void FaultFacts::addCertificate(const FaultReport &report)
{
    auto *http = report.session ? qobject_cast<Http *>(&report.session->transport()) : nullptr;
    if (report.error.kind() != Error::Kind::Tls || !http || !http->refusedCertificate())
        return;
    const Certificate &certificate = *http->refusedCertificate();
    addRow(tr("Certificate of"), certificate.subject);
    addRow(tr("Issued by"), certificate.issuer);
    addRow(tr("Names in it"), certificate.names.join(QStringLiteral(", ")));
    addRow(tr("Valid"),
        certificate.validFrom.toString(Qt::ISODate) + QStringLiteral(" \u2013 ")
            + certificate.validUntil.toString(Qt::ISODate));
    addRow(tr("Fingerprint"), QString::fromLatin1(certificate.fingerprint));
    addRow(tr("Chain"), certificate.chain.join(QStringLiteral("; ")));
    addRow(tr("Refused because"), certificate.reasons.join(QStringLiteral("; ")));
}

QString FaultFacts::bodies() const
{
    if (!m_exchange)
        return {};
    const Request &request = m_exchange->request();
    QString text = QStringLiteral("\n\n") + tr("The request:") + QLatin1Char('\n') + fields(request.headers());
    if (!request.body().isEmpty())
        text += QLatin1Char('\n') + body(request.body()) + QLatin1Char('\n');
    if (m_exchange->error())
        return text;
    const Reply &reply = m_exchange->reply();
    text += QLatin1Char('\n') + tr("The answer:") + QLatin1Char('\n') + QString::number(reply.status())
        + QLatin1Char(' ') + QString::fromLatin1(reply.reason()) + QLatin1Char('\n') + fields(reply.headers());
    return reply.body().isEmpty() ? text : text + QLatin1Char('\n') + body(reply.body());
}

QString FaultFacts::forSupport(const QString &title) const
{
    return QStringLiteral("Nephoscope " NEPHOSCOPE_VERSION ", Qt %1\n%2\n%3\n\n%4\n")
        .arg(QLatin1String(qVersion()), title, m_what, m_text);
}

std::optional<std::chrono::seconds> FaultFacts::told() const
{
    if (!m_exchange || m_exchange->error())
        return std::nullopt;
    return retryAfter(m_exchange->reply(), QDateTime::currentDateTimeUtc());
}

} // namespace nephoscope
