// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultwords.h"

#include "faults/faultdialog.h"
#include "shell/wording.h"
#include "tasks/taskwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace nephoscope {

namespace {

constexpr qsizetype mostWords = 600;

QString tr(const char *text) { return QCoreApplication::translate("FaultWords", text); }

bool isWaiting(const Error &error)
{
    return error.kind() == Error::Kind::Busy || error.kind() == Error::Kind::NotSetUp
        || error.kind() == Error::Kind::Canceled;
}

} // namespace

QString glyphOf(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Busy:
        return QStringLiteral("waiting");
    case Error::Kind::NotSetUp:
    case Error::Kind::Canceled:
        return QStringLiteral("info");
    case Error::Kind::SignIn:
    case Error::Kind::Forbidden:
        return QStringLiteral("lock");
    case Error::Kind::Tls:
        return QStringLiteral("certificate");
    case Error::Kind::Conflict:
        return QStringLiteral("warning");
    default:
        return QStringLiteral("error");
    }
}

QColor hueOf(const Error &error)
{
    if (isWaiting(error))
        return QColor(0x1f, 0x6f, 0xc4);
    const bool isQuestion = error.kind() == Error::Kind::Conflict || error.kind() == Error::Kind::SignIn;
    return isQuestion ? QColor(0xb3, 0x6b, 0x00) : QColor(0xd0, 0x2f, 0x2f);
}

QString saidWords(const Error &error)
{
    QString words = error.message().trimmed();
    if (words.size() > mostWords)
        words = words.left(mostWords) + QChar(0x2026);
    const bool isOurs = error.status() == 0 || error.code() == QLatin1String("NOT_DONE")
        || error.code() == QLatin1String("OUTCOME_UNKNOWN");
    if (words.isEmpty() || isOurs)
        return words;
    const QString said = tr("The server says: \u201c%1\u201d").arg(words);
    static const QRegularExpression trace(QStringLiteral("(^|\n)\\s*at [\\w.$<>]+\\(")); // stays behind the fold
    const QString &details = error.details();
    const bool isShown = !details.isEmpty() && details.size() <= mostWords && !details.contains(trace);
    return isShown ? said + QLatin1Char('\n') + details : said;
}

QString blockerWords(const TaskState &task, const QDateTime &now)
{
    const QString name = !task.description.isEmpty()
        ? task.description
        : readableWords(task.operation.isEmpty() ? task.id : task.operation);
    const QString since =
        task.started.isValid() ? clockWords(std::max<qint64>(0, task.started.secsTo(now))) : QString();
    if (task.user.isEmpty())
        return since.isEmpty() ? tr("In the way: %1.").arg(name)
                               : tr("In the way: %1, running for %2.").arg(name, since);
    return since.isEmpty() ? tr("In the way: %1, started by %2.").arg(name, task.user)
                           : tr("In the way: %1, started by %2, running for %3.").arg(name, task.user, since);
}

QString nameOf(const Ref &object) { return object.name().isEmpty() ? object.identity() : object.name(); }

QString actionWords(const QString &action)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("sign-in"), QT_TRANSLATE_NOOP("FaultWords", "Sign in again \u2026")},
        {QStringLiteral("set-up"), QT_TRANSLATE_NOOP("FaultWords", "Set up \u2026")},
        {QStringLiteral("show-task"), QT_TRANSLATE_NOOP("FaultWords", "Show running operation")},
        {QStringLiteral("queue"), QT_TRANSLATE_NOOP("FaultWords", "Run mine when it ends")},
        {QStringLiteral("retry"), QT_TRANSLATE_NOOP("FaultWords", "Try again")},
        {QStringLiteral("recheck"), QT_TRANSLATE_NOOP("FaultWords", "Check that it exists")},
        {QStringLiteral("merge"), QT_TRANSLATE_NOOP("FaultWords", "Reload and merge")},
        {QStringLiteral("version"), QT_TRANSLATE_NOOP("FaultWords", "Choose API version \u2026")},
        {QStringLiteral("edit"), QT_TRANSLATE_NOOP("FaultWords", "Edit the request \u2026")},
        {QStringLiteral("certificate"), QT_TRANSLATE_NOOP("FaultWords", "Look at the certificate \u2026")},
        {QStringLiteral("settings"), QT_TRANSLATE_NOOP("FaultWords", "Open site settings \u2026")},
        {QStringLiteral("find-out"), QT_TRANSLATE_NOOP("FaultWords", "Find out what happened")},
        {QStringLiteral("support"), QT_TRANSLATE_NOOP("FaultWords", "Copy for support")}};
    return tr(words.value(action, ""));
}

} // namespace nephoscope
