// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain/explainer.h"
#include "responses/directorsite.h"
#include "responses/managersite.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace nephoscope;

namespace {

/// A fault that a service may answer with, and what the console must make of it.
class Fault {
public:
    const char *service;
    int status;
    const char *code; ///< empty: the answer names none
    const char *message;
    Error::Kind kind;
    const char *title;
    const char *action; ///< one that must be offered
};

constexpr const char *director = "cloud-director";
constexpr const char *manager = "cloud-manager";
using Kind = Error::Kind;

const QList<Fault> &directorFaults()
{
    static const QList<Fault> all{{director, 400, "", "", Kind::Invalid, "The request is not valid", "edit"},
        {director, 400, "BAD_REQUEST", "A rule forbids it.", Kind::Invalid, "The request is not valid", "edit"},
        {director, 400, "BUSY_ENTITY", "The entity web-1 is busy completing an operation VAPP_DEPLOY.", Kind::Busy,
            "The object is busy", "queue"},
        {director, 400, "OPERATION_LIMITS_EXCEEDED", "The maximum number of simultaneous operations has been reached.",
            Kind::Busy, "Too many operations at once", "wait"},
        {director, 400, "DUPLICATE_NAME", "The VCD entity web-1 already exists.", Kind::Invalid, "The name is taken",
            "edit"},
        {director, 400, "INVALID_STATE", "It is powered on.", Kind::Invalid, "Not possible in this state", "recheck"},
        {director, 400, "INVALID_REFERENCE", "No such network.", Kind::Invalid, "A reference leads nowhere", "edit"},
        {director, 400, "QUOTA_EXCEEDED", "No more.", Kind::Invalid, "A quota is used up", "edit"},
        {director, 400, "VC_TASK_FAILED", "Out of space.", Kind::Invalid, "The infrastructure reports an error",
            "recheck"},
        {director, 401, "", "", Kind::SignIn, "Sign in again", "sign-in"},
        {director, 403, "", "", Kind::Forbidden, "Not here, or not allowed", "recheck"},
        {director, 403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity.", Kind::Forbidden,
            "No access to the object", "recheck"},
        {director, 403, "OPERATION_DENIED", "This operation is denied.", Kind::Forbidden, "Denied", "sign-in"},
        {director, 404, "", "", Kind::NotFound, "No such address", "recheck"},
        {director, 404, "NOT_FOUND", "Gone.", Kind::NotFound, "Not found", "recheck"},
        {director, 405, "", "", Kind::Invalid, "Method not supported", "version"},
        {director, 406, "", "", Kind::Invalid, "Version or form not available", "version"},
        {director, 406, "NOT_ACCEPTABLE", "No such version.", Kind::Invalid, "Version or form not available",
            "version"},
        {director, 403, "UNAUTHORIZED_ACCESS", "No.", Kind::Forbidden, "No access to the object", "recheck"},
        {director, 404, "RESOURCE_NOT_FOUND", "Gone.", Kind::NotFound, "Not found", "recheck"},
        {director, 405, "METHOD_NOT_ALLOWED", "Not so.", Kind::Invalid, "Method not supported", "version"},
        {director, 408, "", "", Kind::Offline, "The server stopped waiting", "wait"},
        {director, 420, "", "", Kind::NotSetUp, "The request was refused", "edit"},
        {director, 428, "", "", Kind::Invalid, "Changed meanwhile", "merge"},
        {director, 409, "", "", Kind::Conflict, "The state does not allow it", "show-task"},
        {director, 409, "CONFLICT", "The vdc is in use.", Kind::Conflict, "The state does not allow it", "show-task"},
        {director, 412, "", "", Kind::Conflict, "Changed meanwhile", "merge"},
        {director, 415, "", "", Kind::Invalid, "Type of body not supported", "version"},
        {director, 415, "UNSUPPORTED_MEDIA_TYPE", "Not this one.", Kind::Invalid, "Type of body not supported",
            "version"},
        {director, 500, "", "", Kind::Server, "Error inside the service", "recheck"},
        {director, 500, "INTERNAL_SERVER_ERROR", "Unable to perform this action.", Kind::Server,
            "Error inside the service", "support"},
        {director, 503, "", "", Kind::Busy, "The cell is busy", "wait"},
        {director, 504, "", "", Kind::Offline, "The gateway gave up", "find-out"}};
    return all;
}

const QList<Fault> &managerFaults()
{
    static const QList<Fault> all{{manager, 400, "", "", Kind::Invalid, "The input is not valid", "edit"},
        {manager, 400, "", "Working environment must be ON to perform this operation", Kind::Invalid,
            "The state does not allow it", "recheck"},
        {manager, 400, "", "Initial setup already performed", Kind::Invalid, "It is set up already", "sign-in"},
        {manager, 400, "", "Request contains invalid parameters.", Kind::Invalid, "Some fields are not valid", "edit"},
        {manager, 401, "", "Authentication Failure", Kind::SignIn, "The sign-in was not accepted", "sign-in"},
        {manager, 401, "", "", Kind::SignIn, "Sign in again", "sign-in"},
        {manager, 403, "", "", Kind::Forbidden, "Not allowed", "settings"},
        {manager, 403, "", "User is not allowed to do operation", Kind::Forbidden, "Not allowed here", "settings"},
        {manager, 404, "", "", Kind::NotFound, "Not found", "recheck"},
        {manager, 405, "", "", Kind::Invalid, "Method not supported", "edit"},
        {manager, 406, "", "", Kind::Invalid, "No acceptable form", "retry"},
        {manager, 408, "", "", Kind::Offline, "The directory did not answer", "wait"},
        {manager, 409, "", "", Kind::Busy, "Another operation is in progress", "queue"},
        {manager, 409, "",
            "Couldn't perform action A, because there are ongoing operations which might interfere with it: B",
            Kind::Busy, "Another operation is in progress", "show-task"},
        {manager, 409, "", "The directory is already registered", Kind::Conflict, "Registered already", "recheck"},
        {manager, 412, "", "", Kind::Conflict, "Not configured for that", "settings"},
        {manager, 415, "", "", Kind::Invalid, "Type of body not supported", "edit"},
        {manager, 420, "", "", Kind::NotSetUp, "Not set up", "set-up"},
        {manager, 500, "", "", Kind::Server, "Error inside the service", "recheck"},
        {manager, 503, "", "", Kind::Busy, "The service is starting", "wait"},
        {manager, 504, "", "", Kind::Offline, "The gateway gave up", "find-out"}};
    return all;
}

/// What both services may answer, theirs or a gateway's.
QList<Fault> commonFaults(const char *service)
{
    return {{service, 429, "", "", Kind::Busy, "Too many requests", "wait"},
        {service, 501, "", "", Kind::Unsupported, "Not offered", "version"},
        {service, 502, "", "", Kind::Server, "Bad answer behind the gateway", "find-out"},
        {service, 302, "", "", Kind::Unsupported, "Redirect", "settings"},
        {service, 418, "", "", Kind::Invalid, "The request was refused", "edit"},
        {service, 599, "", "", Kind::Server,
            QLatin1String(service) == QLatin1String(director) ? "Error in the server" : "Error inside the service",
            "recheck"}};
}

QJsonObject answerOf(const Fault &fault, const QString &form)
{
    const QString message = QString::fromLatin1(fault.message);
    const QString code = QString::fromLatin1(fault.code);
    QString type;
    QJsonValue body;
    if (form == QLatin1String("xml")) {
        type = QStringLiteral("application/vnd.vmware.vcloud.error+xml;version=36.0");
        body = QStringLiteral("<Error xmlns=\"http://www.vmware.com/vcloud/v1.5\" majorErrorCode=\"%1\" "
                              "minorErrorCode=\"%2\" message=\"[ 0badf00d-0000 ] %3\" stackTrace=\"at x\"/>")
                   .arg(QString::number(fault.status), code, message.toHtmlEscaped());
    } else if (form == QLatin1String("json")) {
        type = QStringLiteral("application/json");
        body = QJsonObject{{QStringLiteral("message"), message}, {QStringLiteral("minorErrorCode"), code}};
    } else if (form == QLatin1String("html")) {
        type = QStringLiteral("text/html");
        body = QStringLiteral(
            "<html><head><title>x</title><script>alert(1)</script></head><body><h1>%1</h1></body></html>")
                   .arg(message.toHtmlEscaped());
    } else if (form == QLatin1String("text")) {
        type = QStringLiteral("text/plain");
        body = message;
    }
    QJsonObject answer{{QStringLiteral("status"), fault.status}};
    if (!type.isEmpty())
        answer.insert(QStringLiteral("headers"), QJsonObject{{QStringLiteral("Content-Type"), type}});
    if (!type.isEmpty())
        answer.insert(QStringLiteral("body"), body);
    return answer;
}

} // namespace

