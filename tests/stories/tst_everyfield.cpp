// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"
#include "shell/looks.h"
#include "stories/fieldhand.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTimer>

using namespace nephoscope;

namespace {

/// Those that are tried: what NEPHOSCOPE_FIELDS says ("all", "only vm Description|vdc "), else the same few each time.
QList<FieldSpot> chosen(QList<FieldSpot> spots, quint32 seed)
{
    const QByteArray wanted = qgetenv("NEPHOSCOPE_FIELDS");
    if (wanted.startsWith("only ")) {
        const QRegularExpression only(QStringLiteral("^(?:%1)").arg(QString::fromUtf8(wanted.mid(5))));
        spots.removeIf(
            [&only](const FieldSpot &spot) { return !only.match(spot.kind + u' ' + spot.field).hasMatch(); });
    }
    if (wanted.isEmpty()) { // a few of them, in the order of their objects
        constexpr int some = 6;
        QRandomGenerator random(seed);
        while (spots.size() > some)
            spots.removeAt(random.bounded(int(spots.size())));
    }
    // others are addressed by names: those come last, and of what stands above last of all
    const auto names = std::stable_partition(spots.begin(), spots.end(),
        [](const FieldSpot &spot) { return !spot.facts.name.endsWith(QLatin1String("name"), Qt::CaseInsensitive); });
    std::reverse(names, spots.end());
    return spots;
}

FieldEnd changed(FieldHand &hand, const FieldSpot &spot)
{
    FieldEnd end = hand.change(spot);
    for (const FieldSpot &other : spot.others) {
        if (end.isSaved)
            break;
        if (const FieldEnd next = hand.change(other); next.isSaved)
            end = next;
    }
    return end;
}

} // namespace

/// Every modifiable field of every kind of object that the demo sites serve is edited and saved in the window. CI takes
/// the same few each time; NEPHOSCOPE_FIELDS=all takes all.
class EveryFieldStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void everyModifiableFieldCanBeSaved_data();
    void everyModifiableFieldCanBeSaved();
};

void EveryFieldStory::everyModifiableFieldCanBeSaved_data()
{
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("role");
    QTest::newRow("Cloud Director") << director << QStringLiteral("System Administrator");
    QTest::newRow("Cloud Manager") << manager << QStringLiteral("Administrator");
}

void EveryFieldStory::everyModifiableFieldCanBeSaved()
{
    QFETCH(const QString, platform);
    QFETCH(const QString, role);
    const bool isWhole = !qEnvironmentVariableIsEmpty("NEPHOSCOPE_FIELDS");
    demo::ServerOptions options;
    options.platform = platform;
    options.site.speed = 200;
    DemoSite site(options);
    StoryWindow story;
    const QString name = QStringLiteral("every field");
    story.signIn(site, site.user(role), name, false);
    QTRY_VERIFY(story.site(name) && story.site(name)->session);
    const std::shared_ptr<Session> session = story.site(name)->session;
    QTimer impatience; // tasks of this demo take milliseconds
    connect(&impatience, &QTimer::timeout, this, [session] { session->tasks().refresh(); });
    impatience.start(20);

    FieldWalk walk(session, Looks().catalog(session->platform().service()));
    QVERIFY(walk.readSchema());
    walk.walk(isWhole ? 2 : 1, isWhole ? 2000 : 120);
    const quint32 seed = 20261; // the same each time: a sample that fails by chance helps nobody
    const QList<FieldSpot> spots = chosen(walk.spots(), seed);
    FieldHand hand(story, story.site(name)->profile.id);
    QStringList left;
    int saved = 0;
    int answered = 0;
    for (const FieldSpot &spot : spots) {
        const FieldEnd end = changed(hand, spot);
        saved += end.isSaved ? 1 : 0;
        const QString line = QStringLiteral("%1 %2").arg(spot.kind, spot.field);
        const bool isSecret = spot.facts.type == PropertyType::Secret; // what is printed is searched for secrets
        qInfo("%s %s = \"%s\" %s", end.isSaved ? "saved " : "LEFT  ", qPrintable(line),
            isSecret ? "(secret)" : qPrintable(end.typed), qPrintable(end.why.simplified()));
        answered += !end.isSaved && end.isAnswered ? 1 : 0;
        if (!end.isSaved && !end.isAnswered)
            left << line + QStringLiteral(": ") + end.why;
    }
    qInfo("%s: %d objects of %d kinds and states opened, %d modifiable fields, %d tried, %d saved, "
          "%d with one choice only or refused by the service with its reason (seed %u)",
        qPrintable(platform), walk.opened(), int(walk.kinds()), int(walk.spots().size()), int(spots.size()), saved,
        answered, seed);
    QVERIFY(walk.spots().size() > (isWhole ? 60 : 5));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
}

QTEST_MAIN(EveryFieldStory)
#include "tst_everyfield.moc"
