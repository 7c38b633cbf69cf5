// SPDX-License-Identifier: GPL-3.0-or-later
#include "explain/explainer.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace nephoscope;

namespace {

const QString director = QStringLiteral("cloud-director");
const QString manager = QStringLiteral("cloud-manager");

Error error(Error::Kind kind, int status, const char *code = "", const char *message = "no")
{
    return Error(kind, QLatin1String(message)).withStatus(status).withCode(QLatin1String(code));
}

} // namespace

/// From an error to words: always some, the most particular ones, with a next step.
class ExplainerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyErrorHasWordsAndANextStep();
    void statusesMeanWhatTheServiceSays_data();
    void statusesMeanWhatTheServiceSays();
    void faultsWithoutAStatusAreToldApart_data();
    void faultsWithoutAStatusAreToldApart();
    void theMostParticularRuleWins();
    void usersAddTheirOwn();
    void brokenFilesAreNamedAndLeftOut();
    void whatIsWrongWithAFileIsSaid_data();
    void whatIsWrongWithAFileIsSaid();
};

void ExplainerTest::initTestCase() { QStandardPaths::setTestModeEnabled(true); }

void ExplainerTest::everyErrorHasWordsAndANextStep()
{
    for (const QString &service : {director, manager, QString()}) {
        const Explainer explainer(service);
        QVERIFY2(explainer.troubles().isEmpty(), qPrintable(explainer.troubles().join(QLatin1Char('\n'))));
        for (int kind = 0; kind <= int(Error::Kind::Malformed); ++kind) {
            for (int status = 0; status < 600; status += status == 0 ? 100 : 1) {
                const Explanation words = explainer.explain(error(Error::Kind(kind), status, "NEVER_HEARD_OF"));
                const QByteArray where = kindName(Error::Kind(kind)).toLatin1() + ' ' + QByteArray::number(status);
                QVERIFY2(!words.title.isEmpty() && !words.happened.isEmpty() && !words.remedies.isEmpty(), where);
                QVERIFY2(!words.causes.isEmpty() && !words.actions.isEmpty(), where);
            }
        }
    }
}

void ExplainerTest::statusesMeanWhatTheServiceSays_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("causes"); ///< a word of each that the texts name
    QTest::addColumn<QString>("action");
    const auto row = [](const QString &service, int status, const char *code, const char *message, const char *title,
                         const QStringList &causes, const char *action) {
        QTest::addRow("%s %d %s %.20s", qPrintable(service), status, code, message)
            << service << status << QString::fromLatin1(code) << QString::fromLatin1(message)
            << QString::fromLatin1(title) << causes << QString::fromLatin1(action);
    };
    const auto list = [](const char *words) { return QString::fromLatin1(words).split(QLatin1Char('|')); };
    row(director, 400, "", "", "The request is not valid", list("missing|malformed"), "edit");
    row(director, 401, "", "", "Sign in again", list("password was wrong|token has expired|session was ended"),
        "sign-in");
    row(director, 403, "", "", "Not here, or not allowed", list("not in the container|not signed in|lacks a right"),
        "recheck");
    row(director, 404, "", "", "No such address", list("mistyped|deleted"), "recheck");
    row(director, 405, "", "", "Method not supported", list("address"), "version");
    row(director, 406, "", "", "Version or form not available", list("API version|representation"), "version");
    row(director, 409, "", "", "The state does not allow it", list("still contains"), "show-task");
    row(director, 412, "", "", "Changed meanwhile", list("Another user"), "merge");
    row(director, 415, "", "", "Type of body not supported", list("media type"), "version");
    row(director, 500, "", "", "Error inside the service", list("fault in the service"), "recheck");
    row(director, 503, "", "", "The cell is busy", list("Too many requests|starting"), "wait");
    row(director, 504, "", "", "The gateway gave up", list("longer than the gateway"), "find-out");
    row(director, 400, "BUSY_ENTITY", "", "The object is busy", list("vApp is busy"), "queue");
    row(director, 400, "OPERATION_LIMITS_EXCEEDED", "", "Too many operations at once", list("limit"), "wait");
    row(director, 400, "DUPLICATE_NAME", "", "The name is taken", list("Somebody else"), "edit");
    row(director, 400, "INVALID_STATE", "", "Not possible in this state", list("indeterminate"), "recheck");
    row(director, 403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "", "No access to the object", list("deleted|shared"),
        "recheck");
    row(director, 400, "BAD_REQUEST", "There is already a VM named \"x\".", "The name is taken", {}, "edit");
    row(director, 400, "VC_FAULT", "", "The infrastructure reports an error", list("datastore"), "recheck");
    row(manager, 400, "", "", "The input is not valid", list("missing|wrong state"), "edit");
    row(manager, 400, "", "Working environment must be ON to perform this operation", "The state does not allow it", {},
        "recheck");
    row(manager, 400, "", "Initial setup already performed", "It is set up already", {}, "sign-in");
    row(manager, 401, "", "", "Sign in again", list("token has expired|session has ended"), "sign-in");
    row(manager, 403, "", "", "Not allowed", list("connector|role"), "settings");
    row(manager, 408, "", "", "The directory did not answer", list("directory"), "wait");
    row(manager, 409, "", "", "Another operation is in progress", list("in progress"), "queue");
    row(manager, 409, "", "Already registered", "Registered already", {}, "recheck");
    row(manager, 412, "", "", "Not configured for that", list("portal"), "settings");
    row(manager, 420, "", "", "Not set up", list("just installed"), "set-up");
    row(manager, 500, "", "", "Error inside the service", list("fault"), "recheck");
    row(manager, 503, "", "", "The service is starting", list("starting"), "wait");
    row(manager, 504, "", "", "The gateway gave up", list("longer than"), "find-out");
    for (const QString &service : {director, manager}) {
        row(service, 420, "", "", service == director ? "The request was refused" : "Not set up", {},
            service == director ? "edit" : "set-up");
        row(service, 429, "", "", "Too many requests", list("Too many requests"), "wait");
        row(service, 501, "", "", service == director ? "Not offered" : "Not offered", list("version"), "version");
        row(service, 502, "", "", "Bad answer behind the gateway", list("starting"), "find-out");
        row(service, 418, "", "", "The request was refused", {}, "edit");
        row(service, 302, "", "", "Redirect", list("moved"), "settings");
    }
}

