// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editing.h"
#include "editor/resourceeditor.h"
#include "explain/explainer.h"
#include "faults/faultdesk.h"
#include "faults/faultdialog.h"
#include "resource/resourcepage.h"
#include "session/taskfollower.h"
#include "session/waitinglist.h"
#include "setup/setupwizard.h"
#include "shell/pagetabs.h"
#include "stories/demosite.h"
#include "stories/storywindow.h"
#include "tasks/taskview.h"

#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>

using namespace nephoscope;

namespace {

Error fault(Error::Kind kind, int status, const char *code = "")
{
    return Error(kind, QStringLiteral("no")).withStatus(status).withCode(QLatin1String(code));
}

} // namespace

/// Each action that an explanation may name has a button, and a click on it does what it says.
class FaultActionsStory : public QObject {
    Q_OBJECT
private slots:
    void everyActionDoesWhatItSays_data();
    void everyActionDoesWhatItSays();

private:
    using Row = void (FaultActionsStory::*)();
    void signIn();
    void setUp();
    void showTask();
    void queue();
    void wait();
    void retry();
    void recheck();
    void merge() { refuseAndPress(412, "fault:merge"); }
    void edit() { refuseAndPress(400, "fault:edit"); }
    void version() { settingsAt("fault:version", fault(Error::Kind::Invalid, 406), "apiVersion"); }
    void certificate();
    void settings();
    void findOut();
    void support();

    void begin(const QString &platform, const QByteArray &misfortunes = {}, double speed = 1);
    std::shared_ptr<Session> session() const { return m_story->window().sites().at(0).session; }
    FaultDialog *shown() const { return m_story->dialog<FaultDialog>("faultDialog"); }
    void report(const FaultReport &report);
    /// Presses the button of that action; the dialog must offer it.
    void press(const char *button);
    void settingsAt(const char *button, const Error &error, const char *field);
    void refuseAndPress(int status, const char *button);
    Ref machine(const QString &filter);
    /// A machine on which work goes on, and what the site says to more.
    std::pair<Ref, Error> busyMachine();

    QTemporaryDir m_folder;
    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<StoryWindow> m_story;
};

void FaultActionsStory::everyActionDoesWhatItSays_data()
{
    QTest::addColumn<QString>("action");
    for (const QString &action : actionNames())
        QTest::newRow(qPrintable(action)) << action;
}

void FaultActionsStory::everyActionDoesWhatItSays()
{
    static const QHash<QString, Row> rows{{QStringLiteral("sign-in"), &FaultActionsStory::signIn},
        {QStringLiteral("set-up"), &FaultActionsStory::setUp},
        {QStringLiteral("show-task"), &FaultActionsStory::showTask},
        {QStringLiteral("queue"), &FaultActionsStory::queue}, {QStringLiteral("wait"), &FaultActionsStory::wait},
        {QStringLiteral("retry"), &FaultActionsStory::retry}, {QStringLiteral("recheck"), &FaultActionsStory::recheck},
        {QStringLiteral("merge"), &FaultActionsStory::merge}, {QStringLiteral("edit"), &FaultActionsStory::edit},
        {QStringLiteral("version"), &FaultActionsStory::version},
        {QStringLiteral("certificate"), &FaultActionsStory::certificate},
        {QStringLiteral("settings"), &FaultActionsStory::settings},
        {QStringLiteral("find-out"), &FaultActionsStory::findOut},
        {QStringLiteral("support"), &FaultActionsStory::support}};
    QFETCH(QString, action);
    const Row row = rows.value(action);
    QVERIFY2(row, "this action has no story");
    (this->*row)();
    m_story.reset();
    m_site.reset();
}

void FaultActionsStory::begin(const QString &platform, const QByteArray &misfortunes, double speed)
{
    demo::ServerOptions options;
    options.platform = platform;
    options.site.speed = speed;
    if (!misfortunes.isEmpty()) {
        options.misfortunesFile = m_folder.filePath(QStringLiteral("misfortunes.json"));
        QFile file(options.misfortunesFile);
        QVERIFY(file.open(QFile::WriteOnly) && file.write(misfortunes) > 0);
    }
    m_site = std::make_unique<DemoSite>(options);
    m_story = std::make_unique<StoryWindow>();
    const bool isDirector = platform == director;
    m_story->signIn(*m_site,
        m_site->user(isDirector ? QStringLiteral("Organization Administrator") : QStringLiteral("Admin")),
        QStringLiteral("lab"), false);
}

void FaultActionsStory::report(const FaultReport &report)
{
    FaultDesk::of(&m_story->window()).report(report, &m_story->window());
    QTRY_VERIFY(shown());
    QVERIFY(QTest::qWaitForWindowActive(shown()));
}

void FaultActionsStory::press(const char *button)
{
    auto *pressed = shown()->findChild<QPushButton *>(QLatin1String(button));
    QVERIFY2(pressed && pressed->isVisible() && pressed->isEnabled(), button);
    QTest::mouseClick(pressed, Qt::LeftButton);
}

