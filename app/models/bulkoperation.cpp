// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulkoperation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(BulkOperation)
};

/// The object itself answers some of it.
bool hasOwnBody(const Operation &operation) { return !operation.body.isEmpty() && operation.body != "{}"; }

} // namespace

BulkOperation::BulkOperation(const Operation &operation)
    : m_name(operation.name)
    , m_method(operation.method)
    , m_bodyType(operation.bodyType)
    , m_call(operation.call)
    , m_role(operation.role)
{
}

bool BulkOperation::isFor(const Operation &operation)
{
    const bool acts = operation.role == Operation::Role::Act || operation.role == Operation::Role::Delete;
    const bool takesFiles = std::any_of(operation.parameters.begin(), operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.field.plain == PlainType::File; });
    return acts && !takesFiles && !hasOwnBody(operation);
}

bool BulkOperation::is(const Operation &operation) const
{
    return m_name == operation.name && m_method == operation.method && m_bodyType == operation.bodyType
        && m_call == operation.call;
}

void BulkOperation::tell(const Operation &sample, const Arguments &arguments, const QByteArray &body)
{
    m_arguments = arguments;
    for (const Parameter &parameter : sample.parameters)
        if (m_arguments.value(parameter.field.name) == QStringList{parameter.field.preset})
            m_arguments.remove(parameter.field.name);
    m_body = body;
}

Result<Request> BulkOperation::request(const Resource &resource, const Platform &platform, const Access &access) const
{
    const Operation *shown = nullptr;
    for (const Operation &operation : resource.operations) {
        if (!is(operation))
            continue;
        if (operation.offered)
            return platform.request(operation, m_arguments, m_body, access);
        shown = &operation;
    }
    return failure(Error::Kind::Unsupported,
        shown && !shown->reason.isEmpty() ? shown->reason : Words::tr("The server does not offer this now."));
}

QJsonObject BulkOperation::toJson() const
{
    QJsonObject arguments;
    for (auto each = m_arguments.cbegin(); each != m_arguments.cend(); ++each)
        arguments.insert(each.key(), QJsonArray::fromStringList(each.value()));
    return {{QStringLiteral("name"), m_name}, {QStringLiteral("method"), QString::fromLatin1(m_method)},
        {QStringLiteral("bodyType"), m_bodyType}, {QStringLiteral("call"), m_call},
        {QStringLiteral("role"), int(m_role)}, {QStringLiteral("arguments"), arguments},
        {QStringLiteral("body"), QString::fromUtf8(m_body)}};
}

BulkOperation BulkOperation::fromJson(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    BulkOperation operation;
    operation.m_name = text("name");
    operation.m_method = text("method").toLatin1();
    operation.m_bodyType = text("bodyType");
    operation.m_call = text("call");
    const bool isDeletion = json.value(QLatin1String("role")).toInt() == int(Operation::Role::Delete);
    operation.m_role = isDeletion ? Operation::Role::Delete : Operation::Role::Act;
    const QJsonObject arguments = json.value(QLatin1String("arguments")).toObject();
    for (auto each = arguments.begin(); each != arguments.end(); ++each) {
        QStringList values;
        for (const QJsonValue &value : each.value().toArray())
            values << value.toString();
        operation.m_arguments.insert(each.key(), values);
    }
    operation.m_body = text("body").toUtf8();
    return operation;
}

} // namespace nephoscope