/// Every fault that the services' texts list, made by the demo's script of misfortunes, in every form that servers and
/// gateways give it: the right kind, the right explanation, and a next step.
class FaultTableTest : public QObject {
    Q_OBJECT
private slots:
    void faultsAreExplained_data();
    void faultsAreExplained();
    void theTextsListsAreComplete();
    void everyStatusOfBothServicesIsThere();
    void whatHasNoStatusHasANextStepToo();

private:
    static QList<Fault> rows(const char *service)
    {
        QList<Fault> all;
        all << (QLatin1String(service) == QLatin1String(director) ? directorFaults() : managerFaults());
        return all + commonFaults(service);
    }
    static bool isSaid(const Fault &fault, const QString &form)
    {
        const bool hasWords = *fault.message != '\0';
        const bool hasCode = *fault.code != '\0';
        if (form == QLatin1String("empty"))
            return !hasWords && !hasCode;
        if (form == QLatin1String("html") || form == QLatin1String("text"))
            return !hasCode;
        return form != QLatin1String("xml") || QLatin1String(fault.service) == QLatin1String(director);
    }
};

void FaultTableTest::faultsAreExplained_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("form");
    for (const char *service : {director, manager}) {
        for (const char *form : {"xml", "json", "html", "text", "empty"}) {
            if (QLatin1String(service) == QLatin1String(director) || QLatin1String(form) != QLatin1String("xml"))
                QTest::addRow("%s %s", service, form) << QString::fromLatin1(service) << QString::fromLatin1(form);
        }
    }
}

