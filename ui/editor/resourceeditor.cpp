// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/resourceeditor.h"

#include "base/redaction.h"
#include "editor/draftstore.h"
#include "editor/mergedialog.h"
#include "editor/readbackwords.h"
#include "editor/reviewdialog.h"
#include "editor/sending.h"
#include "editor/sentscope.h"
#include "models/guideshape.h"
#include "platform/afteredit.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QRegularExpression>
#include <qcorotask.h>

namespace nephoscope {

ResourceEditor::ResourceEditor(std::shared_ptr<Session> session, const Looks &looks, QWidget *page)
    : QObject(page)
    , m_session(std::move(session))
    , m_looks(looks)
    , m_page(page)
    , m_editing(this)
    , m_sending(new Sending(m_session, this))
{
    constexpr int soon = 500; // milliseconds: nothing older than two seconds may be lost, and disks are slow at times
    m_keeping.setInterval(soon);
    m_keeping.setSingleShot(true);
    connect(&m_keeping, &QTimer::timeout, this, &ResourceEditor::keep);
    const auto keepSoon = [this] {
        if (!m_keeping.isActive())
            m_keeping.start();
    };
    connect(&m_editing, &Editing::changed, this, keepSoon);
    connect(&m_editing, &Editing::typed, this, keepSoon);
    connect(&m_editing, &Editing::refused, this,
        [this](const Error &error) { emit warned(error.message(), error.details()); });
    connect(m_sending, &Sending::progressed, this, &ResourceEditor::progressed);
    connect(m_sending, &Sending::failed, this, &ResourceEditor::refuse);
    connect(m_sending, &Sending::recovered, this,
        [this](const QString &evidence) { emit told(tr("The answer was lost. %1").arg(evidence), QString()); });
    connect(m_sending, &Sending::succeeded, this, [this] {
        if (m_resource.self.identity() == m_from.self.identity()) // the page may show another object by now
            m_sentDraft = m_underWay;
        m_sentTo = placeAfter(m_from.self, m_from.part, m_underWay);
        emit waiting({});
        emit sent(m_from.self, m_sentTo);
    });
    // what is published about types may come later than the object
    connect(m_session.get(), &Session::schemaChanged, this, [this] {
        if (!m_resource.document.isNull())
            m_editing.rebase(m_editing.draft(), guideFor(m_resource));
    });
}

ResourceEditor::~ResourceEditor()
{
    blockSignals(true); // the page is half gone
    if (m_keeping.isActive())
        keep();
}

FieldGuide ResourceEditor::guideFor(const Resource &resource) const
{
    return FieldGuide::ofResource(resource, *m_session, m_looks.catalog(m_session->platform().service()));
}

Labels ResourceEditor::labels() const
{
    return [this](const Path &path) {
        static const QRegularExpression positions(QStringLiteral("\\[\\d+\\]"));
        return m_looks.property(
            m_session->platform().service(), m_resource.self.kind(), QString(path.text()).remove(positions));
    };
}

QString ResourceEditor::name() const
{
    return m_resource.self.name().isEmpty() ? m_looks.kind(m_session->platform().service(), m_resource.self.kind())
                                            : m_resource.self.name();
}

QList<ChangeLine> ResourceEditor::changes() const
{
    return changeLines(m_editing.draft().changes(), m_editing.guide(), labels());
}

bool ResourceEditor::isSending() const { return m_sending->isRunning(); }

void ResourceEditor::setResource(const Resource &resource)
{
    const bool isSame = m_resource.self.identity() == resource.self.identity() && !m_resource.document.isNull();
    const bool isMoved = resource.self.identity() == m_sentTo.identity(); // its name is in its address
    if (m_sentDraft && (isSame || isMoved))
        return compare(resource);
    m_sentDraft.reset();
    if (isSame && m_editing.isDirty()) {
        const Draft mine = m_editing.draft();
        m_resource = resource;
        return comeBack(mine);
    }
    const bool isBack = !isSame && !m_session->isReadOnly();
    if (isBack)
        m_editing.setUnread(DraftStore::keptSource(m_session->profile().id, resource.self));
    begin(resource);
    if (!isBack)
        return; // what was kept is what an open editor holds
    if (!m_editing.unread().isEmpty())
        emit told(tr("The source that you typed before is here again. It cannot be read yet."), QString());
    const auto kept = DraftStore::kept(m_session->profile().id, resource.self, m_editing.shape());
    if (!kept)
        return;
    comeBack(*kept);
    const QString secrets =
        kept->missing().isEmpty() ? QString() : tr("Secrets were not kept and must be typed again.");
    if (m_editing.isDirty())
        emit told(tr("Your changes of before are here again. Nothing has been sent yet."), secrets);
}

void ResourceEditor::begin(const Resource &resource)
{
    m_resource = resource;
    const FieldGuide guide = guideFor(resource);
    m_editing.begin(resource.document, guide, std::make_shared<GuideShape>(guide));
    m_keeping.stop();
    if (m_editing.isTyping() || !m_editing.unread().isEmpty())
        m_keeping.start();
}

/// Lays edits made on an older reading over what was read now; what is in conflict waits for the review.
void ResourceEditor::comeBack(const Draft &draft)
{
    const Merge merge = merged(draft, m_resource.document);
    if (merge.conflicts.isEmpty())
        return m_editing.rebase(merge.draft, guideFor(m_resource));
    m_editing.rebase(draft, guideFor(m_resource));
    emit warned(tr("%1 was changed on the server where you changed it too. The review lets you choose.").arg(name()),
        QString());
}

void ResourceEditor::leave()
{
    if (m_keeping.isActive())
        keep();
    m_keeping.stop();
    m_editing.forgetTyping();
    ++m_reading;
    m_resource = Resource();
    m_sentDraft.reset();
    if (m_dialog)
        m_dialog->reject();
}

void ResourceEditor::discard()
{
    m_editing.revertAll();
    m_keeping.stop();
    DraftStore::drop(m_session->profile().id, m_resource.self);
}

/// Source that cannot be read, unless secrets stand in it: nobody can leave them out of it.
QString ResourceEditor::unreadWithoutSecrets() const
{
    const QString &source = m_editing.unread();
    const QList<Path> secrets = m_editing.guide().secrets();
    const auto isIn = [&](const Path &place) {
        const QString secret = m_editing.draft().document().root().at(place).text();
        return !secret.isEmpty() && source.contains(secret);
    };
    const bool isOpen = redactedBody(source.toUtf8(), {}) == source.toUtf8();
    return isOpen && std::none_of(secrets.begin(), secrets.end(), isIn) ? source : QString();
}

void ResourceEditor::keep()
{
    m_keeping.stop();
    if (m_resource.document.isNull())
        return;
    const Draft draft = m_editing.asTyped();
    const QString &site = m_session->profile().id;
    QString trouble;
    if (draft.isDirty())
        trouble = DraftStore::keep(site, m_resource.self, draft, m_editing.guide().secrets());
    else
        DraftStore::drop(site, m_resource.self);
    if (const QString wrong = DraftStore::keepSource(site, m_resource.self, unreadWithoutSecrets()); !wrong.isEmpty())
        trouble = wrong;
    if (!trouble.isEmpty())
        emit warned(tr("Your changes could not be kept on disk: %1").arg(trouble), QString());
}

void ResourceEditor::read(void (ResourceEditor::*then)(const Resource &))
{
    const int mine = ++m_reading;
    emit waiting(tr("Reading %1 again \u2026").arg(name()));
    QCoro::connect(m_session->open(m_resource.self), this, [this, mine, then](const Result<Resource> &fresh) {
        if (mine != m_reading)
            return;
        emit waiting({});
        if (fresh)
            (this->*then)(*fresh);
        else
            emit failed(reportOf(tr("Could not read %1 again, so nothing was sent.").arg(name()), fresh.error())
                            .can(this, QStringLiteral("retry"), [this, then] { read(then); }));
    });
}

void ResourceEditor::review()
{
    const bool isReviewing = m_dialog && m_dialog->isVisible();
    if (m_editing.isDirty() && !isSending() && !isReviewing)
        read(&ResourceEditor::merge);
}

void ResourceEditor::merge(const Resource &fresh)
{
    const Merge merge = merged(m_editing.draft(), fresh.document);
    if (merge.conflicts.isEmpty())
        lay(fresh, merge.draft, merge.takenOver);
    else
        decide(fresh, merge);
}

void ResourceEditor::decide(const Resource &fresh, const Merge &merge)
{
    auto *dialog = new MergeDialog(name(), merge, m_editing.guide(), labels(), m_page);
    dialog->setSite(m_session->profile());
    connect(dialog, &QDialog::accepted, this, [this, dialog, fresh, merge] {
        Merge decided = merge;
        const QList<Conflict> mine = dialog->wantedMine();
        for (const Conflict &conflict : mine) {
            const Result<bool> taken = takeMine(decided, conflict, m_editing.draft());
            if (!taken)
                emit warned(taken.error().message(), taken.error().details());
        }
        lay(fresh, decided.draft, decided.takenOver);
    });
    dialog->open();
}

void ResourceEditor::lay(const Resource &fresh, const Draft &draft, const QList<Change> &takenOver)
{
    const bool isNews = fresh.document.bytes() != m_editing.draft().base().bytes();
    m_resource = fresh;
    if (isNews)
        m_editing.rebase(draft, guideFor(fresh));
    if (!m_editing.isDirty()) {
        keep();
        emit told(tr("There is nothing to send: the server has these values already."), QString());
        return;
    }
    show(takenOver);
}

void ResourceEditor::show(const QList<Change> &takenOver)
{
    const Result<QList<Request>> requests =
        m_session->platform().save(m_resource, m_editing.draft(), m_session->access());
    if (!requests)
        return emit failed(reportOf(tr("%1 cannot be saved like this.").arg(name()), requests.error()));
    m_requests = *requests;
    m_underWay = m_editing.draft();
    m_from = m_resource;
    QList<Request> onWire;
    const QByteArray action = Session::newAction();
    for (Request &request : m_requests) {
        request.setAction(action);
        onWire << m_session->asSent(request);
    }
    const QStringList notes = this->notes();
    const bool wasRefused = std::exchange(m_refusal, std::nullopt).has_value();
    const Profile &profile = m_session->profile();
    if (profile.skipReview && !profile.production && !profile.reasonWanted && takenOver.isEmpty() && !wasRefused) {
        m_reason.clear();
        return send();
    }
    m_dialog = new ReviewDialog(name(), tr("Save"), m_page);
    m_dialog->askReason(profile);
    m_dialog->setChanges(changes());
    m_dialog->setTakenOver(changeLines(takenOver, m_editing.guide(), labels()));
    m_dialog->setNotes(notes);
    m_dialog->setRequests(onWire);
    connect(m_dialog, &QDialog::accepted, this, [this, dialog = m_dialog.data()] {
        m_reason = dialog->reason();
        send();
    });
    m_dialog->open();
}

/// What a person should know of what is about to be sent.
QStringList ResourceEditor::notes() const
{
    constexpr qsizetype most = 5;
    QStringList notes;
    if (m_refusal)
        notes << tr("The server refused the last attempt: %1").arg(m_refusal->message());
    const SentScope scope(*m_session, m_resource, m_editing.draft(), m_editing.guide());
    if (scope.replaces())
        notes << tr("The whole is sent back: what you did not touch goes along as it was read.");
    const QList<Path> undescribed = scope.undescribed();
    QStringList names;
    for (const Path &place : undescribed.mid(0, most))
        names << oneLine(placeWords(place, labels()), 60);
    if (undescribed.size() > most)
        names << tr("and %1 more").arg(undescribed.size() - most);
    if (!names.isEmpty())
        notes
            << tr("No description names these, and they go along unchanged: %1.").arg(names.join(QStringLiteral(", ")));
    if (m_requests.size() > 1)
        notes << tr("%1 requests are sent, one after the other.").arg(m_requests.size());
    return notes;
}

/// What lay on the screen for long may be out of date.
void ResourceEditor::send()
{
    constexpr qint64 fresh = 5; // seconds
    if (m_resource.readAt.secsTo(QDateTime::currentDateTimeUtc()) > fresh)
        read(&ResourceEditor::sendUnchanged);
    else
        sendUnchanged(m_resource);
}

Deed ResourceEditor::deed() const
{
    Deed deed;
    deed.object = m_resource.self;
    deed.operation = tr("Save");
    deed.role = Operation::Role::Edit;
    deed.before = m_editing.draft().base();
    deed.after = m_editing.draft().document();
    deed.changes = m_editing.draft().changes();
    deed.secrets = m_editing.guide().secrets();
    deed.reason = m_reason;
    return deed;
}

void ResourceEditor::sendUnchanged(const Resource &fresh)
{
    if (!differences(m_resource.document, fresh.document).isEmpty() || fresh.etag != m_resource.etag)
        return merge(fresh); // another look at what has become of it
    emit waiting(tr("Saving %1 \u2026").arg(name()));
    m_sending->start(m_requests, m_resource, deed());
}

void ResourceEditor::refuse(const Error &error, qsizetype done)
{
    emit waiting({});
    QString what = tr("%1 was not saved.").arg(name());
    if (done > 0)
        what = tr("%1 was saved in part: %2 of %3 requests went through.").arg(name()).arg(done).arg(m_requests.size());
    const bool isOpen = error.code() == QLatin1String("OUTCOME_UNKNOWN");
    if (isOpen)
        what = tr("It is not known whether %1 was saved.").arg(name());
    FaultReport report = reportOf(what, error);
    if (isOpen)
        report.can(this, QStringLiteral("find-out"), [this] { m_sending->findOut(); });
    else if (done == 0)
        report.can(this, QStringLiteral("retry"), [this] { send(); });
    report.repeats([this](const FaultReport::Deed &ended) {
        connect(m_sending, &Sending::finished, this, ended, Qt::SingleShotConnection);
        send();
    });
    m_refusal = error;
    emit failed(report);
    if (done > 0)
        read(&ResourceEditor::checkRefused);
}

FaultReport ResourceEditor::reportOf(const QString &what, const Error &error)
{
    FaultReport report(what, error);
    report.at(m_session, m_resource.self);
    report.can(this, QStringLiteral("merge"), [this] { review(); });
    report.can(this, QStringLiteral("edit"), [this] { review(); });
    return report;
}

/// After half of the work: what is there now decides what is left to do.
void ResourceEditor::checkRefused(const Resource &fresh)
{
    if (!differences(m_editing.draft().base(), fresh.document).isEmpty())
        return merge(fresh);
    m_refusal.reset();
}

bool ResourceEditor::endUnread(const Error &error)
{
    if (!m_sentDraft)
        return false;
    const Draft mine = *std::exchange(m_sentDraft, std::nullopt);
    const Draft latest = m_editing.draft();
    begin(m_resource);
    goOn(mine, latest);
    keep();
    emit warned(
        tr("%1 is saved, but cannot be read again. It may have another name now.").arg(name()), error.message());
    return true;
}

/// What was edited while the save was under way is laid over what came of it.
void ResourceEditor::goOn(const Draft &sent, const Draft &now)
{
    const QByteArray source = now.document().serialized();
    if (source == sent.document().serialized())
        return;
    Draft late(sent.document(), m_editing.shape());
    if (late.replace(source))
        comeBack(late);
}

/// Holds what the server has now against what was sent.
void ResourceEditor::compare(const Resource &fresh)
{
    const Draft mine = *m_sentDraft;
    m_sentDraft.reset();
    const Draft latest = m_editing.draft();
    if (fresh.self.identity() != m_resource.self.identity())
        DraftStore::drop(m_session->profile().id, m_resource.self); // it has another name now
    begin(fresh);
    goOn(mine, latest);
    keep(); // what was saved is no draft any more, what was typed since is one
    const QStringList others = readbackWords(mine, fresh.document, m_editing.guide(), labels());
    if (others.isEmpty())
        emit told(tr("%1 is saved.").arg(name()), QString());
    else
        emit warned(
            tr("%1 is saved, but the server made something else of %2 value(s).").arg(name()).arg(others.size()),
            others.join(QLatin1Char('\n')));
}

} // namespace nephoscope
