// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/operationinput.h"

#include "models/guideshape.h"
#include "schema/schemashape.h"
#include "shell/looks.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace nephoscope {

namespace {

const QString parametersType = QStringLiteral("nephoscope:parameters");
const QString bodyType = QStringLiteral("nephoscope:body");
const QString bodyMember = QStringLiteral("body"); // the only member of a wrapped body

/// That schema, and a type of these fields.
Schema with(const Schema &schema, const QString &id, const QList<Field> &fields)
{
    Type type;
    type.id = id;
    type.fields = fields;
    for (Field &field : type.fields)
        field.modifiable = Modifiable::Always;
    SchemaPart part;
    part.types << type;
    return schema.with(part);
}

/// What is preset and must be there stands in the form from the start.
Document presets(const QList<Parameter> &parameters)
{
    Draft draft(Document::parse("{}", "application/json").value_or(Document()));
    for (const Parameter &parameter : parameters) {
        const bool isSingle = !parameter.field.isList && parameter.in != Parameter::In::Body;
        if (isSingle && !parameter.field.preset.isEmpty() && parameter.field.isRequired)
            (void)draft.set(Path().child(parameter.field.name), Value::text(parameter.field.preset));
    }
    return draft.document();
}

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
}

QByteArray withoutSecrets(const Editing &editing)
{
    Draft draft(editing.draft().document(), editing.shape());
    const QList<Path> secrets = editing.guide().secrets();
    for (auto secret = secrets.crbegin(); secret != secrets.crend(); ++secret)
        (void)draft.remove(*secret);
    return draft.document().serialized();
}

} // namespace

OperationInput::OperationInput(const Session &session, const Operation &operation, const QString &kind,
    const Looks &looks, const FieldContext &context, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_operation(operation)
    , m_kind(kind)
    , m_looks(looks)
    , m_context(context)
    , m_arguments(this)
    , m_body(this)
    , m_argumentOffers(makeOffers(false))
    , m_bodyOffers(makeOffers(true))
{
    beginArguments();
    beginBody();
    connect(&session, &Session::schemaChanged, this, [this] { // it is read while forms are open already
        m_argumentOffers->reconsider();
        m_bodyOffers->reconsider();
    });
    for (const Editing *editing : {&m_arguments, &m_body}) {
        connect(editing, &Editing::changed, this, [this] {
            m_argumentOffers->renew();
            m_bodyOffers->renew();
            emit edited();
        });
    }
}

FieldOffers *OperationInput::makeOffers(bool ofBody)
{
    const auto source = [this, ofBody](const Path &place) {
        const Document body = m_bodyKind == BodyKind::Object ? m_body.draft().document() : Document();
        return m_session.platform().choices(
            m_operation, ofBody ? inBody(place) : place, filledIn(), body, m_session.access());
    };
    return new FieldOffers(source, m_context, this);
}

/// Where a place of the form's document stands in the body that is sent.
Path OperationInput::inBody(const Path &place) const
{
    return m_bodyKind == BodyKind::Object ? place : Path(place.text().section(QLatin1Char('/'), 1));
}

Labels OperationInput::labels() const
{
    return [this](const Path &path) {
        static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
        if (m_bodyKind != BodyKind::Object && path.text() == bodyMember)
            return tr("Content");
        return m_looks.property(m_session.platform().service(), m_kind, QString(path.text()).remove(positions));
    };
}

void OperationInput::beginArguments()
{
    QList<Field> fields;
    for (const Parameter &parameter : std::as_const(m_operation.parameters))
        if (parameter.in != Parameter::In::Body)
            fields << parameter.field;
    m_hasArguments = !fields.isEmpty();
    if (!m_hasArguments)
        return;
    const Catalog &catalog = m_looks.catalog(m_session.platform().service());
    FieldGuide guide =
        FieldGuide::ofParameters(with(m_session.schema(), parametersType, fields), parametersType, catalog, m_kind);
    const Document document = presets(m_operation.parameters);
    guide.setDocument(document);
    m_arguments.begin(document, guide, std::make_shared<GuideShape>(guide));
}

/// What the service publishes about the body, or what the operation says.
Field OperationInput::bodyField() const
{
    if (const Call *call = m_session.schema().call(m_operation.call)) {
        for (const Parameter &parameter : call->parameters)
            if (parameter.in == Parameter::In::Body)
                return parameter.field;
    }
    Field field;
    field.type = m_operation.bodySchema;
    field.isList = m_operation.isBodyList;
    field.plain = PlainType::Any;
    return field;
}

void OperationInput::beginBody()
{
    const bool hasForm = std::any_of(m_operation.parameters.begin(), m_operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.in == Parameter::In::Form; });
    if (hasForm || (m_operation.bodyType.isEmpty() && m_operation.bodySchema.isEmpty()))
        return;
    const Field field = bodyField();
    const bool isXml = m_operation.bodyType.contains(QLatin1String("xml"));
    if (!isXml && (field.isList || field.isMap || field.type.isEmpty()))
        return beginWrappedBody(field);
    Document empty = m_session.platform().emptyBody(m_operation, m_session.access());
    if (empty.isNull() && !m_operation.bodySchema.isEmpty())
        empty = emptyDocument(m_session.schema(), m_operation.bodySchema, isXml).value_or(Document());
    if (empty.isNull())
        return;
    m_bodyKind = BodyKind::Object;
    const Catalog &catalog = m_looks.catalog(m_session.platform().service());
    FieldGuide guide = FieldGuide::ofBody(m_session.schema(), m_operation.bodySchema, catalog, m_kind);
    guide.setDocument(empty);
    m_body.begin(empty, guide, std::make_shared<GuideShape>(guide));
}

