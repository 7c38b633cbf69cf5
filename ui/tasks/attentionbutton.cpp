// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/attentionbutton.h"

#include "shell/wording.h"

#include <QMenu>

namespace nephoscope {

namespace {

TaskFilter inDoubt()
{
    TaskFilter filter;
    filter.onlyAttention = true;
    filter.most = 50;
    return filter;
}

/// A menu's text, in which & is a letter.
QString plain(QString words) { return words.replace(QLatin1Char('&'), QStringLiteral("&&")); }

} // namespace

AttentionButton::AttentionButton(TaskMemory &memory, Sites &sites, QWidget *parent)
    : QToolButton(parent)
    , m_memory(memory)
    , m_sites(sites)
{
    setObjectName(QStringLiteral("attention"));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("Work on these failed: their state is uncertain. What was newly made should be deleted."));
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &AttentionButton::fill);
    connect(&memory, &TaskMemory::attentionChanged, this, &AttentionButton::count);
    count();
}

void AttentionButton::count()
{
    const qsizetype many = m_memory.find(inDoubt()).size();
    setText(tr("Needs attention %1").arg(many));
    setVisible(many > 0);
}

void AttentionButton::fill()
{
    menu()->clear();
    const QList<RememberedTask> tasks = m_memory.find(inDoubt());
    for (const RememberedTask &each : tasks) {
        const int index = m_sites.indexOf(each.site);
        const QString site = index < 0 ? tr("site not open") : m_sites.at(index).profile.name;
        const QString object = each.task.object.name().isEmpty() ? each.task.object.id() : each.task.object.name();
        QMenu *one = menu()->addMenu(plain(tr("%1: %2 (%3)").arg(object, readableWords(each.task.operation), site)));
        QAction *open = one->addAction(tr("Open the object"));
        open->setEnabled(index >= 0);
        connect(open, &QAction::triggered, this, [this, each] { emit opened(each.site, each.task.object); });
        connect(one->addAction(tr("Take off this list")), &QAction::triggered, this,
            [this, number = each.number] { m_memory.settle(number); });
    }
}

} // namespace nephoscope
