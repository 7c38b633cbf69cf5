// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/platform.h"

#include "net/route.h"

#include "platform/clouddirector/clouddirector.h"
#include "platform/cloudmanager/cloudmanager.h"

#include <QCoreApplication>
#include <QLocale>

namespace nephoscope {

std::optional<QUrl> Platform::addressOf(const QString &) const { return std::nullopt; }

QList<SetUpPlan> Platform::setUpPlans(const Profile &, const Access &) const { return {}; }

Schema Platform::schema(const Schema &builtIn, const QList<SchemaPart> &published) const
{
    return builtIn.with(published);
}

std::optional<ListLayout> Platform::listLayout(const Ref &, const Access &) const { return std::nullopt; }

std::optional<Request> Platform::listRequest(const Ref &, const ListQuery &, const Access &) const
{
    return std::nullopt;
}

QList<Transfer> Platform::transfers(const Resource &) const { return {}; }

std::optional<Ref> Platform::organizations(const Access &) const { return std::nullopt; }

QList<Ref> Platform::candidates(const Resource &, const Operation &, const Path &, const Access &) const { return {}; }

AnswerFacts Platform::facts(const Request &request, const Reply &reply) const
{
    AnswerFacts facts;
    facts.action = QString::fromLatin1(request.action());
    facts.serverTime = QLocale::c().toDateTime(
        QString::fromLatin1(reply.headers().value("Date")), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    facts.serverTime.setTimeSpec(Qt::UTC);
    return facts;
}

Result<Request> Platform::upload(
    const Operation &, const Arguments &, const QHash<QString, QByteArray> &, const Access &) const
{
    return failure(
        Error::Kind::Unsupported, QCoreApplication::translate("Platform", "This service takes no files that way."));
}

QList<Operation> Platform::allOperations(const Access &) const { return {}; }

std::optional<Choices> Platform::choices(
    const Operation &, const Path &, const Arguments &, const Document &, const Access &) const
{
    return std::nullopt;
}

QList<Wizard> Platform::wizards(const Resource &, const Access &) const { return {}; }

std::optional<TaskState> Platform::taskGone(const TaskState &, const Error &) const { return std::nullopt; }

std::optional<TaskState> Platform::blocking(const Error &, const Ref &, const QList<TaskState> &) const
{
    return std::nullopt;
}

QList<Request> Platform::evidence(const LostWrite &, const Access &) const { return {}; }

Verdict Platform::verdict(const LostWrite &, const QList<Result<Reply>> &, const Access &) const { return Verdict(); }

namespace {

bool &hintsUsed()
{
    static bool used = true;
    return used;
}

/// The two dialects, made once; they are immutable.
struct Dialects {
    std::shared_ptr<const Platform> director = std::make_shared<CloudDirector>();
    std::shared_ptr<const Platform> manager =
        hintsUsed() ? std::make_shared<CloudManager>() : std::make_shared<CloudManager>(Catalog());
};

const Dialects &dialects()
{
    static const Dialects instance;
    return instance;
}

} // namespace

void setHintsUsed(bool used) { hintsUsed() = used; }

QList<std::shared_ptr<const Platform>> allPlatforms() { return {dialects().director, dialects().manager}; }

QList<Request> probes(const QUrl &url) { return {CloudDirector::probe(url), CloudManager::probe(url)}; }

std::shared_ptr<const Platform> recognised(const Request &request, const Reply &reply)
{
    if (CloudManager::spokeIn(request, reply))
        return dialects().manager;
    return CloudDirector::spokeIn(request, reply) ? dialects().director : nullptr;
}

QUrl siteUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    const bool hasScheme = text.contains(QLatin1String("://"));
    QUrl url = QUrl(hasScheme ? text : QStringLiteral("https://") + text, QUrl::TolerantMode);
    if (!hasScheme && isLoopback(url.host()))
        url.setScheme(QStringLiteral("http"));
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return {};
    QUrl site;
    site.setScheme(url.scheme());
    site.setHost(url.host());
    site.setPort(url.port());
    site.setPath(QStringLiteral("/"));
    return site;
}

QString organizationIn(const QString &typed)
{
    const QStringList segments = QUrl(typed.trimmed()).path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < segments.size(); ++i) {
        const QString &word = segments[i];
        if (word == QLatin1String("tenant")
            || (word == QLatin1String("org") && i > 0 && segments[i - 1] == QLatin1String("cloud")))
            return segments[i + 1];
    }
    return !segments.isEmpty() && segments.first() == QLatin1String("provider") ? QStringLiteral("System") : QString();
}

} // namespace nephoscope
