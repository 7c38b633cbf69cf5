// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/keyboarddialog.h"

#include "shell/glyph.h"
#include "shell/shortcuts.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace nephoscope {

namespace {

constexpr int placeRole = Qt::UserRole; ///< among the actions

} // namespace

KeyboardDialog::KeyboardDialog(Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent)
    , m_shortcuts(shortcuts)
    , m_find(new QLineEdit(this))
    , m_table(new QTreeWidget(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_take(new QPushButton(tr("Use these keys"), this))
    , m_none(new QPushButton(tr("No keys"), this))
    , m_usual(new QPushButton(tr("Usual keys"), this))
    , m_owner(new QLabel(this))
{
    setObjectName(QStringLiteral("keyboardDialog"));
    setWindowTitle(tr("Keyboard"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_find->setObjectName(QStringLiteral("findShortcut"));
    m_find->setAccessibleName(tr("Find an action or keys"));
    m_find->setPlaceholderText(m_find->accessibleName());
    m_find->setClearButtonEnabled(true);
    m_find->addAction(glyph(QStringLiteral("search")), QLineEdit::LeadingPosition);
    makeTable();
    auto *buttons = new QDialogButtonBox(this);
    auto *all = buttons->addButton(tr("All usual keys"), QDialogButtonBox::ResetRole);
    all->setObjectName(QStringLiteral("allUsualKeys"));
    all->setAutoDefault(false);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    connect(all, &QPushButton::clicked, &m_shortcuts, &Shortcuts::resetAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_find);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeEditor());
    layout->addWidget(m_owner);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 72, fontMetrics().height() * 32);
    connect(m_find, &QLineEdit::textChanged, this, &KeyboardDialog::filter);
    connect(&m_shortcuts, &Shortcuts::changed, this, &KeyboardDialog::fill);
    fill();
}

void KeyboardDialog::makeTable()
{
    m_table->setObjectName(QStringLiteral("shortcuts"));
    m_table->setAccessibleName(tr("Shortcuts"));
    m_table->setHeaderLabels({tr("Action"), tr("Keys")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const QList<QAction *> &actions = m_shortcuts.actions();
    for (qsizetype place = 0; place < actions.size(); ++place) {
        auto *item = new QTreeWidgetItem(m_table, {Shortcuts::words(actions.at(place)), QString()});
        item->setData(0, placeRole, place);
    }
    m_table->sortItems(0, Qt::AscendingOrder);
    m_table->setCurrentItem(m_table->topLevelItem(0));
    connect(m_table, &QTreeWidget::currentItemChanged, this, &KeyboardDialog::showCurrent);
    connect(m_table, &QTreeWidget::itemActivated, m_keys, [this] { m_keys->setFocus(Qt::OtherFocusReason); });
}

QWidget *KeyboardDialog::makeEditor()
{
    auto *editor = new QWidget(this);
    auto *line = new QHBoxLayout(editor);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_keys->setObjectName(QStringLiteral("keys"));
    m_keys->setAccessibleName(tr("Press the keys"));
    if (auto *field = m_keys->findChild<QLineEdit *>()) {
        field->setPlaceholderText(m_keys->accessibleName());
        field->setObjectName(QStringLiteral("keysField"));
        field->setAccessibleName(m_keys->accessibleName());
    }
    line->addWidget(m_keys, 1);
    const std::pair<QPushButton *, const char *> buttons[] = {
        {m_take, "takeKeys"}, {m_none, "noKeys"}, {m_usual, "usualKeys"}};
    for (const auto &[button, name] : buttons) {
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    m_owner->setObjectName(QStringLiteral("keysOwner"));
    m_owner->setTextFormat(Qt::PlainText);
    m_owner->setWordWrap(true);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &KeyboardDialog::keysPressed);
    connect(m_take, &QPushButton::clicked, this, &KeyboardDialog::take);
    connect(m_none, &QPushButton::clicked, this, [this] { m_shortcuts.set(current(), {}); });
    connect(m_usual, &QPushButton::clicked, this, [this] { m_shortcuts.reset(current()); });
    return editor;
}

/// What stands in the rows is what is in force; changed keys stand out.
void KeyboardDialog::fill()
{
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_table->topLevelItem(row);
        const QAction *action = m_shortcuts.actions().at(item->data(0, placeRole).toInt());
        QFont changed = font();
        changed.setBold(!m_shortcuts.isUsual(action));
        item->setText(1, action->shortcut().toString(QKeySequence::NativeText));
        item->setFont(1, changed);
        item->setToolTip(1, m_shortcuts.isUsual(action) ? QString() : tr("Not the usual keys"));
    }
    showCurrent();
}

void KeyboardDialog::filter()
{
    const QString text = m_find->text().trimmed();
    QTreeWidgetItem *first = nullptr;
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_table->topLevelItem(row);
        const bool fits =
            item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
        item->setHidden(!fits);
        first = first || !fits ? first : item;
    }
    if (m_table->currentItem() && m_table->currentItem()->isHidden())
        m_table->setCurrentItem(first);
    showCurrent();
}

QAction *KeyboardDialog::current() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item && !item->isHidden() ? m_shortcuts.actions().at(item->data(0, placeRole).toInt()) : nullptr;
}

void KeyboardDialog::showCurrent()
{
    const QAction *action = current();
    m_keys->setEnabled(action);
    m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
    showOwner();
}

/// One chord is enough. The field takes every key, Tab and Escape too: it lets go of the focus by itself.
void KeyboardDialog::keysPressed()
{
    if (m_keys->keySequence().count() > 1)
        return m_keys->setKeySequence(QKeySequence(m_keys->keySequence()[0]));
    showOwner();
    if (m_keys->hasFocus() && !m_keys->keySequence().isEmpty())
        (m_take->isEnabled() ? static_cast<QWidget *>(m_take) : m_table)->setFocus(Qt::OtherFocusReason);
}

/// Says before it is done who would lose the keys.
void KeyboardDialog::showOwner()
{
    const QAction *action = current();
    const QKeySequence keys = m_keys->keySequence();
    const QAction *owner = action ? m_shortcuts.owner(keys, action) : nullptr;
    const bool isReserved = action && keys != action->shortcut() && Shortcuts::isReserved(keys);
    m_take->setEnabled(action && !isReserved && !keys.isEmpty() && keys != action->shortcut());
    m_none->setEnabled(action && !action->shortcut().isEmpty());
    m_usual->setEnabled(action && !m_shortcuts.isUsual(action));
    m_owner->setText(isReserved
            ? tr("%1 is needed for typing, moving and copying. Take keys with Ctrl or Alt, or a function key.")
                  .arg(keys.toString(QKeySequence::NativeText))
            : owner ? tr("%1 are the keys of \u201c%2\u201d, which has none then.")
                          .arg(keys.toString(QKeySequence::NativeText), Shortcuts::words(owner))
            : action ? tr("Keys for \u201c%1\u201d: press them, then use them.").arg(Shortcuts::words(action))
                     : tr("No action is called that, and none has such keys."));
}

void KeyboardDialog::take()
{
    m_shortcuts.set(current(), m_keys->keySequence());
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace nephoscope
