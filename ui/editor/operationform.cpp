// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/operationform.h"

#include "editor/formview.h"
#include "models/guideshape.h"
#include "schema/schemashape.h"
#include "shell/looks.h"

#include <QBoxLayout>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace nephoscope {

namespace {

const QString parametersType = QStringLiteral("nephoscope:parameters");

/// The parameters as the fields of one type.
Schema withParameters(const Schema &schema, const QList<Parameter> &parameters)
{
    Type type;
    type.id = parametersType;
    for (const Parameter &parameter : parameters) {
        if (parameter.in == Parameter::In::Body)
            continue;
        Field field = parameter.field;
        field.modifiable = Modifiable::Always;
        type.fields << field;
    }
    SchemaPart part;
    part.types << type;
    return schema.with(part);
}

/// What is preset stands in the form from the start.
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

} // namespace

OperationForm::OperationForm(const Session &session, const Operation &operation, const QString &kind,
    const Looks &looks, const FieldContext &context, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_operation(operation)
    , m_kind(kind)
    , m_arguments(this)
    , m_body(this)
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    addParameters(looks, context);
    addBody(looks, context);
    all->addStretch();
}

Labels OperationForm::labelsFor(const Looks &looks) const
{
    return [this, &looks](const Path &path) {
        static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
        return looks.property(m_session.platform().service(), m_kind, QString(path.text()).remove(positions));
    };
}

void OperationForm::addParameters(const Looks &looks, const FieldContext &context)
{
    const bool hasSome = std::any_of(m_operation.parameters.begin(), m_operation.parameters.end(),
        [](const Parameter &parameter) { return parameter.in != Parameter::In::Body; });
    if (!hasSome)
        return;
    const Catalog &catalog = looks.catalog(m_session.platform().service());
    FieldGuide guide =
        FieldGuide::ofBody(withParameters(m_session.schema(), m_operation.parameters), parametersType, catalog, m_kind);
    const Document document = presets(m_operation.parameters);
    guide.setDocument(document);
    m_arguments.begin(document, guide, std::make_shared<GuideShape>(guide));
    m_parameterForm = new FormView(m_arguments, context, labelsFor(looks), this);
    m_parameterForm->setObjectName(QStringLiteral("parameterForm"));
    layout()->addWidget(m_parameterForm);
    connect(m_parameterForm, &FormView::edited, this, &OperationForm::edited);
}

void OperationForm::addBody(const Looks &looks, const FieldContext &context)
{
    Document empty = m_session.platform().emptyBody(m_operation, m_session.access());
    if (empty.isNull() && !m_operation.bodySchema.isEmpty()) {
        const bool isXml = m_operation.bodyType.contains(QLatin1String("xml"));
        empty = emptyDocument(m_session.schema(), m_operation.bodySchema, isXml).value_or(Document());
    }
    if (empty.isNull())
        return;
    const Catalog &catalog = looks.catalog(m_session.platform().service());
    FieldGuide guide = FieldGuide::ofBody(m_session.schema(), m_operation.bodySchema, catalog, m_kind);
    guide.setDocument(empty);
    m_body.begin(empty, guide, std::make_shared<GuideShape>(guide));
    m_bodyForm = new FormView(m_body, context, labelsFor(looks), this);
    m_bodyForm->setObjectName(QStringLiteral("bodyForm"));
    layout()->addWidget(m_bodyForm);
    connect(m_bodyForm, &FormView::edited, this, &OperationForm::edited);
}

bool OperationForm::isEmpty() const
{
    return (!m_parameterForm || m_parameterForm->isEmpty()) && (!m_bodyForm || m_bodyForm->isEmpty());
}

QStringList OperationForm::faults() const
{
    return (m_parameterForm ? m_parameterForm->faults() : QStringList())
        + (m_bodyForm ? m_bodyForm->faults() : QStringList());
}

/// The bytes of the file that a parameter names.
QByteArray OperationForm::file() const
{
    for (const Parameter &parameter : m_operation.parameters) {
        if (parameter.field.plain != PlainType::File)
            continue;
        QFile file(m_arguments.draft().document().root().child(parameter.field.name).text());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    return {};
}

Result<Request> OperationForm::request() const
{
    Arguments arguments;
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
    const QByteArray body = m_bodyForm ? m_body.draft().document().serialized() : file();
    return m_session.platform().request(m_operation, arguments, body, m_session.access());
}

void OperationForm::focusFirst()
{
    if (m_parameterForm && !m_parameterForm->isEmpty())
        m_parameterForm->focusFirst();
    else if (m_bodyForm)
        m_bodyForm->focusFirst();
}

} // namespace nephoscope
