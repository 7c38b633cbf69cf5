// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultdesk.h"
#include "faults/faultdialog.h"
#include "session/taskfollower.h"
#include "session/waitinglist.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace nephoscope;

namespace {

Error fault(Error::Kind kind, int status, const char *code = "", const char *message = "no")
{
    return Error(kind, QLatin1String(message)).withStatus(status).withCode(QLatin1String(code));
}

} // namespace

/// Every fault has a dialog, and every button in it does what it says.
class FaultsStory : public QObject {
    Q_OBJECT
private slots:
    void signInAgainLeadsToTheSignIn();
    void apiVersionIsChosenInTheSettings();
    void waitingCountsDownAndTriesByItself();
    void waitingCanBeCutShortOrStopped();
    void existenceIsChecked();
    void busyObjectsAreWaitedFor();
    void lostAnswersAreLookedUpAgain();
    void detailsAreCopiedWithoutSecrets();
    void exchangesAreSavedWithoutSecrets();
    void oneCauseHasOneDialog();
    void differentCausesComeOneAfterTheOther();
    void barsExplainThemselves();
    void refusedCertificatesAreShownAgain();
    void setUpStartsFromTheFault();
    void typicalExplanationsLookRight();

private:
    void begin(StoryWindow &story)
    {
        if (!m_site)
            m_site = std::make_unique<DemoSite>(director);
        story.signIn(*m_site, m_site->user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    }
    static std::shared_ptr<Session> session(StoryWindow &story) { return story.window().sites().at(0).session; }
    static FaultDialog *shown(StoryWindow &story) { return story.dialog<FaultDialog>("faultDialog"); }
    static FaultDialog *open(StoryWindow &story, const FaultReport &report)
    {
        FaultDesk::of(&story.window()).report(report, &story.window());
        FaultDialog *dialog = shown(story);
        return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
    }
    static QString text(FaultDialog *dialog, const char *name)
    {
        return dialog->findChild<QLabel *>(QLatin1String(name))->text();
    }
    static QList<std::pair<const char *, Error>> typical();
    static Ref busyMachine(StoryWindow &story);
    static QUrl address(StoryWindow &story, const QString &type, const QString &filter);

    std::unique_ptr<DemoSite> m_site;
};

QUrl FaultsStory::address(StoryWindow &story, const QString &type, const QString &filter)
{
    QUrl url = session(story)->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=%1&sortAsc=name&filter=%2").arg(type, filter));
    QUrl found;
    QObject listener;
    QCoro::connect(
        session(story)->open(Ref(url, {}).asCollection()), &listener, [&found](const Result<Resource> &list) {
            found = list && !list->children.isEmpty() ? list->children.constFirst().href() : QUrl();
        });
    return QTest::qWaitFor([&found] { return !found.isEmpty(); }) ? found : QUrl();
}

void FaultsStory::signInAgainLeadsToTheSignIn()
{
    StoryWindow story;
    begin(story);
    FaultDialog *dialog = open(
        story, FaultReport(QStringLiteral("x was not saved."), fault(Error::Kind::SignIn, 401)).at(session(story)));
    QVERIFY(dialog);
    QCOMPARE(text(dialog, "faultTitle"), QStringLiteral("Sign in again"));
    story.click(dialog, "fault:sign-in");
    QTRY_VERIFY(story.dialog<QDialog>("signInDialog"));
    QVERIFY(!shown(story));
    auto *address = story.dialog<QDialog>("signInDialog")->findChild<QLineEdit *>(QStringLiteral("address"));
    QTRY_COMPARE(QUrl(address->text()).port(), m_site->url().port()); // of the site that it concerns
}

void FaultsStory::apiVersionIsChosenInTheSettings()
{
    StoryWindow story;
    begin(story);
    FaultDialog *dialog = open(
        story, FaultReport(QStringLiteral("Could not read x."), fault(Error::Kind::Invalid, 406)).at(session(story)));
    QVERIFY(dialog);
    story.click(dialog, "fault:version");
    QTRY_VERIFY(story.dialog<QDialog>("signInDialog"));
    auto *version = story.dialog<QDialog>("signInDialog")->findChild<QWidget *>(QStringLiteral("apiVersion"));
    QTRY_VERIFY(version->isVisible());
}

void FaultsStory::waitingCountsDownAndTriesByItself()
{
    StoryWindow story;
    begin(story);
    int tries = 0;
    QObject pane;
    FaultReport report(QStringLiteral("x was not saved."), fault(Error::Kind::Busy, 503));
    report.at(session(story)).can(&pane, QStringLiteral("retry"), [&tries] { ++tries; });
    FaultDialog *dialog = open(story, report);
    QVERIFY(dialog);
    QVERIFY(text(dialog, "countdownWords").contains(QStringLiteral("attempt 2 of 5")));
    const QString first = text(dialog, "countdownWords");
    QTRY_VERIFY(text(dialog, "countdownWords") != first);
    QTRY_COMPARE_WITH_TIMEOUT(tries, 1, 10'000);
    QTRY_VERIFY(!shown(story));
}

void FaultsStory::waitingCanBeCutShortOrStopped()
{
    StoryWindow story;
    begin(story);
    int tries = 0;
    QObject pane;
    FaultReport report(QStringLiteral("x was not saved."), fault(Error::Kind::Busy, 429));
    report.at(session(story)).can(&pane, QStringLiteral("retry"), [&tries] { ++tries; });
    FaultDialog *dialog = open(story, report);
    QVERIFY(dialog);
    story.click(dialog, "countdownStop");
    QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("countdown"))->isVisible());
    QCOMPARE(tries, 0);
    story.click(dialog, "faultClose");
    QTRY_VERIFY(!shown(story));
    dialog = open(story, report);
    QVERIFY(dialog);
    QVERIFY(text(dialog, "countdownWords").contains(QStringLiteral("attempt 3 of 5"))); // the same story goes on
    story.click(dialog, "countdownNow");
    QCOMPARE(tries, 1);
    QTRY_VERIFY(!shown(story));
}

