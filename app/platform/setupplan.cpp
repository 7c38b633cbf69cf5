// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/setupplan.h"

#include "document/document.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr int savedVersion = 1;

QString tr(const char *text) { return QCoreApplication::translate("SetUpPlan", text); }

SetUpField::Type typeNamed(const QString &name)
{
    if (name == QLatin1String("email"))
        return SetUpField::Type::Email;
    if (name == QLatin1String("newPassword"))
        return SetUpField::Type::NewPassword;
    if (name == QLatin1String("secret"))
        return SetUpField::Type::Secret;
    if (name == QLatin1String("url"))
        return SetUpField::Type::Url;
    return name == QLatin1String("flag") ? SetUpField::Type::Flag : SetUpField::Type::Text;
}

SetUpPage pageFrom(const QJsonObject &json)
{
    const auto text = [](const QJsonObject &from, const char *name) {
        return from.value(QLatin1String(name)).toString();
    };
    SetUpPage page;
    page.id = text(json, "id");
    page.title = text(json, "title");
    page.text = text(json, "text");
    page.checkCall = text(json, "check");
    page.checkPart = text(json, "checkPart");
    page.checkNeeds = text(json, "checkNeeds");
    for (const QJsonValue &each : json.value(QLatin1String("fields")).toArray()) {
        const QJsonObject from = each.toObject();
        SetUpField field;
        field.path = text(from, "path");
        field.label = text(from, "label");
        field.help = text(from, "help");
        field.preset = text(from, "preset");
        field.type = typeNamed(text(from, "type"));
        field.isRequired = from.value(QLatin1String("required")).toBool();
        field.wantedWith = text(from, "with");
        page.fields << field;
    }
    return page;
}

/// Writes a value at a dotted path, making the objects on the way.
void put(QJsonObject &object, const QStringList &steps, const QJsonValue &value)
{
    if (steps.size() == 1) {
        object.insert(steps.first(), value);
        return;
    }
    QJsonObject inner = object.value(steps.first()).toObject();
    put(inner, steps.mid(1), value);
    object.insert(steps.first(), inner);
}

QString passwordProblem(const QString &password)
{
    const auto has = [&password](const char *pattern) {
        return QRegularExpression(QLatin1String(pattern)).match(password).hasMatch();
    };
    if (password.size() < 8)
        return tr("At least 8 characters.");
    if (!has("[a-z]") || !has("[A-Z]") || !has("[0-9]"))
        return tr("Capital letters, small letters and digits are all needed.");
    return {};
}

QString problemOf(const SetUpField &field, const SetUpAnswers &answers)
{
    const QString value = answers.value(field.path, field.preset);
    if (value.isEmpty()) {
        if (field.isRequired)
            return tr("This is needed.");
        return !field.wantedWith.isEmpty() && !answers.value(field.wantedWith).isEmpty()
            ? tr("This is given together with the field above, or neither.")
            : QString();
    }
    if (!field.wantedWith.isEmpty() && answers.value(field.wantedWith).isEmpty())
        return tr("This is given together with the field above, or neither.");
    static const QRegularExpression email(QStringLiteral("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"));
    if (field.type == SetUpField::Type::Email && !email.match(value).hasMatch())
        return tr("This is not an e-mail address.");
    if (field.type == SetUpField::Type::NewPassword)
        return passwordProblem(value);
    if (field.type == SetUpField::Type::Url) {
        const QUrl url(value, QUrl::StrictMode);
        const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
        if (!web || url.host().isEmpty())
            return tr("An address looks like http://host:port.");
    }
    return {};
}

} // namespace

SetUpPlan::SetUpPlan(const QJsonObject &family, const QUrl &origin)
    : m_data(family)
    , m_origin(origin)
{
    for (const QJsonValue &page : family.value(QLatin1String("pages")).toArray())
        m_pages << pageFrom(page.toObject());
}

QString SetUpPlan::family() const { return m_data.value(QLatin1String("id")).toString(); }

