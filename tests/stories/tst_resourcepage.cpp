// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "net/playback.h"
#include "resource/resourcepage.h"
#include "shell/looks.h"
#include "shell/messagebar.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <Qsci/qsciscintilla.h>
#include <qcorotimer.h>

using namespace nephoscope;

namespace {

const QByteArray vappXml = R"(<?xml version="1.0" encoding="UTF-8"?>
<VApp xmlns="http://www.vmware.com/vcloud/v1.5" name="shop" id="urn:vcloud:vapp:11111111-1111-1111-1111-111111111111"
  status="4" deployed="true" type="application/vnd.vmware.vcloud.vApp+xml"
  href="https://vcd.example/api/vApp/vapp-11111111-1111-1111-1111-111111111111">
  <Link rel="power:powerOff" href="https://vcd.example/api/vApp/vapp-11111111-1111-1111-1111-111111111111/power/action/powerOff"/>
  <Link rel="power:shutdown" href="https://vcd.example/api/vApp/vapp-11111111-1111-1111-1111-111111111111/power/action/shutdown"/>
  <Link rel="up" href="https://vcd.example/api/vdc/33333333-3333-3333-3333-333333333333" type="application/vnd.vmware.vcloud.vdc+xml"/>
  <Description>&lt;b&gt;bold&lt;/b&gt; words</Description>
  <LeaseSettingsSection><DeploymentLeaseInSeconds>2592000</DeploymentLeaseInSeconds></LeaseSettingsSection>
  <Owner><User href="https://vcd.example/api/admin/user/44444444-4444-4444-4444-444444444444" name="ada"
    type="application/vnd.vmware.admin.user+xml"/></Owner>
  <Children>
    <Vm name="web-10" id="urn:vcloud:vm:22222222-2222-2222-2222-222222222222" status="4"
      type="application/vnd.vmware.vcloud.vm+xml" href="https://vcd.example/api/vApp/vm-22222222-2222-2222-2222-222222222222">
      <Description>ten</Description></Vm>
    <Vm name="web-9" id="urn:vcloud:vm:22222222-2222-2222-2222-222222222229" status="8"
      type="application/vnd.vmware.vcloud.vm+xml" href="https://vcd.example/api/vApp/vm-22222222-2222-2222-2222-222222222229">
      <Description>nine</Description></Vm>
  </Children>
</VApp>)";

const QByteArray vmXml = R"(<Vm xmlns="http://www.vmware.com/vcloud/v1.5" name="web-10" status="4"
  id="urn:vcloud:vm:22222222-2222-2222-2222-222222222222" type="application/vnd.vmware.vcloud.vm+xml"
  href="https://vcd.example/api/vApp/vm-22222222-2222-2222-2222-222222222222">
  <Link rel="up" href="https://vcd.example/api/vApp/vapp-11111111-1111-1111-1111-111111111111"
    type="application/vnd.vmware.vcloud.vApp+xml"/></Vm>)";

const QUrl vapp(QStringLiteral("https://vcd.example/api/vApp/vapp-11111111-1111-1111-1111-111111111111"));
const QUrl vm(QStringLiteral("https://vcd.example/api/vApp/vm-22222222-2222-2222-2222-222222222222"));

Exchange answered(const QUrl &url, const QByteArray &body, const QByteArray &type)
{
    return Exchange(Request::get(url), Reply(200, body, type, url), QDateTime::currentDateTime(), {});
}

/// Answers from memory, but only when told to; claims to be live, so that operations can be pressed.
class SlowTransport : public Transport {
public:
    explicit SlowTransport(const Recording &recording)
        : m_playback(recording)
    {
    }
    Async<Reply> send(Request request) override
    {
        ++sent;
        if (broken) {
            const Error offline(Error::Kind::Offline, QStringLiteral("The host does not answer."));
            co_return tl::unexpected<Error>(offline);
        }
        while (held)
            co_await QCoro::sleepFor(std::chrono::milliseconds(5));
        co_return co_await m_playback.send(request);
    }
    void abortAll() override { held = false; }
    bool isLive() const override { return live; }

