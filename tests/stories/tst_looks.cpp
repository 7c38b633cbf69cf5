// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/glyph.h"
#include "shell/looks.h"
#include "shell/messagebar.h"
#include "shell/wording.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace nephoscope;

namespace {

const QList<State::Tone> allTones = {State::Tone::On, State::Tone::Off, State::Tone::Suspended, State::Tone::Changing,
    State::Tone::Warning, State::Tone::Failed, State::Tone::Ready, State::Tone::Unknown};

QPalette paletteOf(const QColor &base, const QColor &window, const QColor &text)
{
    QPalette palette;
    for (const QPalette::ColorRole role : {QPalette::Base, QPalette::AlternateBase})
        palette.setColor(role, base);
    palette.setColor(QPalette::Window, window);
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText})
        palette.setColor(role, text);
    return palette;
}

QImage drawn(const QIcon &icon, int side)
{
    return icon.pixmap(QSize(side, side), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// The shape alone: which of the pixels are painted.
QImage shapeOf(const QIcon &icon) { return drawn(icon, 32).createAlphaMask(); }

} // namespace

class TestLooks : public QObject {
    Q_OBJECT
private slots:
    void everyToneStandsOutInLightAndDark_data();
    void everyToneStandsOutInLightAndDark();
    void tonesHaveShapesOfTheirOwn();
    void everyIconDrawsInThePalettesColour();
    void kindsOfTheCatalogueHaveIconsAndWords_data();
    void kindsOfTheCatalogueHaveIconsAndWords();
    void unknownKindsGetWordsOfTheirName();
    void names_data();
    void names();
    void propertyLabels_data();
    void propertyLabels();
    void states_data();
    void states();
    void messageBarShowsTheNewestAndCountsTheRest();
    void messageBarTakesServerTextAsPlainText();
};

void TestLooks::everyToneStandsOutInLightAndDark_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << paletteOf(Qt::white, QColor(0xef, 0xf0, 0xf1), Qt::black);
    QTest::newRow("grey") << paletteOf(QColor(0xd8, 0xd8, 0xd8), QColor(0xc8, 0xc8, 0xc8), Qt::black);
    QTest::newRow("dark") << paletteOf(QColor(0x1e, 0x1f, 0x22), QColor(0x2b, 0x2d, 0x30), Qt::white);
    QTest::newRow("black") << paletteOf(Qt::black, Qt::black, Qt::white);
    QTest::newRow("lighter dark") << paletteOf(QColor(0x31, 0x36, 0x3b), QColor(0x3b, 0x40, 0x45), Qt::white);
}

void TestLooks::everyToneStandsOutInLightAndDark()
{
    QFETCH(QPalette, palette);
    const QPalette before = QGuiApplication::palette();
    QGuiApplication::setPalette(palette);
    const Looks looks;
    for (const State::Tone tone : allTones) {
        const QColor color = looks.stateColor(tone);
        for (const QPalette::ColorRole role : {QPalette::Base, QPalette::Window, QPalette::AlternateBase}) {
            const double ratio = contrast(color, palette.color(role));
            QVERIFY2(ratio >= 4.5,
                qPrintable(QStringLiteral("tone %1 %2 : %3").arg(int(tone)).arg(color.name()).arg(ratio)));
        }
    }
    QGuiApplication::setPalette(before);
}

void TestLooks::tonesHaveShapesOfTheirOwn()
{
    const Looks looks;
    QVERIFY(looks.stateIcon(State::Tone::None).isNull());
    for (qsizetype one = 0; one < allTones.size(); ++one) {
        const QImage shape = shapeOf(looks.stateIcon(allTones.at(one)));
        for (qsizetype other = 0; other < one; ++other)
            QVERIFY2(shape != shapeOf(looks.stateIcon(allTones.at(other))),
                qPrintable(QStringLiteral("tones %1 and %2 look alike").arg(one).arg(other)));
    }
}

void TestLooks::everyIconDrawsInThePalettesColour()
{
    QVERIFY(!glyph(QStringLiteral("vm")).isNull());
    QVERIFY(glyph(QStringLiteral("no such drawing")).isNull());
    const QPalette before = QGuiApplication::palette();
    const QColor text(0x12, 0xab, 0x34);
    QGuiApplication::setPalette(paletteOf(Qt::white, Qt::white, text));
    int count = 0;
    for (QDirIterator files(QStringLiteral(":/nephoscope/icons")); files.hasNext(); ++count) {
        const QString name = QFileInfo(files.next()).completeBaseName();
        const QImage image = drawn(glyph(name), 24);
        int painted = 0;
        for (int place = 0; place < image.width() * image.height(); ++place) {
            const QColor pixel = image.pixelColor(place % image.width(), place / image.width());
            if (pixel.alpha() < 200)
                continue;
            ++painted;
            QVERIFY2(
                std::abs(pixel.green() - text.green()) < 8 && std::abs(pixel.red() - text.red()) < 8, qPrintable(name));
        }
        QVERIFY2(painted >= 4, qPrintable(name));
    }
    QVERIFY(count >= 60);
    QGuiApplication::setPalette(before);
}

void TestLooks::kindsOfTheCatalogueHaveIconsAndWords_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("kinds");
    QTest::newRow("cloud-director") << QStringLiteral("cloud-director")
                                    << QStringLiteral("vm vApp vdc org adminOrganization catalog media task user");
    QTest::newRow("cloud-manager") << QStringLiteral("cloud-manager")
                                   << QStringLiteral("workingEnvironment aggregate volume svm tenant user auditGroup");
}

