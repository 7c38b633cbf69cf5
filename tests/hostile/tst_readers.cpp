// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/connected.h"
#include "hostile/figures.h"
#include "hostile/hostilesite.h"
#include "inventory/listload.h"
#include "net/har.h"
#include "session/filetransfer.h"

#include <QJsonObject>
#include <QtTest>

using namespace nephoscope;

namespace {

constexpr int longest = 40'000; ///< ms until whatever it is has come to an end

} // namespace

/// The corpus before every other reader than that of single resources: whole lists, what a server publishes about
/// itself, files, recordings. Each comes to an end in bounded memory, the event loop goes on, and the site is still of
/// use afterwards. What must come of a case is said for single resources; here it may be read or refused.
class HostileReaders : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyReaderComesToAnEnd_data();
    void everyReaderComesToAnEnd();
    void listsThatGoOnForEverEnd_data();
    void listsThatGoOnForEverEnd();
    void recordingsOfAllThisCanBeRead();
    void cleanupTestCase();

private:
    class Site {
    public:
        Site(const QString &service, const QString &role)
            : site(service)
            , console(site.url(), site.behind().user(role), 1)
        {
        }
        HostileSite site;
        Connected console;
    };

    std::shared_ptr<ListLoad> loadOf(const Site &site, const QString &path) const;
    void read(const Site &site, const QString &reader, const QString &path);
    void readList(const Site &site, const QString &path);
    void readFile(const Site &site, const QString &path);

    std::map<QString, std::unique_ptr<Site>> m_sites;
    Figures m_figures;
};

void HostileReaders::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_sites[director] = std::make_unique<Site>(director, QStringLiteral("System Administrator"));
    m_sites[manager] = std::make_unique<Site>(manager, QStringLiteral("dmin"));
    for (const auto &[service, site] : m_sites) {
        QVERIFY2(site->site.problem().isEmpty(), qPrintable(site->site.problem()));
        QVERIFY2(site->console.problem().isEmpty(), qPrintable(site->console.problem()));
    }
}

void HostileReaders::everyReaderComesToAnEnd_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QString>("path"); // of what is asked for
    QTest::addColumn<QString>("name"); // of the case
    struct Row {
        const char *service, *reader, *path, *notation;
    };
    const Row rows[] = {
        {"director", "list", "/api/query?type=vm&format=records", "xml"},
        {"director", "list", "/cloudapi/1.0.0/edgeGateways", "json"},
        {"director", "resource", "/cloudapi/1.0.0/edgeGateways", "json"},
        {"director", "schema", "/api/", "xml"},
        {"director", "file", "/api/query?type=organization&format=records", "xml"},
        {"manager", "list", "/occm/api/vsa/working-environments", "json"},
        {"manager", "schema", "/occm/api/api-docs", "json"},
    };
    // whole in two minutes; else each case by every third reader
    const bool isWhole = qEnvironmentVariableIsSet("NEPHOSCOPE_HOSTILE");
    int turn = 0;
    for (const Row &row : rows) {
        ++turn;
        const QString service = row.service == QByteArray("director") ? director : manager;
        for (const QJsonValue &each : m_sites.at(service)->site.cases()) {
            const QJsonObject what = each.toObject();
            const QString name = what[QStringLiteral("name")].toString();
            if (++turn % 3 != 0 && !isWhole)
                continue;
            if (what[QStringLiteral("notations")].toArray().contains(QLatin1String(row.notation))
                && !what[QStringLiteral("aborted")].toBool())
                QTest::addRow("%s %s %s: %s", row.service, row.notation, row.reader, qPrintable(name))
                    << service << QString::fromLatin1(row.reader) << QString::fromLatin1(row.path) << name;
        }
    }
}

void HostileReaders::everyReaderComesToAnEnd()
{
    QFETCH(QString, service);
    QFETCH(QString, reader);
    QFETCH(QString, path);
    QFETCH(QString, name);
    Site &site = *m_sites.at(service);
    QVERIFY(site.site.choose(name, QUrl(path).path()));
    {
        const Strain strain;
        read(site, reader, path);
        if (QTest::currentTestFailed())
            return;
        const QString beyond = m_figures.take(strain, QTest::currentDataTag());
        QVERIFY2(beyond.isEmpty(), qPrintable(beyond));
    }
    QVERIFY(site.site.choose({}, {}));
    const QString plain = service == director ? QStringLiteral("/api/org") : QStringLiteral("/occm/api/tenants");
    const Awaited<Resource> after(site.console.session()->open(Ref(site.site.url(plain), QString())));
    QTRY_VERIFY_WITH_TIMEOUT(after.isThere(), longest);
    QVERIFY2(after.result(), qPrintable(after.result() ? QString() : after.result().error().message()));
}

