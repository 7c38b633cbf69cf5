// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/misfortunes.h"

#include "demo/strangeness.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace nephoscope::demo {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("demo", text); }

/// A mistyped key would make a script that quietly does nothing.
const QStringList &knownKeys()
{
    static const QStringList keys{QStringLiteral("method"), QStringLiteral("path"), QStringLiteral("status"),
        QStringLiteral("headers"), QStringLiteral("body"), QStringLiteral("delayMs"), QStringLiteral("half"),
        QStringLiteral("hangUp"), QStringLiteral("worked"), QStringLiteral("times"), QStringLiteral("after"),
        QStringLiteral("comment"), QStringLiteral("strange"), QStringLiteral("chance")};
    return keys;
}

QRegularExpression wildcard(const QString &pattern)
{
    QStringList parts = pattern.split(QLatin1Char('*'));
    for (QString &part : parts)
        part = QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join(QStringLiteral(".*"))),
        QRegularExpression::DotMatchesEverythingOption);
}

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

std::optional<Answer> answerOf(const QJsonObject &object)
{
    const bool given = object.contains(QStringLiteral("status")) || object.contains(QStringLiteral("headers"))
        || object.contains(QStringLiteral("body"));
    if (!given)
        return std::nullopt;
    Answer answer;
    answer.status = object.value(QStringLiteral("status")).toInt(200);
    const QJsonObject headers = object.value(QStringLiteral("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        answer.headers.append({header.key().toUtf8(), header.value().toVariant().toString().toUtf8()});
    answer.body = bodyOf(object.value(QStringLiteral("body")));
    return answer;
}

} // namespace

Result<Misfortunes::Entry> Misfortunes::entryOf(const QJsonObject &object)
{
    for (const QString &key : object.keys()) {
        if (!knownKeys().contains(key))
            return failure(Error::Kind::Malformed, tr("A misfortune has no member \"%1\".").arg(key));
    }
    const QString path = object.value(QStringLiteral("path")).toString(QStringLiteral("*"));
    Entry entry;
    entry.method = object.value(QStringLiteral("method")).toString(QStringLiteral("*")).toUpper().toLatin1();
    entry.path = wildcard(path);
    entry.withQuery = path.contains(QLatin1Char('?'));
    entry.spared = object.value(QStringLiteral("after")).toInt(0);
    entry.times = object.value(QStringLiteral("times")).toInt(-1);
    entry.chance = object.value(QStringLiteral("chance")).toDouble(1);
    entry.misfortune.instead = answerOf(object);
    if (entry.misfortune.instead && (entry.misfortune.instead->status < 200 || entry.misfortune.instead->status > 599))
        return failure(Error::Kind::Malformed, tr("A misfortune's status must lie between 200 and 599."));
    entry.misfortune.delayMilliseconds = object.value(QStringLiteral("delayMs")).toInt(0);
    entry.misfortune.half = object.value(QStringLiteral("half")).toBool();
    entry.misfortune.worked = object.value(QStringLiteral("worked")).toBool();
    const QJsonArray strange = object.value(QStringLiteral("strange")).toArray();
    for (const QJsonValue &each : strange) {
        if (!strangenesses().contains(each.toString()))
            return failure(Error::Kind::Malformed, tr("Nothing is strange as \"%1\".").arg(each.toString()));
        entry.misfortune.strange.append(each.toString());
    }
    entry.misfortune.hangUp = object.value(QStringLiteral("hangUp")).toBool();
    return entry;
}

Result<std::unique_ptr<Misfortunes>> Misfortunes::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return failure(
            Error::Kind::NotFound, tr("The misfortunes %1 cannot be read: %2").arg(fileName, file.errorString()));
    auto parsed = parse(file.readAll());
    if (!parsed)
        return failure(parsed.error().kind(), fileName + QStringLiteral(": ") + parsed.error().message());
    return parsed;
}

Result<std::unique_ptr<Misfortunes>> Misfortunes::parse(const QByteArray &script)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(script, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(Error::Kind::Malformed,
            tr("Not JSON at byte %1: %2").arg(QString::number(error.offset), error.errorString()));
    if (!document.isArray())
        return failure(Error::Kind::Malformed, tr("A script of misfortunes is a JSON list."));
    auto misfortunes = std::make_unique<Misfortunes>();
    const QJsonArray list = document.array();
    for (const QJsonValue &value : list) {
        auto entry = entryOf(value.toObject());
        if (!entry)
            return failure(entry.error());
        misfortunes->m_entries.push_back(std::move(*entry));
    }
    return misfortunes;
}

std::optional<Misfortune> Misfortunes::meet(const Message &message)
{
    const std::lock_guard lock(m_mutex);
    const QString path = QString::fromUtf8(message.path);
    const QString whole = path + QLatin1Char('?') + QString::fromUtf8(message.query);
    for (Entry &entry : m_entries) {
        const bool method = entry.method == "*" || entry.method == message.method;
        if (!method || entry.times == 0 || !entry.path.match(entry.withQuery ? whole : path).hasMatch())
            continue;
        if (entry.spared > 0) {
            --entry.spared;
            continue;
        }
        if (entry.chance < 1 && m_random.generateDouble() >= entry.chance)
            continue;
        if (entry.times > 0)
            --entry.times;
        return entry.misfortune;
    }
    return std::nullopt;
}

} // namespace nephoscope::demo
