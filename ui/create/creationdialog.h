// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "create/presetbutton.h"
#include "editor/fieldeditor.h"
#include "editor/operationinput.h"
#include "editor/sitedialog.h"
#include "platform/outcome.h"
#include "platform/resource.h"
#include "platform/wizard.h"
#include "session/session.h"

class QLabel;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace nephoscope {

class InputPage;
class Likeness;
class Looks;
class ReasonField;
class RequestPage;

/// A wizard of the service: pages of values, the exact request before each call, what was answered taken over into the
/// next one. Sends all of its calls; a refusal shows where it belongs, and nothing typed is lost. accepted() says that
/// the service took the last one: outcome().
class CreationDialog : public SiteDialog {
    Q_OBJECT
public:
    /// `wizard` has steps; looks must outlive the dialog.
    CreationDialog(std::shared_ptr<Session> session, const Wizard &wizard, const Resource &resource, const Looks &looks,
        const FieldContext &context, QWidget *parent);

    /// The step that creates.
    const Operation &operation() const { return m_wizard.steps.constLast().operation; }
    const Outcome &outcome() const { return m_outcome; }
    QJsonArray values() const;
    void load(const QJsonArray &values);
    void fillLike(const Likeness &model);

private:
    struct Page {
        qsizetype step = 0;
        QString title;
        InputPage *input = nullptr; ///< or
        RequestPage *request = nullptr;
    };

    void addStep(const WizardStep &step, const FieldContext &context);
    void addInputs(const WizardStep &step, OperationInput *input);
    void addRest(OperationInput *input, const QStringList &arguments, bool isFirst);
    void addPage(const Page &page);
    bool has(OperationInput &input, const QString &field) const;
    void layOut();
    QWidget *makeFoot();
    void go(int place);
    void next();
    void refresh();
    void showRequest(const Page &page);
    void send();
    void take(const Outcome &outcome);
    void refuse(const Error &error);
    bool isReachable(int place) const;

    std::shared_ptr<Session> m_session;
    Wizard m_wizard;
    Resource m_resource;
    const Looks &m_looks;
    QList<OperationInput *> m_inputs;
    QList<Page> m_pages;
    QStringList m_asked; ///< fields that pages ask for
    int m_place = 0;
    bool m_isSending = false;
    Request m_request;
    Outcome m_outcome;
    QListWidget *m_rail;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QLabel *m_remark;
    ReasonField *m_reason;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace nephoscope
