// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/consolestyle.h"
#include "stories/growth.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QStyleOptionButton>
#include <QTest>

using namespace nephoscope;

/// What Fusion keeps of its drawings: found again for palettes that are alike, and right for those that are not.
class DrawingsStory : public QObject {
    Q_OBJECT
private slots:
    void palettesThatAreAlikeKeepOneDrawing();
    void everyPaletteHasItsColours_data();
    void everyPaletteHasItsColours();
};

namespace {

const QRect place(0, 0, 80, 24);

QStyleOptionButton button(const QPalette &palette, QStyle::State state = QStyle::State_Enabled | QStyle::State_Raised)
{
    QStyleOptionButton option;
    option.rect = place;
    option.palette = palette;
    option.state = state;
    option.text = QStringLiteral("Save");
    return option;
}

QImage drawn(const QStyle &style, const QStyleOptionButton &option)
{
    QImage image(place.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    style.drawControl(QStyle::CE_PushButton, &option, &painter, nullptr);
    return image;
}

/// Another one with that colour for buttons, in whatever group.
QPalette withButtons(const QColor &color)
{
    QPalette palette = QApplication::palette();
    palette.setColor(QPalette::Button, color);
    palette.setColor(QPalette::Disabled, QPalette::Button, color.darker());
    return palette;
}

} // namespace

void DrawingsStory::palettesThatAreAlikeKeepOneDrawing()
{
    constexpr int pages = 4000;
    constexpr double most = 0.2; // MB; a name that is kept for each is 1 MB
    const ConsoleStyle style;
    QSet<qint64> identities;
    drawn(style, button(withButtons(Qt::cyan)));
    identities.reserve(2 * pages);
    const double before = HeldMemory::now().heap;
    for (int page = 0; page < pages; ++page) {
        const QPalette palette = withButtons(Qt::cyan);
        const QStyleOptionButton option = button(palette);
        drawn(style, option);
        QCOMPARE(option.palette.cacheKey(), palette.cacheKey()); // it has its own again
        identities << palette.cacheKey();
    }
    const double grown = HeldMemory::now().heap - before;
    qInfo("%d palettes: %.2f MB", int(identities.size()), grown);
    QCOMPARE(identities.size(), pages);
    QVERIFY2(grown < most, qPrintable(QString::number(grown)));
}

void DrawingsStory::everyPaletteHasItsColours_data()
{
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QPalette::ColorGroup>("group");
    for (const char *color : {"#ffffff", "#202020", "#a03020", "#ffffff"}) { // the first one comes again
        for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
            QTest::addRow("%s %d", color, int(group)) << QColor(QLatin1String(color)) << group;
    }
}

void DrawingsStory::everyPaletteHasItsColours()
{
    QFETCH(QColor, color);
    QFETCH(QPalette::ColorGroup, group);
    static const ConsoleStyle style; // for all rows, so that one could be taken for another
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    QPalette palette = withButtons(color);
    palette.setCurrentColorGroup(group);
    for (const QStyle::State state : {QStyle::State_Enabled | QStyle::State_Raised,
             QStyle::State_Enabled | QStyle::State_Sunken, QStyle::State(QStyle::State_None)}) {
        const QStyleOptionButton option = button(palette, state);
        const QImage ours = drawn(style, option);
        QPixmapCache::clear();
        QCOMPARE(ours, drawn(*fusion, option));
    }
}

QTEST_MAIN(DrawingsStory)
#include "tst_drawings.moc"
