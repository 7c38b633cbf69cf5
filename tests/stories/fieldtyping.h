// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fieldfacts.h"

#include <QWidget>

namespace nephoscope {

class FieldEditor;

/// The first visible one of that name in there; nullptr where none is.
template <class T>
T *visible(const QWidget *where, const char *name)
{
    for (T *found : where->findChildren<T *>(QLatin1String(name)))
        if (found->isVisible())
            return found;
    return nullptr;
}

/// Types values into the editors of fields, with keys and the mouse, as their kind wants it.
class FieldTyping {
public:
    /// Another value than the one `now`, and for each attempt one of another form. What was typed; empty where there is
    /// nothing else to try.
    QString enter(FieldEditor *editor, const FieldFacts &facts, const QString &now, int attempt);
    /// How many the last list offered.
    int choices() const { return m_choices; }

private:
    QString enterText(QWidget *line, const FieldFacts &facts, const QString &now, int attempt);
    QString enterLines(QWidget *widget, const FieldFacts &facts, const QString &now, int attempt);
    QString enterChoice(FieldEditor *editor, QWidget *combo, const QString &now, int attempt);
    QString enterReference(QWidget *line, const QString &now, int attempt, int patience);
    QString enterEntry(QWidget *table, int attempt);
    QString enterTime(QWidget *time, int attempt);

    int m_choices = 0;
};

} // namespace nephoscope