/// A body that is no object is a field of one.
void OperationInput::beginWrappedBody(const Field &field)
{
    const bool isJson = m_operation.bodyType.contains(QLatin1String("json"));
    const bool isFile = m_operation.role == Operation::Role::Upload;
    if (isFile)
        return; // its bytes travel by themselves
    m_bodyKind = isJson ? BodyKind::Value : BodyKind::Text;
    Field member = field;
    member.name = bodyMember;
    if (!isJson)
        member.plain = PlainType::Text;
    const Catalog &catalog = m_looks.catalog(m_session.platform().service());
    FieldGuide guide =
        FieldGuide::ofParameters(with(m_session.schema(), bodyType, {member}), bodyType, catalog, m_kind);
    const bool isPresent = !m_operation.body.isEmpty() && m_operation.body != "{}";
    const QByteArray present =
        isPresent ? (isJson ? m_operation.body : quoted(QString::fromUtf8(m_operation.body))) : QByteArray();
    const QByteArray text = present.isEmpty() ? "{}" : "{\"body\":" + present + '}';
    const Document document = Document::parse(text, "application/json")
                                  .value_or(Document::parse("{}", "application/json").value_or(Document()));
    guide.setDocument(document);
    m_body.begin(document, guide, std::make_shared<GuideShape>(guide));
}

Arguments OperationInput::filledIn() const
{
    Arguments arguments;
    if (!m_hasArguments)
        return arguments;
    for (const Parameter &parameter : m_operation.parameters) {
        const Node node = m_arguments.draft().document().root().child(parameter.field.name);
        QStringList values;
        if (node.kind() == Node::Kind::Array) {
            const QList<Node> items = node.children();
            for (const Node &item : items)
                values << item.text();
        } else if (!node.isNull() && !node.text().isEmpty()) {
            const bool isFile = parameter.field.plain == PlainType::File;
            values << (isFile ? QFileInfo(node.text()).fileName() : node.text());
        }
        if (!values.isEmpty())
            arguments.insert(parameter.field.name, values);
    }
    return arguments;
}

/// The bytes of the files that parameters name.
QHash<QString, QByteArray> OperationInput::files() const
{
    QHash<QString, QByteArray> files;
    for (const Parameter &parameter : m_operation.parameters) {
        if (parameter.field.plain != PlainType::File || !m_hasArguments)
            continue;
        QFile file(m_arguments.draft().document().root().child(parameter.field.name).text());
        if (file.open(QFile::ReadOnly))
            files.insert(parameter.field.name, file.readAll());
    }
    return files;
}

QByteArray OperationInput::bodyBytes() const
{
    const Document document = m_bodyKind == BodyKind::None ? Document() : m_body.draft().document();
    if (m_bodyKind == BodyKind::Object)
        return document.serialized();
    const Node member = document.isNull() ? Node() : document.root().child(bodyMember);
    return m_bodyKind == BodyKind::Text ? member.text().toUtf8() : member.isNull() ? QByteArray() : member.bytes();
}

bool OperationInput::hasSecrets() const
{
    return (m_hasArguments && !m_arguments.guide().secrets().isEmpty())
        || (hasBody() && !m_body.guide().secrets().isEmpty());
}

Result<Request> OperationInput::request() const
{
    const Platform &platform = m_session.platform();
    const bool takesFiles = std::any_of(m_operation.parameters.begin(), m_operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.field.plain == PlainType::File; });
    if (takesFiles)
        return platform.upload(m_operation, filledIn(), files(), m_session.access());
    return platform.request(m_operation, filledIn(), bodyBytes(), m_session.access());
}

void OperationInput::takeOver(const OperationInput &former)
{
    if (m_bodyKind != BodyKind::Object || former.m_bodyKind != BodyKind::Object || m_body.draft().document().isXml())
        return;
    const Node said = former.m_body.draft().document().root();
    const Node own = m_body.draft().document().root();
    const QList<Field> fields = m_body.guide().fields(Path());
    QByteArrayList members;
    for (const Field &field : fields) {
        const Node other = said.child(field.name);
        const Node &node = other.isNull() || other.isNil() ? own.child(field.name) : other;
        if (!node.isNull())
            members << quoted(field.name) + ':' + node.bytes();
    }
    (void)m_body.replace('{' + members.join(',') + '}');
}

void OperationInput::take(const QList<QPair<QString, QString>> &values, const Document &answer)
{
    for (const auto &[from, to] : values) {
        const Node node = answer.isNull() ? Node() : answer.root().at(Path(from));
        const Path place(to);
        const std::optional<Field> field = m_body.guide().field(place);
        if (!node.isNull() && !node.isNil() && node.isLeaf() && field)
            m_body.write(m_body.guide().factsOfAbsent(place, *field), node.text());
    }
}

QJsonObject OperationInput::saved() const
{
    QJsonObject saved;
    if (m_hasArguments)
        saved.insert(QStringLiteral("arguments"), QString::fromUtf8(withoutSecrets(m_arguments)));
    if (hasBody())
        saved.insert(QStringLiteral("body"), QString::fromUtf8(withoutSecrets(m_body)));
    return saved;
}

void OperationInput::load(const QJsonObject &saved)
{
    const QByteArray arguments = saved.value(QStringLiteral("arguments")).toString().toUtf8();
    const QByteArray body = saved.value(QStringLiteral("body")).toString().toUtf8();
    if (m_hasArguments && !arguments.isEmpty())
        (void)m_arguments.replace(arguments);
    if (hasBody() && !body.isEmpty())
        (void)m_body.replace(body);
}

} // namespace nephoscope
