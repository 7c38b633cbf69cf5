// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"
#include "stories/directorstory.h"
#include "transfer/transferrow.h"

#include <QLabel>

using namespace nephoscope;

/// Files go to the site and come back, whatever the line does.
class DirectorTransferStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aMediumIsUploadedOverABrokenLineAndComesBackTheSame();
    void aTemplatesFilesFollowItsDescriptor();

private:
    static QByteArray noise(qsizetype size);
    static bool write(const QString &fileName, const QByteArray &bytes);
    static FileTransfer *transfer(DirectorStory &director);
};

QByteArray DirectorTransferStory::noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

bool DirectorTransferStory::write(const QString &fileName, const QByteArray &bytes)
{
    QFile file(fileName);
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The newest one.
FileTransfer *DirectorTransferStory::transfer(DirectorStory &director)
{
    const QList<TransferRow *> rows = director.window().findChildren<TransferRow *>();
    return rows.isEmpty() ? nullptr : &rows.constLast()->transfer();
}

void DirectorTransferStory::aMediumIsUploadedOverABrokenLineAndComesBackTheSame()
{
    // the second piece arrives, but its answer is lost; the third does not even arrive
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"),
        R"([{"method":"PUT","path":"/transfer/*","after":1,"times":1,"hangUp":true,"worked":true},
            {"method":"PUT","path":"/transfer/*","after":1,"times":1,"status":503}])");
    QTemporaryDir folder;
    const QByteArray content = noise(10'000'000);
    const QString iso = folder.filePath(QStringLiteral("debian.iso"));
    QVERIFY(write(iso, content));
    ResourcePage *page = director.open(director.find("adminCatalog", "name==acme-images"));
    QVERIFY(page);
    director.press(QStringLiteral("Upload medium"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.story().click(dialog, "uploadChoose");
    director.chooseFile("openFileDialog", iso);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    director.send(dialog);
    QTRY_VERIFY2_WITH_TIMEOUT(transfer(director), qPrintable(director.story().message(&director.window())), 20'000);
    FileTransfer *upload = transfer(director);
    QTRY_COMPARE_WITH_TIMEOUT(upload->state(), FileTransfer::State::Waiting, 20'000);
    QVERIFY(upload->error());
    QTRY_COMPARE_WITH_TIMEOUT(upload->state(), FileTransfer::State::Done, 30'000);
    QCOMPARE(upload->done(), content.size());
    const QByteArray medium = upload->order().object.href().path().toLatin1();
    QTRY_VERIFY_WITH_TIMEOUT(director.seen(medium).contains("status=\"1\""), 20'000);
    QVERIFY(director.seen(medium).contains("size=\"10000000\""));
    QVERIFY(director.seen(medium).contains("name=\"debian.iso\""));

    QVERIFY(director.open(QString::fromLatin1(medium)));
    director.press(QStringLiteral("Enable download"));
    QTRY_COMPARE_WITH_TIMEOUT(director.message(), QStringLiteral("Enable download: done."), 20'000);
    const QString copy = folder.filePath(QStringLiteral("copy.iso"));
    director.press(QStringLiteral("Download \u2026: file"));
    director.chooseFile("saveFileDialog", copy);
    QTRY_VERIFY_WITH_TIMEOUT(transfer(director) != upload, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(transfer(director)->state(), FileTransfer::State::Done, 30'000);
    QFile back(copy);
    QVERIFY(back.open(QFile::ReadOnly));
    QVERIFY(back.readAll() == content);
}

void DirectorTransferStory::aTemplatesFilesFollowItsDescriptor()
{
    DirectorStory director(QStringLiteral("Organization Administrator"), QStringLiteral("acme"));
    QTemporaryDir folder;
    const QByteArray disk = noise(3000);
    QVERIFY(write(folder.filePath(QStringLiteral("box.ovf")),
        R"(<?xml version="1.0"?><Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"><References><File ovf:id="f1" ovf:href="disk.vmdk" ovf:size="3000"/></References><VirtualSystem ovf:id="box-1"><Info>One</Info><Name>box-1</Name></VirtualSystem></Envelope>)"));
    QVERIFY(write(folder.filePath(QStringLiteral("disk.vmdk")), disk));
    QVERIFY(director.open(director.find("adminCatalog", "name==acme-images")));
    director.press(QStringLiteral("Upload template"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.story().click(dialog, "uploadChoose");
    director.chooseFile("openFileDialog", folder.filePath(QStringLiteral("box.ovf")));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    director.send(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(director.window().findChildren<TransferRow *>().size(), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(transfer(director)->state(), FileTransfer::State::Done, 20'000);
    const QByteArray made = transfer(director)->order().object.href().path().toLatin1();
    QTRY_VERIFY_WITH_TIMEOUT(director.seen(made).contains("status=\"8\""), 20'000);
    QVERIFY(director.seen(made).contains("name=\"box\""));
}

QTEST_MAIN(DirectorTransferStory)
#include "tst_directortransfers.moc"