void FaultTableTest::faultsAreExplained()
{
    QFETCH(QString, service);
    QFETCH(QString, form);
    QList<Fault> met;
    QJsonArray script;
    for (const Fault &fault : rows(service == QLatin1String(director) ? director : manager)) {
        if (!isSaid(fault, form))
            continue;
        QJsonObject entry = answerOf(fault, form);
        entry.insert(QStringLiteral("path"), QStringLiteral("/api/fault/%1").arg(met.size()));
        script.append(entry);
        met << fault;
    }
    demo::ServerOptions options;
    options.platform = service;
    QTemporaryDir folder;
    options.misfortunesFile = folder.filePath(QStringLiteral("script.json"));
    QFile file(options.misfortunesFile);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QJsonDocument(script).toJson());
    file.close();
    const auto server = demo::Server::start(options);
    QVERIFY(server);
    const auto platforms = allPlatforms();
    const auto platform =
        std::find_if(platforms.begin(), platforms.end(), [&](const auto &each) { return each->service() == service; });
    const Explainer explainer(service);
    Http http{HttpOptions()};
    for (qsizetype i = 0; i < met.size(); ++i) {
        const Fault &fault = met.at(i);
        const QUrl url((*server)->url() + QStringLiteral("/api/fault/%1").arg(i));
        const auto reply = ended(http.send(Request::get(url)));
        QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().message()));
        const Error error = (*platform)->error(*reply);
        const QByteArray where =
            form.toLatin1() + ' ' + QByteArray::number(fault.status) + ' ' + fault.code + ' ' + fault.message;
        QCOMPARE(error.status(), fault.status);
        QVERIFY2(error.kind() == fault.kind, where + " is " + kindName(error.kind()).toLatin1());
        QCOMPARE(error.code(), QString::fromLatin1(fault.code));
        QVERIFY2(!error.message().trimmed().isEmpty(), where);
        QVERIFY2(
            !error.message().contains(QLatin1String("<")) && !error.message().contains(QLatin1String("alert")), where);
        const Explanation words = explainer.explain(error);
        QVERIFY2(words.title == QLatin1String(fault.title), where + " is " + words.title.toUtf8());
        QVERIFY2(words.actions.contains(QLatin1String(fault.action)), where);
        QVERIFY2(!words.causes.isEmpty() && !words.remedies.isEmpty(), where);
    }
}

