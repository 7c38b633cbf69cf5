// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulkplan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(BulkPlan)
};

const char *const stepKinds[] = {"set", "remove", "list"};
const char *const valueKinds[] = {"text", "number", "boolean", "null"};

QJsonObject jsonOf(const Value &value)
{
    return {{QStringLiteral("kind"), QLatin1String(valueKinds[int(value.kind())])},
        {QStringLiteral("is"), value.characters()}};
}

Value valueOf(const QJsonObject &json)
{
    const QString kind = json.value(QLatin1String("kind")).toString();
    const QString characters = json.value(QLatin1String("is")).toString();
    if (kind == QLatin1String("text"))
        return Value::text(characters);
    if (kind == QLatin1String("number"))
        return Value::number(characters);
    return kind == QLatin1String("boolean") ? Value::boolean(characters == QLatin1String("true")) : Value();
}

/// As it is written there.
Value valueOf(const Node &node)
{
    switch (node.kind()) {
    case Node::Kind::Number:
        return Value::number(node.text());
    case Node::Kind::Boolean:
        return Value::boolean(node.text() == QLatin1String("true"));
    case Node::Kind::JsonNull:
        return {};
    default:
        return node.isNil() ? Value() : Value::text(node.text());
    }
}

void collect(const Node &node, QList<BulkStep> &steps)
{
    if (node.isLeaf())
        steps << BulkStep::set(node.path(), valueOf(node));
    for (const Node &attribute : node.attributes())
        steps << BulkStep::set(attribute.path(), valueOf(attribute));
    for (const Node &child : node.children())
        if (!child.path().isEmpty() && child.path() != node.path())
            collect(child, steps);
}

} // namespace

BulkStep BulkStep::set(const Path &path, const Value &value)
{
    BulkStep step;
    step.path = path;
    step.values = {value};
    return step;
}

BulkStep BulkStep::remove(const Path &path)
{
    BulkStep step;
    step.kind = Kind::Remove;
    step.path = path;
    return step;
}

BulkStep BulkStep::list(const Path &path, const QList<Value> &values)
{
    BulkStep step;
    step.kind = Kind::List;
    step.path = path;
    step.values = values;
    return step;
}

Result<bool> BulkStep::applyTo(Draft &draft) const
{
    if (kind == Kind::Remove)
        return draft.remove(path);
    if (kind == Kind::Set)
        return draft.set(path, values.constFirst());
    const Node list = draft.document().root().at(path);
    const QList<Node> items = list.isXml() ? list.parent().children(path.name()) : list.children();
    for (qsizetype index = items.size() - 1; index >= values.size(); --index) {
        const Result<bool> removed = draft.remove(items.at(index).path());
        if (!removed)
            return removed;
    }
    for (qsizetype index = 0; index < values.size(); ++index) {
        const Result<Path> place = index < items.size() ? Result<Path>(items.at(index).path()) : draft.add(path);
        if (!place)
            return failure(place.error());
        const Result<bool> written = draft.set(*place, values.at(index));
        if (!written)
            return written;
    }
    return true;
}

Result<QList<BulkStep>> BulkPlan::stepsOf(const Draft &sample)
{
    QList<BulkStep> steps;
    const QList<Change> changes = sample.changes();
    for (const Change &change : changes) {
        switch (change.kind) {
        case Change::Kind::Set:
        case Change::Kind::Added:
            collect(sample.document().root().at(change.path), steps);
            break;
        case Change::Kind::Removed:
            steps << BulkStep::remove(change.basePath);
            break;
        case Change::Kind::Moved:
            return failure(Error::Kind::Unsupported, Words::tr("An order cannot be given to other objects."));
        }
    }
    return steps;
}

QList<BulkStep> BulkPlan::stepsAt(const Document &document, const Path &place)
{
    const Node node = document.root().at(place);
    if (node.isNull())
        return {BulkStep::remove(place)};
    QList<BulkStep> steps;
    collect(node, steps);
    return steps;
}

QByteArray BulkPlan::toJson() const
{
    QJsonArray stepList;
    for (const BulkStep &step : steps) {
        QJsonArray values;
        for (const Value &each : step.values)
            values << jsonOf(each);
        stepList << QJsonObject{{QStringLiteral("kind"), QLatin1String(stepKinds[int(step.kind)])},
            {QStringLiteral("path"), step.path.text()}, {QStringLiteral("values"), values}};
    }
    QJsonArray itemList;
    for (const Ref &item : items)
        itemList << QJsonObject{{QStringLiteral("href"), item.href().toString(QUrl::FullyEncoded)},
            {QStringLiteral("kind"), item.kind()}, {QStringLiteral("name"), item.name()},
            {QStringLiteral("id"), item.id()}, {QStringLiteral("type"), item.mediaType()}};
    const QJsonObject plan{{QStringLiteral("id"), QString::fromLatin1(id)}, {QStringLiteral("profile"), profileId},
        {QStringLiteral("property"), property}, {QStringLiteral("value"), value}, {QStringLiteral("steps"), stepList},
        {QStringLiteral("operation"), operation.toJson()}, {QStringLiteral("items"), itemList},
        {QStringLiteral("atOnce"), atOnce}, {QStringLiteral("stopAfter"), stopAfter},
        {QStringLiteral("reason"), reason}};
    return QJsonDocument(plan).toJson(QJsonDocument::Compact);
}

Result<BulkPlan> BulkPlan::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto text = [](const QJsonObject &from, const char *name) {
        return from.value(QLatin1String(name)).toString();
    };
    BulkPlan plan;
    plan.id = text(object, "id").toLatin1();
    plan.profileId = text(object, "profile");
    plan.property = text(object, "property");
    plan.value = text(object, "value");
    plan.reason = text(object, "reason");
    plan.atOnce = std::max(1, object.value(QLatin1String("atOnce")).toInt());
    plan.stopAfter = object.value(QLatin1String("stopAfter")).toInt();
    const QJsonArray stepList = object.value(QLatin1String("steps")).toArray();
    for (const QJsonValue &each : stepList) {
        BulkStep step;
        const QString kind = text(each.toObject(), "kind");
        step.kind = kind == QLatin1String("remove") ? BulkStep::Kind::Remove
            : kind == QLatin1String("list")         ? BulkStep::Kind::List
                                                    : BulkStep::Kind::Set;
        step.path = Path(text(each.toObject(), "path"));
        const QJsonArray values = each.toObject().value(QLatin1String("values")).toArray();
        for (const QJsonValue &value : values)
            step.values << valueOf(value.toObject());
        if (step.kind == BulkStep::Kind::Set && step.values.size() != 1)
            return failure(Error::Kind::Malformed, Words::tr("The plan of a run cannot be read."));
        plan.steps << step;
    }
    const QJsonArray itemList = object.value(QLatin1String("items")).toArray();
    for (const QJsonValue &each : itemList) {
        const QJsonObject item = each.toObject();
        Ref ref(QUrl(text(item, "href")), text(item, "kind"), text(item, "name"));
        ref.withId(text(item, "id")).withMediaType(text(item, "type"));
        plan.items << ref;
    }
    plan.operation = BulkOperation::fromJson(object.value(QLatin1String("operation")).toObject());
    const bool doesNothing = plan.steps.isEmpty() && plan.operation.isNull();
    if (plan.id.isEmpty() || doesNothing || plan.items.isEmpty())
        return failure(Error::Kind::Malformed, Words::tr("The plan of a run cannot be read."));
    return plan;
}

} // namespace nephoscope