void HostileReaders::read(const Site &site, const QString &reader, const QString &path)
{
    if (reader == QLatin1String("list"))
        return readList(site, path);
    if (reader == QLatin1String("file"))
        return readFile(site, path);
    if (reader == QLatin1String("resource")) {
        const Awaited<Resource> opened(site.console.session()->open(Ref(site.site.url(path), QString())));
        QTRY_VERIFY_WITH_TIMEOUT(opened.isThere(), longest);
        return;
    }
    // what was read before is not asked for again
    QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).removeRecursively();
    const Awaited<bool> read(site.console.session()->readSchema());
    QTRY_VERIFY_WITH_TIMEOUT(read.isThere(), 3 * longest);
}

std::shared_ptr<ListLoad> HostileReaders::loadOf(const Site &site, const QString &path) const
{
    const Ref list = Ref(site.site.url(path), QString()).asCollection();
    return std::make_shared<ListLoad>(site.console.session(), list, ListQuery());
}

void HostileReaders::readList(const Site &site, const QString &path)
{
    const auto load = loadOf(site, path);
    int ended = 0;
    connect(load.get(), &ListLoad::finished, this, [&] { ++ended; });
    connect(load.get(), &ListLoad::isNoList, this, [&] { ++ended; });
    QCoro::connect(load->run(), this, [] {});
    QTRY_VERIFY_WITH_TIMEOUT(ended > 0, longest);
    QVERIFY(load->state() != ListLoad::State::Failed || load->error());
    load->stop();
}

void HostileReaders::readFile(const Site &site, const QString &path)
{
    QTemporaryDir folder;
    TransferOrder order;
    order.session = site.console.session();
    order.object = Ref(site.site.url(QStringLiteral("/api/org")), QString());
    order.file.direction = Transfer::Direction::Download;
    order.file.href = site.site.url(path);
    order.fileName = folder.filePath(QStringLiteral("file"));
    FileTransfer transfer(order);
    transfer.start();
    // one that is broken off is asked for again, and again; the user may end that
    QTRY_VERIFY_WITH_TIMEOUT(transfer.isEnded() || transfer.state() == FileTransfer::State::Waiting, longest);
    if (!transfer.isEnded())
        transfer.cancel();
    QVERIFY(transfer.isEnded());
    QCOMPARE(QFile::exists(order.fileName), transfer.state() == FileTransfer::State::Done);
    QVERIFY(transfer.state() != FileTransfer::State::Failed || transfer.error());
}

void HostileReaders::listsThatGoOnForEverEnd_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    const QString query = QStringLiteral("/api/query?type=vm&format=records&pageSize=2");
    for (const char *name :
        {"a total of a trillion", "a total below zero", "every page is the first", "the next page is this one"}) {
        const QString what = QString::fromLatin1(name);
        QTest::addRow("director xml: %s", name) << director << query << what;
        QTest::addRow("director json: %s", name) << director << QStringLiteral("/cloudapi/1.0.0/edgeGateways") << what;
    }
}

/// Pages without end, or the same one again and again: a list says that there is more, and gives nothing new.
void HostileReaders::listsThatGoOnForEverEnd()
{
    QFETCH(QString, service);
    QFETCH(QString, path);
    QFETCH(QString, name);
    Site &site = *m_sites.at(service);
    const auto honest = loadOf(site, path);
    QSignalSpy known(honest.get(), &ListLoad::finished);
    QCoro::connect(honest->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(known.count(), 1, longest);
    QVERIFY(site.site.choose(name, QUrl(path).path()));
    const Strain strain;
    const auto load = loadOf(site, path);
    QSignalSpy finished(load.get(), &ListLoad::finished);
    QCoro::connect(load->run(), this, [] {});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, longest);
    const QString beyond = m_figures.take(strain, QTest::currentDataTag());
    QVERIFY2(beyond.isEmpty(), qPrintable(beyond));
    QVERIFY2(load->requests() < 200, qPrintable(QString::number(load->requests())));
    QVERIFY2(load->store()->rowCount() <= honest->store()->rowCount(),
        qPrintable(QString::number(load->store()->rowCount()))); // none twice
    QVERIFY(site.site.choose({}, {}));
}

/// What the record of traffic has of all that: a recording that opens, and shows what came.
void HostileReaders::recordingsOfAllThisCanBeRead()
{
    for (const auto &[service, site] : m_sites) {
        const auto &kept = site->console.session()->traffic().exchanges();
        const QList<Exchange> exchanges(kept.begin(), kept.end());
        QVERIFY(exchanges.size() > 20);
        const Strain strain;
        const QByteArray har = writeHar(exchanges);
        const Result<Recording> read = readHar(har);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message()));
        QVERIFY(read->exchanges.size() > 20);
        const QString figures =
            QStringLiteral("%1 bytes of recording, %2 MB").arg(har.size()).arg(strain.peakBytes() / 1048576);
        QVERIFY2(strain.peakBytes() <= 8 * har.size() + 1048576, qPrintable(figures));
    }
}

void HostileReaders::cleanupTestCase()
{
    qInfo("%s", qPrintable(m_figures.summary()));
    m_sites.clear();
}

QTEST_GUILESS_MAIN(HostileReaders)
#include "tst_readers.moc"
