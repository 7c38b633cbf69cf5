// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "document/draft.h"
#include "journal/journal.h"
#include "stories/frontsite.h"
#include "stories/survivor.h"

#include <QApplication>
#include <QDirIterator>
#include <QProcess>

using namespace nephoscope;

/// Kills the program at random moments while a person types and saves: no keystroke older than two seconds is lost, the
/// journal holds, and nothing is sent twice. NEPHOSCOPE_KILLS says how often.
class Survival : public QObject {
    Q_OBJECT
private slots:
    void nothingIsLostHoweverOftenItDies();

private:
    /// When it was killed, in milliseconds since 1970; 0 where it died by itself.
    qint64 liveAndDie(QProcess &program);
    QString lossOf(qint64 death);
    QSet<QString> keptAt(const QString &field);

    QTemporaryDir m_folder;
    std::unique_ptr<DemoSite> m_site;
    std::unique_ptr<FrontSite> m_front;
    QString m_object;
    QByteArray m_bearer;
    QHash<QString, QStringList> m_sound; ///< by field: texts any of which will do
    int m_lines = 0; ///< of the log that were judged
    int m_keystrokes = 0;
    QHash<QByteArray, int> m_writes; ///< by the id of the action and the address
    QRandomGenerator m_random{QRandomGenerator::global()->generate()};
};

