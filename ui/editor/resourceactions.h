// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"
#include "faults/faultreport.h"
#include "platform/resource.h"
#include "session/filetransfer.h"
#include "session/session.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace nephoscope {

class Looks;
class Sending;

/// What a person does with a page's resource: asks what has to be asked, sends it, follows its task to the end. One at
/// a time; its dialogs open over the page.
class ResourceActions : public QObject {
    Q_OBJECT
public:
    ResourceActions(std::shared_ptr<Session> session, const Looks &looks, QWidget *page);

    void setContext(const FieldContext &context) { m_context = context; }
    /// It acts on objects other than the one that the page reads: what it makes there is looked for by itself.
    void setElsewhere() { m_isElsewhere = true; }
    /// `resource` is what the page shows.
    void start(const Operation &operation, const QString &label, const Resource &resource);
    /// Another object like `model`, made where such objects are kept.
    void startLike(const Operation &creation, const QString &label, const Resource &holder, const Resource &model);
    bool isRunning() const;

    /// Something was made and has not been seen yet.
    bool isExpecting() const { return m_isExpecting; }
    /// The page's resource has been read: what was made may be found in it.
    void look(const Resource &read);

signals:
    void told(const QString &sentence, const QString &details);
    void failed(const FaultReport &report);
    void waiting(const QString &words);
    void progressed(const TaskState &task);
    /// The object may be another now.
    void done();
    /// That object is new.
    void created(const Ref &ref);
    /// A file is to be moved; without address: whatever that new object waits for.
    void transferWanted(const TransferOrder &order);
    /// The object of the page is gone.
    void removed();

private:
    void prepare(const Operation &operation, const QString &label, const Resource &resource);
    QStringList namesThere() const;
    bool startWizard(const Operation &operation, const QString &label);
    void begin(const Operation &operation, const QString &label);
    void ask(const Operation &operation, const QString &label);
    void chooseFile(const Transfer &file, const QString &label);
    void send(const Operation &operation, const QString &label, const Request &request, const QString &reason);
    void lookAtNew(const Outcome &outcome);
    void succeed(const Outcome &outcome);
    void lookThere();
    void refuse(const Error &error);
    void repeat();
    FaultReport reportOf(const QString &what, const Error &error);
    void show(const Outcome &outcome);

    std::shared_ptr<Session> m_session;
    const Looks &m_looks;
    QWidget *m_page;
    FieldContext m_context;
    Sending *m_sending;
    Operation m_operation;
    QString m_label;
    Resource m_resource;
    std::optional<Resource> m_model; ///< what is made is to be like it
    Ref m_expected; ///< what the answer or its task says was made
    bool m_isElsewhere = false;
    bool m_isExpecting = false; ///< something was made and has not been seen yet
    QHash<QString, QJsonObject> m_typed; ///< what was refused, so that it need not be typed again
    QString m_file; ///< chosen for what is being made
    Request m_request;
    QString m_reason; ///< given for the journal
};

} // namespace nephoscope
