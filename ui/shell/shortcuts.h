// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace nephoscope {

class Settings;

/// The keys of the window's actions, which a person may change; what was changed is remembered under the action's name.
class Shortcuts : public QObject {
    Q_OBJECT
public:
    /// Takes the present keys of `actions` for the usual ones, and puts those in force that were remembered.
    Shortcuts(const QList<QAction *> &actions, Settings &settings, QObject *parent);

    const QList<QAction *> &actions() const { return m_actions; }
    /// What it does, as one line without marks.
    static QString words(const QAction *action);
    bool isUsual(const QAction *action) const;
    /// Fields and lists need them for themselves: what types, moves, copies.
    static bool isReserved(const QKeySequence &keys);
    /// Who has these keys, or keys that begin with them or that they begin with; null = nobody but `except`.
    QAction *owner(const QKeySequence &keys, const QAction *except) const;
    /// Puts keys in force; whoever had them has none then. Empty keys: none.
    void set(QAction *action, const QKeySequence &keys);
    void reset(QAction *action);
    void resetAll();

signals:
    void changed();

private:
    void put(QAction *action, const QKeySequence &keys);
    void remember();

    QList<QAction *> m_actions;
    Settings &m_settings;
    QHash<const QAction *, QKeySequence> m_usual;
};

} // namespace nephoscope