void FaultsStory::existenceIsChecked()
{
    StoryWindow story;
    begin(story);
    const QUrl vm = address(story, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
    QVERIFY(!vm.isEmpty());
    const Error denied = fault(Error::Kind::Forbidden, 403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN");
    FaultDialog *dialog = open(story,
        FaultReport(QStringLiteral("x was not saved."), denied)
            .at(session(story), Ref(vm, QStringLiteral("vm"), QStringLiteral("x"))));
    QVERIFY(dialog);
    story.click(dialog, "fault:recheck");
    QTRY_VERIFY(text(dialog, "faultNews").contains(QStringLiteral("exists")));
    story.click(dialog, "faultClose");
    QTRY_VERIFY(!shown(story));
    const QUrl gone(vm.toString().chopped(12) + QStringLiteral("000000000000"));
    dialog = open(story,
        FaultReport(QStringLiteral("y was not saved."), denied)
            .at(session(story), Ref(gone, QStringLiteral("vm"), QStringLiteral("y"))));
    QVERIFY(dialog);
    story.click(dialog, "fault:recheck");
    QTRY_VERIFY(text(dialog, "faultNews").contains(QStringLiteral("gone")));
}

void FaultsStory::busyObjectsAreWaitedFor()
{
    StoryWindow story;
    begin(story);
    const auto site = session(story);
    const QUrl vm = address(story, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false;status==POWERED_OFF"));
    QVERIFY(!vm.isEmpty());
    const Request on = Request::post(QUrl(vm.toString() + QStringLiteral("/power/action/powerOn")), {}, {});
    const Request shot = Request::post(QUrl(vm.toString() + QStringLiteral("/action/removeAllSnapshots")), {}, {});
    std::optional<Result<Outcome>> first;
    std::optional<Result<Outcome>> second;
    QObject pane;
    QCoro::connect(site->act(on), &pane, [&](const Result<Outcome> &outcome) { first = outcome; });
    QTRY_VERIFY(first && *first && (*first)->task);
    QCoro::connect(site->act(shot), &pane, [&](const Result<Outcome> &outcome) { second = outcome; });
    QTRY_VERIFY(second);
    QVERIFY(!*second);
    QCOMPARE(second->error().code(), QStringLiteral("BUSY_ENTITY"));
    int runs = 0;
    FaultReport report(QStringLiteral("x: Remove snapshots was not done."), second->error());
    report.at(site, Ref(vm, QStringLiteral("vm"), QStringLiteral("x")))
        .repeats([&runs](const FaultReport::Deed &ended) {
            ++runs;
            ended();
        });
    report.can(&pane, QStringLiteral("retry"), [] {});
    FaultDialog *dialog = open(story, report);
    QVERIFY(dialog);
    QTRY_VERIFY2(
        text(dialog, "faultNews").contains(QStringLiteral("started by")), qPrintable(text(dialog, "faultNews")));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("fault:queue")), Qt::LeftButton);
    QTRY_VERIFY(!shown(story));
    QCOMPARE(site->waitingList().waiting().size(), 1);
    QCOMPARE(runs, 0);
    QTRY_COMPARE_WITH_TIMEOUT(runs, 1, 30'000); // when the other has ended
    QVERIFY(!site->tasks().runningOn(Ref(vm, {})));
    QVERIFY(site->waitingList().waiting().isEmpty());
}

void FaultsStory::lostAnswersAreLookedUpAgain()
{
    StoryWindow story;
    begin(story);
    int looks = 0;
    QObject pane;
    FaultReport report(QStringLiteral("x: it is not known."), fault(Error::Kind::Offline, 504, "OUTCOME_UNKNOWN"));
    report.at(session(story)).can(&pane, QStringLiteral("find-out"), [&looks] { ++looks; });
    FaultDialog *dialog = open(story, report);
    QVERIFY(dialog);
    QVERIFY(!dialog->offered().contains(QStringLiteral("retry"))); // nothing is repeated blindly
    QCOMPARE(text(dialog, "faultSaid"), QStringLiteral("no")); // the console's words, not the server's
    story.click(dialog, "fault:find-out");
    QCOMPARE(looks, 1);
}

void FaultsStory::detailsAreCopiedWithoutSecrets()
{
    StoryWindow story;
    begin(story);
    const QUrl nowhere(
        m_site->url().resolved(QUrl(QStringLiteral("/api/vApp/vm-00000000-0000-0000-0000-000000000000"))));
    std::optional<Error> met;
    QObject listener;
    QCoro::connect(session(story)->open(Ref(nowhere, QStringLiteral("vm"))), &listener,
        [&met](const Result<Resource> &read) { met = read.error(); });
    QTRY_VERIFY(met);
    FaultDialog *dialog = open(story,
        FaultReport(QStringLiteral("Could not read x."), *met).at(session(story), Ref(nowhere, QStringLiteral("vm"))));
    QVERIFY(dialog);
    auto *details = dialog->findChild<QPlainTextEdit *>(QStringLiteral("faultDetails"));
    QVERIFY(!details->isVisible());
    story.click(dialog, "faultFold");
    QTRY_VERIFY(details->isVisible());
    QVERIFY(dialog->findChild<QPushButton *>(QStringLiteral("faultSave"))->isEnabled());
    story.click(dialog, "faultCopy");
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(met->requestId()) && !met->requestId().isEmpty(), qPrintable(copied));
    QVERIFY2(copied.contains(QStringLiteral("GET ") + nowhere.toString()), qPrintable(copied));
    QVERIFY2(copied.contains(QStringLiteral("Time in the server")), qPrintable(copied));
    QVERIFY(copied.contains(QStringLiteral("Authorization: Bearer REDACTED")));
    QVERIFY(!copied.contains(QString::fromLatin1(session(story)->access().token.reveal())));
}

/// A refused write with a secret in it: what it was and what came back can be passed on.
void FaultsStory::exchangesAreSavedWithoutSecrets()
{
    StoryWindow story;
    begin(story);
    const QByteArray secret = "Correct-Horse-7-Battery";
    story.canaries().add(QStringLiteral("the password in the body"), secret);
    const QUrl nowhere(m_site->url().resolved(
        QUrl(QStringLiteral("/api/vApp/vm-00000000-0000-0000-0000-000000000000/guestCustomizationSection/"))));
    const QByteArray body = "<GuestCustomizationSection xmlns=\"http://www.vmware.com/vcloud/v1.5\">"
                            "<AdminPassword>"
        + secret + "</AdminPassword><ComputerName>quay-7</ComputerName></GuestCustomizationSection>";
    std::optional<Error> met;
    QObject listener;
    QCoro::connect(session(story)->act(Request::withBody(
                       "PUT", nowhere, body, "application/vnd.vmware.vcloud.guestCustomizationSection+xml")),
        &listener, [&met](const Result<Outcome> &outcome) {
            if (!outcome)
                met = outcome.error();
        });
    QTRY_VERIFY(met);
    FaultDialog *dialog = open(story, FaultReport(QStringLiteral("x was not saved."), *met).at(session(story)));
    QVERIFY(dialog);
    story.click(dialog, "faultFold");
    auto *save = dialog->findChild<QPushButton *>(QStringLiteral("faultSave"));
    QTRY_VERIFY(save->isVisible() && save->isEnabled());
    const QString fileName = story.folder().filePath(QStringLiteral("for-support.har"));
    story.click(dialog, "faultSave");
    story.chooseFile("saveTrafficDialog", fileName);
    QTRY_VERIFY(QFileInfo::exists(fileName));
    QTRY_VERIFY(text(dialog, "faultNews").contains(QStringLiteral("for-support.har"))); // and it says so

    QFile file(fileName);
    QVERIFY(file.open(QFile::ReadOnly));
    QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), "others can read it");
    const QByteArray written = file.readAll();
    const QJsonArray entries =
        QJsonDocument::fromJson(written)[QLatin1String("log")][QLatin1String("entries")].toArray();
    QCOMPARE(entries.size(), 1); // this exchange, no other
    const QJsonValue request = entries.at(0)[QLatin1String("request")];
    QCOMPARE(request[QLatin1String("method")].toString(), QStringLiteral("PUT"));
    QCOMPARE(request[QLatin1String("url")].toString(), nowhere.toString());
    const QString sent = request[QLatin1String("postData")][QLatin1String("text")].toString();
    QVERIFY2(sent.contains(QStringLiteral("quay-7")), qPrintable(sent));
    const QJsonValue response = entries.at(0)[QLatin1String("response")];
    QCOMPARE(response[QLatin1String("status")].toInt(), met->status());
    QVERIFY(written.contains(met->requestId().toUtf8()) && !met->requestId().isEmpty());
    QVERIFY(!written.contains(secret));
    QVERIFY(!written.contains(session(story)->access().token.reveal()));
}

