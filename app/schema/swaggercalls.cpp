// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/swaggercalls.h"

#include "schema/plaintext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope {
namespace {

constexpr int mostCalls = 5000;
constexpr int mostParameters = 200;
constexpr int mostNotes = 50;

const QString multipart = QStringLiteral("multipart/form-data");
const QString urlEncoded = QStringLiteral("application/x-www-form-urlencoded");

QString words(const char *text) { return QCoreApplication::translate("Swagger", text); }

/// The path as a template without patterns: "/a/{id:[0-9]+}" → "/a/{id}"; empty where it cannot be one.
QString cleanPath(QString path)
{
    static const QRegularExpression pattern(QStringLiteral("\\{([^{}/:*]+)[:*][^{}/]*\\}"));
    path = path.trimmed().replace(pattern, QStringLiteral("{\\1}"));
    if (!path.startsWith(u'/'))
        path.prepend(u'/');
    static const QRegularExpression wrong(QStringLiteral("[\\s?#\\\\\\x00-\\x1f]|/\\.\\.?(/|$)|://"));
    static const QRegularExpression variable(QStringLiteral("\\{[^{}/]+\\}"));
    const QString literal = QString(path).remove(variable);
    const bool isGood = path.size() > 1 && path.size() < 1000 && !path.contains(wrong) && !literal.contains(u'{')
        && !literal.contains(u'}');
    return isGood ? path : QString();
}

/// Cuts the condition off the end of a summary: the words of state, empty where there is none.
QStringList takeStates(QString &summary)
{
    static const QRegularExpression condition(QStringLiteral(
        "[\\s.]*\\bOperation (?:may|can) only be performed on [^:.]{1,80} whose (?:status|state) (?:is|are)"
        "\\s*(?:one of)?\\s*:?\\s*([A-Z_]+(?:\\s*,\\s*[A-Z_]+)*)\\s*\\.?\\s*$"));
    const QRegularExpressionMatch match = condition.match(summary);
    if (!match.hasMatch())
        return {};
    QStringList states;
    for (const QString &state : match.captured(1).split(u','))
        states.append(state.trimmed());
    summary.truncate(match.capturedStart());
    return states;
}

bool isWrittenInBody(Parameter::In in) { return in == Parameter::In::Body || in == Parameter::In::Form; }

QString firstText(const Node &node, std::initializer_list<const char *> members)
{
    for (const char *member : members) {
        const Node child = node.child(QLatin1String(member));
        if (child.kind() == Node::Kind::String && !child.text().isEmpty())
            return child.text();
    }
    return {};
}

QStringList mediaTypes(const Node &list)
{
    QStringList types;
    for (const Node &item : list.kind() == Node::Kind::String ? QList<Node>{list} : list.children()) {
        const QString media = item.text().section(u';', 0, 0).trimmed().toLower();
        static const QRegularExpression form(QStringLiteral("^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$"));
        if (form.match(media).hasMatch() && !types.contains(media))
            types.append(media);
    }
    return types;
}

Parameter::In placeNamed(const QString &word)
{
    if (word == QLatin1String("path"))
        return Parameter::In::Path;
    if (word == QLatin1String("header"))
        return Parameter::In::Header;
    if (word == QLatin1String("body"))
        return Parameter::In::Body;
    return word == QLatin1String("form") || word == QLatin1String("formData") ? Parameter::In::Form
                                                                              : Parameter::In::Query;
}

bool isHeaderName(const QString &name)
{
    static const QRegularExpression token(QStringLiteral("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"));
    return token.match(name).hasMatch();
}

} // namespace

QStringList pathVariables(const QString &path)
{
    static const QRegularExpression variable(QStringLiteral("\\{([^{}/]+)\\}"));
    QStringList names;
    for (auto it = variable.globalMatch(path); it.hasNext();)
        names.append(it.next().captured(1));
    names.removeDuplicates();
    return names;
}

