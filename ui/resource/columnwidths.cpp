// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/columnwidths.h"

#include "base/settings.h"

#include <QHeaderView>
#include <QTimer>

namespace nephoscope {

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
        if (column + 1 < header->count() || !header->stretchLastSection())
            later->start();
    });
    QObject::connect(later, &QTimer::timeout, header, [header, &settings, view] {
        QVariantList widths;
        for (int column = 0; column < header->count(); ++column)
            widths << header->sectionSize(column);
        QVariantMap all = settings.value(setting::columnWidths);
        all.insert(view, widths);
        settings.set(setting::columnWidths, all);
    });
}

} // namespace nephoscope
