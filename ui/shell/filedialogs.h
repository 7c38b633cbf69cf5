// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/exchange.h"

#include <QList>
#include <QString>
#include <functional>

class QWidget;

namespace nephoscope {

/// Asks for a recording to open; `chosen` gets its file name, unless the person cancels. Returns at once.
void askForRecording(QWidget *window, const std::function<void(const QString &fileName)> &chosen);
/// Asks for a file and writes the exchanges there as a recording; `failed` gets what to say if that does not work,
/// `saved` the file's name if it does.
void askWhereToSave(QWidget *window, const QList<Exchange> &exchanges,
    const std::function<void(const QString &sentence)> &failed,
    const std::function<void(const QString &fileName)> &saved = {});
/// Asks for a file to send.
void askForFile(QWidget *window, const QString &title, const std::function<void(const QString &fileName)> &chosen);
/// Asks where what shows is to be exported, as JSON or as CSV.
void askWhereToExport(QWidget *window, bool asJson, const std::function<void(const QString &fileName)> &chosen);
/// Asks where a file is to be saved; `proposed` is a name that somebody else gave, without folder.
void askWhereToStore(QWidget *window, const QString &title, const QString &proposed,
    const std::function<void(const QString &fileName)> &chosen);

} // namespace nephoscope
