// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "resource/values.h"
#include "shell/glyph.h"
#include "shell/rowsteps.h"
#include "shell/shortcuts.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QTreeWidget>
#include <algorithm>

namespace nephoscope {

namespace {

constexpr int placeRole = Qt::UserRole; ///< among the actions

/// Every word of the text is in the name or in where it stands.
bool fits(const QTreeWidgetItem *item, const QStringList &words)
{
    const QString all = item->text(0) + QLatin1Char(' ') + item->text(1);
    return std::all_of(
        words.cbegin(), words.cend(), [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(
    const QList<QAction *> &window, const QList<QAction *> &page, const QString &pageTitle, QWidget *parent)
    : QDialog(parent)
    , m_text(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_reason(new QLabel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setObjectName(QStringLiteral("commandText"));
    m_text->setAccessibleName(tr("Find a command"));
    m_text->setPlaceholderText(tr("What to do"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    new RowSteps(m_text, m_list);
    m_list->setObjectName(QStringLiteral("commands"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHeaderLabels({tr("Command"), tr("Of"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_reason->setObjectName(QStringLiteral("commandReason"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    for (QAction *action : page)
        add(action, oneLine(pageTitle));
    for (QAction *action : window)
        add(action, tr("Window"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : {1, 2})
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto *all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_text);
    all->addWidget(m_list, 1);
    all->addWidget(m_reason);
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 28);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { run(m_list->currentItem()); });
    connect(m_list, &QTreeWidget::itemActivated, this, &CommandPalette::run);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &CommandPalette::showReason);
    m_text->setFocus(Qt::OtherFocusReason);
    filter();
}

void CommandPalette::add(QAction *action, const QString &where)
{
    auto *item = new QTreeWidgetItem(
        m_list, {oneLine(Shortcuts::words(action)), where, action->shortcut().toString(QKeySequence::NativeText)});
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    item->setIcon(0, action->icon().isNull() ? QIcon(nothing) : action->icon());
    item->setData(0, placeRole, m_actions.size());
    if (!action->isEnabled()) {
        for (const int column : {0, 1, 2})
            item->setForeground(column, palette().color(QPalette::PlaceholderText));
    }
    m_actions << action;
}

QAction *CommandPalette::actionOf(const QTreeWidgetItem *item) const
{
    return item ? m_actions.at(item->data(0, placeRole).toInt()).data() : nullptr;
}

void CommandPalette::filter()
{
    const QStringList words = m_text->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QTreeWidgetItem *first = nullptr; // that can be done, else that fits
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        item->setHidden(!fits(item, words));
        const auto isUsable = [this](const QTreeWidgetItem *each) {
            return actionOf(each) && actionOf(each)->isEnabled();
        };
        if (!item->isHidden() && (!first || (!isUsable(first) && isUsable(item))))
            first = item;
    }
    m_list->setCurrentItem(first);
    showReason();
}

void CommandPalette::showReason()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const QAction *action = actionOf(item);
    m_reason->setText(!item || item->isHidden() ? tr("No command is called that.")
            : !action                           ? tr("The page has changed: open the commands again.")
            : action->isEnabled()               ? tr("Enter does it.")
            : action->statusTip().isEmpty()     ? tr("This cannot be done now.")
                                                : action->statusTip());
}

/// What it opens comes when this has gone.
void CommandPalette::run(const QTreeWidgetItem *item)
{
    const QPointer<QAction> action = item && !item->isHidden() ? actionOf(item) : nullptr;
    if (!action || !action->isEnabled())
        return;
    accept();
    QTimer::singleShot(0, action, &QAction::trigger);
}

} // namespace nephoscope
