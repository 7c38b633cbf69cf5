// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/doubtbar.h"

#include "shell/glyph.h"
#include "shell/wording.h"
#include "tasks/taskdeeds.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace nephoscope {

DoubtBar::DoubtBar(TaskMemory &memory, TaskDeeds &deeds, QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_deeds(deeds)
    , m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("doubtBar"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(10, 4, 8, 4);
    line->setSpacing(8);
    auto *icon = new QLabel(this);
    const int side = fontMetrics().height();
    icon->setPixmap(glyph(QStringLiteral("warning"), QColor(0xb3, 0x6b, 0x00)).pixmap(side, side));
    line->addWidget(icon);
    m_words->setObjectName(QStringLiteral("doubtWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    line->addWidget(m_words, 1);
    const auto button = [&](const QString &words, const char *name) {
        auto *made = new QPushButton(words, this);
        made->setObjectName(QLatin1String(name));
        line->addWidget(made);
        return made;
    };
    m_again = button(tr("Start again \u2026"), "doubtAgain");
    m_clean = button(tr("Clean up: delete it \u2026"), "doubtClean");
    m_well = button(tr("It is all right"), "doubtWell");
    hide();
    connect(m_again, &QPushButton::clicked, this, [this] { m_deeds.startAgain(m_work.site, m_work.task); });
    connect(m_clean, &QPushButton::clicked, this, [this] { m_deeds.cleanUp(m_work); });
    connect(m_well, &QPushButton::clicked, this, [this] {
        const QList<RememberedTask> all = m_memory.doubts(m_site, m_object.identity());
        for (const RememberedTask &each : all)
            m_memory.settle(each.number);
    });
    connect(&memory, &TaskMemory::attentionChanged, this, &DoubtBar::look);
}

void DoubtBar::setObject(const QString &site, const Ref &object)
{
    m_site = site;
    m_object = object;
    look();
}

void DoubtBar::look()
{
    const QList<RememberedTask> found =
        m_object.href().isEmpty() ? QList<RememberedTask>() : m_memory.doubts(m_site, m_object.identity());
    setVisible(!found.isEmpty());
    if (found.isEmpty())
        return;
    m_work = found.constFirst();
    const TaskState &task = m_work.task;
    const QString work = task.description.isEmpty() ? readableWords(task.operation) : task.description;
    const QString name = task.object.name().isEmpty() ? task.object.id() : task.object.name();
    const QString why = task.error ? task.error->message() : QString();
    m_words->setText(why.isEmpty()
            ? tr("The state of %1 is uncertain: \u201c%2\u201d failed on it.").arg(name, work)
            : tr("The state of %1 is uncertain: \u201c%2\u201d failed on it. The service says: %3")
                  .arg(name, work, why));
    const QString whyNot = m_deeds.whyNotAgain(m_work.site, task);
    m_again->setVisible(whyNot.isEmpty());
}

} // namespace nephoscope