    bool held = false;
    bool broken = false;
    bool live = true;
    int sent = 0;

private:
    Playback m_playback;
};

} // namespace

class TestResourcePage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void showsWhoTheResourceIs();
    void propertiesHaveWordsUnitsAndLinks();
    void findNarrowsTheProperties();
    void childrenAreSortedAsPeopleDo();
    void doubleClickOpensAChildAndBackReturns();
    void controlClickOpensATab();
    void linksListRelationAndMethod();
    void sourceIsMadeWhenLookedAt();
    void operationShowsWhatItWouldSend();
    void readOnlySitesSayWhy();
    void staleContentStaysWhenReadingAgainFails();
    void cancelStopsWaiting();
    void theNewestRequestWins();
    void columnWidthsAreRemembered();
    void everyControlHasNames();

private:
    template <class T>
    T *part(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    QTreeView *view(const char *name) const { return part<QTreeView>(name); }
    QModelIndex row(QTreeView *view, const QString &name, const QModelIndex &parent = {}) const;
    void showTab(int index) { part<QTabWidget>("resourceTabs")->setCurrentIndex(index); }
    void makePage();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Looks> m_looks;
    Nobody m_nobody;
    SlowTransport *m_transport = nullptr;
    std::shared_ptr<Session> m_session;
    std::unique_ptr<ResourcePage> m_page;
};

void TestResourcePage::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_directory->filePath(QStringLiteral("settings.ini")));
    m_looks = std::make_unique<Looks>();
    Recording recording;
    recording.exchanges << answered(vapp, vappXml, "application/vnd.vmware.vcloud.vApp+xml;version=36.0")
                        << answered(vm, vmXml, "application/vnd.vmware.vcloud.vm+xml;version=36.0");
    const auto platform = recognised(recording.exchanges.first().request(), recording.exchanges.first().reply());
    QVERIFY(platform);
    Profile profile;
    profile.name = QStringLiteral("acme-prod");
    profile.url = QUrl(QStringLiteral("https://vcd.example/"));
    auto transport = std::make_unique<SlowTransport>(recording);
    m_transport = transport.get();
    m_session = std::make_shared<Session>(profile, platform, std::move(transport), m_nobody);
    Access access;
    access.isComplete = true;
    access.apiVersion = QStringLiteral("36.0");
    m_session->adopt(access, {});
    makePage();
}

void TestResourcePage::makePage()
{
    m_page = std::make_unique<ResourcePage>(
        m_session, Ref(vapp, QStringLiteral("vApp"), QStringLiteral("shop")), *m_looks, *m_settings);
    m_page->resize(1000, 700);
    m_page->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(part<QTabWidget>("resourceTabs")->isVisible());
}

void TestResourcePage::cleanup()
{
    m_page.reset();
    if (m_session)
        m_session->close();
    m_session.reset();
}

QModelIndex TestResourcePage::row(QTreeView *view, const QString &name, const QModelIndex &parent) const
{
    for (int row = 0; row < view->model()->rowCount(parent); ++row) {
        const QModelIndex index = view->model()->index(row, 0, parent);
        if (index.data().toString() == name)
            return index;
        if (const QModelIndex below = this->row(view, name, index); below.isValid())
            return below;
    }
    return {};
}

void TestResourcePage::showsWhoTheResourceIs()
{
    QCOMPARE(part<QLabel>("resourceName")->text(), QStringLiteral("shop"));
    QCOMPARE(part<QLabel>("resourceKind")->text(), QStringLiteral("vApp"));
    QCOMPARE(part<QLabel>("resourceState")->text(), QStringLiteral("Powered on"));
    QVERIFY(part<QLabel>("resourceId")->text().startsWith(QStringLiteral("urn:vcloud:vapp:")));
    QVERIFY(part<QLabel>("resourceAge")->text().startsWith(QStringLiteral("read ")));
    QCOMPARE(m_page->title(), QStringLiteral("shop"));
    part<QToolButton>("resourceCopyId")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), part<QLabel>("resourceId")->text());
}

