// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secretstore.h"

#include <QElapsedTimer>
#include <QtTest>
#include <optional>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

/// What became of a question to the keychain.
template <class T>
class Answer : public QObject {
public:
    explicit Answer(Async<T> task)
    {
        QCoro::connect(std::move(task), this, [this](const Result<T> &r) { m_result = r; });
    }
    bool isThere() const { return m_result.has_value(); }
    const Result<T> &result() const { return *m_result; }

private:
    std::optional<Result<T>> m_result;
};

const QString profile = QStringLiteral("profile-1");

} // namespace

/// With a Secret Service that is open (see with-keyring).
class TestOpenKeychain : public QObject {
    Q_OBJECT
private slots:
    void secretsComeBackAsTheyWere_data();
    void secretsComeBackAsTheyWere();
    void whatIsNotThereIsEmpty();
    void profilesAreKeptApart();
    void writingNothingRemoves();
};

void TestOpenKeychain::secretsComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("password") << QByteArray("S3cret!");
    QTest::newRow("utf-8") << QByteArray("pässwörd 😀");
    QTest::newRow("bytes") << QByteArray("\0\1\xff\n\0", 5);
    QTest::newRow("token") << QByteArray(8000, 'x');
}

void TestOpenKeychain::secretsComeBackAsTheyWere()
{
    QFETCH(QByteArray, secret);
    Keychain keychain;
    const Answer<bool> written(keychain.write(profile, Secret(secret)));
    QTRY_VERIFY(written.isThere());
    QVERIFY2(written.result(), qPrintable(written.result() ? QString() : written.result().error().details()));
    const Answer<Secret> read(keychain.read(profile));
    QTRY_VERIFY(read.isThere());
    QVERIFY(read.result());
    QCOMPARE(read.result()->reveal(), secret);
    const Answer<bool> removed(keychain.remove(profile));
    QTRY_VERIFY(removed.isThere());
    QVERIFY(removed.result());
    const Answer<Secret> gone(keychain.read(profile));
    QTRY_VERIFY(gone.isThere());
    QVERIFY(gone.result());
    QVERIFY(gone.result()->isEmpty());
}

void TestOpenKeychain::whatIsNotThereIsEmpty()
{
    Keychain keychain;
    const Answer<Secret> read(keychain.read(QStringLiteral("never written")));
    const Answer<bool> removed(keychain.remove(QStringLiteral("never written")));
    QTRY_VERIFY(read.isThere() && removed.isThere());
    QVERIFY(read.result() && removed.result());
    QVERIFY(read.result()->isEmpty());
}

void TestOpenKeychain::profilesAreKeptApart()
{
    Keychain keychain;
    const Answer<bool> one(keychain.write(QStringLiteral("one"), Secret("1")));
    const Answer<bool> two(keychain.write(QStringLiteral("two"), Secret("2")));
    QTRY_VERIFY(one.isThere() && two.isThere());
    QVERIFY(one.result() && two.result());
    const Answer<Secret> read(keychain.read(QStringLiteral("one")));
    QTRY_VERIFY(read.isThere());
    QCOMPARE(read.result()->reveal(), QByteArray("1"));
}

void TestOpenKeychain::writingNothingRemoves()
{
    Keychain keychain;
    const Answer<bool> written(keychain.write(profile, Secret("x")));
    const Answer<bool> emptied(keychain.write(profile, Secret()));
    const Answer<Secret> read(keychain.read(profile));
    QTRY_VERIFY(written.isThere() && emptied.isThere() && read.isThere());
    QVERIFY(written.result() && emptied.result() && read.result());
    QVERIFY(read.result()->isEmpty());
}

/// Without a bus, with a locked Secret Service, or with one that never answers: said in words, in time, and nothing
/// written anywhere else.
class TestNoKeychain : public QObject {
    Q_OBJECT
private slots:
    void writingIsRefusedInWordsAndInTime();
    void nothingIsWrittenToFiles();
    void deletingItCancels();
};

void TestNoKeychain::writingIsRefusedInWordsAndInTime()
{
    QElapsedTimer timer;
    timer.start();
    Keychain keychain;
    const Answer<bool> written(keychain.write(profile, Secret("S3cret!")));
    QTRY_VERIFY_WITH_TIMEOUT(written.isThere(), 6000);
    QVERIFY(timer.elapsed() < 6000);
    QVERIFY(!written.result());
    const Error error = written.result().error();
    QCOMPARE(error.kind(), Error::Kind::Unsupported);
    QVERIFY2(error.message().contains(QStringLiteral("kept in memory for this session")), qPrintable(error.message()));
    QVERIFY(!error.message().contains(QStringLiteral("S3cret")) && !error.details().contains(QStringLiteral("S3cret")));
    qInfo() << "refused after" << timer.elapsed() << "ms:" << error.details();
}

void TestNoKeychain::nothingIsWrittenToFiles()
{
    QTemporaryDir home;
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    Keychain keychain;
    const Answer<bool> written(keychain.write(profile, Secret("S3cret!")));
    QTRY_VERIFY_WITH_TIMEOUT(written.isThere(), 6000);
    QVERIFY(!written.result());
    QCOMPARE(QDir(home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
    qputenv("XDG_CONFIG_HOME", before);
}

void TestNoKeychain::deletingItCancels()
{
    auto keychain = std::make_unique<Keychain>();
    const Answer<bool> written(keychain->write(profile, Secret("S3cret!")));
    const Answer<Secret> read(keychain->read(profile));
    keychain.reset();
    QVERIFY(written.isThere() && read.isThere());
    QVERIFY(!written.result() && !read.result());
    QCOMPARE(written.result().error().kind(), Error::Kind::Canceled);
    QCOMPARE(read.result().error().kind(), Error::Kind::Canceled);
}

int main(int argc, char **argv)
{
    const QByteArray keyring = qgetenv("NEPHOSCOPE_KEYRING");
    if (keyring.isEmpty()) // never the user's own keychain
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    QCoreApplication application(argc, argv);
    if (keyring == "unlocked") {
        TestOpenKeychain test;
        return QTest::qExec(&test, argc, argv);
    }
    TestNoKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
