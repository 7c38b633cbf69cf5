// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/filedialogs.h"

#include "net/har.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

namespace nephoscope {

namespace {

QString words(const char *text) { return QCoreApplication::translate("FileDialogs", text); }

QFileDialog *dialog(QWidget *window, const QString &title, const QString &objectName)
{
    auto *made = new QFileDialog(window, title);
    made->setObjectName(objectName);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilters({words(QT_TRANSLATE_NOOP("FileDialogs", "Recordings (*.har)")),
        words(QT_TRANSLATE_NOOP("FileDialogs", "All files (*)"))});
    return made;
}

} // namespace

void askForRecording(QWidget *window, const std::function<void(const QString &fileName)> &chosen)
{
    QFileDialog *asking = dialog(
        window, words(QT_TRANSLATE_NOOP("FileDialogs", "Open recording")), QStringLiteral("openRecordingDialog"));
    asking->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(asking, &QFileDialog::fileSelected, window, chosen);
    asking->open();
}

void askWhereToSave(
    QWidget *window, const QList<Exchange> &exchanges, const std::function<void(const QString &sentence)> &failed)
{
    QFileDialog *asking =
        dialog(window, words(QT_TRANSLATE_NOOP("FileDialogs", "Save traffic")), QStringLiteral("saveTrafficDialog"));
    asking->setAcceptMode(QFileDialog::AcceptSave);
    asking->setDefaultSuffix(QStringLiteral("har"));
    QObject::connect(asking, &QFileDialog::fileSelected, window, [exchanges, failed](const QString &fileName) {
        QSaveFile file(fileName);
        const QByteArray har = writeHar(exchanges);
        if (!file.open(QIODevice::WriteOnly) || file.write(har) != har.size() || !file.commit())
            failed(words(QT_TRANSLATE_NOOP("FileDialogs", "%1 could not be written: %2"))
                       .arg(fileName, file.errorString()));
    });
    asking->open();
}

} // namespace nephoscope
