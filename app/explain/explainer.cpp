// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain/explainer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <algorithm>

static void registerExplanations() { Q_INIT_RESOURCE(core); } // has to stand outside of all namespaces

namespace nephoscope {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Explainer", text); }

/// The words of the data files go through translation too.
QString words(const QJsonValue &value)
{
    return QCoreApplication::translate("Explanations", value.toString().toUtf8().constData());
}

QStringList texts(const QJsonValue &value)
{
    QStringList all;
    for (const QJsonValue &each : value.isArray() ? value.toArray() : QJsonArray{value}) {
        if (!each.toString().isEmpty())
            all << words(each);
    }
    return all;
}

QStringList names(const QJsonValue &value)
{
    QStringList all;
    for (const QJsonValue &each : value.isArray() ? value.toArray() : QJsonArray{value}) {
        if (!each.toString().isEmpty())
            all << each.toString();
    }
    return all;
}

std::optional<Error::Kind> kindNamed(const QString &name)
{
    for (int kind = 0; kind <= int(Error::Kind::Malformed); ++kind) {
        if (kindName(Error::Kind(kind)) == name)
            return Error::Kind(kind);
    }
    return std::nullopt;
}

bool isMember(const QString &key)
{
    static const QStringList known{QStringLiteral("status"), QStringLiteral("code"), QStringLiteral("pattern"),
        QStringLiteral("kind"), QStringLiteral("title"), QStringLiteral("happened"), QStringLiteral("causes"),
        QStringLiteral("remedies"), QStringLiteral("actions")};
    return known.contains(key);
}

bool isCode(const QString &code, const QString &wanted)
{
    return wanted.endsWith(QLatin1Char('*')) ? code.startsWith(wanted.chopped(1)) : code == wanted;
}

QByteArray builtIn(const QString &name)
{
    registerExplanations();
    QFile file(QStringLiteral(":/nephoscope/explanations/%1.json").arg(name));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

const QStringList &actionNames()
{
    static const QStringList names{QStringLiteral("sign-in"), QStringLiteral("set-up"), QStringLiteral("show-task"),
        QStringLiteral("queue"), QStringLiteral("wait"), QStringLiteral("retry"), QStringLiteral("recheck"),
        QStringLiteral("merge"), QStringLiteral("version"), QStringLiteral("edit"), QStringLiteral("certificate"),
        QStringLiteral("settings"), QStringLiteral("find-out"), QStringLiteral("support")};
    return names;
}

QString explanationsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/nephoscope/explanations");
}

Explainer::Explainer(const QString &service)
{
    const QDir folder(explanationsFolder());
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const Result<bool> taken = file.open(QFile::ReadOnly)
            ? take(file.fileName(), file.readAll())
            : Result<bool>(failure(Error::Kind::NotFound, file.fileName() + QStringLiteral(": ") + file.errorString()));
        if (!taken)
            m_troubles << taken.error().message();
    }
    for (const QString &name : {service, QStringLiteral("common")}) {
        if (name.isEmpty())
            continue;
        if (const Result<bool> taken = take(name, builtIn(name)); !taken)
            m_troubles << taken.error().message();
    }
}

Result<Explainer> Explainer::of(const QList<std::pair<QString, QByteArray>> &files)
{
    Explainer made;
    for (const auto &[name, content] : files) {
        if (const Result<bool> taken = made.take(name, content); !taken)
            return failure(taken.error());
    }
    return made;
}

Result<bool> Explainer::take(const QString &name, const QByteArray &json)
{
    QJsonParseError trouble;
    const QJsonDocument document = QJsonDocument::fromJson(json, &trouble);
    if (trouble.error != QJsonParseError::NoError || !document.isArray())
        return failure(Error::Kind::Malformed,
            tr("%1 is no list of explanations: %2 at byte %3.")
                .arg(name, trouble.errorString(), QString::number(trouble.offset)));
    QList<Rule> rules;
    const QJsonArray list = document.array();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const Result<Rule> rule = ruleOf(list.at(i).toObject());
        if (!rule)
            return failure(Error::Kind::Malformed,
                tr("%1, entry %2: %3").arg(name, QString::number(i + 1), rule.error().message()));
        rules << *rule;
    }
    m_rules << rules;
    return true;
}

