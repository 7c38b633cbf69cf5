// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/catalog.h"

#include "base/logging.h"
#include "document/path.h"
#include "schema/catalogcheck.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>

/// The catalogues are compiled into a static library, whose resources must be called for, outside of any namespace.
static void registerCatalogs() { Q_INIT_RESOURCE(core); }

namespace nephoscope {
namespace {

const QStringList kindMembers{QStringLiteral("label"), QStringLiteral("plural"), QStringLiteral("icon"),
    QStringLiteral("columns"), QStringLiteral("stateMember"), QStringLiteral("nameMember"),
    QStringLiteral("idMembers")};

QString textOf(const QJsonObject &object, const char *member) { return object.value(QLatin1String(member)).toString(); }

QStringList textsOf(const QJsonObject &object, const char *member)
{
    QStringList texts;
    const QJsonArray array = object.value(QLatin1String(member)).toArray();
    for (const auto &value : array)
        texts.append(value.toString());
    return texts;
}

std::optional<double> numberOf(const QJsonObject &object, const char *member)
{
    const QJsonValue value = object.value(QLatin1String(member));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

/// Objects are merged member by member, everything else is replaced.
QJsonObject merged(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.constBegin(); it != over.constEnd(); ++it) {
        const QJsonValue below = base.value(it.key());
        const bool deeper = below.isObject() && it.value().isObject();
        base.insert(
            it.key(), deeper ? QJsonValue(merged(below.toObject(), it.value().toObject())) : QJsonValue(it.value()));
    }
    return base;
}

/// "Vm[2]/Item/0/@name" → "Vm/Item/@name": hints are about all items of a list.
QString withoutIndexes(const QString &path)
{
    Path plain;
    const QStringList steps = Path(path).steps();
    for (const QString &step : steps) {
        bool isIndex = false;
        step.toLongLong(&isIndex);
        const QString name = Path().child(step).name();
        if (!isIndex)
            plain = plain.child(step.startsWith(u'@') ? u'@' + name : name);
    }
    return plain.text();
}

QHash<QString, QString> spellingOf(const QJsonObject &catalog)
{
    QHash<QString, QString> spelling;
    const QJsonObject variants = catalog.value(QLatin1String("spelling")).toObject();
    for (auto it = variants.constBegin(); it != variants.constEnd(); ++it)
        spelling.insert(it.key().toLower(), it.value().toString());
    const QStringList kinds = catalog.value(QLatin1String("kinds")).toObject().keys();
    for (const QString &kind : kinds)
        spelling.insert(kind.toLower(), kind);
    return spelling;
}

} // namespace

Result<Catalog> Catalog::read(const QByteArray &json)
{
    const Result<QJsonObject> object = checkedCatalog(json);
    if (!object)
        return failure(object.error());
    Catalog catalog;
    catalog.m_json = *object;
    catalog.m_spelling = spellingOf(*object);
    return catalog;
}

Catalog Catalog::builtIn(const QString &service)
{
    registerCatalogs();
    QFile file(QStringLiteral(":/nephoscope/catalog/%1.json").arg(service));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return read(file.readAll()).value_or(Catalog());
}

Catalog Catalog::ofUser(const QString &service)
{
    const QString path = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        + QStringLiteral("/catalog/%1.json").arg(service);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<Catalog> catalog = read(file.readAll());
    if (!catalog)
        qCWarning(logPlatform) << path << catalog.error().message();
    return catalog.value_or(Catalog());
}

Catalog Catalog::mergedWith(const Catalog &other) const
{
    const QLatin1String section("kinds");
    QJsonObject over = other.m_json;
    QJsonObject kinds;
    const QJsonObject written = over.value(section).toObject();
    for (auto it = written.constBegin(); it != written.constEnd(); ++it)
        kinds.insert(canonicalKind(it.key()), it.value());
    if (!kinds.isEmpty())
        over.insert(section, kinds);
    Catalog catalog;
    catalog.m_json = merged(m_json, over);
    catalog.m_spelling = spellingOf(catalog.m_json);
    return catalog;
}

KindHints Catalog::kind(const QString &kind) const
{
    KindHints hints;
    QJsonObject object = section(QStringLiteral("kinds")).value(canonicalKind(kind)).toObject();
    hints.label = textOf(object, "label");
    hints.plural = textOf(object, "plural");
    hints.icon = textOf(object, "icon");
    hints.columns = textsOf(object, "columns");
    hints.stateMember = textOf(object, "stateMember");
    hints.nameMember = textOf(object, "nameMember");
    hints.idMembers = textsOf(object, "idMembers");
    for (const QString &member : kindMembers)
        object.remove(member);
    hints.more = object;
    return hints;
}

bool Catalog::hasKind(const QString &kind) const
{
    return section(QStringLiteral("kinds")).contains(canonicalKind(kind));
}

PropertyHints Catalog::property(const QString &kind, const QString &path) const
{
    const QJsonObject properties = section(QStringLiteral("properties"));
    QJsonObject object = properties.value(Path(path).name()).toObject();
    const QJsonObject here = properties.value(canonicalKind(kind) + u'/' + withoutIndexes(path)).toObject();
    if (object.isEmpty() && here.isEmpty())
        return {};
    const QLatin1String type("type");
    const QLatin1String unit("unit");
    if (here.contains(type) || here.contains(unit)) { // they belong together
        object.remove(type);
        object.remove(unit);
    }
    object = merged(object, here);
    PropertyHints hints;
    hints.label = textOf(object, "label");
    hints.group = textOf(object, "group");
    hints.type = object.value(type).toString();
    hints.unit = object.value(unit).toString();
    hints.hidden = object.value(QLatin1String("hidden")).toBool();
    hints.unlimited = textsOf(object, "unlimited");
    hints.choices = textsOf(object, "choices");
    hints.least = numberOf(object, "least");
    hints.most = numberOf(object, "most");
    return hints;
}

QString Catalog::canonicalKind(const QString &kind) const { return m_spelling.value(kind.toLower(), kind); }

QString Catalog::toneOf(const QString &stateWord) const
{
    return section(QStringLiteral("states")).value(stateWord).toString();
}

QJsonObject Catalog::section(const QString &name) const { return m_json.value(name).toObject(); }

} // namespace nephoscope
