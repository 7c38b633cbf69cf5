// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/inventorycommand.h"

#include "base/storefile.h"
#include "inventory/listload.h"
#include "inventory/tableexport.h"
#include "session/connector.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QUrlQuery>
#include <cstdio>

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Inventory", text); }

void say(const QString &line) { fprintf(stderr, "%s\n", qPrintable(line)); }

/// The command line's person: decides nothing, but says what would have to be decided.
class Bystander : public Nobody {
public:
    QCoro::Task<bool> trust(Profile, Certificate certificate, QByteArray) override
    {
        say(tr("The certificate of %1 is not trusted: %2")
                .arg(certificate.host, certificate.reasons.join(QLatin1String("; "))));
        say(tr("To accept it: --trust %1").arg(QString::fromLatin1(certificate.fingerprint)));
        co_return false;
    }
};

/// The secret of the environment, and the way to sign in that goes with it where none was asked for: a token that looks
/// like a JWT is used as it is, any other is traded for one.
Credential environmentSecret(Profile &profile)
{
    const QByteArray password = qgetenv("NEPHOSCOPE_PASSWORD");
    const QByteArray token = qgetenv("NEPHOSCOPE_TOKEN");
    if (token.isEmpty())
        return Credential(password);
    if (profile.method == SignInMethod::Password) {
        const bool isJwt = token.startsWith("eyJ") && token.count('.') == 2;
        profile.method = isJwt ? SignInMethod::Bearer : SignInMethod::ApiToken;
    }
    return Credential(token);
}

/// One run of the command.
class InventoryRun : public std::enable_shared_from_this<InventoryRun> {
public:
    InventoryRun(const Settings &settings, InventoryOptions options)
        : m_options(std::move(options))
        , m_connector(settings, m_bystander)
    {
    }

    QCoro::Task<int> run()
    {
        const auto self = shared_from_this();
        auto session = co_await opened();
        if (!session) {
            say(session.error().message());
            co_return 1;
        }
        int status = 1;
        if (m_options.list.isEmpty())
            status = co_await walked(*session);
        else
            status = co_await listed(*session);
        if ((*session)->isLive())
            co_await (*session)->signOut();
        (*session)->close();
        co_return status;
    }

private:
    Async<std::shared_ptr<Session>> opened()
    {
        const auto self = shared_from_this();
        if (!m_options.recording.isEmpty())
            co_return Connector::openRecording(m_options.recording);
        const Credential secret = environmentSecret(m_options.profile);
        if (secret.isEmpty())
            co_return failure(Error::Kind::SignIn,
                tr("Set NEPHOSCOPE_PASSWORD, or NEPHOSCOPE_TOKEN with --method api-token or bearer, to the secret of "
                   "this site."));
        auto session = co_await m_connector.connectTo(m_options.profile);
        if (!session)
            co_return session;
        auto access = co_await (*session)->signIn(secret);
        if (!access)
            co_return failure(access.error());
        if ((*session)->platform().isDescribedBySchema())
            co_await (*session)->readSchema(); // the built-in copy serves where that fails
        co_return session;
    }

    QCoro::Task<int> walked(std::shared_ptr<Session> session)
    {
        const auto self = shared_from_this();
        const auto walk = std::make_shared<Walk>(session);
        if (!m_options.quiet)
            QObject::connect(walk.get(), &Walk::progress, walk.get(), &InventoryRun::report);
        co_await walk->run();
        co_return written(*walk);
    }

    QCoro::Task<int> listed(std::shared_ptr<Session> session)
    {
        const auto self = shared_from_this();
        const Ref list = co_await namedList(session);
        if (list.href().isEmpty()) {
            say(tr("This site has no list of %1 where one would look for it. Give the list's address.")
                    .arg(m_options.list));
            co_return 1;
        }
        const auto load = std::make_shared<ListLoad>(session, list, ListQuery(), m_options.pagesAtATime);
        bool isList = true;
        QObject::connect(load.get(), &ListLoad::isNoList, load.get(), [&isList] { isList = false; });
        if (!m_options.quiet)
            QObject::connect(load.get(), &ListLoad::grew, load.get(), [raw = load.get()] { reportList(*raw); });
        co_await load->run();
        for (int again = 0; again < 2 && !load->gaps().isEmpty(); ++again)
            co_await load->fillGaps();
        if (!isList)
            say(tr("%1 answers, but is no list.").arg(list.href().toDisplayString(QUrl::RemoveUserInfo)));
        co_return isList ? written(*load) : 1;
    }

