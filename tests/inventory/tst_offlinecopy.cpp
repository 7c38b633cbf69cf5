// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/listpage.h"
#include "inventory/offlinecopy.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nephoscope;

/// Lists kept on disk for the next start.
class OfflineCopyTest : public QObject {
    Q_OBJECT
private slots:
    void comesBackAsItWas();
    void holdsNoSecrets();
    void isForItsUserOnly();
    void whatIsDamagedIsRefused();

private:
    static std::shared_ptr<RecordStore> filled(int rows, bool withSecrets);
    static OfflineCopy copyOf(const std::shared_ptr<RecordStore> &store);
    QTemporaryDir m_folder;
};

std::shared_ptr<RecordStore> OfflineCopyTest::filled(int rows, bool withSecrets)
{
    const auto store = std::make_shared<RecordStore>();
    RecordWriter writer(store);
    ListLayout layout;
    QByteArray body = "[";
    for (int row = 0; row < rows; ++row)
        body += (row > 0 ? ",{\"id\":\"i" : "{\"id\":\"i") + QByteArray::number(row)
            + "\",\"n\":" + QByteArray::number(row) + ",\"x\":null"
            + (withSecrets ? ",\"password\":\"hunter2\",\"users\":[{\"name\":\"ada\",\"password\":\"hunter2\"}]" : "")
            + '}';
    const auto read =
        readListPage(ListAnswer(body + ']', "application/json", QUrl(QStringLiteral("https://x/l"))), layout, writer);
    return read ? store : nullptr;
}

OfflineCopy OfflineCopyTest::copyOf(const std::shared_ptr<RecordStore> &store)
{
    OfflineCopy copy;
    copy.store = store;
    copy.readAt = QDateTime(QDate(2024, 3, 1), QTime(12, 0), Qt::UTC);
    copy.service = QStringLiteral("a service");
    copy.apiVersion = QStringLiteral("38.0");
    copy.kind = QStringLiteral("thing");
    copy.name = QStringLiteral("Things");
    return copy;
}

void OfflineCopyTest::comesBackAsItWas()
{
    for (const int rows : {0, 1, 255, 256, 257, 5000}) {
        const auto store = filled(rows, false);
        QVERIFY(store);
        const QString file = m_folder.filePath(QStringLiteral("a/list"));
        const OfflineCopy written = copyOf(store);
        QVERIFY(OfflineCopy::write(file, written));
        const auto described = OfflineCopy::describe(file);
        QVERIFY(described);
        QVERIFY(!described->store);
        const auto copy = OfflineCopy::read(file);
        QVERIFY(copy);
        for (const OfflineCopy &each : {*copy, *described}) {
            QCOMPARE(each.readAt, written.readAt);
            QCOMPARE(each.service, written.service);
            QCOMPARE(each.apiVersion, written.apiVersion);
            QCOMPARE(each.kind, written.kind);
            QCOMPARE(each.name, written.name);
        }
        QCOMPARE(copy->store->rowCount(), store->rowCount());
        for (RecordStore::Row row = 0; row < store->rowCount(); ++row)
            QCOMPARE(copy->store->rowDocument(row), store->rowDocument(row));
    }
}

void OfflineCopyTest::holdsNoSecrets()
{
    const auto store = filled(3, true);
    QVERIFY(store->rowText(0).contains("hunter2"));
    const QString name = m_folder.filePath(QStringLiteral("secret/list"));
    QVERIFY(OfflineCopy::write(name, copyOf(store)));
    QFile file(name);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains("hunter2"));
    QVERIFY(bytes.contains("ada"));
}

void OfflineCopyTest::isForItsUserOnly()
{
    const QString name = m_folder.filePath(QStringLiteral("own/list"));
    QVERIFY(OfflineCopy::write(name, copyOf(filled(3, false))));
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(name) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(m_folder.filePath(QStringLiteral("own"))) & others, QFile::Permissions());
}

void OfflineCopyTest::whatIsDamagedIsRefused()
{
    const QString name = m_folder.filePath(QStringLiteral("damaged/list"));
    QVERIFY(OfflineCopy::write(name, copyOf(filled(50, false))));
    QFile file(name);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    for (qsizetype at = 0; at < whole.size(); at += 37) {
        QByteArray bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(bytes);
        file.close();
        const auto copy = OfflineCopy::read(name);
        QVERIFY(!copy);
        QCOMPARE(copy.error().kind(), Error::Kind::Malformed);
    }
    QCOMPARE(OfflineCopy::read(m_folder.filePath(QStringLiteral("none"))).error().kind(), Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(OfflineCopyTest)

#include "tst_offlinecopy.moc"
