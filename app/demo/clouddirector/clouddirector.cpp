// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/clouddirector.h"

#include "demo/clouddirector/catalogchanges.h"
#include "demo/clouddirector/negotiation.h"
#include "demo/clouddirector/routes.h"
#include "demo/clouddirector/schemaviews.h"
#include "demo/clouddirector/signin.h"
#include "demo/clouddirector/siteinventory.h"
#include "demo/clouddirector/worldbuilder.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <mutex>

namespace nephoscope::demo {

namespace clouddirector {

namespace {

bool isSignIn(const QList<QByteArray> &path, bool *provider)
{
    *provider = path.size() == 4 && path.last() == "provider";
    const QList<QByteArray> cloudapi{"cloudapi", "1.0.0", "sessions"};
    return path == QList<QByteArray>{"api", "sessions"} || path == cloudapi || (*provider && path.first(3) == cloudapi);
}

/// The client's own id, where it has the form that counts; cut to 128.
QByteArray clientRequestId(const Message &message)
{
    static const QRegularExpression form(QStringLiteral("^(?=.*[A-Za-z0-9])[A-Za-z0-9-]+$"));
    const QByteArray id = message.header("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID");
    return form.match(QString::fromLatin1(id)).hasMatch() ? id.left(128) : QByteArray();
}

class CloudDirector final : public Site {
public:
    explicit CloudDirector(const SiteOptions &options)
        : m_options(options)
        , m_sessions(options.idleSeconds)
        , m_ceip(plain(Id::createUuid()))
    {
        m_world.speed = options.speed;
        WorldBuilder builder(m_world, options.seed);
        builder.build();
        builder.addVms(options.vms);
    }

    QString platform() const override { return QStringLiteral("cloud-director"); }
    Answer answer(const Message &message) override;
    QList<DemoUser> users() const override;

private:
    Reply reply(Context &context);
    Answer write(const Context &context, const Reply &reply, qint64 milliseconds) const;

    SiteOptions m_options;
    mutable std::mutex m_mutex; // around world and sessions
    World m_world;
    Sessions m_sessions;
    QByteArray m_ceip;
};

Answer CloudDirector::answer(const Message &message)
{
    QElapsedTimer timer;
    timer.start();
    Context context(message, m_world, m_sessions, m_options.publicUrl);
    Reply made;
    {
        const std::lock_guard lock(m_mutex);
        m_world.settle();
        made = reply(context);
    }
    return write(context, made, timer.elapsed());
}

Reply CloudDirector::reply(Context &context)
{
    const QByteArray top = context.path.value(0);
    if (top == "oauth")
        return oauth(context);
    if (top == "demo")
        return siteInventory(context);
    if (std::optional<Reply> transfer = transferReply(context))
        return *transfer;
    if (top != "api" && top != "cloudapi")
        return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
    if (context.path == QList<QByteArray>{"api", "versions"}
        && (context.message.method == "GET" || context.message.method == "HEAD"))
        return versionsReply(context);
    if (std::optional<Reply> schema = schemaReply(context))
        return *schema;
    if (std::optional<Reply> refusal = negotiate(context))
        return *refusal;
    bool provider = false;
    if (isSignIn(context.path, &provider) && context.message.method == "POST")
        return context.isCloudapi() ? signInCloudapi(context, provider) : signInClassic(context);
    if (!context.signIn())
        return Reply::empty(401);
    return dispatch(context);
}

Answer CloudDirector::write(const Context &context, const Reply &reply, qint64 milliseconds) const
{
    Answer answer;
    answer.status = reply.status;
    QByteArray type = reply.contentType;
    const QByteArray version = ";version=" + context.version.toText();
    if (reply.document) {
        const bool json = context.format == Format::Json;
        Node document = *reply.document;
        QByteArray own = document.attribute("type");
        if (json && own.endsWith("+xml"))
            document.set("type", own.chopped(3) + "json");
        answer.body = json ? toJson(document, context.version == firstJson) : toXml(document);
        if (type.isEmpty())
            type = own;
        if (type == "text/xml")
            type = json ? QByteArray("application/*+json") + version : type;
        else
            type = (json ? type.chopped(3) + "json" : type).toLower() + version;
    } else {
        answer.body = reply.body;
        if (type == "application/json")
            type += version;
    }
    answer.headers = reply.headers;
    if (!type.isEmpty())
        answer.headers.emplace_back("Content-Type", type);
    const QByteArray client = clientRequestId(context.message);
    answer.headers.append(
        {"X-VMWARE-VCLOUD-REQUEST-ID", client.isEmpty() ? context.requestId : client + '-' + context.requestId});
    answer.headers.emplace_back("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME", QByteArray::number(milliseconds));
    answer.headers.emplace_back("X-VMWARE-VCLOUD-CEIP-ID", m_ceip);
    answer.headers.emplace_back("Cache-Control", "no-store, must-revalidate");
    const QByteArray old = context.message.header("x-vcloud-authorization");
    if (!old.isEmpty() && context.session)
        answer.headers.emplace_back("x-vcloud-authorization", old);
    return answer;
}

QList<DemoUser> CloudDirector::users() const
{
    const std::lock_guard lock(m_mutex);
    QList<DemoUser> known;
    for (const User &user : m_world.users) {
        if (user.enabled && !user.deleted)
            known.append(
                {QString::fromUtf8(user.name), QString::fromUtf8(m_world.organizations.at(user.organization).name),
                    QString::fromUtf8(user.password), QString::fromUtf8(m_world.roles.at(user.role).name)});
    }
    return known;
}

} // namespace

} // namespace clouddirector

std::unique_ptr<Site> makeCloudDirector(const SiteOptions &options)
{
    return std::make_unique<clouddirector::CloudDirector>(options);
}

} // namespace nephoscope::demo
