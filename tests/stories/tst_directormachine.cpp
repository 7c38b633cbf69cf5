// SPDX-License-Identifier: GPL-3.0-or-later
#include "resource/resourcepage.h"
#include "stories/directorstory.h"

using namespace nephoscope;

/// What a machine is made of is changed in its page, and new ones are made of templates.
class DirectorMachineStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aMachineGetsMoreMemory();
    void aMachineGetsAnotherNetworkCard();
    void aTemplateIsInstantiated();

private:
    const QString m_role = QStringLiteral("Organization Administrator");
    const QByteArray m_resting = "status==POWERED_OFF;isVAppTemplate==false;vdcName==acme-prod";
};

void DirectorMachineStory::aMachineGetsMoreMemory()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    const QString address = director.find("adminVM", m_resting);
    QVERIFY(director.open(address));
    const QString memory = QStringLiteral("VmSpecSection/MemoryResourceMb/Configured");
    director.edit(memory, QStringLiteral("12288"));
    const QString sent = director.save();
    QVERIFY2(sent.contains(QStringLiteral("Configured>12288<")), qPrintable(sent));
    QVERIFY(director.seen(address.toLatin1()).contains("Configured>12288<"));
    QTRY_COMPARE(director.valueAt(memory).remove(QChar(0x2009)).remove(QChar(0x202f)), QStringLiteral("12288"));
}

void DirectorMachineStory::aMachineGetsAnotherNetworkCard()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    const QString address = director.find("adminVM", m_resting);
    QVERIFY(director.open(address));
    const QString cards = QStringLiteral("NetworkConnectionSection/NetworkConnection");
    QTRY_VERIFY(director.property(cards).isValid());
    const QString network = director.valueAt(cards + QStringLiteral("/@network"));
    director.menu(cards, {QStringLiteral("Add entry")});
    const QString card = cards + QStringLiteral("[1]");
    QTRY_VERIFY(director.property(card).isValid());
    director.pick(card + QStringLiteral("/@network"), network);
    director.edit(card + QStringLiteral("/NetworkConnectionIndex"), QStringLiteral("1"));
    director.pickFixed(card + QStringLiteral("/IsConnected"), QStringLiteral("Yes"));
    director.pickFixed(card + QStringLiteral("/IpAddressAllocationMode"), QStringLiteral("POOL"));
    const QString sent = director.save();
    QVERIFY2(sent.startsWith(QStringLiteral("PUT")) || sent.startsWith(QStringLiteral("POST")), qPrintable(sent));
    QCOMPARE(director.seen(address.toLatin1()).count("<NetworkConnection "), 2);
}

void DirectorMachineStory::aTemplateIsInstantiated()
{
    DirectorStory director(m_role, QStringLiteral("acme"));
    QVERIFY(director.open(director.find("adminOrgVdc", "name==acme-prod")));
    director.press(QStringLiteral("Instantiate template"));
    QDialog *dialog = director.asked();
    QVERIFY(dialog);
    director.unfold(dialog);
    director.choose(dialog, QStringLiteral("Source"), QStringLiteral("ubuntu-22.04"));
    director.type(dialog, QStringLiteral("@name"), QStringLiteral("from-story"));
    director.send(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(director.page()->ref().name() == QStringLiteral("from-story"), 30'000); // it opens
    const QByteArray made = director.find("adminVApp", "name==from-story").toLatin1();
    QVERIFY(!made.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(director.seen(made).contains("<Vm "), 20'000);
}

QTEST_MAIN(DirectorMachineStory)
#include "tst_directormachine.moc"
