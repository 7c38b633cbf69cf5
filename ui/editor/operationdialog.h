// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "editor/sitedialog.h"
#include "platform/resource.h"
#include "session/session.h"

#include <QJsonObject>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace nephoscope {

class ChildListsLabel;
class FileRow;
class Likeness;
class Looks;
class OperationForm;
class ReasonField;
class ReferrersLabel;

/// Asks what an operation has to be told, shows the exact request, and has what cannot be undone confirmed by typing
/// the name. Sends nothing: accepted() and request() say what the person wants sent.
class OperationDialog : public SiteDialog {
    Q_OBJECT
public:
    OperationDialog(const std::shared_ptr<Session> &session, const Operation &operation, const QString &label,
        const Resource &resource, const Looks &looks, const FieldContext &context, QWidget *parent);

    /// What such a danger means for people; empty where it is none.
    static QString consequence(Operation::Danger danger);
    /// True where nothing has to be asked: no values, and nothing is interrupted or destroyed.
    static bool isNeededFor(const Operation &operation);
    const Request &request() const { return m_request; }
    const Operation &operation() const { return m_operation; }
    QString reason() const;
    /// What is filled in, without secrets; and back.
    QJsonObject values() const;
    void load(const QJsonObject &values);
    void fillLike(const Likeness &model);
    /// The file on this machine that the new object is to hold; empty where none was chosen.
    QString file() const;

private:
    void addTitle(QVBoxLayout *all);
    void addWarning(QVBoxLayout *all, const Looks &looks);
    void addDependents(QVBoxLayout *all, const Looks &looks);
    void makeRoomFor(const QLabel *label);
    void addFile(QVBoxLayout *all, const Looks &looks);
    void addForm(QVBoxLayout *all, const Looks &looks, const FieldContext &context);
    void addPreview(QVBoxLayout *all);
    void addButtons(QVBoxLayout *all);
    QPushButton *makePresets();
    QString nameToType() const;
    QString whatGoesWithIt(const Looks &looks) const;
    void check();

    std::shared_ptr<Session> m_session;
    Operation m_operation;
    QString m_label;
    Resource m_resource;
    Request m_request;
    OperationForm *m_form = nullptr;
    FileRow *m_file = nullptr;
    ChildListsLabel *m_lists = nullptr; ///< null where nothing is destroyed
    ReferrersLabel *m_referrers = nullptr; ///< as m_lists
    QLineEdit *m_name = nullptr;
    QToolButton *m_fold = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    QPushButton *m_send = nullptr;
    QLabel *m_fault = nullptr;
    ReasonField *m_reason = nullptr;
    QString m_curl;
};

} // namespace nephoscope
