// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/profilelist.h"

#include "connect/profiles.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QIcon>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace nephoscope {

namespace {

QIcon swatch(const QString &color, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    if (!color.isEmpty()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(color));
        painter.drawRoundedRect(QRectF(size / 3.0, 1, size / 3.0, size - 2), 2, 2);
    }
    return QIcon(pixmap);
}

QString marks(const Profile &profile)
{
    QStringList words;
    if (profile.production)
        words.append(ProfileList::tr("production"));
    if (profile.readOnly)
        words.append(ProfileList::tr("read-only"));
    return words.join(QStringLiteral(", "));
}

} // namespace

ProfileList::ProfileList(Profiles &profiles, QWidget *parent)
    : QWidget(parent)
    , m_profiles(profiles)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove site"), this))
{
    m_list->setObjectName(QStringLiteral("profiles"));
    m_list->setAccessibleName(tr("Saved sites"));
    m_list->setUniformItemSizes(true);
    m_list->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_remove->setObjectName(QStringLiteral("removeProfile"));
    m_remove->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_remove);
    connect(m_list, &QListWidget::currentItemChanged, this, [this] {
        m_remove->setEnabled(!selected().isEmpty());
        emit selectionChanged(selected());
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { emit removeRequested(selected()); });
    connect(&profiles, &Profiles::changed, this, &ProfileList::fill);
    fill();
    m_remove->setEnabled(false);
}

void ProfileList::fill()
{
    const QString before = selected();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    auto *fresh = new QListWidgetItem(glyph(QStringLiteral("add")), tr("New site"), m_list);
    fresh->setData(Qt::UserRole, QString());
    fresh->setSizeHint(QSize(0, fontMetrics().height() + 8));
    const int size = fontMetrics().height();
    for (const Profile &profile : m_profiles.all()) {
        const QString special = marks(profile);
        const QString text = special.isEmpty() ? profile.name : tr("%1 (%2)").arg(profile.name, special);
        auto *item = new QListWidgetItem(swatch(profile.color, size), text, m_list);
        item->setData(Qt::UserRole, profile.id);
        item->setToolTip(plainToolTip(profile.url.toDisplayString()));
    }
    select(before);
}

void ProfileList::select(const QString &profileId)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == profileId)
            return m_list->setCurrentRow(row);
    }
    m_list->setCurrentRow(0);
}

QString ProfileList::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

} // namespace nephoscope
