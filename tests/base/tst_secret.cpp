// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QtTest>
#include <concepts>

using namespace nephoscope;

namespace {

template <class T>
concept Printable = requires(QDebug debug, QTextStream text, const T &value)
{
    debug << value;
}
|| requires(QTextStream text, const T &value) { text << value; };

static_assert(Printable<QByteArray> && !Printable<Secret>);
static_assert(!std::equality_comparable<Secret>);
static_assert(
    !std::is_convertible_v<Secret,
        QByteArray> && !std::is_convertible_v<Secret, QString> && !std::is_convertible_v<Secret, bool> && !std::is_convertible_v<QByteArray, Secret>);

} // namespace

/// What cannot be compiled is said above; this is what can.
class TestSecret : public QObject {
    Q_OBJECT
private slots:
    void revealsWhatItWasGiven();
    void sharesNoBufferWithItsGiver();
    void comparesOnlyWhenAsked();
};

void TestSecret::revealsWhatItWasGiven()
{
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArray()).isEmpty());
    const QByteArray bytes("\0\1\xff", 3);
    QCOMPARE(Secret(bytes).reveal(), bytes);
}

/// Else overwriting it would overwrite the giver's, or leave the giver's as the only copy that stays.
void TestSecret::sharesNoBufferWithItsGiver()
{
    QByteArray bytes("a secret");
    {
        const Secret secret(bytes);
        const Secret copy = secret;
        QVERIFY(copy.reveal().constData() != bytes.constData());
    }
    QCOMPARE(bytes, QByteArray("a secret"));
}

void TestSecret::comparesOnlyWhenAsked()
{
    QVERIFY(Secret("x").sameAs(Secret("x")));
    QVERIFY(!Secret("x").sameAs(Secret("y")));
    QVERIFY(Secret().sameAs(Secret(QByteArray())));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
