// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/directorsite.h"

#include <QUuid>

using namespace nephoscope;

namespace {

const QString administrator = QStringLiteral("Organization Administrator");

} // namespace

/// What the console does with every header that the vCloud API has: one row per header of the vCloud text, each in XML
/// and in JSON.
class CloudDirectorHeadersTest : public QObject {
    Q_OBJECT
private slots:
    void everyLineHasARow();
    void headers_data();
    void headers();

private:
    using Check = void (CloudDirectorHeadersTest::*)(const QString &representation);
    struct Row {
        const char *line;
        Check check;
    };
    static const QList<Row> &rows();

    void oldToken(const QString &representation);
    void requestId(const QString &representation);
    void accessToken(const QString &representation);
    void improvementProgramme(const QString &representation);
    void tokenType(const QString &representation);
    void executionTime(const QString &representation);

    std::shared_ptr<Session> signedIn(DirectorSite &site, const QString &representation)
    {
        const auto session = site.signIn(administrator, representation);
        return session ? *session : nullptr;
    }
};

const QList<CloudDirectorHeadersTest::Row> &CloudDirectorHeadersTest::rows()
{
    using Test = CloudDirectorHeadersTest;
    static const QList<Row> all{{"x-vcloud-authorization", &Test::oldToken},
        {"X-VMWARE-VCLOUD-REQUEST-ID", &Test::requestId}, {"X-VMWARE-VCLOUD-ACCESS-TOKEN", &Test::accessToken},
        {"X-VMWARE-VCLOUD-CEIP-ID", &Test::improvementProgramme}, {"X-VMWARE-VCLOUD-TOKEN-TYPE", &Test::tokenType},
        {"X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME", &Test::executionTime}};
    return all;
}

void CloudDirectorHeadersTest::everyLineHasARow()
{
    const QStringList lines = linesOfTheText(QRegularExpression(QStringLiteral("^[xX]-[A-Za-z-]+$")));
    for (const QString &line : lines) {
        const bool hasRow = std::any_of(
            rows().begin(), rows().end(), [&](const Row &row) { return line.startsWith(QLatin1String(row.line)); });
        QVERIFY2(hasRow, qPrintable(line));
    }
    QVERIFY(lines.isEmpty() || lines.size() >= 6);
}

void CloudDirectorHeadersTest::headers_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("representation");
    for (int i = 0; i < rows().size(); ++i) {
        for (const char *representation : {"xml", "json"})
            QTest::addRow("%s (%s)", rows()[i].line, representation) << i << QString::fromLatin1(representation);
    }
}

void CloudDirectorHeadersTest::headers()
{
    QFETCH(int, row);
    QFETCH(QString, representation);
    (this->*rows()[row].check)(representation);
}

void CloudDirectorHeadersTest::oldToken(const QString &representation)
{
    DirectorSite site;
    const auto old = site.signIn(administrator, representation, QStringLiteral("9.0"));
    QVERIFY(old);
    QCOMPARE((*old)->access().tokenKind, Access::Token::VcloudAuthorization);
    QVERIFY(ended((*old)->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
    const auto modern = signedIn(site, representation);
    QVERIFY(modern);
    QCOMPARE(modern->access().tokenKind, Access::Token::Bearer); // deprecated from 30.0 on
    const auto wanted = site.signIn(administrator, representation, QStringLiteral("31.0"), {}, true);
    QVERIFY(wanted);
    QCOMPARE((*wanted)->access().tokenKind, Access::Token::VcloudAuthorization); // unless the profile says so
    QVERIFY(ended((*wanted)->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
}

void CloudDirectorHeadersTest::requestId(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QUrl action = site.first(*session, QStringLiteral("vApp"), QStringLiteral("status==POWERED_OFF"));
    action.setPath(action.path() + QStringLiteral("/power/action/powerOn"));
    Request request("POST", action);
    const QByteArray id = Session::newAction();
    request.setAction(id);
    const auto outcome = ended(session->act(request));
    QVERIFY(outcome);
    QVERIFY2(outcome->requestId.startsWith(QString::fromLatin1(id) + QLatin1Char('-')), qPrintable(outcome->requestId));
    QCOMPARE(outcome->task->requestId, outcome->requestId);
    const Exchange &exchange = session->traffic().exchanges().back();
    QCOMPARE(exchange.request().headers().value("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID"), id);
    const auto read = ended(session->open(Ref(site.at(QStringLiteral("/api/org/")), QStringLiteral("orgList"))));
    QVERIFY(read);
    QVERIFY2(!QUuid::fromString(read->requestId).isNull(), qPrintable(read->requestId)); // made by the site alone
    QVERIFY(ended(session->finished(*outcome->task)));
}

void CloudDirectorHeadersTest::accessToken(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QVERIFY(session->access().token.reveal().size() > 32);
    QVERIFY(ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
    const Headers &sent = session->traffic().exchanges().back().request().headers();
    QVERIFY(sent.contains("Authorization") && !sent.contains("x-vcloud-authorization"));
    QVERIFY(!sent.value("Authorization").contains(session->access().token.reveal())); // no record holds a secret
}

void CloudDirectorHeadersTest::improvementProgramme(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QVERIFY(ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
    const QByteArray id = session->traffic().exchanges().back().reply().headers().value("X-VMWARE-VCLOUD-CEIP-ID");
    QVERIFY(!QUuid::fromString(QString::fromLatin1(id)).isNull()); // where the exchange's details show it
}

void CloudDirectorHeadersTest::tokenType(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const auto &exchanges = session->traffic().exchanges();
    const auto login = std::find_if(exchanges.begin(), exchanges.end(),
        [](const Exchange &exchange) { return exchange.reply().headers().contains("X-VMWARE-VCLOUD-ACCESS-TOKEN"); });
    QVERIFY(login != exchanges.end());
    QCOMPARE(login->reply().headers().value("X-VMWARE-VCLOUD-TOKEN-TYPE"), QByteArray("Bearer"));
    QVERIFY(ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
    QVERIFY(exchanges.back().request().headers().value("Authorization").startsWith("Bearer "));
}

void CloudDirectorHeadersTest::executionTime(const QString &representation)
{
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QVERIFY(ended(session->send(Request::get(QUrl(QStringLiteral("/api/org/"))))));
    const QByteArray time =
        session->traffic().exchanges().back().reply().headers().value("X-VMWARE-VCLOUD-REQUEST-EXECUTION-TIME");
    bool isNumber = false;
    QVERIFY(time.toLongLong(&isNumber) >= 0 && isNumber);
}

QTEST_GUILESS_MAIN(CloudDirectorHeadersTest)
#include "tst_clouddirectorheaders.moc"
