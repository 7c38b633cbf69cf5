// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "models/sites.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace nephoscope {

/// What of the tasks shows: words, state, site, user, time, and one object.
class TaskFilterBar : public QWidget {
    Q_OBJECT
public:
    TaskFilterBar(const TaskMemory &memory, const Sites &sites, QWidget *parent);

    TaskFilter filter() const;
    /// Only the work on that object, until its button is clicked away.
    void setObject(const Ref &object);
    void clear();

signals:
    void changed();

private:
    QComboBox *add(const char *name, const QString &accessible, QHBoxLayout *line);
    void fillStates();
    void fillTimes();
    void fillSites();
    void fillUsers();

    const TaskMemory &m_memory;
    const Sites &m_sites;
    QLineEdit *m_words;
    QComboBox *m_state;
    QComboBox *m_site;
    QComboBox *m_user;
    QComboBox *m_time;
    QToolButton *m_object;
    Ref m_only;
    QTimer m_typing; ///< so that not every letter is searched for
};

} // namespace nephoscope
