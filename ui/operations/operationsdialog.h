// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "editor/sitedialog.h"
#include "session/session.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace nephoscope {

class AnswerView;
class Looks;
class MessageBar;
class OperationFilter;
class OperationList;
class Settings;

/// Every operation that a service publishes: found by its words, filled in, sent, and its answer shown. Needs no hint;
/// what could not be read of the description is said here, and can be read again.
class OperationsDialog : public SiteDialog {
    Q_OBJECT
public:
    OperationsDialog(std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent);

    const std::shared_ptr<Session> &session() const { return m_session; }

signals:
    void openRequested(const Ref &ref);

private:
    void layOut(Settings &settings);
    QWidget *makeSearch();
    QWidget *makeFoot();
    void list();
    void choose();
    void fillIn();
    bool isAskedAbout(const Operation &operation) const;
    void send(const Operation &operation, const Request &request, const QString &reason);
    void read(const Request &request);
    void write(const Operation &operation, const Request &request, const QString &reason);
    void follow(const Outcome &outcome, const Request &request);
    void wait(const QString &words);
    void fail(const Error &error);
    const Operation *chosen() const;
    FieldContext context();

    std::shared_ptr<Session> m_session;
    const Looks &m_looks;
    OperationList *m_operations;
    OperationFilter *m_filter;
    MessageBar *m_notes;
    QLineEdit *m_search;
    QLabel *m_count;
    QTreeView *m_list;
    QLabel *m_help;
    QPushButton *m_fill;
    QPushButton *m_open = nullptr;
    AnswerView *m_answer = nullptr;
    QString m_label; ///< of the operation under way
    Ref m_read; ///< what was read last
};

} // namespace nephoscope