/// Statuses that the two texts name stand in the table.
void FaultTableTest::theTextsListsAreComplete()
{
    const QList<std::pair<const char *, QRegularExpression>> texts{
        {"vcloud-api-responses.txt",
            QRegularExpression(QStringLiteral("^([45]\\d\\d) "), QRegularExpression::MultilineOption)},
        {"cloud-manager-http.txt",
            QRegularExpression(QStringLiteral("^([45]\\d\\d) \\|"), QRegularExpression::MultilineOption)}};
    int read = 0;
    for (const auto &[name, pattern] : texts) {
        QFile file(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/../shared/seeds/") + QLatin1String(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        ++read;
        const char *service = QByteArray(name).startsWith("vcloud") ? director : manager;
        const QList<Fault> known = rows(service);
        int named = 0;
        for (auto match = pattern.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) {
            const int status = match.next().captured(1).toInt();
            ++named;
            QVERIFY2(std::any_of(known.begin(), known.end(), [&](const Fault &each) { return each.status == status; }),
                qPrintable(QString::number(status)));
        }
        QVERIFY2(named >= 5, name);
    }
    qInfo("%d shared files", read);
}

/// What a console of these services must know, whether a text names it or not.
void FaultTableTest::everyStatusOfBothServicesIsThere()
{
    for (const char *service : {director, manager}) {
        const QList<Fault> known = rows(service);
        for (const int status : {400, 401, 403, 404, 405, 406, 408, 409, 412, 415, 420, 429, 500, 501, 502, 503, 504})
            QVERIFY2(std::any_of(known.begin(), known.end(), [&](const Fault &each) { return each.status == status; }),
                qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(service)).arg(status)));
    }
}

void FaultTableTest::whatHasNoStatusHasANextStepToo()
{
    const QList<std::pair<Kind, const char *>> all{{Kind::Offline, "HOST_NOT_FOUND"}, {Kind::Offline, "REFUSED"},
        {Kind::Offline, "TIMED_OUT"}, {Kind::Offline, "RESET"}, {Kind::Offline, "CUT_SHORT"}, {Kind::Offline, "PROXY"},
        {Kind::Tls, "TLS_EXPIRED"}, {Kind::Tls, "TLS_SELF_SIGNED"}, {Kind::Tls, "TLS_WRONG_NAME"},
        {Kind::Tls, "TLS_CHANGED"}, {Kind::Malformed, ""}, {Kind::Malformed, "TOO_LARGE"}, {Kind::Offline, "NOT_DONE"},
        {Kind::Offline, "OUTCOME_UNKNOWN"}, {Kind::Canceled, ""}, {Kind::Unsupported, ""},
        {Kind::Server, "SOMETHING_NOBODY_HAS_SEEN"}};
    for (const char *service : {director, manager, ""}) {
        const Explainer explainer((QLatin1String(service)));
        QSet<QString> titles;
        for (const auto &[kind, code] : all) {
            const Explanation words =
                explainer.explain(Error(kind, QStringLiteral("no")).withCode(QLatin1String(code)));
            QVERIFY2(!words.actions.isEmpty() && !words.causes.isEmpty() && !words.remedies.isEmpty(), code);
            titles.insert(words.title);
        }
        QCOMPARE(titles.size(), all.size()); // each is told apart
    }
}

QTEST_GUILESS_MAIN(FaultTableTest)
#include "tst_faulttable.moc"
