// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journalentry.h"
#include "net/request.h"
#include "session/deed.h"

#include <QJsonObject>

namespace nephoscope {

class Outcome;
class Session;

/// What a record says beside its columns: from and to JSON. Everything that comes in leaves its secrets here.
namespace journalcontent {

/// A document as it may be kept: secrets cut out by place and by name.
QByteArray withoutSecrets(const Document &document, const QList<Path> &places);
/// A body as it may be kept.
QByteArray withoutSecrets(const Request &request, const Deed &deed);
QByteArray withoutSecrets(const Outcome &outcome);

QJsonObject ofIntention(const Session &session, const Request &request, const Deed &deed);
QJsonObject ofAnswer(const Outcome &outcome);
QJsonObject ofError(const Error &error);
void readIntention(const QJsonObject &content, JournalEntry *entry);
/// What any later record adds.
void readLater(const QJsonObject &content, JournalEntry *entry);

} // namespace journalcontent

} // namespace nephoscope
