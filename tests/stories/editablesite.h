// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fakesite.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope {

const QByteArray machineJson = R"({
  "name": "web-01",
  "id": "urn:thing:1",
  "state": "on",
  "memoryMB": 2048,
  "writingSpeed": "NORMAL",
  "isShared": false,
  "capacity": {"size": 100.0, "unit": "GB"},
  "address": "10.0.0.5",
  "foreign": {"kept": [1.10, null]},
  "dnsServers": ["10.0.0.1", "10.0.0.2"],
  "tags": [
    {"tagKey": "owner", "tagValue": "ada"},
    {"tagKey": "env", "tagValue": "prod"}
  ],
  "guest": {"computerName": "web-01", "adminPassword": "s3cret-before"}
})";

/// Holds one machine at /machine and answers as a server would. Every request is kept as it went over the wire.
class EditableTransport : public Transport {
public:
    Async<Reply> send(Request request) override
    {
        sent.append(request);
        const QString path = request.url().path();
        if (!request.isSafe() && refusal > 0) {
            const Reply refused(std::exchange(refusal, 0), "{\"message\":\"no\"}", "application/json", request.url());
            co_return refused;
        }
        if (request.method() == "DELETE") {
            isThere = false;
            const Reply gone(204, QByteArray(), QByteArray(), request.url());
            co_return gone;
        }
        if (request.method() == "PUT")
            body = mangled.isEmpty() ? request.body() : mangled;
        const Reply answer = isThere
            ? Reply(200, path == QLatin1String("/machine") ? body : QByteArray("{}"), "application/json", request.url())
            : Reply(404, QByteArray(), QByteArray(), request.url());
        co_return answer;
    }
    void abortAll() override { }
    bool isLive() const override { return true; }
    QList<Request> writes() const
    {
        QList<Request> found;
        std::copy_if(sent.begin(), sent.end(), std::back_inserter(found),
            [](const Request &request) { return !request.isSafe(); });
        return found;
    }

    QByteArray body = machineJson;
    QByteArray mangled; ///< what the server makes of the next PUT
    int refusal = 0; ///< status of the next write
    bool isThere = true;
    QList<Request> sent;
};

/// A service whose resources are JSON objects that a PUT replaces, with a schema and a few operations.
class EditablePlatform : public FakePlatform {
public:
    Request authorized(Request request, const Profile &, const Access &) const override
    {
        request.headers().set("Authorization", "Bearer very-secret");
        return request;
    }
    Result<Resource> resource(const Ref &ref, const Reply &reply, const Access &) const override
    {
        const auto document = Document::parse(reply.body(), "application/json");
        if (!document)
            return failure(document.error());
        Resource read;
        read.self = ref;
        read.self.withName(document->root().value(QStringLiteral("name")));
        read.document = *document;
        read.operations = operations(ref);
        return read;
    }
    Schema builtInSchema(const Access &) const override;
    QString schemaType(const Resource &, const Access &) const override { return QStringLiteral("Machine"); }
    std::optional<Operation> editor(const Resource &, const Path &, const Access &) const override
    {
        return isFixed ? std::nullopt : std::optional(Operation());
    }
    Result<QList<Request>> save(const Resource &resource, const Draft &draft, const Access &) const override
    {
        return QList<Request>{
            Request::withBody("PUT", resource.self.href(), draft.document().serialized(), "application/json")};
    }
    Document emptyBody(const Operation &, const Access &) const override
    {
        return *Document::parse("{\"name\": \"\"}", "application/json");
    }
    Result<Request> request(
        const Operation &operation, const Arguments &arguments, const QByteArray &body, const Access &) const override
    {
        QUrl url = operation.href;
        if (arguments.contains(QStringLiteral("force")))
            url.setQuery(QStringLiteral("force=") + arguments.value(QStringLiteral("force")).constFirst());
        Request made = body.isEmpty() ? Request(operation.method, url)
                                      : Request::withBody(operation.method, url, body, "application/json");
        return made;
    }
    Outcome outcome(const Request &, const Reply &reply, const Access &) const override
    {
        Outcome outcome;
        outcome.status = reply.status();
        return outcome;
    }

    bool isFixed = false;

private:
    static QList<Operation> operations(const Ref &ref);
};

inline QList<Operation> EditablePlatform::operations(const Ref &ref)
{
    Operation start;
    start.name = QStringLiteral("start");
    start.label = QStringLiteral("Start");
    start.method = "POST";
    start.href = ref.href().resolved(QUrl(QStringLiteral("/machine/start")));
    Operation remove = start;
    remove.name = QStringLiteral("delete");
    remove.label = QStringLiteral("Delete machine");
    remove.method = "DELETE";
    remove.href = ref.href();
    remove.danger = Operation::Danger::Destroys;
    remove.role = Operation::Role::Delete;
    Parameter force;
    force.field.name = QStringLiteral("force");
    force.field.plain = PlainType::Boolean;
    force.field.help = QStringLiteral("Also when it is running");
    remove.parameters << force;
    Operation clone = start;
    clone.name = QStringLiteral("clone");
    clone.label = QStringLiteral("Clone");
    clone.href = ref.href().resolved(QUrl(QStringLiteral("/machine/clone")));
    clone.bodyType = QStringLiteral("application/json");
    clone.bodySchema = QStringLiteral("Clone");
    clone.role = Operation::Role::Create;
    return {start, clone, remove};
}

inline Schema EditablePlatform::builtInSchema(const Access &) const
{
    const auto field = [](const char *name, PlainType plain = PlainType::Text, bool required = false) {
        Field made;
        made.name = QLatin1String(name);
        made.plain = plain;
        made.isRequired = required;
        made.modifiable = Modifiable::Always;
        return made;
    };
    Type tag;
    tag.id = tag.name = QStringLiteral("Tag");
    tag.fields = {field("tagKey", PlainType::Text, true), field("tagValue")};
    Type guest;
    guest.id = guest.name = QStringLiteral("Guest");
    guest.fields = {field("computerName", PlainType::Text, true), field("adminPassword")};
    Type machine;
    machine.id = machine.name = QStringLiteral("Machine");
    machine.fields = {field("name", PlainType::Text, true), field("description"), field("memoryMB", PlainType::Integer),
        field("writingSpeed"), field("isShared", PlainType::Boolean), field("address"), field("state")};
    machine.fields[1].help = QStringLiteral("What it is for");
    machine.fields[3].choices = QStringList{QStringLiteral("NORMAL"), QStringLiteral("HIGH")};
    machine.fields[6].modifiable = Modifiable::Never;
    Field tags = field("tags");
    tags.isList = true;
    tags.type = tag.id;
    Field inside = field("guest");
    inside.type = guest.id;
    machine.fields << tags << inside;
    Type clone;
    clone.id = clone.name = QStringLiteral("Clone");
    clone.fields = {field("name", PlainType::Text, true), field("memoryMB", PlainType::Integer), tags};
    SchemaPart part;
    part.types = {machine, tag, guest, clone};
    return Schema().with(part);
}

} // namespace nephoscope
