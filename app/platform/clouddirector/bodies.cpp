// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/bodies.h"

#include "document/draft.h"
#include "platform/clouddirector/kinds.h"
#include "schema/schemashape.h"

#include <QJsonArray>
#include <QJsonObject>

namespace nephoscope::clouddirector {

namespace {

const QString vcloudSpace = QStringLiteral("http://www.vmware.com/vcloud/v1.5");

bool isXml(const QString &mediaType) { return !mediaType.contains(QLatin1String("json")); }

QString capitalized(QString name)
{
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

/// "@powerOn" → "powerOn", "UndeployPowerAction" → "undeployPowerAction": a path of the XML form in the JSON form.
Path inJson(const QString &path)
{
    Path result;
    for (QString step : path.split(QLatin1Char('/'))) {
        if (step.startsWith(QLatin1Char('@')))
            step.remove(0, 1);
        step[0] = step[0].toLower();
        result = result.child(step);
    }
    return result;
}

Value valueOf(const QString &text)
{
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return Value::boolean(text == QLatin1String("true"));
    bool isNumber = false;
    text.toLongLong(&isNumber);
    return isNumber ? Value::number(text) : Value::text(text);
}

/// A root without content, for types that nobody describes.
Document bareRoot(const QString &kind, bool xml, const Catalog &catalog)
{
    const QString known = catalog.section(QStringLiteral("bodyRoots")).value(kind).toString();
    const QString name = known.isEmpty() ? capitalized(kind.section(QLatin1Char('.'), -1)) : known;
    const QByteArray bytes = xml ? "<" + name.toUtf8() + " xmlns=\"" + vcloudSpace.toUtf8() + "\"/>" : QByteArray("{}");
    const auto document = Document::parse(bytes);
    return document ? *document : Document();
}

} // namespace

Document bodyFor(const Operation &operation, const Access &access, const Catalog &catalog)
{
    if (operation.bodyType.isEmpty())
        return {};
    const bool xml = isXml(operation.bodyType);
    const QString kind = kindOfType(operation.bodyType, catalog);
    Document document;
    std::shared_ptr<const Shape> shape;
    if (access.schema) {
        const QString type =
            operation.bodySchema.isEmpty() ? access.schema->typeOfMedia(operation.bodyType) : operation.bodySchema;
        if (const auto empty = emptyDocument(*access.schema, type, xml)) {
            document = *empty;
            shape = std::make_shared<SchemaShape>(*access.schema, type, xml);
        }
    }
    if (document.isNull())
        document = bareRoot(kind, xml, catalog);
    Draft draft(document, shape);
    for (const QJsonValue &preset : catalog.section(QStringLiteral("bodies")).value(kind).toArray()) {
        const QString path = preset[0].toString();
        const QString text = preset[1].toString();
        const auto set = xml ? draft.set(Path(path), Value::text(text)) : draft.set(inJson(path), valueOf(text));
        if (!set)
            continue; // that version's type has no such place
    }
    return draft.isDirty() ? draft.document() : document;
}

} // namespace nephoscope::clouddirector
