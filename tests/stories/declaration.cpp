// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/declaration.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

namespace nephoscope {

namespace {

quint32 upTo(qsizetype most) { return QRandomGenerator::global()->bounded(quint32(most) + 1); }

QString lastWord(const QString &name)
{
    static const QRegularExpression borders(QStringLiteral("[/.$]"));
    return name.section(borders, -1);
}

QStringList cleaned(const QJsonArray &values)
{
    QStringList choices;
    for (const QJsonValue &value : values)
        choices << value.toString().trimmed();
    if (!choices.isEmpty() && choices.first().startsWith(u'[') && choices.last().endsWith(u']')) {
        choices.first().remove(0, 1);
        choices.last().chop(1);
    }
    choices.removeAll(QString());
    return choices;
}

/// An optional value of the server's language, whose name tells what it is.
bool isYesOrNo(const QString &name)
{
    static const QRegularExpression words(QStringLiteral(
        "^(is|has|use|enable|disable|allow|open|optimized)[A-Z]|(Enabled|Exists|OptIn|PublicIP|ToCbs)$"));
    return words.match(name).hasMatch();
}

} // namespace

QString randomText()
{
    static const QString letters = QStringLiteral("abcXYZ019 -_.~/?&=#%+:;,@\u00e4\u00df\u20ac\"'{}[]<>|\\");
    QString text = QStringLiteral("v");
    for (quint32 i = 0, size = upTo(12); i < size; ++i)
        text += letters.at(upTo(letters.size() - 1));
    return text.trimmed();
}

QString Wanted::random() const
{
    if (isMap)
        return QStringLiteral("{\"key %1\":\"%2\"}").arg(upTo(99)).arg(upTo(99));
    if (isMeasure)
        return QStringLiteral("%1 GB").arg(1 + upTo(1000));
    if (isList) {
        Wanted one = *this;
        one.isList = false;
        return one.random() + u'\n' + one.random();
    }
    if (!choices.isEmpty())
        return choices.at(upTo(choices.size() - 1));
    switch (kind) {
    case Kind::Number:
    case Kind::Scalar:
        return QString::number(upTo(100'000));
    case Kind::Boolean:
        return upTo(1) ? QStringLiteral("true") : QStringLiteral("false");
    default:
        return randomText();
    }
}

QJsonValue Wanted::onWire(const QString &typed) const
{
    if (isMap)
        return QJsonDocument::fromJson(typed.toUtf8()).object();
    if (isMeasure)
        return QJsonObject{{QStringLiteral("size"), typed.section(u' ', 0, 0).toDouble()},
            {QStringLiteral("unit"), typed.section(u' ', 1)}};
    if (isList) {
        QJsonArray values;
        Wanted one = *this;
        one.isList = false;
        for (const QString &line : typed.split(u'\n'))
            values << one.onWire(line);
        return values;
    }
    if (kind == Kind::Number || kind == Kind::Scalar)
        return typed.toDouble();
    return kind == Kind::Boolean ? QJsonValue(typed == QLatin1String("true")) : QJsonValue(typed);
}

Declaration::Declaration(const QByteArray &json)
    : m_json(QJsonDocument::fromJson(json).object())
    , m_models(m_json[QLatin1String("models")].toObject())
{
}

QStringList Declaration::properties(const QString &model) const
{
    QStringList names = m_models[model].toObject()[QLatin1String("properties")].toObject().keys();
    names.removeIf([](const QString &name) { return name.contains(u'$'); });
    return names;
}

Wanted Declaration::named(QString name) const
{
    static const QRegularExpression list(QStringLiteral("^(?:List|Set|Seq|Array)\\[(.*)\\]$"));
    static const QRegularExpression map(QStringLiteral("^Map\\[[^,]*,(.*)\\]$"));
    Wanted wanted;
    if (const auto match = map.match(name); match.hasMatch()) {
        wanted.isMap = true;
        name = match.captured(1).trimmed();
    }
    if (const auto match = list.match(name); match.hasMatch()) {
        wanted.isList = true;
        name = match.captured(1).trimmed();
    }
    const QString model = m_models.contains(name) ? name : lastWord(name);
    if (m_models.contains(model)) {
        QStringList members = properties(model);
        members.removeAll(QStringLiteral("_1"));
        members.removeAll(QStringLiteral("validatesWith"));
        const bool isWrapper = members.isEmpty() && !m_models[model][QLatin1String("properties")].toObject().isEmpty();
        wanted.kind = isWrapper ? Wanted::Kind::Text : Wanted::Kind::Model;
        wanted.model = isWrapper ? QString() : model;
        const QStringList measure = {QStringLiteral("size"), QStringLiteral("unit")};
        wanted.isMeasure = !isWrapper && !wanted.isList && !wanted.isMap && properties(model) == measure;
        return wanted;
    }
    static const QHash<QString, Wanted::Kind> plain = {{QStringLiteral("string"), Wanted::Kind::Text},
        {QStringLiteral("value"), Wanted::Kind::Text}, {QStringLiteral("integer"), Wanted::Kind::Number},
        {QStringLiteral("int"), Wanted::Kind::Number}, {QStringLiteral("long"), Wanted::Kind::Number},
        {QStringLiteral("number"), Wanted::Kind::Number}, {QStringLiteral("double"), Wanted::Kind::Number},
        {QStringLiteral("boolean"), Wanted::Kind::Boolean}};
    wanted.kind = plain.value(lastWord(name).toLower(), Wanted::Kind::Any);
    return wanted;
}

Wanted Declaration::wanted(const QJsonObject &typed) const
{
    const QJsonObject items = typed[QLatin1String("items")].toObject();
    const auto nameIn = [](const QJsonObject &object) {
        const QString reference = object[QLatin1String("$ref")].toString();
        return reference.isEmpty() ? object[QLatin1String("type")].toString() : reference;
    };
    const bool isArray = nameIn(typed) == QLatin1String("array");
    Wanted wanted = named(nameIn(isArray ? items : typed));
    wanted.isList = wanted.isList || isArray;
    wanted.isMeasure = wanted.isMeasure && !isArray;
    QJsonArray choices = typed[QLatin1String("enum")].toArray();
    if (choices.isEmpty())
        choices = items[QLatin1String("enum")].toArray();
    wanted.choices = cleaned(choices);
    return wanted;
}

/// The wire's "isHA" is printed as "hA".
QJsonObject Declaration::property(const QString &model, const QString &name) const
{
    const QJsonObject properties = m_models[model][QLatin1String("properties")].toObject();
    if (properties.contains(name) || !name.startsWith(QLatin1String("is")))
        return properties[name].toObject();
    const QString rest = name.mid(2);
    const QString printed = properties.contains(rest) ? rest : rest.left(1).toLower() + rest.mid(1);
    return properties[printed].toObject();
}

std::optional<Wanted> Declaration::at(const QString &model, const QStringList &steps) const
{
    static const QRegularExpression digits(QStringLiteral("^\\d+$"));
    Wanted here;
    here.kind = Wanted::Kind::Model;
    here.model = model;
    for (const QString &step : steps) {
        if (here.isList && digits.match(step).hasMatch()) {
            here.isList = false;
            continue;
        }
        const QJsonObject found = property(here.model, step);
        if (here.kind != Wanted::Kind::Model || found.isEmpty())
            return std::nullopt;
        here = wanted(found);
        if (found[QLatin1String("$ref")].toString() == QLatin1String("Object"))
            here.kind = isYesOrNo(step) ? Wanted::Kind::Boolean : Wanted::Kind::Scalar;
    }
    return here;
}

QList<Declaration::Operation> Declaration::operations() const
{
    QList<Operation> all;
    QString base = QUrl(m_json[QLatin1String("basePath")].toString()).path();
    if (base.endsWith(u'/'))
        base.chop(1);
    for (const QJsonValue &api : m_json[QLatin1String("apis")].toArray()) {
        for (const QJsonValue &each : api[QLatin1String("operations")].toArray()) {
            Operation operation;
            operation.path = base + api[QLatin1String("path")].toString();
            operation.key = each[QLatin1String("method")].toString() + u' ' + api[QLatin1String("path")].toString();
            for (const QJsonValue &value : each[QLatin1String("parameters")].toArray()) {
                const QJsonObject parameter = value.toObject();
                const QString name = parameter[QLatin1String("name")].toString();
                QString place = parameter[QLatin1String("paramType")].toString();
                if (parameter[QLatin1String("type")].toString() == QLatin1String("file"))
                    place = QStringLiteral("file");
                if (place == QLatin1String("body")) {
                    operation.bodyModel = wanted(parameter).model;
                    continue;
                }
                Wanted want = wanted(parameter);
                if (want.kind == Wanted::Kind::Model)
                    want.kind = Wanted::Kind::Text; // validated texts and filters travel as texts
                operation.places.insert(name, place);
                operation.parameters.insert(name, want);
            }
            all << operation;
        }
    }
    return all;
}

} // namespace nephoscope
