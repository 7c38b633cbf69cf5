// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/changestrip.h"

#include "editor/editing.h"
#include "resource/values.h"
#include "shell/glyph.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace nephoscope {

ChangeStrip::ChangeStrip(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_count(new QLabel(this))
    , m_discard(new QToolButton(this))
    , m_review(new QPushButton(tr("Review\u2026"), this))
{
    setObjectName(QStringLiteral("changeStrip"));
    m_count->setObjectName(QStringLiteral("changeCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_discard->setObjectName(QStringLiteral("changeDiscard"));
    m_discard->setAccessibleName(tr("Revert all changes"));
    m_discard->setToolTip(tr("Revert all changes"));
    m_discard->setIcon(glyph(QStringLiteral("undo")));
    m_discard->setAutoRaise(true);
    m_discard->setFocusPolicy(Qt::StrongFocus);
    m_review->setObjectName(QStringLiteral("changeReview"));
    m_review->setAutoDefault(false);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(16, 0, 16, 8);
    line->setSpacing(8);
    for (QWidget *part : QList<QWidget *>{m_icon, m_count, m_discard, m_review})
        line->addWidget(part);
    connect(m_review, &QPushButton::clicked, this, &ChangeStrip::reviewWanted);
    hide();
}

void ChangeStrip::setEditing(Editing &editing)
{
    m_editing = &editing;
    connect(m_editing, &Editing::changed, this, &ChangeStrip::show);
    connect(m_discard, &QToolButton::clicked, m_editing, &Editing::revertAll);
    show();
}

void ChangeStrip::show()
{
    const int side = fontMetrics().height();
    m_icon->setPixmap(glyph(QStringLiteral("edit"), QColor(0x1f, 0x6f, 0xc4)).pixmap(side, side));
    m_count->setText(m_editing->count() == 1 ? tr("1 change") : tr("%1 changes").arg(m_editing->count()));
    setVisible(m_editing->isDirty());
}

void ChangeStrip::setFaults(const QStringList &faults)
{
    m_review->setEnabled(faults.isEmpty());
    m_review->setToolTip(plainToolTip(
        faults.isEmpty() ? tr("See what will be sent, then save (Ctrl+S)") : faults.join(QLatin1Char('\n'))));
    m_review->setStatusTip(faults.value(0));
}

bool ChangeStrip::canReview() const { return m_editing && m_editing->isDirty() && m_review->isEnabled(); }

} // namespace nephoscope
