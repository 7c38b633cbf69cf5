// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/quitdialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace nephoscope {

namespace {

constexpr qsizetype mostLines = 8;

void addPart(QBoxLayout *all, const QString &title, const QStringList &lines, const char *name, QWidget *parent)
{
    if (lines.isEmpty())
        return;
    auto *heading = new QLabel(title, parent);
    heading->setWordWrap(true);
    all->addWidget(heading);
    QStringList shown;
    for (const QString &line : lines.mid(0, mostLines))
        shown << QStringLiteral("\u2022 ") + line;
    if (lines.size() > mostLines)
        shown << QuitDialog::tr("\u2026 and %n more", nullptr, int(lines.size() - mostLines));
    auto *list = new QLabel(shown.join(QLatin1Char('\n')), parent);
    list->setObjectName(QLatin1String(name));
    list->setTextFormat(Qt::PlainText);
    list->setWordWrap(true);
    list->setIndent(parent->fontMetrics().averageCharWidth() * 2);
    all->addWidget(list);
    all->addSpacing(6);
}

} // namespace

QuitDialog::QuitDialog(const WorkLeft &work, QWidget *window)
    : QDialog(window)
{
    constexpr int letters = 80;
    setObjectName(QStringLiteral("quitDialog"));
    setWindowTitle(tr("Work is under way"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(6);
    addPart(all, tr("This goes on at the servers without the console, and is followed again when its site is back:"),
        work.tasks, "quitTasks", this);
    addPart(all, tr("These runs stop where they are, and are offered again when their site is back:"), work.runs,
        "quitRuns", this);
    addPart(all, tr("This was to be done when other work has ended, and will not be done:"), work.waiting,
        "quitWaiting", this);
    addPart(all, tr("These files stop where they are; what has arrived stays at the server:"), work.files, "quitFiles",
        this);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *stay = buttons->addButton(tr("Stay"), QDialogButtonBox::RejectRole);
    stay->setObjectName(QStringLiteral("quitStay"));
    QPushButton *quit = buttons->addButton(tr("Quit"), QDialogButtonBox::AcceptRole);
    quit->setObjectName(QStringLiteral("quitAnyway"));
    const bool isHarmless = work.runs.isEmpty() && work.waiting.isEmpty() && work.files.isEmpty();
    (isHarmless ? quit : stay)->setDefault(true);
    (isHarmless ? quit : stay)->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    all->addStretch();
    all->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * letters);
}

} // namespace nephoscope