void TestResourcePage::propertiesHaveWordsUnitsAndLinks()
{
    QTreeView *properties = view("properties");
    const QModelIndex lease = row(properties, QStringLiteral("Run-time lease"));
    QVERIFY(lease.isValid());
    QCOMPARE(lease.siblingAtColumn(1).data().toString(), QStringLiteral("30 days"));
    const QModelIndex state = row(properties, QStringLiteral("State"));
    QCOMPARE(state.siblingAtColumn(1).data().toString(), QStringLiteral("Powered on (4)"));
    const QModelIndex description = row(properties, QStringLiteral("Description"));
    QCOMPARE(description.siblingAtColumn(1).data().toString(), QStringLiteral("<b>bold</b> words"));
    const QString toolTip = description.siblingAtColumn(1).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(QStringLiteral("&lt;b&gt;")), qPrintable(toolTip));
    const QModelIndex owner = row(properties, QStringLiteral("Owner")).siblingAtColumn(1);
    QCOMPARE(owner.data().toString(), QStringLiteral("ada"));
    properties->scrollTo(owner);
    QTest::mouseClick(properties->viewport(), Qt::LeftButton, {}, properties->visualRect(owner).center());
    QTRY_COMPARE(m_page->ref().name(), QStringLiteral("ada"));
    QTRY_VERIFY(part<MessageBar>("messageBar")->isShowing()); // nobody recorded that user
    QVERIFY(part<QLabel>("messageSentence")->text().startsWith(QStringLiteral("Could not read ada.")));
}

void TestResourcePage::findNarrowsTheProperties()
{
    m_page->findInPage();
    auto *find = part<QLineEdit>("propertiesFind");
    QTest::keyClicks(find, QStringLiteral("lease"));
    QTreeView *properties = view("properties");
    QCOMPARE(properties->model()->rowCount(), 1);
    QVERIFY(row(properties, QStringLiteral("Run-time lease")).isValid());
    QTest::keyClicks(find, QStringLiteral("zzz"));
    QVERIFY(part<QLabel>("propertiesNothing")->isVisible());
    find->clear();
    QVERIFY(row(properties, QStringLiteral("Description")).isValid());
}

void TestResourcePage::childrenAreSortedAsPeopleDo()
{
    showTab(1);
    QTreeView *children = view("children");
    QCOMPARE(children->model()->rowCount(), 2);
    QCOMPARE(children->model()->index(0, 0).data().toString(), QStringLiteral("web-10"));
    children->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(children->model()->index(0, 0).data().toString(), QStringLiteral("web-9"));
    QCOMPARE(children->model()->index(0, 1).data().toString(), QStringLiteral("Virtual machine"));
    QCOMPARE(children->model()->index(0, 2).data().toString(), QStringLiteral("Powered off"));
    QCOMPARE(part<QTabWidget>("resourceTabs")->tabText(1), QStringLiteral("Children 2"));
}

