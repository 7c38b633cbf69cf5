// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/connected.h"
#include "hostile/figures.h"
#include "hostile/hostilesite.h"

#include <QJsonObject>
#include <QtTest>

using namespace nephoscope;

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
    Figures m_figures;
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
    {
        const Strain strain;
        const Awaited<Resource> opened(session->open(ref));
        if (what[QStringLiteral("aborted")].toBool()) {
            QTest::qWait(300); // as long as it takes until somebody loses patience
            session->abort();
        }
        QTRY_VERIFY_WITH_TIMEOUT(opened.isThere(), 30'000);
        const QString beyond = m_figures.take(strain, QTest::currentDataTag());
        QVERIFY2(beyond.isEmpty(), qPrintable(beyond));
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
    qInfo("%s", qPrintable(m_figures.summary()));
    m_sites.clear();
}

QTEST_GUILESS_MAIN(HostileAnswers)
#include "tst_answers.moc"