QString SetUpPlan::title() const { return m_data.value(QLatin1String("title")).toString(); }

bool SetUpPlan::needsSignIn() const { return m_data.value(QLatin1String("tokens")).toBool(); }

QUrl SetUpPlan::at(const QString &path) const
{
    return m_origin.resolved(QUrl(m_data.value(QLatin1String("base")).toString() + path));
}

Request SetUpPlan::about() const { return Request::get(at(m_data.value(QLatin1String("about")).toString())); }

Request SetUpPlan::state() const { return Request::get(at(m_data.value(QLatin1String("state")).toString())); }

bool SetUpPlan::isSetUp(const Reply &state)
{
    if (!state.isSuccess())
        return false;
    const auto document = Document::parse(state.body(), "application/json");
    if (!document)
        return false;
    const Node info = document->root().child(QStringLiteral("setupInfo"));
    const QString said = info.value(QStringLiteral("isSetup"));
    return (said.isEmpty() ? info.value(QStringLiteral("setup")) : said) == QLatin1String("true");
}

Request SetUpPlan::connectivity(const SetUpAnswers &answers) const
{
    return post(m_data.value(QLatin1String("connectivity")).toString(), QStringLiteral("-"), answers);
}

QHash<QString, QString> SetUpPlan::problems(const SetUpPage &page, const SetUpAnswers &answers) const
{
    QHash<QString, QString> found;
    for (const SetUpField &field : page.fields) {
        const QString problem = problemOf(field, answers);
        if (!problem.isEmpty())
            found.insert(field.path, problem);
    }
    return found;
}

std::optional<Request> SetUpPlan::check(const SetUpPage &page, const SetUpAnswers &answers) const
{
    if (page.checkCall.isEmpty() || (!page.checkNeeds.isEmpty() && answers.value(page.checkNeeds).isEmpty()))
        return std::nullopt;
    return post(page.checkCall, page.checkPart, answers);
}

QList<SetUpStep> SetUpPlan::steps(const SetUpAnswers &answers) const
{
    QList<SetUpStep> all;
    for (const QJsonValue &each : m_data.value(QLatin1String("calls")).toArray()) {
        const QJsonObject call = each.toObject();
        const QString needs = call.value(QLatin1String("needs")).toString();
        if (!needs.isEmpty() && answers.value(needs).isEmpty())
            continue;
        SetUpAnswers sent = answers;
        for (const QJsonValue &without : call.value(QLatin1String("without")).toArray()) {
            const QString prefix = without.toString() + QLatin1Char('.');
            sent.removeIf([&prefix](const auto &answer) { return answer.key().startsWith(prefix); });
        }
        SetUpStep step;
        step.title = call.value(QLatin1String("title")).toString();
        const bool isEmpty = call.value(QLatin1String("empty")).toBool();
        const QString part = isEmpty ? QStringLiteral("-") : call.value(QLatin1String("part")).toString();
        step.request = post(call.value(QLatin1String("call")).toString(), part, sent);
        step.doneStatus = call.value(QLatin1String("done")).toInt();
        all << step;
    }
    return all;
}

QJsonObject SetUpPlan::body(const QString &part, const SetUpAnswers &answers) const
{
    QJsonObject all;
    const QJsonObject fixed = m_data.value(QLatin1String("fixed")).toObject();
    for (auto each = fixed.begin(); each != fixed.end(); ++each)
        put(all, each.key().split(QLatin1Char('.')), each.value());
    for (const SetUpPage &page : m_pages) {
        for (const SetUpField &field : page.fields) {
            if (!part.isEmpty() && !field.path.startsWith(part + QLatin1Char('.')))
                continue;
            const QString value = answers.value(field.path, field.preset);
            if (field.type == SetUpField::Type::Flag)
                put(all, field.path.split(QLatin1Char('.')), value == QLatin1String("true"));
            else if (!value.isEmpty() && (answers.contains(field.path) || !field.preset.isEmpty()))
                put(all, field.path.split(QLatin1Char('.')), value);
        }
    }
    return part.isEmpty() ? all : all.value(part).toObject();
}

