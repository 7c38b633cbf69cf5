// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace nephoscope {

namespace {

QJsonObject toJson(const JournalEntry &entry)
{
    QJsonArray changes;
    for (const Change &change : entry.changes)
        changes << QJsonObject{
            {QStringLiteral("property"), (change.path.isEmpty() ? change.basePath : change.path).text()},
            {QStringLiteral("before"), change.before}, {QStringLiteral("after"), change.after}};
    return {{QStringLiteral("entry"), entry.id}, {QStringLiteral("time"), entry.time.toString(Qt::ISODateWithMs)},
        {QStringLiteral("ended"), entry.ended.toString(Qt::ISODateWithMs)}, {QStringLiteral("site"), entry.site},
        {QStringLiteral("service"), entry.service}, {QStringLiteral("user"), entry.user},
        {QStringLiteral("object"), entry.object.name()}, {QStringLiteral("kind"), entry.object.kind()},
        {QStringLiteral("id"), entry.object.id()},
        {QStringLiteral("address"), entry.object.href().toString(QUrl::FullyEncoded)},
        {QStringLiteral("operation"), entry.operation}, {QStringLiteral("method"), QString::fromLatin1(entry.method)},
        {QStringLiteral("url"), entry.url.toString(QUrl::FullyEncoded)}, {QStringLiteral("changes"), changes},
        {QStringLiteral("reason"), entry.reason}, {QStringLiteral("batch"), QString::fromLatin1(entry.batch)},
        {QStringLiteral("undoes"), entry.undoes}, {QStringLiteral("result"), nameOf(entry.result)},
        {QStringLiteral("status"), entry.status}, {QStringLiteral("words"), entry.words},
        {QStringLiteral("requestId"), entry.requestId}, {QStringLiteral("action"), entry.action},
        {QStringLiteral("task"), entry.task.toString(QUrl::FullyEncoded)},
        {QStringLiteral("hash"), QString::fromLatin1(entry.hash.toHex())}};
}

/// Spreadsheets take a cell that begins so for a formula.
QString harmless(const QString &text)
{
    static const QString signs = QStringLiteral("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20");
    return !text.isEmpty() && signs.contains(text.at(0)) ? QLatin1Char('\'') + text : text;
}

QByteArray line(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &cell : cells)
        quoted << QLatin1Char('"') + harmless(cell).replace(QLatin1Char('"'), QStringLiteral("\"\""))
                + QLatin1Char('"');
    return quoted.join(QLatin1Char(',')).toUtf8() + "\r\n";
}

QString changeText(const JournalEntry &entry)
{
    QStringList parts;
    for (const Change &change : entry.changes)
        parts << QStringLiteral("%1: %2 \u2192 %3")
                     .arg((change.path.isEmpty() ? change.basePath : change.path).text(), change.before, change.after);
    return parts.join(QStringLiteral("; "));
}

} // namespace

QByteArray journalAsJson(const QList<JournalEntry> &entries)
{
    QJsonArray list;
    for (const JournalEntry &entry : entries)
        list << toJson(entry);
    return QJsonDocument(list).toJson();
}

QByteArray journalAsCsv(const QList<JournalEntry> &entries)
{
    QByteArray text = line({QStringLiteral("entry"), QStringLiteral("time"), QStringLiteral("site"),
        QStringLiteral("user"), QStringLiteral("operation"), QStringLiteral("object"), QStringLiteral("id"),
        QStringLiteral("changes"), QStringLiteral("reason"), QStringLiteral("result"), QStringLiteral("status"),
        QStringLiteral("words"), QStringLiteral("requestId"), QStringLiteral("hash")});
    for (const JournalEntry &entry : entries)
        text += line(
            {QString::number(entry.id), entry.time.toString(Qt::ISODateWithMs), entry.site, entry.user, entry.operation,
                entry.object.name(), entry.object.id(), changeText(entry), entry.reason, nameOf(entry.result),
                QString::number(entry.status), entry.words, entry.requestId, QString::fromLatin1(entry.hash.toHex())});
    return text;
}

} // namespace nephoscope
