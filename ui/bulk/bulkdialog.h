// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "models/bulklook.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QVBoxLayout;

namespace nephoscope {

class BulkFields;
class Looks;
class ReasonField;

/// One property of many objects: chosen and edited once, compared object by object, sent to those that are ticked, some
/// at a time, with a result for each. Closing it does not end a run.
class BulkDialog : public QDialog {
    Q_OBJECT
public:
    BulkDialog(std::shared_ptr<Session> session, std::shared_ptr<Journal> journal, const Looks &looks,
        const FieldContext &context, QWidget *parent);
    ~BulkDialog() override;

    /// A new run over these objects.
    void prepare(const QList<Ref> &objects);
    /// A run that another life of the program began.
    void takeUp(const BulkPlan &plan);

private:
    void addQuestions(QVBoxLayout *all, const FieldContext &context);
    void addTable(QVBoxLayout *all);
    void addButtons(QVBoxLayout *all);
    QPushButton *addButton(const char *name, const QString &words, QLayout *line);
    void readSample();
    void compare();
    void compared(int item, const QList<Change> &changes, const QString &whyNot);
    void start();
    void follow(const std::shared_ptr<BulkRun> &run, const QList<int> &rows);
    void showItem(int item);
    void showState();
    void setStatus(const QString &words);
    BulkPlan plan(const QList<BulkStep> &steps) const;
    FieldGuide guide(const Resource &resource) const;

    std::shared_ptr<Session> m_session;
    std::shared_ptr<Journal> m_journal;
    const Looks &m_looks;
    QList<Ref> m_objects;
    QList<int> m_rows; ///< of the table, by item of the run
    std::shared_ptr<BulkLook> m_look;
    std::shared_ptr<BulkRun> m_run;
    BulkFields *m_fields = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QSpinBox *m_stopAfter = nullptr;
    ReasonField *m_reason = nullptr;
    QWidget *m_questions = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_status = nullptr;
    QTreeWidget *m_table = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_retry = nullptr;
    bool m_isCompared = false;
};

} // namespace nephoscope
