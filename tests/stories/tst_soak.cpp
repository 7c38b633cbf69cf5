// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editing.h"
#include "editor/resourceeditor.h"
#include "faults/faultdialog.h"
#include "journal/taskcontent.h"
#include "models/taskmodel.h"
#include "navigator/navigatorview.h"
#include "resource/resourcepage.h"
#include "session/taskfollower.h"
#include "shell/pagetabs.h"
#include "stories/growth.h"
#include "stories/storywindow.h"
#include "tasks/taskkeeper.h"
#include "tasks/taskview.h"

#include <QAbstractButton>
#include <QAction>
#include <QDockWidget>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPixmapCache>
#include <QProcess>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <qcorotask.h>

using namespace nephoscope;

namespace {

constexpr int draftCount = 5;
constexpr int betweenDeeds = 400; // ms

double minutes()
{
    const double asked = qEnvironmentVariable("NEPHOSCOPE_SOAK_MINUTES").toDouble();
    return asked > 0 ? asked : 0.15;
}

} // namespace

/// Days of work in minutes, at a site with whom two requests in a hundred go wrong, in every way: nothing crashes, no
/// task and no draft is lost, memory does not grow. NEPHOSCOPE_SOAK_MINUTES says how long.
class SoakStory : public QObject {
    Q_OBJECT
private slots:
    void nothingIsLost();

private:
    void startSite();
    std::shared_ptr<Session> session() const { return m_story->window().sites().at(0).session; }
    template <class T>
    Result<T> ended(QCoro::Task<Result<T>> task);
    QList<Ref> machines();
    void makeDrafts();
    void deed();
    void answerDialogs();
    void write();
    void rest();
    void sample(const QElapsedTimer &clock);
    void drain();
    QList<TaskState> tasksAtTheSite();
    void compareTasks();
    void signInAgain();
    void compareDrafts();

    QProcess m_site;
    QUrl m_url;
    demo::DemoUser m_user;
    std::unique_ptr<StoryWindow> m_story;
    QList<Ref> m_machines;
    QHash<QString, QString> m_drafts; ///< description by identity
    QSet<size_t> m_ours; ///< hashes of the tasks begun from here, for what is kept here is counted with the rest
    QRandomGenerator m_random{6};
    QMap<QString, int> m_outcomes;
    Growth m_heap;
    Growth m_whole;
    QDateTime m_begun;
    int m_underWay = 0;
};