SwaggerCalls::SwaggerCalls(
    const SwaggerTypes &types, const QString &area, const QString &base, const Node &declaration, SchemaPart &part)
    : m_types(types)
    , m_area(area)
    , m_base(base)
    , m_consumes(mediaTypes(declaration.child(QStringLiteral("consumes"))))
    , m_part(part)
{
    if (m_consumes.isEmpty())
        m_consumes.append(QStringLiteral("application/json"));
}

void SwaggerCalls::note(const QString &text)
{
    if (m_part.notes.size() < mostNotes)
        m_part.notes.append(text);
}

void SwaggerCalls::readApi(const Node &api)
{
    const QString said = firstText(api, {"path"});
    const QString path = cleanPath(said);
    if (api.kind() != Node::Kind::Object || said.isEmpty() || path.isEmpty()) {
        note(words("%1: a path that is none was left out: \"%2\".").arg(m_area, said.left(80).simplified()));
        return;
    }
    const QList<Node> operations = api.child(QStringLiteral("operations")).children();
    for (const Node &operation : operations) {
        if (operation.kind() == Node::Kind::Object)
            readOperation(path, operation);
        else
            note(words("%1: an operation of %2 was left out, it is no object.").arg(m_area, path));
    }
}

void SwaggerCalls::readOperation(const QString &path, const Node &operation)
{
    static const QStringList methods = QStringLiteral("GET POST PUT PATCH DELETE").split(u' ');
    Call call;
    const QString method = firstText(operation, {"method", "httpMethod"}).trimmed().toUpper();
    call.method = method.toLatin1();
    call.path = path;
    if (!methods.contains(method) || m_keys.contains(call.key()) || m_part.calls.size() >= mostCalls) {
        const QString text = methods.contains(method)
            ? words("%1: %2 %3 was left out, it is there twice or once too many.")
            : words("%1: \"%2\" of %3 was left out, it is no method.");
        note(text.arg(m_area, method.left(20).simplified(), path));
        return;
    }
    m_keys.insert(call.key());
    call.area = m_area;
    call.base = m_base;
    call.nickname = plainText(firstText(operation, {"nickname", "operationId"}), 200);
    call.summary = plainText(firstText(operation, {"summary", "description"}));
    call.notes = plainText(firstText(operation, {"notes"}));
    call.states = takeStates(call.summary);
    if (call.states.isEmpty())
        call.states = takeStates(call.notes);
    call.isDeprecated = isTrue(operation.child(QStringLiteral("deprecated")));
    readParameters(call, operation);
    readResult(call, operation);
    readConsumes(call, operation);
    m_part.calls.append(call);
}

Parameter SwaggerCalls::parameter(const Call &call, const Node &node) const
{
    Parameter parameter;
    Field &field = parameter.field;
    field.name = firstText(node, {"name"});
    parameter.in = placeNamed(firstText(node, {"paramType", "in"}));
    m_types.describe(field, node);
    if (parameter.in == Parameter::In::Query && pathVariables(call.path).contains(field.name)
        && firstText(node, {"paramType", "in"}).isEmpty())
        parameter.in = Parameter::In::Path;
    if (field.plain == PlainType::File && field.type.isEmpty()) // "body" may be there more than once
        parameter.in = Parameter::In::Form;
    if (!isWrittenInBody(parameter.in)) {
        if (!field.type.isEmpty() || field.isMap || field.plain == PlainType::Any)
            field.plain = PlainType::Text; // validated texts and filters travel as texts
        field.type.clear();
        field.isMap = false;
    }
    if (isTrue(node.child(QStringLiteral("allowMultiple"))) && parameter.in != Parameter::In::Path)
        field.isList = true;
    if (parameter.in == Parameter::In::Path)
        field.isList = false;
    field.most = field.isList || field.isMap ? -1 : 1;
    field.isRequired = isTrue(node.child(QStringLiteral("required"))) || parameter.in == Parameter::In::Path
        || field.plain == PlainType::File;
    field.least = field.isRequired ? 1 : 0;
    field.help = plainText(firstText(node, {"description"}));
    for (const char *member : {"defaultValue", "default"}) {
        const Node preset = node.child(QLatin1String(member));
        if (field.preset.isEmpty() && preset.isLeaf())
            field.preset = preset.text().trimmed();
    }
    return parameter;
}

