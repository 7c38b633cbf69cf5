// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "demo/httplibrary.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamReader>

namespace nephoscope::demo {

namespace {

bool isRead(const QString &rel, const QString &href)
{
    static const QStringList changes{QStringLiteral("edit"), QStringLiteral("remove"), QStringLiteral("add")};
    return !changes.contains(rel) && !href.contains(QLatin1String("/action/"));
}

void collect(const QJsonValue &value, QStringList &addresses)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &each : array)
            collect(each, addresses);
    }
    const QJsonObject object = value.toObject();
    const QString href = object.value(QStringLiteral("href")).toString();
    if (!href.isEmpty() && isRead(object.value(QStringLiteral("rel")).toString(), href))
        addresses.append(href);
    for (const QJsonValue &each : object)
        collect(each, addresses);
}

QString attributeOf(const QXmlStreamReader &reader, QLatin1String name)
{
    const QXmlStreamAttributes attributes = reader.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        if (attribute.name() == name)
            return attribute.value().toString();
    }
    return {};
}

} // namespace

QByteArray Received::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject Received::json() const { return QJsonDocument::fromJson(body).object(); }

QByteArray basic(const QByteArray &userAtOrganization, const QByteArray &password)
{
    return "Basic " + (userAtOrganization + ':' + password).toBase64();
}

Client::Client(const QString &url)
    : m_url(url)
    , m_connection(std::make_shared<httplib::Client>(url.toStdString()))
{
    m_connection->enable_server_certificate_verification(false);
    m_connection->set_url_encode(false);
    m_connection->set_keep_alive(true);
}

int Client::signIn(const QByteArray &userAtOrganization, const QByteArray &version, const QByteArray &format,
    const QByteArray &password)
{
    m_version = version;
    m_format = format;
    const Received session = raw("POST", "/api/sessions",
        {{"Accept", accept("/api/sessions")}, {"Authorization", basic(userAtOrganization, password)}});
    const QByteArray token = session.header("X-VMWARE-VCLOUD-ACCESS-TOKEN");
    m_authorization = token.isEmpty()
        ? QPair<QByteArray, QByteArray>{"x-vcloud-authorization", session.header("x-vcloud-authorization")}
        : QPair<QByteArray, QByteArray>{"Authorization", "Bearer " + token};
    return session.status;
}

QByteArray Client::accept(const QByteArray &address) const
{
    if (address.contains("/cloudapi"))
        return "application/json;version=" + m_version;
    return "application/*+" + m_format + ";version=" + m_version;
}

Received Client::send(const QByteArray &method, const QByteArray &address, const QByteArray &body,
    const QByteArray &contentType, const Headers &further)
{
    Headers headers{{"Accept", accept(address)}, m_authorization};
    if (!contentType.isEmpty())
        headers.append({"Content-Type", contentType});
    return raw(method, address, headers + further, body);
}

Received Client::raw(
    const QByteArray &method, const QByteArray &address, const Headers &headers, const QByteArray &body)
{
    httplib::Request request;
    request.method = method.toStdString();
    request.path = (address.startsWith(base()) ? address.mid(base().size()) : address).toStdString();
    for (const auto &[name, value] : headers)
        request.set_header(name.toStdString(), value.toStdString());
    request.body = body.toStdString();
    const httplib::Result result = m_connection->send(request);
    Received received;
    if (!result)
        return received;
    received.status = result->status;
    received.body = QByteArray::fromStdString(result->body);
    for (const auto &[name, value] : result->headers)
        received.headers.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value)});
    return received;
}

std::unique_ptr<Server> startDirector(const SiteOptions &site)
{
    ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site = site;
    auto server = Server::start(options);
    return server ? std::move(*server) : nullptr;
}

QStringList addressesIn(const Received &received)
{
    QStringList addresses;
    if (received.mediaType().endsWith("json")) {
        collect(QJsonDocument::fromJson(received.body).object(), addresses);
        return addresses;
    }
    QXmlStreamReader reader(received.body);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString href = attributeOf(reader, QLatin1String("href"));
        if (!href.isEmpty() && isRead(attributeOf(reader, QLatin1String("rel")), href))
            addresses.append(href);
    }
    return addresses;
}

QByteArray linkIn(const QByteArray &xml, const QByteArray &rel)
{
    QXmlStreamReader reader(xml);
    int depth = 0;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : token == QXmlStreamReader::EndElement ? -1 : 0;
        const bool own = token == QXmlStreamReader::StartElement && depth == 2; // not those of its children
        if (own && attributeOf(reader, QLatin1String("rel")).toUtf8() == rel)
            return attributeOf(reader, QLatin1String("href")).toUtf8();
    }
    return {};
}

QByteArray hrefOf(const QByteArray &xml, const QByteArray &element, const QByteArray &name)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name().toUtf8() == element
            && attributeOf(reader, QLatin1String("name")).toUtf8() == name)
            return attributeOf(reader, QLatin1String("href")).toUtf8();
    }
    return {};
}

QByteArray rootAttribute(const QByteArray &xml, const QByteArray &name)
{
    QXmlStreamReader reader(xml);
    reader.readNextStartElement();
    return attributeOf(reader, QLatin1String(name.constData())).toUtf8();
}

} // namespace nephoscope::demo
