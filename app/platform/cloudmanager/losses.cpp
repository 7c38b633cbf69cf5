// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/losses.h"

#include "platform/traces.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope::cloudmanager {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("CloudManager", text); }

/// "createAggregate", "Create Aggregate" → "createaggregate"
QString letters(const QString &words)
{
    QString result;
    for (const QChar &letter : words) {
        if (letter.isLetterOrNumber())
            result += letter.toLower();
    }
    return result;
}

/// The identifiers of working environments in an address or a body.
QSet<QString> systemsIn(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("[A-Za-z]*WorkingEnvironment-[A-Za-z0-9]+|fs-[0-9a-f]+"));
    QSet<QString> all;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        all << match.next().captured();
    return all;
}

bool isOf(const QString &user, const QString &other)
{
    return user.isEmpty() || other.isEmpty() || user.compare(other, Qt::CaseInsensitive) == 0;
}

Verdict done(const TaskState &group)
{
    Verdict verdict(Verdict::Kind::Done, tr("The audit has it as \u201c%1\u201d.").arg(group.operation));
    verdict.withTask(group);
    return group.object.href().isEmpty() ? verdict : verdict.withObject(group.object);
}

} // namespace

QList<Request> Losses::evidence(const LostWrite &lost) const
{
    QUrl address = lost.request.url();
    address.setFragment(QString());
    const Place at = m_map.at("GET", address);
    const bool isReadable = at.item && at.item->isRead();
    if (lost.request.method() == "POST" || !isReadable)
        return {};
    return {Request::get(address)};
}

bool Losses::isAsked(const TaskState &group, const LostWrite &lost) const
{
    const Place at = m_map.at(lost.request.method(), lost.request.url());
    if (!at.item)
        return false;
    const QString asked = letters(at.item->call->nickname);
    return !asked.isEmpty() && letters(group.operation) == asked;
}

/// On the same working environment, or on none that is known.
bool Losses::mayBe(const TaskState &group, const LostWrite &lost) const
{
    const QSet<QString> asked =
        systemsIn(lost.request.url().toString() + QLatin1Char(' ') + QString::fromUtf8(lost.request.body()));
    const QSet<QString> worked = systemsIn(group.object.href().toString() + QLatin1Char(' ') + group.object.id());
    return asked.isEmpty() || worked.isEmpty() || asked.intersects(worked);
}

/// The audit is the connector's: what the other services behind the gateway do is not in it.
bool Losses::isAudited(const LostWrite &lost) const
{
    return lost.request.url().path().startsWith(QLatin1String("/occm/api/"));
}

Verdict Losses::verdict(const LostWrite &lost, const std::optional<QList<TaskState>> &audit,
    const std::optional<Result<Reply>> &object, const Access &access) const
{
    const QList<TaskState> groups = audit.value_or(QList<TaskState>());
    for (const TaskState &group : groups) {
        if (!lost.requestId.isEmpty() && group.requestId == lost.requestId)
            return done(group);
    }
    const bool isKnownThere = std::any_of(groups.begin(), groups.end(),
        [&](const TaskState &group) { return !group.user.isEmpty() && isOf(group.user, access.user); });
    QList<TaskState> maybe;
    for (const TaskState &group : begunSince(groups, lost)) {
        if (!mayBe(group, lost) || (isKnownThere && !isOf(group.user, access.user)))
            continue;
        if (isAsked(group, lost))
            return done(group);
        maybe << group;
    }
    if (!audit || !isAudited(lost))
        return shown(lost, object);
    if (maybe.isEmpty())
        return Verdict(Verdict::Kind::NotDone, tr("The audit has nothing of it."));
    const Verdict seen = shown(lost, object);
    return seen.kind() == Verdict::Kind::Done
        ? seen
        : Verdict(Verdict::Kind::Unknown,
            tr("The audit has \u201c%1\u201d, which may be it.").arg(maybe.constFirst().operation));
}

/// What the object itself shows, where no audit does.
Verdict Losses::shown(const LostWrite &lost, const std::optional<Result<Reply>> &object) const
{
    if (!object)
        return Verdict(Verdict::Kind::Unknown, tr("The service keeps no record of this."));
    const auto gone = isGone(*object);
    if (lost.request.method() == "DELETE") {
        if (!gone)
            return Verdict(Verdict::Kind::Unknown, tr("The object could not be asked for."));
        if (!*gone)
            return Verdict(Verdict::Kind::NotDone, tr("The object is still there."));
        return lost.before.self.href().isEmpty() ? Verdict(Verdict::Kind::Unknown, tr("The object cannot be seen now."))
                                                 : Verdict(Verdict::Kind::Done, tr("The object is gone."));
    }
    const auto now =
        *object ? Document::parse((*object)->body(), "application/json") : Result<Document>(failure(object->error()));
    const auto sent = Document::parse(lost.request.body(), "application/json");
    if (!now || !sent)
        return Verdict(Verdict::Kind::Unknown, tr("The object could not be compared with what was sent."));
    const Node before = lost.before.document.isNull() ? Node() : lost.before.root();
    switch (traceOf(sent->root(), before, now->root())) {
    case Trace::Mine:
        return Verdict(Verdict::Kind::Done, tr("The object has the values that were sent."));
    case Trace::Old:
        return Verdict(Verdict::Kind::NotDone, tr("The object is as it was."));
    case Trace::Unclear:
        break;
    }
    return Verdict(Verdict::Kind::Unknown, tr("The object is neither as it was nor as it was to be."));
}

std::optional<TaskState> Losses::blocking(const Error &error, const Ref &object, const QList<TaskState> &running)
{
    if (error.kind() != Error::Kind::Busy && error.kind() != Error::Kind::Conflict)
        return std::nullopt;
    const QSet<QString> asked = systemsIn(object.href().toString() + QLatin1Char(' ') + object.id());
    std::optional<TaskState> best;
    for (const TaskState &task : running) {
        const QSet<QString> worked = systemsIn(task.object.href().toString() + QLatin1Char(' ') + task.object.id());
        const bool isHere = asked.intersects(worked);
        const bool isNamed =
            !task.operation.isEmpty() && error.message().section(QLatin1Char(':'), -1).contains(task.operation);
        if (isHere && isNamed)
            return task;
        if (isHere || (isNamed && (asked.isEmpty() || worked.isEmpty()) && !best))
            best = task;
    }
    return best;
}

} // namespace nephoscope::cloudmanager
