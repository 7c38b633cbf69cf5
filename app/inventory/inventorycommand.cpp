// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/inventorycommand.h"

#include "session/connector.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimer>
#include <cstdio>

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Inventory", text); }

void say(const QString &line) { fprintf(stderr, "%s\n", qPrintable(line)); }

QByteArray cell(QString text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && dangerous.contains(text[0]))
        text.prepend(QLatin1Char('\''));
    if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n'))
        || text.contains(QLatin1Char('\r')))
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text.toUtf8();
}

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
        const auto walk = std::make_shared<Walk>(*session);
        if (!m_options.quiet)
            QObject::connect(walk.get(), &Walk::progress, walk.get(), &InventoryRun::report);
        co_await walk->run();
        if ((*session)->isLive())
            co_await (*session)->signOut();
        (*session)->close();
        co_return written(*walk);
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
        QSaveFile file(m_options.output);
        const bool ok = file.open(QSaveFile::WriteOnly) && file.write(text) == text.size() && file.commit();
        if (!ok)
            say(tr("%1 cannot be written: %2.").arg(m_options.output, file.errorString()));
        return ok;
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
        const QList<QByteArray> cells{
            cell(row.id), cell(row.kind), cell(row.name), cell(row.href), cell(row.parent), cell(row.state)};
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