    /// By its address, else the first list of such things that stands at the top of the site or right below.
    QCoro::Task<Ref> namedList(std::shared_ptr<Session> session)
    {
        const auto self = shared_from_this();
        const QString wanted = m_options.list;
        if (wanted.contains(QLatin1Char('/')))
            co_return Ref(session->profile().url.resolved(QUrl(wanted)), QString()).asCollection();
        const QList<Ref> roots = session->roots();
        for (const Ref &root : roots)
            if (root.isCollection() && root.kind() == wanted)
                co_return root;
        for (const Ref &root : roots) {
            if (!root.isCollection())
                continue;
            const auto below = co_await session->open(root);
            const QList<Ref> children = below ? below->children : QList<Ref>();
            for (const Ref &child : children) {
                const bool isNamed = QUrlQuery(child.href()).queryItemValue(QStringLiteral("type")) == wanted;
                if (child.isCollection() && (isNamed || child.kind() == wanted))
                    co_return child;
            }
        }
        co_return Ref();
    }

    static void reportList(const ListLoad &load)
    {
        say(load.total() < 0 ? tr("%1 records").arg(load.store()->rowCount())
                             : tr("%1 of %2 records").arg(load.store()->rowCount()).arg(load.total()));
    }

    int written(const ListLoad &load) const
    {
        if (load.error()) {
            say(load.error()->message());
            return 1;
        }
        for (const ListGap &gap : load.gaps())
            say(tr("Not read: page %1: %2").arg(gap.page).arg(gap.error.message()));
        const bool isCsv = m_options.format == InventoryOptions::Format::Csv;
        const TableExport table =
            TableExport::whole(load.store(), isCsv ? TableExport::Format::Csv : TableExport::Format::Json);
        std::atomic<int> count = 0;
        if (m_options.output.isEmpty()) {
            QFile out;
            if (!out.open(stdout, QFile::WriteOnly) || !table.write(out, count) || !out.flush())
                return 1;
        } else if (const auto done = table.write(m_options.output, count); !done) {
            say(done.error().message());
            return 1;
        }
        say(tr("%1 records, %2 pages not read").arg(int(count)).arg(load.gaps().size()));
        return load.gaps().isEmpty() ? 0 : 2;
    }

    static void report(int resources, int waiting)
    {
        if (resources % 50 == 0 || waiting == 0)
            say(tr("%1 resources, %2 to read").arg(resources).arg(waiting));
    }

    int written(const Walk &walk) const
    {
        for (const WalkFailure &failure : walk.failures())
            say(tr("Not read: %1 %2 (%3): %4")
                    .arg(failure.ref.kind(), failure.ref.name(),
                        failure.ref.href().toDisplayString(QUrl::RemoveUserInfo), failure.error.message()));
        if (walk.rows().isEmpty()) {
            say(tr("Nothing was found."));
            return 1;
        }
        const QByteArray text = inventoryText(walk.rows(), m_options.format);
        if (!put(text))
            return 1;
        say(tr("%1 resources, %2 not read").arg(walk.rows().size()).arg(walk.failures().size()));
        return walk.failures().isEmpty() ? 0 : 2;
    }

    bool put(const QByteArray &text) const
    {
        if (m_options.output.isEmpty())
            return fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size())
                && fflush(stdout) == 0;
        const Result<void> written = StoreFile::write(m_options.output, text);
        if (!written)
            say(written.error().message());
        return written.has_value();
    }

    Bystander m_bystander;
    InventoryOptions m_options;
    Connector m_connector;
};

} // namespace

QByteArray inventoryText(const QList<WalkRow> &rows, InventoryOptions::Format format)
{
    if (format == InventoryOptions::Format::Json) {
        QJsonArray list;
        for (const WalkRow &row : rows) {
            list << QJsonObject{{QStringLiteral("id"), row.id}, {QStringLiteral("kind"), row.kind},
                {QStringLiteral("name"), row.name}, {QStringLiteral("href"), row.href},
                {QStringLiteral("parent"), row.parent}, {QStringLiteral("state"), row.state}};
        }
        return QJsonDocument(list).toJson(QJsonDocument::Indented);
    }
    QByteArray text = "id,kind,name,href,parent,state\r\n";
    for (const WalkRow &row : rows) {
        const QList<QByteArray> cells{csvCell(row.id), csvCell(row.kind), csvCell(row.name), csvCell(row.href),
            csvCell(row.parent), csvCell(row.state)};
        text += cells.join(',') + "\r\n";
    }
    return text;
}

void startInventory(QCoreApplication &application, const Settings &settings, const InventoryOptions &options)
{
    const auto run = std::make_shared<InventoryRun>(settings, options);
    QTimer::singleShot(0, &application, [&application, run] {
        QCoro::connect(run->run(), &application, [&application](int status) { application.exit(status); });
    });
}

} // namespace nephoscope
