// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/filedialogs.h"

#include "base/storefile.h"
#include "net/har.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace nephoscope {

namespace {

QString words(const char *text) { return QCoreApplication::translate("FileDialogs", text); }

QFileDialog *dialog(QWidget *window, const QString &title, const QString &objectName)
{
    auto *made = new QFileDialog(window, title);
    made->setObjectName(objectName);
    made->setAttribute(Qt::WA_DeleteOnClose);
    return made;
}

QStringList recordings()
{
    return {words(QT_TRANSLATE_NOOP("FileDialogs", "Recordings (*.har)")),
        words(QT_TRANSLATE_NOOP("FileDialogs", "All files (*)"))};
}

} // namespace

void askForRecording(QWidget *window, const std::function<void(const QString &fileName)> &chosen)
{
    QFileDialog *asking = dialog(
        window, words(QT_TRANSLATE_NOOP("FileDialogs", "Open recording")), QStringLiteral("openRecordingDialog"));
    asking->setNameFilters(recordings());
    asking->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(asking, &QFileDialog::fileSelected, window, chosen);
    asking->open();
}

void askWhereToSave(QWidget *window, const QList<Exchange> &exchanges,
    const std::function<void(const QString &sentence)> &failed,
    const std::function<void(const QString &fileName)> &saved)
{
    QFileDialog *asking =
        dialog(window, words(QT_TRANSLATE_NOOP("FileDialogs", "Save traffic")), QStringLiteral("saveTrafficDialog"));
    asking->setNameFilters(recordings());
    asking->setAcceptMode(QFileDialog::AcceptSave);
    asking->setDefaultSuffix(QStringLiteral("har"));
    QObject::connect(asking, &QFileDialog::fileSelected, window, [exchanges, failed, saved](const QString &fileName) {
        if (const Result<void> written = StoreFile::write(fileName, writeHar(exchanges)); !written)
            failed(written.error().message());
        else if (saved)
            saved(fileName);
    });
    asking->open();
}

void askForFile(QWidget *window, const QString &title, const std::function<void(const QString &fileName)> &chosen)
{
    QFileDialog *asking = dialog(window, title, QStringLiteral("openFileDialog"));
    asking->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(asking, &QFileDialog::fileSelected, window, chosen);
    asking->open();
}

void askWhereToExport(QWidget *window, bool asJson, const std::function<void(const QString &fileName)> &chosen)
{
    QFileDialog *asking =
        dialog(window, words(QT_TRANSLATE_NOOP("FileDialogs", "Export what shows")), QStringLiteral("exportDialog"));
    asking->setAcceptMode(QFileDialog::AcceptSave);
    asking->setDefaultSuffix(asJson ? QStringLiteral("json") : QStringLiteral("csv"));
    asking->setNameFilter(asJson ? words(QT_TRANSLATE_NOOP("FileDialogs", "JSON (*.json)"))
                                 : words(QT_TRANSLATE_NOOP("FileDialogs", "CSV (*.csv)")));
    QObject::connect(asking, &QFileDialog::fileSelected, window, chosen);
    asking->open();
}

void askWhereToStore(QWidget *window, const QString &title, const QString &proposed,
    const std::function<void(const QString &fileName)> &chosen)
{
    QFileDialog *asking = dialog(window, title, QStringLiteral("saveFileDialog"));
    asking->setAcceptMode(QFileDialog::AcceptSave);
    QString name = proposed.section(QLatin1Char('/'), -1).section(QLatin1Char('\\'), -1);
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    asking->selectFile(name);
    QObject::connect(asking, &QFileDialog::fileSelected, window, chosen);
    asking->open();
}

} // namespace nephoscope
