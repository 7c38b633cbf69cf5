// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloudmanagerclient.h"

namespace nephoscope::demo::cloudmanager {

namespace {
const QList<QPair<QByteArray, QByteArray>> jsonType{{"Content-Type", "application/json"}};
}

QJsonValue Got::json() const
{
    // A bare true is an answer too, which QJsonDocument only reads inside a list.
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson("[" + body + "]", &error);
    return error.error == QJsonParseError::NoError && document.array().size() == 1 ? document.array().first()
                                                                                   : QJsonValue(QJsonValue::Undefined);
}

QByteArray Got::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Client::Client(const SiteOptions &options)
    : m_now(std::make_shared<std::atomic<qint64>>(1'700'000'000'000))
    , m_site(makeCloudManager(options, [now = m_now] { return now->load(); }))
{
}

Got Client::send(const QByteArray &method, const QByteArray &pathAndQuery, const QByteArray &body,
    const QList<QPair<QByteArray, QByteArray>> &headers)
{
    Message message;
    message.method = method;
    const auto mark = pathAndQuery.indexOf('?');
    message.path = mark < 0 ? pathAndQuery : pathAndQuery.left(mark);
    message.query = mark < 0 ? QByteArray() : pathAndQuery.mid(mark + 1);
    message.headers = headers + jsonType;
    message.body = body;
    message.parts = parts;
    const Answer answer = m_site->answer(message);
    Got got;
    got.status = answer.status;
    got.body = answer.body;
    got.headers = answer.headers;
    return got;
}

Got Client::get(const QString &path) { return send("GET", "/occm/api" + path.toUtf8(), {}, credentials); }

Got Client::post(const QString &path, const QByteArray &body)
{
    return send("POST", "/occm/api" + path.toUtf8(), body, credentials);
}

Got Client::put(const QString &path, const QByteArray &body)
{
    return send("PUT", "/occm/api" + path.toUtf8(), body, credentials);
}

Got Client::remove(const QString &path, const QByteArray &body)
{
    return send("DELETE", "/occm/api" + path.toUtf8(), body, credentials);
}

DemoUser Client::user(const QString &role) const
{
    const auto users = m_site->users();
    for (const DemoUser &user : users) {
        if (user.role == role)
            return user;
    }
    return {};
}

bool Client::signIn(const QString &role)
{
    const DemoUser who = user(role);
    const QJsonObject body{{QStringLiteral("email"), who.user}, {QStringLiteral("password"), who.password}};
    const Got got = send("POST", "/occm/api/auth/login", QJsonDocument(body).toJson());
    const QByteArray cookie = got.header("Set-Cookie");
    credentials = {{"Cookie", cookie.left(cookie.indexOf(';'))}};
    return got.status == 204 && !cookie.isEmpty();
}

QJsonObject Client::system(const QString &name)
{
    const QJsonObject lists = get(QStringLiteral("/working-environments")).object();
    for (const QJsonValue &list : lists) {
        const QJsonObject found = pick(list.toArray(), "name", name);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

QString Client::statusOf(const QString &name)
{
    const QString path = QStringLiteral("/working-environments/") + systemId(name) + QStringLiteral("?fields=status");
    return at(get(path).object(), "status.status").toString();
}

int Client::task(const QByteArray &requestId)
{
    const Got got = get(QStringLiteral("/audit/activeTask/") + QString::fromLatin1(requestId));
    return got.status == 200 ? got.object().value(QLatin1String("status")).toInt(-2) : -2;
}

QJsonObject pick(const QJsonArray &list, const char *name, const QString &value)
{
    for (const QJsonValue &item : list) {
        if (item.toObject().value(QLatin1String(name)).toString() == value)
            return item.toObject();
    }
    return {};
}

QJsonValue at(const QJsonObject &object, const char *path)
{
    QJsonValue value = object;
    const auto names = QByteArray(path).split('.');
    for (const QByteArray &name : names)
        value = value.toObject().value(QLatin1String(name));
    return value;
}

} // namespace nephoscope::demo::cloudmanager