void TestResourcePage::doubleClickOpensAChildAndBackReturns()
{
    showTab(1);
    QTreeView *children = view("children");
    QSignalSpy titles(m_page.get(), &ResourcePage::titleChanged);
    QSignalSpy read(m_page.get(), &ResourcePage::resourceRead);
    const QPoint place = children->visualRect(row(children, QStringLiteral("web-10"))).center();
    QTest::mouseClick(children->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(children->viewport(), Qt::LeftButton, {}, place);
    QTRY_COMPARE(m_page->title(), QStringLiteral("web-10"));
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(titles.count(), 1);
    QCOMPARE(m_page->way().size(), 3); // what holds the vApp, the vApp, the machine
    QCOMPARE(m_page->way().at(1).name(), QStringLiteral("shop"));
    QVERIFY(m_page->canGoBack() && !m_page->canGoForward());
    m_page->goBack();
    QTRY_COMPARE(part<QLabel>("resourceName")->text(), QStringLiteral("shop"));
    QVERIFY(!m_page->canGoBack() && m_page->canGoForward());
    m_page->goForward();
    QTRY_COMPARE(m_page->title(), QStringLiteral("web-10"));
}

void TestResourcePage::controlClickOpensATab()
{
    QTreeView *properties = view("properties");
    QSignalSpy tabs(m_page.get(), &ResourcePage::openInNewTab);
    const QModelIndex owner = row(properties, QStringLiteral("Owner")).siblingAtColumn(1);
    properties->scrollTo(owner);
    const QPoint place = properties->visualRect(owner).center();
    QTest::mouseClick(properties->viewport(), Qt::LeftButton, Qt::ControlModifier, place);
    QTRY_COMPARE(tabs.count(), 1);
    QTest::mouseClick(properties->viewport(), Qt::MiddleButton, {}, place);
    QTRY_COMPARE(tabs.count(), 2);
    QCOMPARE(m_page->title(), QStringLiteral("shop"));
}

void TestResourcePage::linksListRelationAndMethod()
{
    showTab(2);
    QTreeView *links = view("links");
    const QModelIndex off = row(links, QStringLiteral("power:powerOff"));
    QVERIFY(off.isValid());
    QCOMPARE(off.siblingAtColumn(1).data().toString(), QStringLiteral("POST"));
    QCOMPARE(row(links, QStringLiteral("up")).siblingAtColumn(1).data().toString(), QStringLiteral("GET"));
}

void TestResourcePage::sourceIsMadeWhenLookedAt()
{
    QVERIFY(!part<QsciScintilla>("source"));
    showTab(3);
    auto *source = part<QsciScintilla>("source");
    QVERIFY(source && !source->isReadOnly());
    QVERIFY(source->text().contains(QStringLiteral("power:powerOff")));
    part<QCheckBox>("sourceAsReceived")->setChecked(true);
    QCOMPARE(source->text().toUtf8(), vappXml);
    m_page->findInPage();
    QTest::keyClicks(part<QLineEdit>("sourceFind"), QStringLiteral("Lease"));
    QTest::keyClick(part<QLineEdit>("sourceFind"), Qt::Key_Return);
    QCOMPARE(source->selectedText(), QStringLiteral("Lease"));
}

void TestResourcePage::operationShowsWhatItWouldSend()
{
    const int before = m_transport->sent;
    QPushButton *shutDown = nullptr;
    for (int place = 0; place < 3 && !shutDown; ++place) {
        auto *button = m_page->findChild<QPushButton *>(QStringLiteral("operation%1").arg(place));
        if (button && button->text().startsWith(QStringLiteral("Shut down")))
            shutDown = button;
    }
    QVERIFY(shutDown && shutDown->isEnabled());
    shutDown->click();
    QTRY_VERIFY(part<QDialog>("operationDialog") && part<QDialog>("operationDialog")->isVisible());
    QVERIFY(part<QLabel>("operationWarning")->text().contains(QStringLiteral("interrupts")));
    part<QToolButton>("operationFold")->click();
    const QString address = QStringLiteral("%1/power/action/shutdown").arg(vapp.toString());
    QVERIFY2(part<QPlainTextEdit>("operationPreview")->toPlainText().startsWith(QStringLiteral("POST ") + address),
        qPrintable(part<QPlainTextEdit>("operationPreview")->toPlainText()));
    part<QPushButton>("operationCopy")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("curl -X POST '%1'").arg(address)));
    QTest::keyClick(part<QDialog>("operationDialog"), Qt::Key_Escape);
    QTRY_VERIFY(!part<QDialog>("operationDialog"));
    QCOMPARE(m_transport->sent, before);
}

