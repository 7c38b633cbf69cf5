// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "editor/sitedialog.h"
#include "models/bulklook.h"
#include "models/bulkoperation.h"

#include <QTimer>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QVBoxLayout;

namespace nephoscope {

class BulkDeed;
class BulkFields;
class Looks;
class ReasonField;
class RequestPreview;

/// One property of many objects, or one operation that they share: chosen and filled in once, compared object by
/// object, sent to those that are ticked, some at a time, with a result for each. Closing it does not end a run:
/// whoever made it keeps it, and shows it again.
class BulkDialog : public SiteDialog {
    Q_OBJECT
public:
    BulkDialog(std::shared_ptr<Session> session, std::shared_ptr<Journal> journal, const Looks &looks,
        const FieldContext &context, QWidget *parent);
    ~BulkDialog() override;

    /// A new run over these objects.
    void prepare(const BulkOrder &order);
    /// A run that another life of the program began.
    void takeUp(const BulkPlan &plan);

    const std::shared_ptr<Session> &session() const { return m_session; }
    /// Null before it begins.
    const std::shared_ptr<BulkRun> &run() const { return m_run; }
    /// True where something is still to be done, also while it is paused.
    bool isUnderWay() const;
    /// What is done, and how far it is.
    QString words() const;

signals:
    /// The run has another state, or another object has ended.
    void runChanged();

private:
    void addQuestions(QVBoxLayout *all, const FieldContext &context);
    void addLimits(QFormLayout *form);
    void addTable(QVBoxLayout *all);
    void addButtons(QVBoxLayout *all);
    QPushButton *addButton(const char *name, const QString &words, QLayout *line);
    void readSample();
    void prepareOperation();
    int chosen() const;
    void showQuestion();
    void compare();
    void preview(int item, const QList<Request> &requests);
    void compared(int item, const Resource &object, const QList<Change> &changes, const QString &whyNot);
    void start();
    void follow(const std::shared_ptr<BulkRun> &run, const QList<int> &rows);
    void showItem(int item);
    void paintItem(int item);
    void isEdited();
    void showState();
    void setStatus(const QString &words);
    Result<BulkPlan> plan() const;
    FieldGuide guide(const Resource &resource) const;

    std::shared_ptr<Session> m_session;
    std::shared_ptr<Journal> m_journal;
    const Looks &m_looks;
    FieldContext m_context;
    BulkOrder m_order;
    QList<Ref> m_objects;
    QList<int> m_rows; ///< of the table, by item of the run
    std::shared_ptr<BulkLook> m_look;
    std::shared_ptr<BulkRun> m_run;
    BulkFields *m_fields = nullptr;
    BulkDeed *m_deed = nullptr; ///< null where a property is changed
    QFormLayout *m_lines = nullptr;
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
    RequestPreview *m_preview = nullptr;
    int m_previewed = -1; ///< which object's requests are shown
    bool m_isCompared = false;
    QTimer m_stateLater;
};

} // namespace nephoscope