void SwaggerCalls::readParameters(Call &call, const Node &operation)
{
    const QStringList variables = pathVariables(call.path);
    QHash<QString, Parameter> inPath;
    QList<Parameter> others;
    QSet<QPair<int, QString>> seen;
    bool hasBody = false;
    for (const Node &node : operation.child(QStringLiteral("parameters")).children()) {
        if (node.kind() != Node::Kind::Object || others.size() >= mostParameters) {
            note(words("%1: a parameter of %2 was left out.").arg(m_area, call.key()));
            continue;
        }
        const Parameter read = parameter(call, node);
        const bool isPath = read.in == Parameter::In::Path;
        const bool isBody = read.in == Parameter::In::Body;
        const bool isNamed = !read.field.name.isEmpty() && (!isPath || variables.contains(read.field.name))
            && (read.in != Parameter::In::Header || isHeaderName(read.field.name));
        if (!isNamed || seen.contains({static_cast<int>(read.in), read.field.name}) || (isBody && hasBody)) {
            note(words("%1: parameter \"%2\" of %3 was left out, it has no place.")
                     .arg(m_area, read.field.name.left(80).simplified(), call.key()));
            continue;
        }
        seen.insert({static_cast<int>(read.in), read.field.name});
        hasBody = hasBody || isBody;
        if (isPath)
            inPath.insert(read.field.name, read);
        else
            others.append(read);
    }
    for (const QString &variable : variables) {
        Parameter undeclared;
        undeclared.in = Parameter::In::Path;
        undeclared.field.name = variable;
        undeclared.field.isRequired = true;
        undeclared.field.least = 1;
        call.parameters.append(inPath.value(variable, undeclared));
    }
    call.parameters.append(others);
}

void SwaggerCalls::readResult(Call &call, const Node &operation) const
{
    const QString type = firstText(operation, {"type", "responseClass"});
    call.isVoid = type == QLatin1String("void");
    if (call.isVoid)
        return;
    Field result;
    if (type.isEmpty())
        m_types.describe(result, operation);
    else if (type == QLatin1String("array"))
        m_types.describe(result, operation);
    else
        m_types.describe(result, type, firstText(operation, {"format"}));
    call.isResultList = result.isList && !result.isMap;
    call.resultType = result.isMap ? QString() : result.type;
    call.resultPlain = result.isMap ? PlainType::Any : result.plain;
}

void SwaggerCalls::readConsumes(Call &call, const Node &operation) const
{
    bool hasBody = false;
    bool hasForm = false;
    bool hasFile = false;
    for (const Parameter &parameter : qAsConst(call.parameters)) {
        hasBody = hasBody || parameter.in == Parameter::In::Body;
        hasForm = hasForm || parameter.in == Parameter::In::Form;
        hasFile = hasFile || parameter.field.plain == PlainType::File;
    }
    const QStringList own = mediaTypes(operation.child(QStringLiteral("consumes")));
    if (!hasBody && !hasForm)
        return;
    call.consumes = own.isEmpty() ? m_consumes : own;
    const bool isMultipart = hasFile || call.consumes.contains(multipart);
    if (hasForm && isMultipart)
        call.consumes = QStringList{multipart};
    else if (hasForm)
        call.consumes = QStringList{urlEncoded};
    if (!hasForm && call.consumes.contains(multipart))
        call.consumes = QStringList{QStringLiteral("application/json")};
    if (!hasForm || !hasBody)
        return;
    // One of several parts is described as "body": then it is a part too.
    for (Parameter &parameter : call.parameters) {
        if (parameter.in == Parameter::In::Body)
            parameter.in = Parameter::In::Form;
    }
}

} // namespace nephoscope
