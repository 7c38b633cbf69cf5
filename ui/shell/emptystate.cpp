// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/emptystate.h"

#include "shell/actions.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nephoscope {

EmptyState::EmptyState(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QWidget(this))
{
    setObjectName(QStringLiteral("emptyState"));
    QFont font = m_title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.4);
    m_title->setFont(font);
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(button(actions.newSite, tr("Add a site …")));
    row->addWidget(button(actions.openRecording, tr("Open a recording …")));
    row->addWidget(button(actions.tryDemo, tr("Try the demo")));
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_title);
    auto *column = new QHBoxLayout; // a label that wraps needs its width from the layout
    column->addStretch(1);
    column->addWidget(m_text, 2);
    column->addStretch(1);
    layout->addLayout(column);
    layout->addWidget(m_buttons);
    layout->addStretch(3);
    setHasSites(false);
}

QPushButton *EmptyState::button(QAction *action, const QString &text)
{
    auto *made = new QPushButton(text, m_buttons);
    made->setObjectName(action->objectName() + QStringLiteral("Button"));
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    return made;
}

void EmptyState::setHasSites(bool hasSites)
{
    m_buttons->setVisible(!hasSites);
    m_title->setText(hasSites ? tr("Nothing is open") : tr("No sites yet"));
    m_text->setText(hasSites
            ? tr("Choose something in the tree, or press Ctrl+L to go to an address.")
            : tr("Add the address of a cloud that you look after; what it is will be found out. Or look around in the "
                 "demo first: two clouds inside this program, nothing real."));
}

} // namespace nephoscope