void FaultsStory::oneCauseHasOneDialog()
{
    StoryWindow story;
    begin(story);
    const Error offline = fault(Error::Kind::Offline, 0, "REFUSED");
    FaultDialog *dialog = open(story, FaultReport(QStringLiteral("x was not saved."), offline).at(session(story)));
    QVERIFY(dialog);
    FaultDesk::of(&story.window())
        .report(FaultReport(QStringLiteral("y was not saved."), offline).at(session(story)), &story.window());
    QCOMPARE(story.window().findChildren<FaultDialog *>().size(), 1);
    story.click(dialog, "faultClose");
    QTRY_VERIFY(story.window().findChildren<FaultDialog *>().isEmpty());
}

void FaultsStory::differentCausesComeOneAfterTheOther()
{
    StoryWindow story;
    begin(story);
    FaultDialog *dialog = open(
        story, FaultReport(QStringLiteral("x was not saved."), fault(Error::Kind::Invalid, 400)).at(session(story)));
    QVERIFY(dialog);
    FaultDesk::of(&story.window())
        .report(FaultReport(QStringLiteral("y was not saved."), fault(Error::Kind::Server, 500)).at(session(story)),
            &story.window());
    QCOMPARE(story.window().findChildren<FaultDialog *>().size(), 1);
    story.click(dialog, "faultClose");
    QTRY_VERIFY(shown(story) && text(shown(story), "faultWhat") == QStringLiteral("y was not saved."));
    story.click(shown(story), "faultClose");
    QTRY_VERIFY(!shown(story));
}

