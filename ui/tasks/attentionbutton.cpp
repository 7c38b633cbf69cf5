// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/attentionbutton.h"

#include "shell/glyph.h"
#include "shell/wording.h"
#include "tasks/taskdeeds.h"

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

AttentionButton::AttentionButton(TaskMemory &memory, Sites &sites, TaskDeeds &deeds, QWidget *parent)
    : QToolButton(parent)
    , m_memory(memory)
    , m_sites(sites)
    , m_deeds(deeds)
{
    setObjectName(QStringLiteral("attention"));
    setAutoRaise(true);
    setIcon(glyph(QStringLiteral("warning"), QColor(0xb3, 0x6b, 0x00)));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("Work on these failed: their state is uncertain. What was newly made should be deleted."));
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &AttentionButton::fill);
    connect(&memory, &TaskMemory::attentionChanged, this, &AttentionButton::count);
    count();
}

void AttentionButton::count()
{
    const qsizetype many = m_memory.inDoubt().size();
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
        fillOne(menu()->addMenu(plain(tr("%1: %2 (%3)").arg(object, readableWords(each.task.operation), site))), each);
    }
}

void AttentionButton::fillOne(QMenu *one, const RememberedTask &work)
{
    const bool isOpen = m_sites.session(work.site) != nullptr;
    const auto add = [&](const QString &words, const char *name, bool isPossible, const QString &whyNot) {
        QAction *action = one->addAction(words);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(isPossible);
        action->setToolTip(whyNot);
        return action;
    };
    one->setToolTipsVisible(true);
    const QString signIn = tr("Sign in to its site first.");
    connect(add(tr("Open the object"), "attentionOpen", isOpen, isOpen ? QString() : signIn), &QAction::triggered, this,
        [this, work] { emit opened(work.site, work.task.object); });
    const QString whyNot = m_deeds.whyNotAgain(work.site, work.task);
    connect(add(tr("Start again \u2026"), "attentionAgain", whyNot.isEmpty(), whyNot), &QAction::triggered, this,
        [this, work] { m_deeds.startAgain(work.site, work.task); });
    connect(add(tr("Clean up: delete it \u2026"), "attentionClean", isOpen, isOpen ? QString() : signIn),
        &QAction::triggered, this, [this, work] { m_deeds.cleanUp(work); });
    one->addSeparator();
    connect(add(tr("Take off this list"), "attentionSettle", true, QString()), &QAction::triggered, this,
        [this, number = work.number] { m_memory.settle(number); });
}

} // namespace nephoscope