void SetUpPlan::addHeaders(Request &request, const SetUpAnswers &answers) const
{
    const QJsonObject headers = m_data.value(QLatin1String("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QString value = answers.value(header.value().toString()).simplified();
        if (!value.isEmpty())
            request.headers().set(header.key().toLatin1(), value.toUtf8());
    }
}

/// `part` "-" sends no body.
Request SetUpPlan::post(const QString &call, const QString &part, const SetUpAnswers &answers) const
{
    const QByteArray method = call.section(QLatin1Char(' '), 0, 0).toLatin1();
    const QUrl url = at(call.section(QLatin1Char(' '), 1));
    Request request(method, url);
    if (part != QLatin1String("-")) {
        const QByteArray json = QJsonDocument(body(part, answers)).toJson(QJsonDocument::Compact);
        request = Request::withBody(method, url, json, "application/json");
    }
    if (url.path().contains(QLatin1String("/validate/")))
        addHeaders(request, answers);
    return request;
}

QHash<QString, QString> SetUpPlan::violations(const Reply &reply, const QString &part) const
{
    QHash<QString, QString> found;
    const auto document = Document::parse(reply.body(), "application/json");
    if (!document)
        return found;
    for (const Node &each : document->root().child(QStringLiteral("violations")).children()) {
        const QString path = each.value(QStringLiteral("path"));
        const QString whole =
            part.isEmpty() || path.startsWith(part + QLatin1Char('.')) ? path : part + QLatin1Char('.') + path;
        if (!path.isEmpty() && pageOf(whole) >= 0)
            found.insert(whole, each.value(QStringLiteral("message")));
    }
    return found;
}

int SetUpPlan::pageOf(const QString &path) const
{
    const auto page = std::find_if(m_pages.begin(), m_pages.end(), [&path](const SetUpPage &each) {
        return std::any_of(
            each.fields.begin(), each.fields.end(), [&path](const SetUpField &field) { return field.path == path; });
    });
    return page == m_pages.end() ? -1 : int(page - m_pages.begin());
}

QString SetUpPlan::newUser(const SetUpAnswers &answers) const
{
    return answers.value(m_data.value(QLatin1String("user")).toString());
}

QString SetUpPlan::newPassword(const SetUpAnswers &answers) const
{
    return answers.value(m_data.value(QLatin1String("password")).toString());
}

QByteArray SetUpPlan::saved(const SetUpAnswers &answers) const
{
    QJsonObject kept;
    for (const SetUpPage &page : m_pages) {
        for (const SetUpField &field : page.fields) {
            if (!field.isSecret() && answers.contains(field.path))
                kept.insert(field.path, answers.value(field.path));
        }
    }
    const QJsonObject all{{QStringLiteral("version"), savedVersion}, {QStringLiteral("family"), family()},
        {QStringLiteral("answers"), kept}};
    return QJsonDocument(all).toJson();
}

Result<SetUpAnswers> SetUpPlan::loaded(const QByteArray &json) const
{
    QJsonParseError error;
    const QJsonObject all = QJsonDocument::fromJson(json, &error).object();
    const QJsonValue kept = all.value(QLatin1String("answers"));
    if (all.value(QLatin1String("version")).toInt() > savedVersion)
        return failure(Error::Kind::Unsupported, tr("The file was made by a newer version of Nephoscope."));
    if (!kept.isObject())
        return failure(Error::Kind::Malformed,
            error.error == QJsonParseError::NoError
                ? tr("The file holds no answers of a set-up.")
                : tr("The file holds no answers of a set-up: %1.").arg(error.errorString()));
    SetUpAnswers answers;
    const QJsonObject values = kept.toObject();
    for (const SetUpPage &page : m_pages) {
        for (const SetUpField &field : page.fields) {
            if (!field.isSecret() && values.contains(field.path))
                answers.insert(field.path, values.value(field.path).toString());
        }
    }
    return answers;
}

} // namespace nephoscope