Ref FaultActionsStory::machine(const QString &filter)
{
    QUrl url = session()->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=vm&sortAsc=name&filter=isVAppTemplate==false;") + filter);
    std::optional<Ref> found;
    QObject listener;
    QCoro::connect(session()->open(Ref(url, {}).asCollection()), &listener, [&found](const Result<Resource> &list) {
        found = list && !list->children.isEmpty() ? list->children.constFirst() : Ref();
    });
    return QTest::qWaitFor([&found] { return found.has_value(); }) ? *found : Ref();
}

std::pair<Ref, Error> FaultActionsStory::busyMachine()
{
    const Ref vm = machine(QStringLiteral("status==POWERED_OFF"));
    const auto post = [&](const char *what) {
        return Request::post(QUrl(vm.href().toString() + QLatin1String(what)), {}, {});
    };
    std::optional<Result<Outcome>> first;
    std::optional<Result<Outcome>> second;
    QObject listener;
    QCoro::connect(session()->act(post("/power/action/powerOn")), &listener,
        [&first](const Result<Outcome> &outcome) { first = outcome; });
    const bool isBegun = QTest::qWaitFor([&] { return first.has_value(); });
    QCoro::connect(session()->act(post("/action/removeAllSnapshots")), &listener,
        [&second](const Result<Outcome> &outcome) { second = outcome; });
    const bool isRefused = QTest::qWaitFor([&] { return second.has_value(); });
    return {vm, isBegun && isRefused && !*second ? second->error() : Error(Error::Kind::Server, QString())};
}

void FaultActionsStory::settingsAt(const char *button, const Error &error, const char *field)
{
    begin(director);
    report(FaultReport(QStringLiteral("Could not read x."), error).at(session()));
    press(button);
    QTRY_VERIFY(m_story->dialog<QDialog>("signInDialog"));
    QTRY_VERIFY(m_story->isShown(m_story->dialog<QDialog>("signInDialog"), field));
    QVERIFY(!shown());
}

void FaultActionsStory::signIn() { settingsAt("fault:sign-in", fault(Error::Kind::SignIn, 401), "secret"); }

void FaultActionsStory::settings()
{
    settingsAt("fault:settings", fault(Error::Kind::Offline, 0, "HOST_NOT_FOUND"), "address");
}

void FaultActionsStory::setUp()
{
    begin(manager);
    report(FaultReport(QStringLiteral("Could not read x."), fault(Error::Kind::NotSetUp, 420)).at(session()));
    QCOMPARE(shown()->findChild<QLabel *>(QStringLiteral("faultTitle"))->text(), QStringLiteral("Not set up"));
    press("fault:set-up");
    QTRY_VERIFY(m_story->dialog<SetUpWizard>("setUpWizard"));
    m_story->dialog<SetUpWizard>("setUpWizard")->reject();
}

void FaultActionsStory::showTask()
{
    begin(director, {}, 0.5);
    auto *dock = m_story->window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
    dock->close();
    const auto [vm, error] = busyMachine();
    QCOMPARE(error.code(), QStringLiteral("BUSY_ENTITY"));
    report(FaultReport(QStringLiteral("x was not done."), error).at(session(), vm));
    auto *news = shown()->findChild<QLabel *>(QStringLiteral("faultNews"));
    QTRY_VERIFY2(news->text().contains(QStringLiteral("started by")), qPrintable(news->text()));
    QVERIFY(news->text().contains(QStringLiteral("running for")));
    press("fault:show-task");
    QTRY_VERIFY(dock->isVisible());
    auto *tree = dock->findChild<QTreeView *>(QStringLiteral("tasks"));
    QTRY_VERIFY(tree->currentIndex().isValid());
}

void FaultActionsStory::queue()
{
    begin(director, {}, 0.5);
    const auto [vm, error] = busyMachine();
    QObject pane;
    FaultReport asked(QStringLiteral("x: Remove snapshots was not done."), error);
    asked.at(session(), vm).repeats([](const FaultReport::Deed &ended) { ended(); });
    asked.can(&pane, QStringLiteral("retry"), [] {});
    report(asked);
    auto *news = shown()->findChild<QLabel *>(QStringLiteral("faultNews"));
    QTRY_VERIFY(news->text().contains(QStringLiteral("started by")));
    press("fault:queue");
    QTRY_VERIFY(!shown());
    QCOMPARE(session()->waitingList().waiting().size(), 1);
    auto *dock = m_story->window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
    dock->show();
    auto *row = dock->findChild<QLabel *>(QStringLiteral("waitingWords"));
    QTRY_VERIFY(row && row->isVisible());
    QVERIFY2(row->text().contains(QStringLiteral("Remove snapshots")), qPrintable(row->text()));
    QTest::mouseClick(dock->findChild<QToolButton *>(QStringLiteral("waitingCancel")), Qt::LeftButton);
    QVERIFY(session()->waitingList().waiting().isEmpty());
    QTRY_VERIFY(!dock->findChild<QWidget *>(QStringLiteral("waitingStrip"))->isVisible());
}