Result<Explainer::Rule> Explainer::ruleOf(const QJsonObject &object)
{
    Rule rule;
    for (const QString &key : object.keys()) {
        if (!isMember(key))
            return failure(Error::Kind::Malformed, tr("an explanation has no member \"%1\".").arg(key));
    }
    const QJsonValue status = object.value(QStringLiteral("status"));
    for (const QJsonValue &each : status.isArray() ? status.toArray() : QJsonArray{status}) {
        const int number = each.isString() ? each.toString().left(1).toInt() : each.toInt();
        if (number > 0)
            rule.statuses << number;
    }
    rule.codes = names(object.value(QStringLiteral("code")));
    if (const QString pattern = object.value(QStringLiteral("pattern")).toString(); !pattern.isEmpty()) {
        rule.pattern = QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
        if (!rule.pattern->isValid())
            return failure(Error::Kind::Malformed,
                tr("the pattern is no regular expression: %1").arg(rule.pattern->errorString()));
    }
    if (const QString kind = object.value(QStringLiteral("kind")).toString(); !kind.isEmpty()) {
        rule.kind = kindNamed(kind);
        if (!rule.kind)
            return failure(Error::Kind::Malformed, tr("there is no kind of error \"%1\".").arg(kind));
    }
    Explanation &explanation = rule.explanation;
    explanation.title = words(object.value(QStringLiteral("title")));
    explanation.happened = words(object.value(QStringLiteral("happened")));
    explanation.causes = texts(object.value(QStringLiteral("causes")));
    explanation.remedies = texts(object.value(QStringLiteral("remedies")));
    explanation.actions = names(object.value(QStringLiteral("actions")));
    for (const QString &action : std::as_const(explanation.actions)) {
        if (!actionNames().contains(action))
            return failure(Error::Kind::Malformed, tr("there is no action \"%1\".").arg(action));
    }
    if (explanation.title.isEmpty() || explanation.happened.isEmpty())
        return failure(Error::Kind::Malformed, tr("a title, and what happened, must be given."));
    return rule;
}

std::optional<int> Explainer::fit(const Rule &rule, const Error &error)
{
    int worth = 0;
    if (rule.kind) {
        if (*rule.kind != error.kind())
            return std::nullopt;
        worth += 1;
    }
    if (!rule.statuses.isEmpty()) {
        const bool isClass = rule.statuses.contains(error.status() / 100);
        if (!rule.statuses.contains(error.status()) && !isClass)
            return std::nullopt;
        worth += isClass ? 2 : 4;
    }
    if (!rule.codes.isEmpty()) {
        const auto fits = [&](const QString &code) { return isCode(error.code(), code); };
        if (error.code().isEmpty() || std::none_of(rule.codes.begin(), rule.codes.end(), fits))
            return std::nullopt;
        worth += 8;
    }
    if (rule.pattern) {
        if (!rule.pattern->match(error.message()).hasMatch() && !rule.pattern->match(error.details()).hasMatch())
            return std::nullopt;
        worth += 16;
    }
    return worth;
}

Explanation Explainer::explain(const Error &error) const
{
    Explanation best;
    best.title = tr("Something went wrong");
    best.happened = tr("The console has no explanation for this. What the server said stands in the details.");
    best.actions = QStringList{QStringLiteral("retry"), QStringLiteral("support")};
    int most = -1;
    for (const Rule &rule : m_rules) {
        const std::optional<int> worth = fit(rule, error);
        if (worth && *worth > most) {
            most = *worth;
            best = rule.explanation;
        }
    }
    return best;
}

} // namespace nephoscope
