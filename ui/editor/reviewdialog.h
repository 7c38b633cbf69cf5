// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/changewords.h"
#include "editor/sitedialog.h"
#include "net/request.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace nephoscope {

class Profile;
class ReasonField;

/// What is about to be sent: the difference field by field, and the exact requests. Sends nothing; accepted() says that
/// the person wants it.
class ReviewDialog : public SiteDialog {
    Q_OBJECT
public:
    ReviewDialog(const QString &name, const QString &verb, QWidget *parent);

    void setChanges(const QList<ChangeLine> &mine);
    /// What others changed meanwhile and is taken over.
    void setTakenOver(const QList<ChangeLine> &theirs);
    /// Sentences a person should have read.
    void setNotes(const QStringList &notes);
    /// As they will be on the wire.
    void setRequests(const QList<Request> &requests);
    /// Asks for the reason of the change; without it none is kept.
    void askReason(const Profile &profile);
    /// Words of the button that sends nothing, instead of "Go on editing".
    void setWayBack(const QString &words);
    QString reason() const;
    /// While what is shown may be out of date nothing can be sent; `words` says why. Empty: it can.
    void setWaiting(const QString &words);

private:
    void check();
    QWidget *makeRequests();
    QTreeWidget *makeTable(const QString &name, const QString &accessible);
    static void fill(QTreeWidget *table, const QList<ChangeLine> &lines);

    QTreeWidget *m_mine = nullptr;
    QLabel *m_theirsTitle = nullptr;
    QTreeWidget *m_theirs = nullptr;
    QLabel *m_notes = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_waiting = nullptr;
    ReasonField *m_reason = nullptr;
    QString m_curl;
};

} // namespace nephoscope
