// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/connected.h"
#include "hostile/hostilesite.h"
#include "hostile/strain.h"

#include <QJsonObject>
#include <QtTest>

using namespace nephoscope;

namespace {

constexpr qint64 cap = qint64(64) * 1024 * 1024; ///< setting::responseLimitMegabytes, as shipped
constexpr qint64 longestStall = 50; ///< ms of work
constexpr qint64 longestWait = 3000; ///< ms, on a machine that does much else

} // namespace

/// Every answer of the corpus, read by the session in both dialects: a clear error or a resource, in bounded memory,
/// the event loop goes on, and the site is still of use afterwards.
class HostileAnswers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyAnswerEndsWell_data();
    void everyAnswerEndsWell();
    void closingDoesNotWaitForAnAnswerWithoutEnd();
    void whatNobodyAskedForIsCutOff();
    void cleanupTestCase();

private:
    struct Site {
        std::unique_ptr<HostileSite> site;
        std::unique_ptr<Connected> console;
        QString path; ///< of the resource that is asked for
        QString notation;
    };
    void connectTo(const QString &service, const QString &role, const QString &path, const QString &representation);

    std::map<QString, Site> m_sites;
    int m_cases = 0;
    qint64 m_worstMemory = 0;
    qint64 m_worstStall = 0;
    QString m_fattest;
    QString m_slowest;
};

void HostileAnswers::initTestCase()
{
    connectTo(
        director, QStringLiteral("Organization Administrator"), QStringLiteral("/api/org"), QStringLiteral("xml"));
    connectTo(manager, QStringLiteral("dmin"), QStringLiteral("/occm/api/tenants"), QStringLiteral("json"));
}

void HostileAnswers::connectTo(
    const QString &service, const QString &role, const QString &path, const QString &representation)
{
    Site made;
    made.site = std::make_unique<HostileSite>(service);
    QVERIFY2(made.site->problem().isEmpty(), qPrintable(made.site->problem()));
    made.console = std::make_unique<Connected>(made.site->url(), made.site->behind().user(role), 3);
    QVERIFY2(made.console->problem().isEmpty(), qPrintable(made.console->problem()));
    made.path = path;
    made.notation = representation;
    m_sites[service + QLatin1Char(' ') + representation] = std::move(made);
}

void HostileAnswers::everyAnswerEndsWell_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QJsonObject>("what");
    for (const auto &[name, site] : m_sites) {
        for (const QJsonValue &each : site.site->cases()) {
            const QJsonObject what = each.toObject();
            if (what[QStringLiteral("notations")].toArray().contains(site.notation))
                QTest::addRow("%s: %s", qPrintable(name), qPrintable(what[QStringLiteral("name")].toString()))
                    << name << what;
        }
    }
}

void HostileAnswers::everyAnswerEndsWell()
{
    QFETCH(QString, service);
    QFETCH(QJsonObject, what);
    Site &site = m_sites.at(service);
    const Ref ref(site.site->url(site.path), QString());
    const auto session = site.console->session();
    QVERIFY(site.site->choose(what[QStringLiteral("name")].toString(), site.path));
    const QStringList kinds = what[QStringLiteral("error")].toString().split(u' ', Qt::SkipEmptyParts);
    qint64 memory = 0;
    qint64 stall = 0;
    qint64 wait = 0;
    {
        const Strain strain;
        const Awaited<Resource> opened(session->open(ref));
        if (what[QStringLiteral("aborted")].toBool()) {
            QTest::qWait(300); // as long as it takes until somebody loses patience
            session->abort();
        }
        QTRY_VERIFY_WITH_TIMEOUT(opened.isThere(), 30'000);
        memory = strain.peakBytes();
        stall = strain.worstStall();
        wait = strain.worstWait();
        if (kinds.isEmpty())
            QVERIFY2(opened.result(), qPrintable(opened.result() ? QString() : opened.result().error().message()));
        else
            QVERIFY2(!opened.result() && kinds.contains(kindName(opened.result().error().kind())),
                qPrintable(opened.result()
                        ? QStringLiteral("it was taken for good")
                        : kindName(opened.result().error().kind()) + u' ' + opened.result().error().message()));
        if (!opened.result())
            QVERIFY(opened.result().error().message().size() < 5000);
    }
    ++m_cases;
    if (memory > m_worstMemory) {
        m_worstMemory = memory;
        m_fattest = QString::fromLatin1(QTest::currentDataTag());
    }
    if (stall > m_worstStall) {
        m_worstStall = stall;
        m_slowest = QString::fromLatin1(QTest::currentDataTag());
    }
    QVERIFY2(memory <= 3 * cap, qPrintable(QStringLiteral("%1 MB").arg(memory / 1048576)));
    QVERIFY2(wait < longestWait, qPrintable(QStringLiteral("%1 ms without an event").arg(wait)));
    QVERIFY2(double(stall) <= double(longestStall) * sanitizerFactor(), qPrintable(QStringLiteral("%1 ms").arg(stall)));

    QVERIFY(site.site->choose({}, {}));
    const Awaited<Resource> after(session->open(ref));
    QTRY_VERIFY_WITH_TIMEOUT(after.isThere(), 40'000);
    QVERIFY2(after.result(), qPrintable(after.result() ? QString() : after.result().error().message()));
}

void HostileAnswers::closingDoesNotWaitForAnAnswerWithoutEnd()
{
    Site &site = m_sites.begin()->second;
    QVERIFY(site.site->choose(QStringLiteral("fields without end"), site.path));
    const Awaited<Resource> opened(site.console->session()->open(Ref(site.site->url(site.path), QString())));
    QTest::qWait(500); // by then the network's thread hears nothing else
    QElapsedTimer clock;
    clock.start();
    site.console.reset();
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(opened.isThere() && !opened.result());
    QCOMPARE(opened.result().error().kind(), Error::Kind::Canceled);
}

/// Qt reads on in a thread of its own when nobody waits for the answer any more.
void HostileAnswers::whatNobodyAskedForIsCutOff()
{
    Site &site = m_sites.rbegin()->second;
    QVERIFY(site.site->choose(QStringLiteral("fields without end"), site.path));
    const Awaited<Resource> opened(site.console->session()->open(Ref(site.site->url(site.path), QString())));
    QTRY_VERIFY_WITH_TIMEOUT(opened.isThere(), 40'000);
    QVERIFY(!opened.result());
    QTest::qWait(1000); // by then it is cut
    const Strain strain;
    QTest::qWait(1000);
    QVERIFY2(strain.peakBytes() < 1024 * 1024, qPrintable(QString::number(strain.peakBytes())));
    QVERIFY(site.site->choose({}, {}));
}

void HostileAnswers::cleanupTestCase()
{
    qInfo("%d hostile answers; worst memory %.1f MB (%s), limit %lld MB; worst stall %lld ms (%s)", m_cases,
        double(m_worstMemory) / 1048576, qPrintable(m_fattest), 3 * cap / 1048576, m_worstStall, qPrintable(m_slowest));
    m_sites.clear();
}

QTEST_GUILESS_MAIN(HostileAnswers)
#include "tst_answers.moc"
