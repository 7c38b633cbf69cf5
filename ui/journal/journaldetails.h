// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTreeWidget;

namespace nephoscope {

class Looks;

/// One entry of the journal in full: what it changed, field by field, and all that is known about it.
class JournalDetails : public QWidget {
    Q_OBJECT
public:
    JournalDetails(const Journal &journal, const Looks &looks, QWidget *parent);

    void show(const std::optional<JournalEntry> &entry);

private:
    QString facts(const JournalEntry &entry) const;
    QString body(const QString &title, const QByteArray &key) const;

    const Journal &m_journal;
    const Looks &m_looks;
    QLabel *m_nothing;
    QTreeWidget *m_changes;
    QPlainTextEdit *m_facts;
};

} // namespace nephoscope
