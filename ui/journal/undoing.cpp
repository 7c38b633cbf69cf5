// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/undoing.h"

#include "base/redaction.h"
#include "editor/reviewdialog.h"
#include "editor/sending.h"
#include "journal/journalwords.h"
#include "models/guideshape.h"
#include "platform/afteredit.h"
#include "shell/looks.h"

#include <QLocale>
#include <QRegularExpression>
#include <qcorotask.h>

namespace nephoscope {

Undoing::Undoing(const Sites &sites, const Looks &looks, std::shared_ptr<Journal> journal, QWidget *window)
    : QObject(window)
    , m_sites(sites)
    , m_looks(looks)
    , m_journal(std::move(journal))
    , m_window(window)
{
}

QString Undoing::name() const { return objectWords(m_entry, m_looks); }

void Undoing::refuse(const Error &error)
{
    emit failed(tr("%1: this change cannot be undone.").arg(name()), error);
    deleteLater();
}

void Undoing::start(const JournalEntry &entry)
{
    m_entry = entry;
    const Result<bool> may = mayBeUndone(*m_journal, entry);
    if (!may)
        return refuse(may.error());
    m_session = m_sites.session(entry.siteId);
    if (!m_session)
        return refuse(Error(Error::Kind::SignIn, tr("Sign in to the site %1 first.").arg(entry.site)));
    if (m_session->isReadOnly())
        return refuse(Error(Error::Kind::Unsupported, tr("The site %1 is set to read-only.").arg(entry.site)));
    QCoro::connect(m_session->open(objectAfter(*m_journal, entry)), this, [this](const Result<Resource> &present) {
        if (present)
            review(*present, {});
        else
            refuse(present.error());
    });
}

/// `news`: why it is shown once more; empty the first time.
void Undoing::review(const Resource &present, const QString &news)
{
    const QString service = m_session->platform().service();
    const FieldGuide guide = FieldGuide::ofResource(present, *m_session, m_looks.catalog(service));
    const Result<Draft> draft = undone(*m_journal, m_entry, present.document, std::make_shared<GuideShape>(guide));
    if (!draft)
        return refuse(draft.error());
    const Result<QList<Request>> requests = m_session->platform().save(present, *draft, m_session->access());
    if (!requests)
        return refuse(requests.error());
    QList<Request> sent = *requests;
    QList<Request> onWire;
    const QByteArray action = Session::newAction();
    for (Request &request : sent) {
        request.setAction(action);
        onWire << m_session->asSent(request);
    }
    QStringList notes{tr("This takes back what entry %1 did on %2.")
                          .arg(m_entry.id)
                          .arg(QLocale().toString(m_entry.time.toLocalTime(), QLocale::ShortFormat))};
    const QString mark = QString::fromLatin1(redactionMark());
    for (const Change &change : m_entry.changes)
        if (change.before == mark || change.after == mark)
            notes << tr("%1 is a secret, which the journal does not keep: it stays as it is now.")
                         .arg(change.path.text());
    if (!news.isEmpty())
        notes.prepend(news);
    const Labels labels = [this, service](const Path &path) {
        static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
        return m_looks.property(service, m_entry.object.kind(), QString(path.text()).remove(positions));
    };
    auto *dialog = new ReviewDialog(name(), tr("Undo"), m_window);
    dialog->askReason(m_session->profile());
    dialog->setWayBack(tr("Cancel"));
    dialog->setChanges(changeLines(draft->changes(), guide, labels));
    dialog->setTakenOver({});
    dialog->setNotes(notes);
    dialog->setRequests(onWire);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, sent, present, draft = *draft] { confirm(sent, present, draft, dialog->reason()); });
    connect(dialog, &QDialog::rejected, this, &QObject::deleteLater);
    dialog->open();
}

/// Reads the object once more: it may have changed while the review lay on the screen.
void Undoing::confirm(
    const QList<Request> &requests, const Resource &present, const Draft &draft, const QString &reason)
{
    const auto decide = [this, requests, present, draft, reason](const Result<Resource> &fresh) {
        if (!fresh) {
            emit failed(tr("%1: the change was not undone.").arg(name()), fresh.error());
            return deleteLater();
        }
        if (!differences(present.document, fresh->document).isEmpty() || fresh->etag != present.etag)
            return review(*fresh, tr("%1 was changed on the server meanwhile. Nothing has been sent yet.").arg(name()));
        send(requests, present, draft, reason);
    };
    QCoro::connect(m_session->open(present.self), this, decide);
}

void Undoing::send(const QList<Request> &requests, const Resource &present, const Draft &draft, const QString &reason)
{
    Deed deed;
    deed.operation = tr("Undo: %1").arg(m_entry.operation);
    deed.role = Operation::Role::Edit;
    deed.after = draft.document();
    deed.changes = draft.changes();
    deed.secrets =
        FieldGuide::ofResource(present, *m_session, m_looks.catalog(m_session->platform().service())).secrets();
    deed.reason = reason;
    deed.undoes = m_entry.id;
    auto *sending = new Sending(m_session, this);
    const Ref now = placeAfter(present.self, present.part, draft);
    connect(sending, &Sending::succeeded, this, [this, was = present.self, now] {
        emit told(tr("%1 is as it was before entry %2.").arg(name()).arg(m_entry.id));
        emit done(m_entry.siteId, was, now);
        deleteLater();
    });
    connect(sending, &Sending::failed, this, [this](const Error &error) {
        emit failed(tr("%1: the change was not undone.").arg(name()), error);
        deleteLater();
    });
    sending->start(requests, present, deed);
}

} // namespace nephoscope