/// What disk or server have in that field now.
QSet<QString> Survival::keptAt(const QString &field)
{
    QSet<QString> values;
    QDirIterator drafts(
        m_folder.path(), {QStringLiteral("*.draft")}, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QDirIterator hidden(m_folder.filePath(QStringLiteral(".qttest")), {QStringLiteral("*.draft")}, QDir::Files,
        QDirIterator::Subdirectories);
    for (QDirIterator *each : {&drafts, &hidden}) {
        while (each->hasNext()) {
            QFile file(each->next());
            const Result<Draft> draft =
                file.open(QFile::ReadOnly) ? Draft::restored(file.readAll()) : Result<Draft>(Draft());
            if (draft)
                values << draft->document().root().at(Path(field)).text();
        }
    }
    demo::Message message;
    message.method = "GET";
    message.path = m_object.toLatin1();
    message.headers = {
        {"Accept", "application/*+xml;version=36.0"}, {"Authorization", "Bearer " + m_bearer}, {"Host", "localhost"}};
    const auto seen = Document::parse(m_site->server().site().answer(message).body, "application/xml");
    if (seen)
        values << seen->root().at(Path(field)).text();
    return values;
}

/// What was typed two seconds before the death, or later, has to be somewhere, and what earlier lives left where
/// nothing was typed since; else which field lost what.
QString Survival::lossOf(qint64 death)
{
    constexpr qint64 allowed = 2000; // ms
    QFile log(Survivor::logOf(m_folder.path()));
    if (!log.open(QFile::ReadOnly))
        return QStringLiteral("no log");
    QStringList lines = QString::fromUtf8(log.readAll()).split(u'\n', Qt::SkipEmptyParts);
    m_keystrokes += int(lines.size()) - m_lines;
    lines = lines.mid(std::exchange(m_lines, int(lines.size()))); // of this life
    QSet<QString> owed; // fields in which something must be found again
    for (auto field = m_sound.cbegin(); field != m_sound.cend(); ++field)
        if (!field->isEmpty())
            owed << field.key();
    for (const QString &line : std::as_const(lines)) {
        const QStringList parts = line.split(u'\t');
        if (parts.size() != 3 || parts.at(1) == QLatin1String("born"))
            continue;
        QStringList &texts = m_sound[parts.at(1)];
        if (parts.at(0).toLongLong() <= death - allowed) {
            texts.clear(); // those before it need not be kept
            owed << parts.at(1);
        }
        texts << parts.at(2);
    }
    for (auto field = m_sound.begin(); field != m_sound.end(); ++field) {
        const QSet<QString> kept = keptAt(field.key());
        const QStringList typed = field.value();
        field.value().removeIf([&kept](const QString &text) { return !kept.contains(text); });
        if (field.value().isEmpty() && owed.contains(field.key()))
            return QStringLiteral("%1: typed %2, kept %3, killed at %4 after\n%5")
                .arg(field.key(), typed.join(u','), kept.values().join(u','))
                .arg(death)
                .arg(lines.mid(lines.size() - 30).join(u'\n'));
    }
    return {};
}

qint64 Survival::liveAndDie(QProcess &program)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.filePath(QStringLiteral("data")));
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const demo::DemoUser user = m_site->user(QStringLiteral("System Administrator"));
    const qint64 before = QFileInfo(Survivor::logOf(m_folder.path())).size();
    program.start(QCoreApplication::applicationFilePath(),
        {QStringLiteral("--live"), m_folder.path(), m_front->url().toString(), user.user, user.organization,
            user.password, m_object});
    const auto isBorn = [&] {
        return program.state() == QProcess::NotRunning || QFileInfo(Survivor::logOf(m_folder.path())).size() > before;
    };
    if (!QTest::qWaitFor(isBorn, 90'000) || program.state() == QProcess::NotRunning)
        return 0;
    const int longest = qEnvironmentVariableIsSet("NEPHOSCOPE_KILLS") ? 9000 : 3000; // ms
    const bool isGone = QTest::qWaitFor(
        [&program] { return program.state() == QProcess::NotRunning; }, 200 + m_random.bounded(longest));
    const qint64 death = QDateTime::currentMSecsSinceEpoch();
    program.kill(); // SIGKILL
    return program.waitForFinished() && !isGone ? death : 0;
}

void Survival::nothingIsLostHoweverOftenItDies()
{
    const int kills =
        qEnvironmentVariableIsSet("NEPHOSCOPE_KILLS") ? qEnvironmentVariableIntValue("NEPHOSCOPE_KILLS") : 2;
    demo::ServerOptions options;
    options.platform = director;
    options.site.speed = 20;
    m_site = std::make_unique<DemoSite>(options);
    m_bearer = m_site->bearerOf(m_site->user(QStringLiteral("System Administrator")));
    m_front = std::make_unique<FrontSite>(m_site->server().site(), [this](const demo::Message &message) {
        const QByteArray action = message.header("X-VMWARE-VCLOUD-CLIENT-REQUEST-ID");
        if (message.method != "GET" && !action.isEmpty())
            ++m_writes[action + ' ' + message.method + ' ' + message.path];
        return std::optional<demo::Answer>();
    });
    demo::Message query;
    query.method = "GET";
    query.path = "/api/query";
    query.query = "type=adminVM&format=records&filter=isVAppTemplate==false;status==POWERED_OFF";
    query.headers = {
        {"Accept", "application/*+xml;version=36.0"}, {"Authorization", "Bearer " + m_bearer}, {"Host", "localhost"}};
    const auto page = Document::parse(m_site->server().site().answer(query).body, "application/xml");
    QVERIFY(page);
    m_object =
        QUrl(page->root().children(QStringLiteral("AdminVMRecord")).value(0).value(QStringLiteral("href"))).path();
    QVERIFY(!m_object.isEmpty());
    for (int kill = 0; kill < kills; ++kill) {
        QProcess program;
        const qint64 death = liveAndDie(program);
        QVERIFY2(death > 0, qPrintable(QStringLiteral("life %1").arg(kill)));
        const QString loss = lossOf(death);
        QVERIFY2(loss.isEmpty(), qPrintable(QStringLiteral("life %1: %2").arg(kill).arg(loss)));
        const Journal journal(
            Settings(m_folder.filePath(QStringLiteral("settings.ini"))).dataFolder() + QStringLiteral("/journal"));
        QVERIFY(!journal.trouble());
        QVERIFY2(journal.verify()->fault.isEmpty(), qPrintable(journal.verify()->fault));
        QVERIFY(journal.entries({}, -1)->size() >= m_writes.size()); // none unannounced
    }
    for (auto write = m_writes.begin(); write != m_writes.end(); ++write)
        QVERIFY2(write.value() == 1, write.key().constData());
    qInfo("%d kills, %d keystrokes, %d writes, none repeated, none lost", kills, m_keystrokes - kills,
        int(m_writes.size()));
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == QLatin1String("--live")) {
        const demo::DemoUser user{arguments.value(4), arguments.value(5), arguments.value(6), QString()};
        Survivor survivor(arguments.value(2), QUrl(arguments.value(3)), user, arguments.value(7));
        survivor.live();
        return 1;
    }
    Survival test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_survival.moc"
