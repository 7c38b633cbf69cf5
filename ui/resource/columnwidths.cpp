// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/columnwidths.h"

#include "base/settings.h"

#include <QHeaderView>
#include <QTimer>

namespace nephoscope {

namespace {

/// The column that takes what is left over; its width is nobody's choice. -1 where none does.
int stretched(const QHeaderView *header)
{
    if (!header->stretchLastSection())
        return -1;
    for (int place = header->count() - 1; place >= 0; --place) {
        const int column = header->logicalIndex(place);
        if (!header->isSectionHidden(column))
            return column;
    }
    return -1;
}

} // namespace

void restoreWidths(QHeaderView *header, Settings &settings, const QString &view, const QList<int> &characters)
{
    const QVariantList stored = settings.value(setting::columnWidths).value(view).toList();
    constexpr int usual = 14;
    const QSignalBlocker quiet(header);
    for (int column = 0; column < header->count(); ++column) {
        const int kept = stored.value(column).toInt();
        const int byDefault = characters.value(column, usual) * header->fontMetrics().averageCharWidth() + 16;
        header->resizeSection(column, kept > 0 ? kept : byDefault);
    }
}

void rememberWidths(QHeaderView *header, Settings &settings, const QString &view, const QList<int> &characters)
{
    restoreWidths(header, settings, view, characters);
    auto *later = new QTimer(header); // a drag is many small steps; only where it ends matters
    later->setSingleShot(true);
    later->setInterval(300);
    QObject::connect(header, &QHeaderView::sectionResized, later, [header, later](int column) {
        if (column != stretched(header) && !header->isSectionHidden(column))
            later->start();
    });
    QObject::connect(later, &QTimer::timeout, header, [header, &settings, view] {
        QVariantMap all = settings.value(setting::columnWidths);
        const QVariantList before = all.value(view).toList();
        QVariantList widths;
        for (int column = 0; column < header->count(); ++column) {
            const bool chosen = column != stretched(header) && !header->isSectionHidden(column);
            widths << (chosen ? header->sectionSize(column) : before.value(column).toInt());
        }
        all.insert(view, widths);
        settings.set(setting::columnWidths, all);
    });
}

} // namespace nephoscope