void ExplainerTest::statusesMeanWhatTheServiceSays()
{
    QFETCH(QString, service);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(QString, title);
    QFETCH(QStringList, causes);
    QFETCH(QString, action);
    const Explainer explainer(service);
    const Error met = error(kindOfStatus(status), status, code.toLatin1(), message.toLatin1());
    const Explanation words = explainer.explain(met);
    QCOMPARE(words.title, title);
    const QString said = words.causes.join(QLatin1Char('\n'));
    for (const QString &cause : causes)
        QVERIFY2(said.contains(cause), qPrintable(cause + QStringLiteral(" is not in: ") + said));
    QVERIFY2(words.actions.contains(action), qPrintable(words.actions.join(QLatin1Char(' '))));
}

void ExplainerTest::faultsWithoutAStatusAreToldApart_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("title");
    const auto row = [](Error::Kind kind, const char *code, const char *title) {
        QTest::newRow(code) << kind << QString::fromLatin1(code) << QString::fromLatin1(title);
    };
    row(Error::Kind::Offline, "HOST_NOT_FOUND", "Host not found");
    row(Error::Kind::Offline, "REFUSED", "Connection refused");
    row(Error::Kind::Offline, "NO_CONNECTION", "No connection");
    row(Error::Kind::Offline, "TIMED_OUT", "No answer in time");
    row(Error::Kind::Offline, "RESET", "Connection lost");
    row(Error::Kind::Offline, "CUT_SHORT", "Answer cut short");
    row(Error::Kind::Offline, "PROXY", "The proxy does not answer");
    row(Error::Kind::Tls, "TLS_EXPIRED", "Certificate expired");
    row(Error::Kind::Tls, "TLS_SELF_SIGNED", "Certificate nobody vouches for");
    row(Error::Kind::Tls, "TLS_WRONG_NAME", "Certificate of another name");
    row(Error::Kind::Tls, "TLS_CHANGED", "The certificate has changed");
    row(Error::Kind::Tls, "TLS_UNTRUSTED", "Certificate not trusted");
    row(Error::Kind::Tls, "TLS_HANDSHAKE", "No secure connection");
    row(Error::Kind::Malformed, "TOO_LARGE", "Answer too large");
    row(Error::Kind::Malformed, "INVALID_HTTP", "No valid HTTP");
    row(Error::Kind::Malformed, "", "Answer not understood");
    row(Error::Kind::Offline, "NOT_DONE", "It was not done");
    row(Error::Kind::Offline, "OUTCOME_UNKNOWN", "It is not certain whether it was done");
}

