// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulksite.h"

#include <QTest>
#include <qcorotask.h>

namespace nephoscope {

namespace {

template <class T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> result;
    QObject listener;
    QCoro::connect(std::move(task), &listener, [&result](const Result<T> &heard) { result = heard; });
    const bool isDone = QTest::qWaitFor([&] { return result.has_value(); }, 60'000);
    return isDone ? *result : failure(Error::Kind::Offline, QStringLiteral("the call did not end"));
}

} // namespace

BulkConsole::BulkConsole(const QUrl &site, const QString &user, const QString &organization, const QByteArray &password,
    const QString &folder)
    : m_settings(folder + QStringLiteral("/settings.ini"))
    , m_journal(std::make_shared<Journal>(folder + QStringLiteral("/journal")))
    , m_connector(std::make_unique<Connector>(m_settings, m_nobody))
{
    Profile profile;
    profile.id = QStringLiteral("bulk");
    profile.name = QStringLiteral("bulk");
    profile.url = site;
    profile.user = user;
    profile.organization = organization;
    const auto session = ended(m_connector->connectTo(profile));
    if (!session)
        qFatal("%s", qPrintable(session.error().message()));
    m_session = *session;
    const auto access = ended(m_session->signIn(Credential(password)));
    if (!access)
        qFatal("%s", qPrintable(access.error().message()));
    m_journal->watch(m_session, m_journal);
}

BulkConsole::~BulkConsole() { m_session->close(); }

std::shared_ptr<BulkRun> BulkConsole::run(const BulkPlan &plan) const
{
    const auto guides = [session = m_session](
                            const Resource &resource) { return FieldGuide::ofResource(resource, *session, Catalog()); };
    return std::make_shared<BulkRun>(m_session, m_journal, plan, guides);
}

QList<Ref> BulkConsole::machines(const QString &nameBegins) const
{
    QList<Ref> found;
    QUrl url = m_session->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=adminVM&pageSize=128&sortAsc=name&filter=isVAppTemplate==false"));
    std::optional<Ref> page = Ref(url, {}).asCollection();
    while (page) {
        const Result<Resource> read = open(*page);
        if (!read)
            qFatal("%s", qPrintable(read.error().message()));
        for (const Ref &child : read->children)
            if (child.name().startsWith(nameBegins))
                found << child;
        page = read->more;
    }
    return found;
}

Result<Resource> BulkConsole::open(const Ref &ref) const { return ended(m_session->open(ref)); }

} // namespace nephoscope