void TestResourcePage::readOnlySitesSayWhy()
{
    m_transport->live = false;
    m_page->reload();
    QTRY_VERIFY(part<QPushButton>("operation0")
        && part<QPushButton>("operation0")->toolTip().contains(QStringLiteral("recording")));
    QVERIFY(!part<QPushButton>("operation0")->isEnabled());
}

void TestResourcePage::staleContentStaysWhenReadingAgainFails()
{
    m_transport->broken = true;
    m_page->reload();
    QTRY_VERIFY(part<MessageBar>("messageBar")->isShowing());
    QVERIFY(part<QLabel>("messageSentence")->text().contains(QStringLiteral("The host does not answer.")));
    QVERIFY(part<QTabWidget>("resourceTabs")->isVisible());
    QVERIFY(row(view("properties"), QStringLiteral("Description")).isValid());
    QVERIFY(part<QLabel>("resourceAge")->text().startsWith(QStringLiteral("outdated")));
    m_transport->broken = false;
    part<QPushButton>("messageAction")->click();
    QTRY_VERIFY(!part<MessageBar>("messageBar")->isShowing());
    QVERIFY(part<QLabel>("resourceAge")->text().startsWith(QStringLiteral("read ")));
}

void TestResourcePage::cancelStopsWaiting()
{
    m_transport->held = true;
    m_page->reload();
    QVERIFY(!part<QWidget>("busyBar")->isVisible());
    QTRY_VERIFY(part<QWidget>("busyBar")->isVisible());
    QTRY_VERIFY(part<QWidget>("busyWords")->isVisible());
    QTRY_VERIFY(part<QPushButton>("busyCancel")->isVisible());
    part<QPushButton>("busyCancel")->click();
    QVERIFY(!part<QWidget>("busyBar")->isVisible());
    QVERIFY(part<QLabel>("messageSentence")->text().contains(QStringLiteral("canceled")));
    m_transport->held = false;
}

void TestResourcePage::theNewestRequestWins()
{
    m_transport->held = true;
    m_page->go(Ref(vm, QStringLiteral("vm"), QStringLiteral("web-10")));
    m_page->goBack();
    QSignalSpy read(m_page.get(), &ResourcePage::resourceRead);
    m_transport->held = false;
    QTRY_COMPARE(read.count(), 1);
    QCOMPARE(read.first().first().value<Resource>().self.name(), QStringLiteral("shop"));
    QCOMPARE(part<QLabel>("resourceName")->text(), QStringLiteral("shop"));
}

void TestResourcePage::columnWidthsAreRemembered()
{
    view("properties")->header()->resizeSection(0, 333);
    QTRY_COMPARE(
        m_settings->value(setting::columnWidths).value(QStringLiteral("resource/properties")).toList().value(0).toInt(),
        333);
    makePage();
    QCOMPARE(view("properties")->header()->sectionSize(0), 333);
}

void TestResourcePage::everyControlHasNames()
{
    for (int tab = 0; tab < 4; ++tab)
        showTab(tab);
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    int checked = 0;
    for (QWidget *widget : widgets) {
        const bool isOurs = !widget->objectName().startsWith(QLatin1String("qt_"))
            && !widget->parentWidget()->inherits("QLineEdit") && !widget->parentWidget()->inherits("QTabBar");
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit")
            || widget->inherits("QTreeView") || widget->inherits("QsciScintilla");
        const bool waits = widget->objectName() == QLatin1String("messageAction"); // has its words when it shows
        if (!isOurs || !isControl || waits)
            continue;
        ++checked;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const QString text = widget->property("text").toString();
        QVERIFY2(!widget->accessibleName().isEmpty() || (widget->inherits("QAbstractButton") && !text.isEmpty()),
            qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() != Qt::NoFocus, qPrintable(widget->objectName()));
    }
    QVERIFY(checked > 15);
}

QTEST_MAIN(TestResourcePage)
#include "tst_resourcepage.moc"
