// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodies.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nephoscope {
namespace {

/// Beside the project, or beside the folder that holds its work trees.
QString sharedFolder()
{
    for (const char *relative : {"/../shared", "/../../shared"}) {
        const QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR) + QLatin1String(relative));
        if (folder.exists())
            return folder.canonicalPath();
    }
    return {};
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void append(QList<Body> *bodies, const QString &from, const QJsonObject &content)
{
    const QByteArray type = content.value(QStringLiteral("mimeType")).toString().toUtf8();
    QByteArray bytes = content.value(QStringLiteral("text")).toString().toUtf8();
    if (content.value(QStringLiteral("encoding")).toString() == QLatin1String("base64"))
        bytes = QByteArray::fromBase64(bytes);
    if (bytes.trimmed().isEmpty() || !(type.contains("xml") || type.contains("json")))
        return;
    bodies->append({from, type, bytes});
}

void appendRecording(QList<Body> *bodies, const QString &path)
{
    const QJsonArray entries = QJsonDocument::fromJson(contents(path))
                                   .object()
                                   .value(QStringLiteral("log"))
                                   .toObject()
                                   .value(QStringLiteral("entries"))
                                   .toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject entry = entries.at(i).toObject();
        const QString from = QStringLiteral("%1 #%2 ").arg(QFileInfo(path).fileName()).arg(i);
        append(bodies, from + QStringLiteral("request"),
            entry.value(QStringLiteral("request")).toObject().value(QStringLiteral("postData")).toObject());
        append(bodies, from + QStringLiteral("response"),
            entry.value(QStringLiteral("response")).toObject().value(QStringLiteral("content")).toObject());
    }
}

void appendSample(QList<Body> *bodies, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const QByteArray bytes = contents(path);
    bodies->append({name, "application/json", bytes});
    const QJsonObject sample = QJsonDocument::fromJson(bytes).object();
    for (const QString &side : {QStringLiteral("request"), QStringLiteral("response")}) {
        const QJsonValue body = sample.value(side).toObject().value(QStringLiteral("body"));
        if (body.isObject() || body.isArray())
            bodies->append({name + u' ' + side, "application/json",
                (body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject())).toJson()});
    }
}

} // namespace

QList<Body> ownBodies()
{
    QList<Body> bodies;
    const QDir folder(QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/data/document"));
    const QFileInfoList files = folder.entryInfoList(QDir::Files, QDir::Name);
    for (const QFileInfo &file : files)
        bodies.append({file.fileName(), {}, contents(file.filePath())});
    return bodies;
}

QList<Body> sharedBodies()
{
    QList<Body> bodies;
    const QString folder = sharedFolder();
    if (folder.isEmpty())
        return bodies;
    const QFileInfoList recordings =
        QDir(folder + QStringLiteral("/recordings")).entryInfoList({QStringLiteral("*.har")}, QDir::Files);
    for (const QFileInfo &file : recordings)
        appendRecording(&bodies, file.filePath());
    const QFileInfoList samples = QDir(folder + QStringLiteral("/api/cloud-manager-samples"))
                                      .entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    for (const QFileInfo &file : samples)
        appendSample(&bodies, file.filePath());
    return bodies;
}

} // namespace nephoscope