void ExplainerTest::faultsWithoutAStatusAreToldApart()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, code);
    QFETCH(QString, title);
    for (const QString &service : {director, manager, QString()})
        QCOMPARE(Explainer(service).explain(error(kind, 0, code.toLatin1())).title, title);
}

void ExplainerTest::theMostParticularRuleWins()
{
    const QByteArray rules = R"([
        {"kind":"Busy","title":"by kind","happened":"x"},
        {"status":"5xx","title":"by class","happened":"x"},
        {"status":503,"title":"by status","happened":"x"},
        {"code":"A","title":"by code","happened":"x"},
        {"code":"B_*","title":"by beginning","happened":"x"},
        {"pattern":"cell \\d+","title":"by pattern","happened":"x"}])";
    const auto made = Explainer::of({{QStringLiteral("own"), rules}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().message()));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 429)).title, QStringLiteral("by kind"));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 500)).title, QStringLiteral("by class"));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 503)).title, QStringLiteral("by status"));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 503, "A")).title, QStringLiteral("by code"));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 503, "B_2")).title, QStringLiteral("by beginning"));
    QCOMPARE(made->explain(error(Error::Kind::Busy, 503, "A", "Cell 7 is down")).title, QStringLiteral("by pattern"));
    QVERIFY(!made->explain(error(Error::Kind::Forbidden, 403)).title.isEmpty());
}

void ExplainerTest::usersAddTheirOwn()
{
    QVERIFY(QDir().mkpath(explanationsFolder()));
    QFile file(explanationsFolder() + QStringLiteral("/house.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"([{"status":503,"title":"Night shift","happened":"The backup runs.","actions":["wait"]}])");
    file.close();
    const Explainer explainer(director);
    QVERIFY(file.remove());
    QCOMPARE(explainer.explain(error(Error::Kind::Busy, 503)).title, QStringLiteral("Night shift"));
    QCOMPARE(explainer.explain(error(Error::Kind::SignIn, 401)).title, QStringLiteral("Sign in again"));
}

void ExplainerTest::brokenFilesAreNamedAndLeftOut()
{
    QVERIFY(QDir().mkpath(explanationsFolder()));
    QFile file(explanationsFolder() + QStringLiteral("/broken.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("[{");
    file.close();
    const Explainer explainer(director);
    QVERIFY(file.remove());
    QCOMPARE(explainer.troubles().size(), 1);
    QVERIFY(explainer.troubles().constFirst().contains(QStringLiteral("broken.json")));
    QCOMPARE(explainer.explain(error(Error::Kind::SignIn, 401)).title, QStringLiteral("Sign in again"));
}

void ExplainerTest::whatIsWrongWithAFileIsSaid_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("said");
    QTest::newRow("no list") << QByteArray("{}") << QStringLiteral("no list");
    QTest::newRow("member") << QByteArray(R"([{"titel":"x"}])") << QStringLiteral("titel");
    QTest::newRow("title") << QByteArray(R"([{"happened":"x"}])") << QStringLiteral("title");
    QTest::newRow("kind") << QByteArray(R"([{"kind":"Rain","title":"x","happened":"x"}])") << QStringLiteral("Rain");
    QTest::newRow("action") << QByteArray(R"([{"title":"x","happened":"x","actions":["dance"]}])")
                            << QStringLiteral("dance");
    QTest::newRow("pattern") << QByteArray(R"([{"title":"x","happened":"x","pattern":"("}])")
                             << QStringLiteral("regular expression");
}

void ExplainerTest::whatIsWrongWithAFileIsSaid()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, said);
    const auto made = Explainer::of({{QStringLiteral("mine.json"), json}});
    QVERIFY(!made);
    QVERIFY2(made.error().message().contains(said), qPrintable(made.error().message()));
    QVERIFY(made.error().message().contains(QStringLiteral("mine.json")));
}

QTEST_GUILESS_MAIN(ExplainerTest)
#include "tst_explainer.moc"
