// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/merge.h"
#include "editor/changewords.h"
#include "editor/editing.h"
#include "faults/faultreport.h"
#include "session/session.h"

#include <QPointer>
#include <QTimer>

namespace nephoscope {

class Looks;
class ReviewDialog;
class Sending;

/// The life of one page's edits: begun on what was read, kept on disk while they grow, merged with what others did,
/// reviewed, sent, and held against what the server made of them. Knows no widget of the page; its dialogs open over
/// it.
class ResourceEditor : public QObject {
    Q_OBJECT
public:
    ResourceEditor(std::shared_ptr<Session> session, const Looks &looks, QWidget *page);
    ~ResourceEditor() override;

    Editing &editing() { return m_editing; }
    const Resource &resource() const { return m_resource; }
    /// The page shows this: edits of the same object go on, edits kept from before come back.
    void setResource(const Resource &resource);
    /// The page goes elsewhere: the edits are kept on disk.
    void leave();
    /// Forgets the edits, on disk too.
    void discard();
    /// Reads the object again, lets the person decide conflicts, shows what would be sent, and sends it if wanted.
    void review();
    bool isSending() const;
    /// The page could not be read. True where that was to show what a save made of it: what is said then is said.
    bool endUnread(const Error &error);
    /// What the edits are, in words.
    QList<ChangeLine> changes() const;

signals:
    /// For the message bar.
    void told(const QString &sentence, const QString &details);
    void warned(const QString &sentence, const QString &details);
    void failed(const FaultReport &report);
    /// Something is awaited; empty when it has come.
    void waiting(const QString &words);
    void progressed(const TaskState &task);
    /// The server did it: the page should read the object again, which may have another place now than it `was` at.
    void sent(const Ref &was, const Ref &where);

private:
    FieldGuide guideFor(const Resource &resource) const;
    Labels labels() const;
    QString name() const;
    void begin(const Resource &resource);
    void comeBack(const Draft &draft);
    void read(void (ResourceEditor::*then)(const Resource &));
    void merge(const Resource &fresh);
    void decide(const Resource &fresh, const Merge &merge);
    void lay(const Resource &fresh, const Draft &draft, const QList<Change> &takenOver);
    void show(const QList<Change> &takenOver);
    QStringList notes() const;
    void send();
    Deed deed() const;
    void sendUnchanged(const Resource &fresh);
    void refuse(const Error &error, qsizetype done);
    FaultReport reportOf(const QString &what, const Error &error);
    void checkRefused(const Resource &fresh);
    void compare(const Resource &fresh);
    void goOn(const Draft &sent, const Draft &now);
    void keep();
    QString unreadWithoutSecrets() const;

    std::shared_ptr<Session> m_session;
    const Looks &m_looks;
    QWidget *m_page;
    Editing m_editing;
    Resource m_resource;
    Sending *m_sending;
    QTimer m_keeping;
    QPointer<ReviewDialog> m_dialog;
    QList<Request> m_requests; ///< as reviewed
    QString m_reason;
    Draft m_underWay; ///< what the requests under way were made of
    Resource m_from; ///< and of which object
    std::optional<Draft> m_sentDraft; ///< until the object has been read back
    Ref m_sentTo; ///< where it stands after that
    std::optional<Error> m_refusal;
    int m_reading = 0; ///< number of the latest reading
};

} // namespace nephoscope