template <class T>
Result<T> SoakStory::ended(QCoro::Task<Result<T>> task)
{
    auto result = std::make_shared<std::optional<Result<T>>>();
    QObject listener;
    QCoro::connect(std::move(task), &listener, [result](const Result<T> &heard) { *result = heard; });
    const bool isDone = QTest::qWaitFor(
        [&] {
            answerDialogs();
            return result->has_value();
        },
        60'000);
    return isDone ? **result : failure(Error::Kind::Offline, QStringLiteral("the call did not end"));
}

void SoakStory::startSite()
{
    m_site.start(QStringLiteral(NEPHOSCOPE_BIN_DIR "/nephoscope-demo"),
        {QStringLiteral("--platform"), director, QStringLiteral("--vms"), QStringLiteral("60"),
            QStringLiteral("--speed"), QStringLiteral("3"), QStringLiteral("--session-idle"), QStringLiteral("60"),
            QStringLiteral("--misfortunes"), QStringLiteral(NEPHOSCOPE_SOURCE_DIR "/tests/soak/misfortunes.json"),
            QStringLiteral("--until-eof")});
    QVERIFY(m_site.waitForReadyRead(30'000));
    const QJsonObject site =
        QJsonDocument::fromJson(m_site.readLine()).object().value(QLatin1String("sites")).toArray().at(0).toObject();
    m_url = QUrl(site.value(QLatin1String("url")).toString());
    const QJsonArray users = site.value(QLatin1String("users")).toArray();
    for (const QJsonValue &each : users) {
        const QJsonObject user = each.toObject();
        const QString role = user.value(QLatin1String("role")).toString();
        if (role.contains(QLatin1String("System")))
            m_user = demo::DemoUser{user.value(QLatin1String("user")).toString(),
                user.value(QLatin1String("org")).toString(), user.value(QLatin1String("password")).toString(), role};
    }
    QVERIFY(m_url.isValid() && !m_user.user.isEmpty());
}

QList<Ref> SoakStory::machines()
{
    QUrl url = m_url.resolved(QUrl(QStringLiteral("/api/query")));
    url.setQuery(QStringLiteral("type=adminVM&pageSize=128&sortAsc=name&filter=isVAppTemplate==false"));
    for (int attempt = 0; attempt < 10; ++attempt) {
        const auto page = ended(session()->open(Ref(url, {}).asCollection()));
        if (page && page->children.size() > 3 * draftCount)
            return page->children;
    }
    return {};
}

/// Edits that nobody sends: they must be there at the end, and after a restart.
void SoakStory::makeDrafts()
{
    for (int number = 0; number < draftCount; ++number) {
        const Ref machine = m_machines.at(number);
        const QString words = QStringLiteral("draft %1").arg(number);
        bool isMade = false;
        for (int attempt = 0; attempt < 10 && !isMade; ++attempt) {
            m_story->window().pages().open(session()->profile().id, machine, true);
            const bool isRead = QTest::qWaitFor(
                [&] {
                    answerDialogs();
                    ResourcePage *page = m_story->window().pages().currentPage();
                    return page && !page->editor().resource().document.isNull();
                },
                10'000);
            if (!isRead)
                continue;
            Editing &editing = m_story->window().pages().currentPage()->editor().editing();
            Draft draft = editing.draft();
            const Path place(draft.document().isXml() ? QStringLiteral("Description") : QStringLiteral("description"));
            isMade = draft.set(place, Value::text(words)) && editing.replace(draft.document().serialized())
                && editing.isDirty();
        }
        QVERIFY2(isMade, qPrintable(machine.name()));
        m_drafts.insert(machine.identity(), words);
    }
}

/// What stands in the way is read and closed.
void SoakStory::answerDialogs()
{
    QWidget *shown = QApplication::activeModalWidget();
    if (auto *fault = qobject_cast<FaultDialog *>(shown)) {
        ++m_outcomes[QStringLiteral("explained: ") + fault->explanation().title];
        auto *button = fault->findChild<QAbstractButton *>(QStringLiteral("faultClose"));
        QTest::mouseClick(button, Qt::LeftButton);
    } else if (shown
        && QStringList{QStringLiteral("secretDialog"), QStringLiteral("signInDialog")}.contains(shown->objectName())) {
        auto *secret = shown->findChild<QLineEdit *>(QStringLiteral("secret"));
        auto *button = shown->findChild<QAbstractButton *>(QStringLiteral("signIn"));
        if (!secret->isVisible() || !secret->isEnabled() || !button->isVisible())
            return; // it is asking the site
        ++m_outcomes[QStringLiteral("asked for the password")];
        secret->setText(m_user.password);
        QTest::mouseClick(button, Qt::LeftButton);
    } else if (shown) {
        ++m_outcomes[QStringLiteral("closed: ") + shown->objectName()];
        shown->close();
    }
}

/// Some power operation that the machine offers now.
void SoakStory::write()
{
    const Ref machine = m_machines.at(draftCount + m_random.bounded(int(m_machines.size()) - draftCount));
    const quint32 chance = m_random.generate();
    ++m_underWay;
    QCoro::connect(session()->open(machine), this, [this, chance](const Result<Resource> &before) {
        QList<Operation> offered;
        for (const Operation &each : before ? before->operations : QList<Operation>()) {
            if (each.offered && each.name.startsWith(QLatin1String("power:")) && each.bodyType.isEmpty())
                offered << each;
        }
        if (offered.isEmpty()) {
            --m_underWay;
            ++m_outcomes[QStringLiteral("write: nothing offered")];
            return;
        }
        const Operation operation = offered.at(int(chance % quint32(offered.size())));
        const auto request = session()->platform().request(operation, {}, {}, session()->access());
        QCoro::connect(session()->act(*request, *before), this, [this](const Result<Outcome> &outcome) {
            --m_underWay;
            if (outcome && outcome->task)
                m_ours << qHash(taskIdentity(*outcome->task));
            const QString code = outcome
                ? outcome->evidence.isEmpty() ? QStringLiteral("done") : QStringLiteral("found out to be done")
                : outcome.error().code().isEmpty() ? QStringLiteral("refused with %1").arg(outcome.error().status())
                                                   : outcome.error().code();
            ++m_outcomes[QStringLiteral("write: ") + code];
        });
    });
}

void SoakStory::deed()
{
    PageTabs &pages = m_story->window().pages();
    const QString site = session()->profile().id;
    const Ref machine = m_machines.at(m_random.bounded(int(m_machines.size())));
    const bool isChosen = qEnvironmentVariableIsSet("NEPHOSCOPE_SOAK_DEED"); // to find what costs memory
    switch (isChosen ? qEnvironmentVariableIntValue("NEPHOSCOPE_SOAK_DEED") : int(m_random.bounded(10))) {
    case 0:
    case 1:
    case 2:
        if (m_underWay < 10)
            write();
        break;
    case 3:
    case 4:
        pages.open(site, machine, m_random.bounded(3) == 0);
        break;
    case 5:
        if (pages.currentPage())
            pages.currentPage()->reload();
        break;
    case 6:
        m_story->window().navigator().refreshCurrent();
        break;
    case 7: {
        auto *dock = m_story->window().findChild<QDockWidget *>(QStringLiteral("taskDock"));
        dock->setVisible(!dock->isVisible());
        break;
    }
    case 8:
        for (int index = pages.count() - 1; index >= 0 && pages.count() > draftCount + 3; --index) {
            if (!pages.page(index)->isChanged())
                pages.closePage(index);
        }
        break;
    default:
        pages.open(site, Ref(m_url.resolved(QUrl(QStringLiteral("/api/query?type=vm"))), {}).asCollection(), false);
    }
}

/// What may grow up to a limit is emptied, so that what is counted should always be the same.
void SoakStory::rest()
{
    PageTabs &pages = m_story->window().pages();
    for (int index = pages.count() - 1; index >= 0; --index) {
        if (!pages.page(index)->isChanged())
            pages.closePage(index);
    }
    session()->traffic().clear();
    for (const char *action : {"clearTraffic", "taskDismiss"})
        m_story->window().findChild<QAction *>(QLatin1String(action))->trigger();
    const int limit = QPixmapCache::cacheLimit();
    QPixmapCache::setCacheLimit(0);
    QPixmapCache::setCacheLimit(limit);
    QTest::qWait(2 * betweenDeeds);
    answerDialogs();
    const QStringList connections = QSqlDatabase::connectionNames();
    for (const QString &name : connections)
        QSqlDatabase::database(name, false).exec(QStringLiteral("PRAGMA shrink_memory"));
}

void SoakStory::sample(const QElapsedTimer &clock)
{
    rest();
    const HeldMemory held = HeldMemory::now();
    const double hours = double(clock.elapsed()) / 3'600'000;
    const bool isWarm = hours * 60 > minutes() / 3;
    if (isWarm) {
        m_heap.add(hours, held.heap);
        m_whole.add(hours, held.whole);
    }
    int writes = 0;
    for (auto each = m_outcomes.cbegin(); each != m_outcomes.cend(); ++each)
        writes += each.key().startsWith(QLatin1String("write")) ? each.value() : 0;
    qInfo("%5.1f min: heap %.2f MB, all %.1f MB, %d objects, %d writes, %d running%s", hours * 60, held.heap,
        held.whole, int(m_story->window().findChildren<QObject *>().size()), writes,
        session() ? session()->tasks().running() : -1, isWarm ? "" : " (warming up)");
}

void SoakStory::drain()
{
    TaskMemory &memory = m_story->window().findChild<TaskView *>()->keeper().memory();
    session()->tasks().discover();
    const auto ours = [&] { // others let theirs run
        QList<TaskState> open = memory.open(session()->profile().id);
        open.removeIf([this](const TaskState &task) { return !m_ours.contains(qHash(taskIdentity(task))); });
        return open;
    };
    const bool isOver = QTest::qWaitFor(
        [&] {
            answerDialogs();
            return m_underWay == 0 && ours().isEmpty();
        },
        180'000);
    const QList<TaskState> open = ours();
    for (const TaskState &task : open)
        qWarning("has not ended: %s %s %s", qPrintable(task.id), qPrintable(task.word), qPrintable(task.description));
    QVERIFY2(isOver, qPrintable(QStringLiteral("%1 writes under way").arg(m_underWay)));
    session()->tasks().discover();
    constexpr int slow = 16; // tasks in half a second: a page has 128 of them, and misfortunes ask twice
    const int ticks = 12 + int(m_ours.size()) / slow;
    for (int tick = 0; tick < ticks; ++tick) {
        answerDialogs();
        QTest::qWait(500);
    }
}

QList<TaskState> SoakStory::tasksAtTheSite()
{
    QList<TaskState> all;
    std::optional<Request> page = session()->platform().recentTasks(m_begun, session()->access());
    for (int attempts = 0; page && attempts < 200; ++attempts) {
        const auto reply = ended(session()->send(*page));
        const auto tasks = reply ? session()->platform().tasks(*reply, session()->access())
                                 : Result<QList<TaskState>>(failure(reply.error()));
        if (!tasks)
            continue; // misfortune
        all << *tasks;
        const auto list =
            session()->platform().resource(Ref(reply->url(), QString()).asCollection(), *reply, session()->access());
        page = list && list->more ? std::optional(session()->platform().read(*list->more, session()->access()))
                                  : std::nullopt;
    }
    return all;
}

void SoakStory::compareTasks()
{
    TaskMemory &memory = m_story->window().findChild<TaskView *>()->keeper().memory();
    TaskFilter filter;
    filter.most = 1'000'000;
    QHash<QString, TaskState> remembered;
    const QList<RememberedTask> found = memory.find(filter);
    for (const RememberedTask &each : found)
        remembered.insert(taskIdentity(each.task), each.task);
    const QList<TaskState> there = tasksAtTheSite();
    int lost = 0;
    int other = 0;
    for (const TaskState &task : there) {
        const auto known = remembered.constFind(taskIdentity(task));
        lost += int(known == remembered.constEnd());
        if (known == remembered.constEnd())
            qWarning("not remembered: %s %s", qPrintable(task.id), qPrintable(task.description));
        const bool isOther = known != remembered.constEnd() && known->phase != task.phase;
        other += int(isOther);
        if (isOther)
            qWarning("remembered with another end: %s %s, %d instead of %d", qPrintable(task.id),
                qPrintable(task.description), int(known->phase), int(task.phase));
    }
    qInfo("%d tasks at the site, %d remembered, %d lost, %d remembered with another end", int(there.size()),
        int(remembered.size()), lost, other);
    QVERIFY(minutes() < 1 || there.size() > 10);
    QCOMPARE(lost, 0);
    QCOMPARE(other, 0);
}

/// The site may fail at that too; then it is done by hand, as often as it takes.
void SoakStory::signInAgain()
{
    const auto isIn = [this] { return m_story->window().sites().count() == 1 && session(); };
    for (int attempt = 0; attempt < 10 && !isIn(); ++attempt) {
        const bool isOver = QTest::qWaitFor(
            [&] {
                answerDialogs();
                return isIn() || m_story->window().sites().at(0).status == SiteEntry::Status::Failed;
            },
            20'000);
        if (isOver && !isIn()) {
            ++m_outcomes[QStringLiteral("signed in by hand")];
            m_story->window().navigator().signInRequested(m_story->window().sites().at(0).profile.id);
        }
    }
}

void SoakStory::compareDrafts()
{
    m_story->restart();
    signInAgain();
    QVERIFY(m_story->window().sites().count() == 1 && session());
    int kept = 0;
    for (int number = 0; number < draftCount; ++number) {
        const Ref machine = m_machines.at(number);
        m_story->window().pages().open(session()->profile().id, machine, true);
        for (int attempt = 0; attempt < 10; ++attempt) {
            ResourcePage *page = m_story->window().pages().currentPage();
            const bool isRead = QTest::qWaitFor(
                [&] {
                    answerDialogs();
                    return page->isChanged();
                },
                5000);
            if (isRead)
                break;
            page->reload();
        }
        const Document document = m_story->window().pages().currentPage()->editor().editing().draft().document();
        const QString words =
            document.root()
                .child(document.isXml() ? QStringLiteral("Description") : QStringLiteral("description"))
                .text();
        kept += int(words == m_drafts.value(machine.identity()));
    }
    qInfo("%d of %d drafts kept", kept, draftCount);
    QCOMPARE(kept, draftCount);
}

void SoakStory::nothingIsLost()
{
    startSite();
    m_begun = QDateTime::currentDateTimeUtc().addSecs(-1);
    m_story = std::make_unique<StoryWindow>();
    m_story->signIn(m_url, m_user, QStringLiteral("soak"), true);
    QVERIFY(m_story->window().sites().count() == 1 && session());
    m_machines = machines();
    QVERIFY(m_machines.size() > 3 * draftCount);
    makeDrafts();
    QElapsedTimer clock;
    clock.start();
    qint64 sampled = 0;
    while (double(clock.elapsed()) < minutes() * 60'000) {
        deed();
        QTest::qWait(betweenDeeds);
        answerDialogs();
        if (clock.elapsed() - sampled > qint64(std::min(60'000.0, minutes() * 6000))) {
            sampled = clock.elapsed();
            sample(clock);
        }
    }
    drain();
    compareTasks();
    compareDrafts();
    for (auto each = m_outcomes.cbegin(); each != m_outcomes.cend(); ++each)
        qInfo("%6d  %s", each.value(), qPrintable(each.key()));
    qInfo("growth after warm-up, %d samples: heap %s, all %s", m_heap.samples(), qPrintable(m_heap.words()),
        qPrintable(m_whole.words()));
    m_story.reset();
    m_site.closeWriteChannel();
    QVERIFY(m_site.waitForFinished(30'000));
    QVERIFY(minutes() < 10 || m_heap.typical() <= 1);
}

QTEST_MAIN(SoakStory)
#include "tst_soak.moc"
