// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/callrequest.h"

#include "schema/multipart.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope {
namespace {

QString words(const char *text) { return QCoreApplication::translate("Call", text); }

QByteArray encoded(const QString &text) { return QUrl::toPercentEncoding(text); }

/// What the session or the connection says by itself.
bool isOfTheSession(const QString &header)
{
    static const QStringList names = QStringLiteral(
        "authorization proxy-authorization cookie host content-length content-type transfer-encoding connection "
        "upgrade te trailer expect")
                                         .split(u' ');
    return names.contains(header.toLower());
}

bool isWritable(const QString &value, PlainType plain)
{
    bool isGood = true;
    if (plain == PlainType::Integer || plain == PlainType::Instant)
        value.toLongLong(&isGood);
    else if (plain == PlainType::Decimal)
        value.toDouble(&isGood);
    else if (plain == PlainType::Boolean)
        isGood = value == QLatin1String("true") || value == QLatin1String("false");
    return isGood;
}

/// Collects what goes where. Used once per request.
class RequestMaker {
public:
    RequestMaker(const Call &call, const Arguments &arguments, const QHash<QString, QByteArray> &files)
        : m_call(call)
        , m_arguments(arguments)
        , m_files(files)
        , m_path((call.base + call.path))
        , m_isMultipart(call.consumes.contains(QStringLiteral("multipart/form-data")))
    {
    }

    /// Invalid where a parameter cannot be sent.
    Result<bool> take(const Parameter &parameter);
    Result<Request> request(const QUrl &origin, const QByteArray &body) const;

private:
    QStringList valuesOf(const Parameter &parameter) const;
    QString fileNameFor(const QString &header) const;
    Result<bool> takePath(const Field &field, const QString &value);
    Result<bool> takeHeader(const Field &field, const QStringList &values);
    void takeForm(const Field &field, const QStringList &values);
    Result<QByteArray> pathAndQuery() const;

    const Call &m_call;
    const Arguments &m_arguments;
    const QHash<QString, QByteArray> &m_files;
    QString m_path;
    bool m_isMultipart;
    QHash<QString, QByteArray> m_variables;
    QList<QByteArray> m_query;
    QList<QByteArray> m_form;
    Multipart m_parts;
    Headers m_headers;
};

tl::unexpected<Error> invalid(const char *text, const Field &field)
{
    return failure(Error::Kind::Invalid, words(text).arg(nameForPeople(field.name)));
}

QString RequestMaker::fileNameFor(const QString &header) const
{
    QString found;
    int files = 0;
    for (const Parameter &other : m_call.parameters) {
        if (other.field.plain != PlainType::File)
            continue;
        const QString name = m_arguments.value(other.field.name).value(0);
        if (header.compare(other.field.name + QLatin1String("Filename"), Qt::CaseInsensitive) == 0)
            return name.section(u'/', -1);
        ++files;
        found = name.section(u'/', -1);
    }
    return files == 1 && header.compare(QLatin1String("filename"), Qt::CaseInsensitive) == 0 ? found : QString();
}

QStringList RequestMaker::valuesOf(const Parameter &parameter) const
{
    QStringList values = m_arguments.value(parameter.field.name);
    values.removeAll(QString());
    if (!values.isEmpty())
        return values;
    if (parameter.in == Parameter::In::Header) {
        const QString name = fileNameFor(parameter.field.name);
        if (!name.isEmpty())
            return {name};
    }
    if (parameter.field.isRequired && parameter.in != Parameter::In::Path && !parameter.field.preset.isEmpty())
        return {parameter.field.preset};
    return {};
}

Result<bool> RequestMaker::take(const Parameter &parameter)
{
    const Field &field = parameter.field;
    const bool isFile = field.plain == PlainType::File;
    if (parameter.in == Parameter::In::Body || (parameter.in == Parameter::In::Header && isOfTheSession(field.name)))
        return true;
    const QStringList values = valuesOf(parameter);
    if (values.isEmpty() && !(isFile && m_files.contains(field.name))) {
        if (field.isRequired)
            return invalid("%1 is missing.", field);
        return true;
    }
    if (isFile && !m_files.contains(field.name))
        return invalid("The file for %1 could not be read.", field);
    if (values.size() > 1 && !field.isList)
        return invalid("%1 takes one value only.", field);
    for (const QString &value : values) {
        if (!isWritable(value, field.plain))
            return invalid("The value of %1 is not of the right kind.", field);
    }
    switch (parameter.in) {
    case Parameter::In::Path:
        return takePath(field, values.first());
    case Parameter::In::Header:
        return takeHeader(field, values);
    case Parameter::In::Query:
        for (const QString &value : values)
            m_query.append(encoded(field.name) + '=' + encoded(value));
        return true;
    case Parameter::In::Form:
        takeForm(field, values);
        return true;
    case Parameter::In::Body:
        break;
    }
    return true;
}

Result<bool> RequestMaker::takePath(const Field &field, const QString &value)
{
    // "." and ".." would lead elsewhere, however they are encoded; another path's word would call that one.
    if (value == QLatin1String(".") || value == QLatin1String("..")
        || m_call.reserved.value(field.name).contains(value))
        return invalid("The value of %1 cannot be part of an address.", field);
    m_variables.insert(field.name, encoded(value));
    return true;
}

Result<bool> RequestMaker::takeHeader(const Field &field, const QStringList &values)
{
    for (const QString &value : values) {
        const bool isClean =
            std::all_of(value.begin(), value.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() != 0x7f; });
        if (!isClean)
            return invalid("%1 may hold no line break and no control character.", field);
        m_headers.add(field.name.toLatin1(), value.toUtf8());
    }
    return true;
}

