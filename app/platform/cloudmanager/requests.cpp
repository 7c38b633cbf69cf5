// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/cloudmanager.h"
#include "platform/cloudmanager/jsontext.h"
#include "platform/cloudmanager/offers.h"
#include "schema/callrequest.h"

namespace nephoscope {

using namespace cloudmanager;

namespace {

constexpr int deepest = 4; // groups inside groups that an empty body is made with

/// The values that an operation's address holds, the arguments given, and the presets where none was given.
Arguments argumentsOf(const Operation &operation, const PublishedCall &call, const Arguments &given)
{
    Arguments all = given;
    const auto filled = call.whole.match(operation.href.path(QUrl::FullyEncoded));
    for (const QString &variable : call.whole.variables()) {
        const QString value = filled ? filled->value(variable) : QString();
        const bool isOpen = value.isEmpty() || value == QLatin1Char('{') + variable + QLatin1Char('}');
        if (!isOpen && !all.contains(variable))
            all.insert(variable, {value});
    }
    const auto isPublishedSo = [&call](const Parameter &parameter) {
        return std::any_of(call.call->parameters.begin(), call.call->parameters.end(), [&](const Parameter &own) {
            return own.field.name == parameter.field.name && own.field.preset == parameter.field.preset;
        });
    };
    for (const Parameter &parameter : operation.parameters) {
        // what the service presets by itself need not be said
        const bool wants =
            parameter.in == Parameter::In::Path || parameter.field.isRequired || !isPublishedSo(parameter);
        if (wants && !parameter.field.preset.isEmpty() && !all.contains(parameter.field.name))
            all.insert(parameter.field.name, {parameter.field.preset});
    }
    return all;
}

/// What an empty form of that type sends: presets, and the required members.
class EmptyBody {
public:
    explicit EmptyBody(const Schema &schema)
        : m_schema(schema)
    {
    }

    QByteArray object(const QString &type, const Node &presets, int depth) const
    {
        JsonText::Members members;
        for (const Field &field : m_schema.fields(type)) {
            const Node preset = presets.child(field.name);
            if (!preset.isNull())
                members.append({field.name, preset.bytes()});
            else if (field.isRequired || !field.preset.isEmpty())
                members.append({field.name, value(field, depth)});
        }
        return JsonText::object(members);
    }

private:
    QByteArray value(const Field &field, int depth) const
    {
        if (field.isList)
            return "[]";
        if (field.isMap || (!field.type.isEmpty() && depth >= deepest))
            return "{}";
        if (!field.type.isEmpty())
            return object(field.type, {}, depth + 1);
        if (!field.preset.isEmpty())
            return JsonText::value(field.preset, field.plain);
        if (field.plain == PlainType::Boolean)
            return "false";
        const bool isNumber =
            field.plain == PlainType::Integer || field.plain == PlainType::Decimal || field.plain == PlainType::Instant;
        return isNumber ? "null" : JsonText::string(field.choices.size() == 1 ? field.choices.first() : QString());
    }

    const Schema &m_schema;
};

} // namespace

Result<Request> CloudManager::request(
    const Operation &operation, const Arguments &arguments, const QByteArray &body, const Access &access) const
{
    const auto map = calls(access);
    const PublishedCall *call = map->find(operation.call);
    if (!call)
        return Request::withBody(operation.method, operation.href, body, operation.bodyType.toLatin1());
    QByteArray sent = body;
    if (!body.isEmpty() && operation.bodyType.contains(QLatin1String("json"))) {
        const auto document = Document::parse(body, "application/json");
        if (!document)
            return failure(document.error());
        sent = JsonText::withoutEmpty(document->root());
    }
    return requestFor(*call->call, operation.href, argumentsOf(operation, *call, arguments), sent);
}

Result<Request> CloudManager::upload(const Operation &operation, const Arguments &arguments,
    const QHash<QString, QByteArray> &files, const Access &access) const
{
    const auto map = calls(access);
    const PublishedCall *call = map->find(operation.call);
    if (!call)
        return Platform::upload(operation, arguments, files, access);
    return requestFor(*call->call, operation.href, argumentsOf(operation, *call, arguments), {}, files);
}

Document CloudManager::emptyBody(const Operation &operation, const Access &access) const
{
    if (operation.bodyType.isEmpty())
        return {};
    const auto map = calls(access);
    const auto presets = Document::parse(operation.body.isEmpty() ? "{}" : operation.body, "application/json");
    QByteArray body = operation.body.isEmpty() ? "{}" : operation.body;
    if (operation.isBodyList)
        body = "[]";
    else if (presets && map->schema().type(operation.bodySchema))
        body = EmptyBody(map->schema()).object(operation.bodySchema, presets->root(), 0);
    return Document::parse(body, "application/json").value_or(Document());
}

QList<Operation> CloudManager::allOperations(const Access &access) const
{
    const auto map = calls(access);
    return Belongings(*map, m_hints).all(QUrl());
}

QString CloudManager::schemaType(const Resource &resource, const Access &access) const
{
    const auto map = calls(access);
    const PublishedCall *call = map->at("GET", resource.self.href()).item;
    if (!call || call->call->isVoid)
        return {};
    QStringList steps = resource.part.steps();
    if (call->call->isResultList && (steps.isEmpty() || steps.takeFirst().isEmpty()))
        return {}; // the array itself
    Path path;
    for (const QString &step : std::as_const(steps))
        path = path.child(step);
    if (path.isEmpty())
        return call->call->resultType;
    const auto field = map->schema().field(call->call->resultType, path);
    return field ? field->type : QString();
}

} // namespace nephoscope