void FaultsStory::barsExplainThemselves()
{
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", QStringLiteral("https://no-such-host.invalid"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(!story.message(dialog).isEmpty(), 20'000);
    story.click(dialog, "messageExplain");
    QTRY_VERIFY(shown(story));
    QCOMPARE(text(shown(story), "faultTitle"), QStringLiteral("Host not found"));
    QVERIFY(!shown(story)->offered().isEmpty());
    QTest::keyClick(shown(story), Qt::Key_Escape);
    QTRY_VERIFY(!shown(story));
}

void FaultsStory::refusedCertificatesAreShownAgain()
{
    DemoSite secure(director, true);
    StoryWindow story;
    QDialog *dialog = story.openSignIn();
    QVERIFY(dialog);
    story.fill(dialog, "address", secure.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(story.dialog<QDialog>("certificateDialog"), 10'000);
    story.click(story.dialog<QDialog>("certificateDialog"), "doNotConnect");
    QTRY_VERIFY(!story.message(dialog).isEmpty());
    story.click(dialog, "messageExplain");
    QTRY_VERIFY(shown(story));
    QCOMPARE(text(shown(story), "faultTitle"), QStringLiteral("Certificate nobody vouches for"));
    story.click(shown(story), "fault:certificate");
    QTRY_VERIFY(story.dialog<QDialog>("certificateDialog"));
    story.click(story.dialog<QDialog>("certificateDialog"), "trustOnce");
    QTRY_VERIFY(story.isShown(dialog, "secret"));
}

void FaultsStory::setUpStartsFromTheFault()
{
    StoryWindow story;
    begin(story);
    FaultDialog *dialog = open(
        story, FaultReport(QStringLiteral("Could not read x."), fault(Error::Kind::NotSetUp, 420)).at(session(story)));
    QVERIFY(dialog);
    QCOMPARE(text(dialog, "faultTitle"), QStringLiteral("The request was refused")); // 420 is not this service's
    story.click(dialog, "faultClose");
    QTRY_VERIFY(!shown(story));
}

/// Pictures for people to look at: NEPHOSCOPE_PICTURES names the folder.
QList<std::pair<const char *, Error>> FaultsStory::typical()
{
    Error internal = fault(Error::Kind::Server, 500, "INTERNAL_SERVER_ERROR",
        "Unable to perform this action. Contact your cloud administrator.");
    internal.withRequestId(QStringLiteral("4a1cfcb0-8b1c-4f5e-9b67-0f8f3ec2a6a1"));
    internal.withDetails(QStringLiteral("com.vmware.vcloud.api.presentation.service.InternalServerErrorException\n"
                                        "\tat com.vmware.vcloud.vdc.impl.VmServiceImpl.update(VmServiceImpl.java:812)\n"
                                        "\tat com.vmware.vcloud.rest.VmResource.put(VmResource.java:214)"));
    return {{"busy",
                fault(Error::Kind::Busy, 400, "BUSY_ENTITY",
                    "The entity web-01 is busy completing an operation VAPP_UPDATE_VM.")},
        {"sign-in", fault(Error::Kind::SignIn, 401)},
        {"forbidden",
            fault(Error::Kind::Forbidden, 403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN",
                "No access to entity \"com.vmware.vcloud.entity.vm:1\". [VAPP_VIEW]")},
        {"cell",
            fault(Error::Kind::Busy, 503, "",
                "The cell is currently busy and cannot accept incoming requests. Please try again later.")},
        {"name", fault(Error::Kind::Invalid, 400, "DUPLICATE_NAME", "The VCD entity web-01 already exists.")},
        {"gateway", fault(Error::Kind::Offline, 504)}, {"changed", fault(Error::Kind::Conflict, 412)},
        {"internal", internal},
        {"certificate", fault(Error::Kind::Tls, 0, "TLS_CHANGED", "The certificate of lab:443 is not trusted.")},
        {"unknown", fault(Error::Kind::Offline, 504, "OUTCOME_UNKNOWN", "The answer was lost: it may have been done.")},
        {"host",
            fault(Error::Kind::Offline, 0, "HOST_NOT_FOUND",
                "The host of lab:443 is not known: its name cannot be resolved.")},
        {"set-up", fault(Error::Kind::NotSetUp, 420)}};
}

/// A machine on which work goes on.
Ref FaultsStory::busyMachine(StoryWindow &story)
{
    const Ref vm(address(story, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false;status==POWERED_OFF")),
        QStringLiteral("vm"), QStringLiteral("web-01"));
    bool isBegun = false;
    QObject listener;
    const QUrl on(vm.href().toString() + QStringLiteral("/power/action/powerOn"));
    QCoro::connect(session(story)->act(Request::post(on, {}, {})), &listener,
        [&isBegun](const Result<Outcome> &outcome) { isBegun = outcome.has_value(); });
    return QTest::qWaitFor([&isBegun] { return isBegun; }) ? vm : Ref();
}

void FaultsStory::typicalExplanationsLookRight()
{
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = 0.05;
    DemoSite slow(options);
    DemoSite other(manager);
    StoryWindow story;
    story.signIn(slow, slow.user(QStringLiteral("Organization Administrator")), QStringLiteral("lab"), false);
    story.signIn(other, other.user(QStringLiteral("Admin")), QStringLiteral("storage"), false);
    const Ref vm = busyMachine(story);
    const QString folder = qEnvironmentVariable("NEPHOSCOPE_PICTURES");
    QObject pane;
    Theme theme;
    for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        theme.choose(choice);
        for (const auto &[name, error] : typical()) {
            const bool isSetUp = error.kind() == Error::Kind::NotSetUp;
            FaultReport report(QStringLiteral("web-01 was not saved."), error);
            report.at(story.window().sites().at(isSetUp ? 1 : 0).session, vm);
            for (const char *action : {"retry", "edit", "merge", "find-out"})
                report.can(&pane, QLatin1String(action), [] {});
            report.repeats([](const FaultReport::Deed &) {});
            FaultDialog *dialog = open(story, report);
            QVERIFY2(dialog, name);
            QVERIFY2(!dialog->offered().isEmpty(), name);
            if (error.status() == 500)
                dialog->findChild<QToolButton *>(QStringLiteral("faultFold"))->click();
            if (error.code() == QLatin1String("BUSY_ENTITY"))
                QTRY_VERIFY2(text(dialog, "faultNews").contains(QStringLiteral("running for")), name);
            QVERIFY2(dialog->width() <= 1000 && dialog->height() <= 800, name);
            const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
            const auto isSqueezed = [](const QLabel *label) {
                return label->isVisible() && label->height() < label->heightForWidth(label->width());
            };
            QTRY_VERIFY2(std::none_of(labels.begin(), labels.end(), isSqueezed), name); // once the news are laid out
            QVERIFY2(!text(dialog, "faultSaid").contains(QStringLiteral("VmServiceImpl")), name);
            const QString picture = QLatin1String(name) + QLatin1Char('-') + Theme::nameOf(choice);
            if (!folder.isEmpty())
                QVERIFY(dialog->grab().save(QDir(folder).filePath(picture + QStringLiteral(".png"))));
            story.click(dialog, "faultClose");
            QTRY_VERIFY(!shown(story));
        }
    }
    theme.choose(Theme::Choice::Light);
}

QTEST_MAIN(FaultsStory)
#include "tst_faults.moc"
