// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcuts.h"

#include "base/settings.h"

#include <QAction>
#include <QRegularExpression>

namespace nephoscope {

Shortcuts::Shortcuts(const QList<QAction *> &actions, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_settings(settings)
{
    const QVariantMap changed = settings.value(setting::shortcuts);
    for (QAction *action : actions)
        m_usual.insert(action, action->shortcut());
    for (QAction *action : actions) { // what a person chose counts, whatever became usual since
        if (const auto keys = changed.constFind(action->objectName()); keys != changed.constEnd())
            put(action, QKeySequence::fromString(keys->toString(), QKeySequence::PortableText));
    }
}

bool Shortcuts::isReserved(const QKeySequence &keys)
{
    for (const auto standard : {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Paste, QKeySequence::SelectAll}) {
        if (keys.matches(QKeySequence(standard)) != QKeySequence::NoMatch)
            return true;
    }
    if (keys.isEmpty())
        return false;
    const Qt::Key key = keys[0].key();
    const bool isBare = !(keys[0].keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return isBare && key != Qt::Key_Delete && (key < Qt::Key_F1 || key > Qt::Key_F35);
}

QString Shortcuts::words(const QAction *action)
{
    static const QRegularExpression more(QStringLiteral(" ?\u2026$"));
    return action->iconText().remove(more);
}

bool Shortcuts::isUsual(const QAction *action) const { return action->shortcut() == m_usual.value(action); }

QAction *Shortcuts::owner(const QKeySequence &keys, const QAction *except) const
{
    if (keys.isEmpty())
        return nullptr;
    for (QAction *action : m_actions) {
        const QKeySequence theirs = action->shortcut();
        if (action != except && !theirs.isEmpty()
            && (keys.matches(theirs) != QKeySequence::NoMatch || theirs.matches(keys) != QKeySequence::NoMatch))
            return action;
    }
    return nullptr;
}

void Shortcuts::put(QAction *action, const QKeySequence &keys)
{
    while (QAction *before = owner(keys, action))
        before->setShortcut({});
    action->setShortcut(keys);
}

void Shortcuts::set(QAction *action, const QKeySequence &keys)
{
    put(action, keys);
    remember();
}

void Shortcuts::reset(QAction *action) { set(action, m_usual.value(action)); }

void Shortcuts::resetAll()
{
    for (QAction *action : std::as_const(m_actions))
        action->setShortcut(m_usual.value(action));
    remember();
}

void Shortcuts::remember()
{
    QVariantMap changed;
    for (const QAction *action : std::as_const(m_actions)) {
        if (!isUsual(action))
            changed.insert(action->objectName(), action->shortcut().toString(QKeySequence::PortableText));
    }
    m_settings.set(setting::shortcuts, changed);
    emit this->changed();
}

} // namespace nephoscope
