// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#include <QTimer>
#include <QWidget>
#include <functional>

class QAction;
class QComboBox;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace nephoscope {

class JournalDetails;
class JournalModel;
class JournalWords;
class Looks;
class Settings;

/// What was changed from here, by whom, and what became of it: finds entries, shows them in full, writes them to files.
class JournalView : public QWidget {
    Q_OBJECT
public:
    JournalView(std::shared_ptr<Journal> journal, const Looks &looks, Settings &settings, QWidget *parent);

    void takeFocus();
    /// Only the entries of that object, until the person wants all again.
    void showObject(const Ref &object, const QString &name);
    JournalModel &model() { return *m_model; }

    /// Says why nothing may be sent to that site now; empty where it may.
    using Refusal = std::function<QString(const QString &siteId)>;
    void setRefusal(const Refusal &refusal);

signals:
    void opened(const QString &profileId, const nephoscope::Ref &object);
    void undoWanted(const nephoscope::JournalEntry &entry);
    void told(const QString &sentence);
    void failed(const QString &what, const nephoscope::Error &error);

private:
    void makeActions();
    QWidget *makeTools();
    void makeTable(Settings &settings);
    QComboBox *makeChoice(const char *name, const QString &accessible);
    void fillChoices();
    void fillChoicesFrom(qint64 entry);
    void applyFilter();
    void showCurrent();
    void judge(const std::optional<JournalEntry> &entry);
    std::optional<JournalEntry> current() const;
    void askWhereToExport();
    void exportTo(const QString &fileName);
    void verify();

    std::shared_ptr<Journal> m_journal;
    const Looks &m_looks;
    JournalModel *m_model;
    JournalWords *m_words;
    QLineEdit *m_find;
    QComboBox *m_site = nullptr;
    QComboBox *m_user = nullptr;
    QComboBox *m_result = nullptr;
    QComboBox *m_time = nullptr;
    QToolButton *m_object = nullptr;
    QTreeView *m_table;
    JournalDetails *m_details = nullptr;
    QString m_identity; ///< of the object that is shown alone
    QTimer m_typing;
    QAction *m_open = nullptr;
    QAction *m_undo = nullptr;
    Refusal m_refusal;
    QAction *m_export = nullptr;
    QAction *m_verify = nullptr;
};

} // namespace nephoscope