void FaultActionsStory::wait()
{
    begin(director);
    int tries = 0;
    QObject pane;
    FaultReport asked(QStringLiteral("x was not saved."), fault(Error::Kind::Busy, 503));
    asked.at(session()).can(&pane, QStringLiteral("retry"), [&tries] { ++tries; });
    report(asked);
    QVERIFY(shown()->findChild<QWidget *>(QStringLiteral("countdown"))->isVisible());
    press("countdownNow");
    QCOMPARE(tries, 1);
    QTRY_VERIFY(!shown());
}

void FaultActionsStory::retry()
{
    begin(director);
    int tries = 0;
    QObject pane;
    FaultReport asked(QStringLiteral("x was not read."), fault(Error::Kind::Offline, 0, "RESET"));
    asked.at(session()).can(&pane, QStringLiteral("retry"), [&tries] { ++tries; });
    report(asked);
    press("fault:retry");
    QCOMPARE(tries, 1);
    QTRY_VERIFY(!shown());
}

void FaultActionsStory::recheck()
{
    begin(director);
    const Ref vm = machine(QStringLiteral("status==POWERED_OFF"));
    report(FaultReport(QStringLiteral("x was not saved."), fault(Error::Kind::Forbidden, 403)).at(session(), vm));
    press("fault:recheck");
    QTRY_VERIFY(shown()->findChild<QLabel *>(QStringLiteral("faultNews"))->text().contains(QStringLiteral("exists")));
}

/// A page's edit is refused by the site; the button leads back to what is to be sent.
void FaultActionsStory::refuseAndPress(int status, const char *button)
{
    const QByteArray refusal =
        ",\"path\":\"/api/vApp/vm-*\",\"status\":" + QByteArray::number(status) + ",\"times\":1}";
    begin(director, "[{\"method\":\"PUT\"" + refusal + ",{\"method\":\"POST\"" + refusal + "]");
    const Ref vm = machine(QStringLiteral("status==POWERED_OFF"));
    m_story->window().pages().open(session()->profile().id, vm, true);
    ResourcePage *page = m_story->window().pages().currentPage();
    QTRY_VERIFY(!page->editor().resource().document.isNull());
    Draft draft = page->editor().editing().draft();
    const bool isXml = draft.document().isXml();
    QVERIFY(draft.set(Path(isXml ? QStringLiteral("Description") : QStringLiteral("description")),
        Value::text(QStringLiteral("changed"))));
    QVERIFY(page->editor().editing().replace(draft.document().serialized()));
    page->review();
    QTRY_VERIFY(m_story->dialog<QDialog>("reviewDialog"));
    QTRY_VERIFY(
        m_story->dialog<QDialog>("reviewDialog")->findChild<QPushButton *>(QStringLiteral("reviewSend"))->isEnabled());
    m_story->click(m_story->dialog<QDialog>("reviewDialog"), "reviewSend");
    QTRY_VERIFY(shown());
    QVERIFY(QTest::qWaitForWindowActive(shown()));
    press(button);
    QTRY_VERIFY(m_story->dialog<QDialog>("reviewDialog"));
    QVERIFY(page->isChanged());
    page->editor().discard();
}

void FaultActionsStory::certificate()
{
    m_site = std::make_unique<DemoSite>(director, true);
    m_story = std::make_unique<StoryWindow>();
    QDialog *dialog = m_story->openSignIn();
    QVERIFY(dialog);
    m_story->fill(dialog, "address", m_site->url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(m_story->dialog<QDialog>("certificateDialog"), 10'000);
    m_story->click(m_story->dialog<QDialog>("certificateDialog"), "doNotConnect");
    QTRY_VERIFY(!m_story->message(dialog).isEmpty());
    m_story->click(dialog, "messageExplain");
    QTRY_VERIFY(shown());
    press("fault:certificate");
    QTRY_VERIFY(m_story->dialog<QDialog>("certificateDialog"));
}

void FaultActionsStory::findOut()
{
    begin(director);
    int looks = 0;
    QObject pane;
    FaultReport asked(QStringLiteral("x: it is not known."), fault(Error::Kind::Offline, 504, "OUTCOME_UNKNOWN"));
    asked.at(session()).can(&pane, QStringLiteral("find-out"), [&looks] { ++looks; });
    report(asked);
    press("fault:find-out");
    QCOMPARE(looks, 1);
}

void FaultActionsStory::support()
{
    begin(director);
    report(FaultReport(QStringLiteral("x was not read."), fault(Error::Kind::Server, 500, "INTERNAL_SERVER_ERROR"))
               .at(session()));
    press("fault:support");
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("INTERNAL_SERVER_ERROR")));
}

QTEST_MAIN(FaultActionsStory)
#include "tst_faultactions.moc"
