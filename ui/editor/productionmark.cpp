// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/productionmark.h"

#include "platform/profile.h"

namespace nephoscope {

ProductionMark::ProductionMark(const Profile &profile, QWidget *parent)
    : QLabel(tr("Production site: %1").arg(profile.name), parent)
{
    setObjectName(QStringLiteral("productionMark"));
    setTextFormat(Qt::PlainText);
    setContentsMargins(16, 4, 16, 4);
    const QColor color = colorOf(profile);
    QPalette colors = palette();
    colors.setColor(QPalette::Window, color);
    colors.setColor(QPalette::WindowText, qGray(color.rgb()) > 150 ? Qt::black : Qt::white);
    setPalette(colors);
    setAutoFillBackground(true);
    setVisible(profile.production);
}

QColor ProductionMark::colorOf(const Profile &profile)
{
    return profile.color.isEmpty() ? QColor(0xb3, 0x59, 0x00) : QColor(profile.color);
}

} // namespace nephoscope