void TestLooks::kindsOfTheCatalogueHaveIconsAndWords()
{
    QFETCH(QString, service);
    QFETCH(QString, kinds);
    const Looks looks;
    const QStringList names = kinds.split(QLatin1Char(' '));
    for (const QString &kind : names) {
        QVERIFY2(looks.catalog(service).hasKind(kind), qPrintable(kind));
        const QString icon = looks.catalog(service).kind(kind).icon;
        QVERIFY2(!icon.isEmpty() && !glyph(icon).isNull(), qPrintable(kind));
        QVERIFY(!looks.kind(service, kind).isEmpty());
        QVERIFY(looks.kind(service, kind) != looks.kinds(service, kind) || kind == QStringLiteral("media"));
    }
}

void TestLooks::unknownKindsGetWordsOfTheirName()
{
    const Looks looks;
    const QString service = QStringLiteral("cloud-director");
    QCOMPARE(looks.kind(service, QStringLiteral("fooBarBaz")), QStringLiteral("Foo bar baz"));
    QCOMPARE(looks.kinds(service, QStringLiteral("fooPolicy")), QStringLiteral("Foo policies"));
    QVERIFY(!looks.kindIcon(service, QStringLiteral("fooBarBaz")).isNull());
    QCOMPARE(looks.kind(QStringLiteral("no such service"), QStringLiteral("a")), QStringLiteral("A"));
}

void TestLooks::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *words) {
        QTest::newRow(*name ? name : "(empty)") << QString::fromUtf8(name) << QString::fromUtf8(words);
    };
    row("fooBarBaz", "Foo bar baz");
    row("POWERED_ON", "Powered on");
    row("orgVdcNetwork", "Org VDC network");
    row("ipAddress", "IP address");
    row("IPAddress", "IP address");
    row("vAppTemplate", "vApp template");
    row("VAppRecord", "vApp record");
    row("dns1", "DNS 1");
    row("numberOfVMs", "Number of VMs");
    row("iscsiEnabled", "iSCSI enabled");
    row("nas-volume.name", "Nas volume name");
    row("already readable Words", "already readable Words");
    row("", "");
    row("***", "***");
    row("größeDesNetzes", "Größe des netzes");
}

void TestLooks::names()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    QCOMPARE(readableWords(name), words);
}

void TestLooks::propertyLabels_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *path, const char *words) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(words);
    };
    row("memoryMB", "Memory");
    row("DeploymentLeaseInSeconds", "Deployment lease");
    row("NetworkConnection[2]/@needsCustomization", "Needs customization");
    row("cpuUsedMhz", "CPU used");
    row("a/b~1c", "B / c");
    row("numberOfVMs", "Number of VMs");
    row("sizeB", "Size");
}

void TestLooks::propertyLabels()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    QCOMPARE(propertyWords(path), words);
}

void TestLooks::states_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("words");
    QTest::newRow("constant") << QStringLiteral("PARTIALLY_POWERED_OFF") << QStringLiteral("Partially powered off");
    QTest::newRow("sentence") << QStringLiteral("Powered on") << QStringLiteral("Powered on");
    QTest::newRow("lower") << QStringLiteral("online") << QStringLiteral("Online");
    QTest::newRow("short") << QStringLiteral("ON") << QStringLiteral("On");
    QTest::newRow("number") << QStringLiteral("4") << QStringLiteral("4");
}

void TestLooks::states()
{
    QFETCH(QString, word);
    QFETCH(QString, words);
    QCOMPARE(Looks().state(State(State::Tone::On, word)), words);
}

void TestLooks::messageBarShowsTheNewestAndCountsTheRest()
{
    MessageBar bar;
    QVERIFY(!bar.isShowing());
    bar.show(MessageBar::Tone::Warning, QStringLiteral("First."));
    bar.showError(QStringLiteral("Could not read web-01."),
        Error(Error::Kind::NotFound, QStringLiteral("It is gone.")).withStatus(404), QStringLiteral("Read again"));
    QVERIFY(bar.isShowing());
    auto *sentence = bar.findChild<QLabel *>(QStringLiteral("messageSentence"));
    QCOMPARE(sentence->text(), QStringLiteral("Could not read web-01. It is gone."));
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageCount"))->text(), QStringLiteral("+1"));
    QSignalSpy action(&bar, &MessageBar::actionTriggered);
    bar.findChild<QPushButton *>(QStringLiteral("messageAction"))->click();
    QCOMPARE(action.count(), 1);
    auto *close = bar.findChild<QToolButton *>(QStringLiteral("messageClose"));
    close->click();
    QCOMPARE(sentence->text(), QStringLiteral("First."));
    QVERIFY(bar.findChild<QLabel *>(QStringLiteral("messageCount"))->isHidden());
    QVERIFY(bar.findChild<QToolButton *>(QStringLiteral("messageDetailsFold"))->isHidden());
    close->click();
    QVERIFY(!bar.isShowing() && bar.isHidden());
}

void TestLooks::messageBarTakesServerTextAsPlainText()
{
    MessageBar bar;
    bar.show(MessageBar::Tone::Error, QStringLiteral("<b>bold</b> & more"));
    auto *sentence = bar.findChild<QLabel *>(QStringLiteral("messageSentence"));
    QCOMPARE(sentence->textFormat(), Qt::PlainText);
    QCOMPARE(sentence->text(), QStringLiteral("<b>bold</b> & more"));
}

QTEST_MAIN(TestLooks)
#include "tst_looks.moc"