void RequestMaker::takeForm(const Field &field, const QStringList &values)
{
    if (field.plain == PlainType::File) {
        const QString path = values.value(0, field.name);
        m_parts.addFile(field.name, path.section(u'/', -1), m_files.value(field.name));
        return;
    }
    for (const QString &value : values) {
        m_form.append(encoded(field.name) + '=' + encoded(value));
        m_parts.addText(field.name, value);
    }
}

Result<QByteArray> RequestMaker::pathAndQuery() const
{
    QByteArray path;
    qsizetype at = 0;
    while (at < m_path.size()) {
        const qsizetype open = m_path.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : m_path.indexOf(u'}', open);
        const QString literal = m_path.mid(at, close < 0 ? -1 : open - at);
        path += QUrl::toPercentEncoding(literal, "/:@!$&'()*+,;=%");
        if (close < 0)
            break;
        Field variable;
        variable.name = m_path.mid(open + 1, close - open - 1);
        if (!m_variables.contains(variable.name))
            return invalid("%1 is missing.", variable);
        path += m_variables.value(variable.name);
        at = close + 1;
    }
    return m_query.isEmpty() ? path : path + '?' + m_query.join('&');
}

Result<Request> RequestMaker::request(const QUrl &origin, const QByteArray &body) const
{
    const Result<QByteArray> target = pathAndQuery();
    if (!target)
        return failure(target.error());
    const QByteArray site = origin.toEncoded(
        QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    const QUrl url = QUrl::fromEncoded(site + *target, QUrl::StrictMode);
    if (!url.isValid() || url.host() != origin.host())
        return failure(Error::Kind::Invalid, words("No address can be made of these values."));
    Request request(m_call.method, url);
    request.headers() = m_headers;
    const QString json = QStringLiteral("application/json");
    if (!m_parts.isEmpty() && m_isMultipart) {
        const QByteArray boundary = m_parts.boundary();
        request.setBody(m_parts.body(boundary));
        request.headers().set("Content-Type", "multipart/form-data; boundary=" + boundary);
    } else if (!m_form.isEmpty()) {
        request.setBody(m_form.join('&'));
        request.headers().set("Content-Type", "application/x-www-form-urlencoded");
    } else if (!body.isEmpty()) {
        request.setBody(body);
        const bool takesJson = m_call.consumes.isEmpty() || m_call.consumes.contains(json);
        request.headers().set("Content-Type", (takesJson ? json : m_call.consumes.first()).toLatin1());
    }
    return request;
}

} // namespace

QString nameForPeople(const QString &name)
{
    static const QRegularExpression border(QStringLiteral("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\\s.-]+"));
    QStringList parts = name.split(border, Qt::SkipEmptyParts);
    for (QString &part : parts) {
        const bool isId = part.compare(QLatin1String("id"), Qt::CaseInsensitive) == 0;
        const bool isShort = part.size() > 1 && part == part.toUpper();
        part = isId ? QStringLiteral("ID") : isShort ? part : part.toLower();
    }
    QString text = parts.join(u' ');
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

Result<Request> requestFor(const Call &call, const QUrl &origin, const Arguments &arguments, const QByteArray &body,
    const QHash<QString, QByteArray> &files)
{
    RequestMaker maker(call, arguments, files);
    bool takesBody = false;
    for (const Parameter &parameter : call.parameters) {
        const bool isBody = parameter.in == Parameter::In::Body;
        takesBody = takesBody || isBody;
        if (isBody && parameter.field.isRequired && body.isEmpty())
            return invalid("%1 is missing.", parameter.field);
        const Result<bool> taken = maker.take(parameter);
        if (!taken)
            return failure(taken.error());
    }
    if (!body.isEmpty() && !takesBody)
        return failure(Error::Kind::Invalid, words("This call takes no content."));
    return maker.request(origin, body);
}

} // namespace nephoscope
