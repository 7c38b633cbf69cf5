// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "demo/server.h"
#include "journal/taskcontent.h"
#include "journal/taskmemory.h"
#include "session/connector.h"
#include "session/taskfollower.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <qcorotask.h>
#include <qcorotimer.h>

using namespace nephoscope;

namespace {

constexpr int idle = 1; // seconds after which the site forgets who has signed in
constexpr std::chrono::milliseconds forgotten(2300);

int kills()
{
    constexpr int few = 3;
    const int asked = qEnvironmentVariableIntValue("NEPHOSCOPE_KILLS");
    return asked > 0 ? asked : few;
}

template <class T>
Result<T> ended(QCoro::Task<Result<T>> task)
{
    std::optional<Result<T>> result;
    QObject listener;
    QCoro::connect(std::move(task), &listener, [&result](const Result<T> &heard) { result = heard; });
    const bool isDone = QTest::qWaitFor([&] { return result.has_value(); }, 60'000);
    return isDone ? *result : failure(Error::Kind::Offline, QStringLiteral("the call did not end"));
}

/// A console without a window: a session, and the memory of its tasks in a folder.
class Console {
public:
    Console(const QUrl &site, const demo::DemoUser &user, const QString &folder)
        : m_settings(folder + QStringLiteral("/settings.ini"))
        , m_connector(m_settings, m_nobody)
        , memory(folder)
    {
        Profile profile;
        profile.id = QStringLiteral("lab");
        profile.url = site;
        profile.user = user.user;
        profile.organization = user.organization;
        const auto connected = ended(m_connector.connectTo(profile));
        if (!connected || !ended((*connected)->signIn(Credential(user.password.toUtf8()))))
            qFatal("no sign-in");
        session = *connected;
    }
    ~Console() { session->close(); }

    QList<Ref> machines(const QString &state) const
    {
        QUrl url = session->profile().url.resolved(QUrl(QStringLiteral("/api/query")));
        url.setQuery(
            QStringLiteral("type=adminVM&pageSize=128&sortAsc=name&filter=isVAppTemplate==false;status==") + state);
        const auto page = ended(session->open(Ref(url, {}).asCollection()));
        return page ? page->children : QList<Ref>();
    }

    /// What the site itself lists, page by page.
    QList<TaskState> everything(const QDateTime &since) const
    {
        QList<TaskState> all;
        std::optional<Request> page = session->platform().recentTasks(since, session->access());
        while (page) {
            const auto reply = ended(session->send(*page));
            if (!reply)
                return {};
            all << session->platform().tasks(*reply, session->access()).value_or(QList<TaskState>());
            const auto list =
                session->platform().resource(Ref(reply->url(), QString()).asCollection(), *reply, session->access());
            page = list && list->more ? std::optional(session->platform().read(*list->more, session->access()))
                                      : std::nullopt;
        }
        return all;
    }

private:
    Settings m_settings;
    Nobody m_nobody;
    Connector m_connector;

public:
    TaskMemory memory;
    std::shared_ptr<Session> session;
};

void report(const QString &folder, const TaskState &task)
{
    QFile log(folder + QStringLiteral("/ends"));
    if (log.open(QFile::Append | QFile::Unbuffered))
        log.write(taskIdentity(task).toUtf8() + '\n');
}

/// One life: the session has expired when the tasks of earlier lives are asked for; a few more are begun. With nothing
/// to begin it ends when all have ended.
int live(const QStringList &arguments)
{
    const QString folder = arguments.value(6);
    const QStringList machines = arguments.mid(7); // to switch on
    const demo::DemoUser user{arguments.value(3), arguments.value(4), arguments.value(5), QString()};
    Console console(QUrl(arguments.value(2)), user, folder);
    QObject::connect(&console.memory, &TaskMemory::ended, &console.memory,
        [folder](const QString &, const TaskState &task) { report(folder, task); });
    bool isForgotten = false;
    QTimer::singleShot(forgotten, [&isForgotten] { isForgotten = true; });
    if (!QTest::qWaitFor([&] { return isForgotten; }, 10'000))
        return 3;
    console.memory.watch(console.session);
    for (const QString &machine : machines) {
        const QUrl on(machine + QStringLiteral("/power/action/powerOn"));
        if (!ended(console.session->act(Request::post(on, {}, {}))))
            std::fputs("refused\n", stderr);
    }
    std::fputs("ready\n", stdout);
    std::fflush(stdout);
    const bool isOver = QTest::qWaitFor(
        [&] {
            return machines.isEmpty() && console.session->tasks().running() == 0
                && console.memory.open(QStringLiteral("lab")).isEmpty();
        },
        machines.isEmpty() ? 120'000 : 600'000);
    return isOver ? 0 : 1;
}

} // namespace

/// Work goes on whatever happens to the console; it hears of every end, once.
class ContinuityTest : public QObject {
    Q_OBJECT
private slots:
    void everyEndIsReportedOnce();

private:
    bool liveAndDie(const QString &url, const demo::DemoUser &user, const QString &folder, const QList<Ref> &machines);
    int m_killed = 0;
};

bool ContinuityTest::liveAndDie(
    const QString &url, const demo::DemoUser &user, const QString &folder, const QList<Ref> &machines)
{
    constexpr int begun = 2; // tasks in each life
    constexpr int span = 3000; // ms in which it is killed
    for (int life = 0; life <= kills(); ++life) {
        const bool isLast = life == kills();
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QStringList arguments{QStringLiteral("--live"), url, user.user, user.organization, user.password, folder};
        for (int number = 0; !isLast && number < begun; ++number)
            arguments << machines.value(life * begun + number).href().toString();
        program.start(QCoreApplication::applicationFilePath(), arguments);
        if (isLast)
            return program.waitForFinished(150'000) && program.exitCode() == 0;
        if (!program.waitForReadyRead(60'000))
            return false;
        program.waitForFinished(QRandomGenerator::global()->bounded(span));
        ::kill(pid_t(program.processId()), SIGKILL);
        program.waitForFinished();
        m_killed += int(program.exitStatus() == QProcess::CrashExit);
    }
    return false;
}

void ContinuityTest::everyEndIsReportedOnce()
{
    QTemporaryDir folder;
    demo::ServerOptions options;
    options.platform = QStringLiteral("cloud-director");
    options.site.vms = 8 * kills() + 60; // a part of them is switched off
    options.site.idleSeconds = idle;
    options.site.speed = 1;
    const auto server = demo::Server::start(options);
    QVERIFY(server);
    const QList<demo::DemoUser> users = (*server)->site().users();
    const auto user = std::find_if(users.begin(), users.end(),
        [](const demo::DemoUser &each) { return each.role.contains(QLatin1String("System")); });
    QVERIFY(user != users.end());
    const QDateTime begun = QDateTime::currentDateTimeUtc();
    QList<Ref> machines;
    {
        const QTemporaryDir other;
        machines = Console(QUrl((*server)->url()), *user, other.path()).machines(QStringLiteral("POWERED_OFF"));
    }
    QVERIFY2(machines.size() >= 2 * kills(), qPrintable(QString::number(machines.size())));
    QVERIFY(liveAndDie((*server)->url(), *user, folder.path(), machines));
    QCOMPARE(m_killed, kills());

    QFile log(folder.filePath(QStringLiteral("ends")));
    QVERIFY(log.open(QFile::ReadOnly));
    QHash<QString, int> told;
    for (const QByteArray &line : log.readAll().split('\n')) {
        if (!line.isEmpty())
            ++told[QString::fromUtf8(line)];
    }
    Console console(QUrl((*server)->url()), *user, folder.path());
    int atTheSite = 0;
    const QList<TaskState> all = console.everything(begun.addSecs(-1));
    for (const TaskState &task : all) {
        if (task.started < begun || !task.isEnded())
            continue;
        ++atTheSite;
        QVERIFY2(told.value(taskIdentity(task)) == 1,
            qPrintable(QStringLiteral("%1 was told %2 times").arg(task.id).arg(told.value(taskIdentity(task)))));
    }
    const QList<RememberedTask> remembered = console.memory.find(TaskFilter());
    for (const RememberedTask &each : remembered)
        QVERIFY(each.task.isEnded());
    qInfo("%d kills, %d tasks at the site, %d ends told, none of them twice", m_killed, atTheSite, int(told.size()));
    QCOMPARE(atTheSite, 2 * kills());
    QCOMPARE(int(told.size()), int(remembered.size()));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QLatin1String("--live"))
        return live(application.arguments());
    ContinuityTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_continuity.moc"
