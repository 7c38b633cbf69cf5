// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/taskfollower.h"
#include "shell/looks.h"
#include "stories/fieldhand.h"
#include "stories/formhand.h"

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
        spots.removeIf([&only](const FieldSpot &spot) { return !only.match(spot.words()).hasMatch(); });
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

/// The same for forms; of a whole run all, in CI two.
QList<FormSpot> chosen(QList<FormSpot> forms, quint32 seed)
{
    const QByteArray wanted = qgetenv("NEPHOSCOPE_FORMS");
    QRandomGenerator random(seed);
    while (wanted.isEmpty() && forms.size() > 2)
        forms.removeAt(random.bounded(int(forms.size())));
    const QRegularExpression only(QStringLiteral("^(?:%1)").arg(QString::fromUtf8(wanted)));
    if (wanted != "all")
        forms.removeIf([&only](const FormSpot &form) { return !only.match(form.words()).hasMatch(); });
    return forms;
}

/// Like the service's own counting: fields by what they became.
class Tally {
public:
    explicit Tally(QString what)
        : m_what(std::move(what))
    {
    }

    void note(const QString &field, bool isSaved, bool isAnswered, const QString &typed, const QString &why)
    {
        ++m_tried;
        m_saved += isSaved ? 1 : 0;
        m_answered += !isSaved && isAnswered ? 1 : 0;
        if (!isSaved && !isAnswered)
            m_left << field + QStringLiteral(": ") + why;
        qInfo("%s %s = \"%s\" %s", isSaved ? "saved " : "LEFT  ", qPrintable(field), qPrintable(typed),
            qPrintable(why.simplified()));
    }

    QString sum(qsizetype found) const
    {
        return QStringLiteral("%1: %2 found, %3 tried, %4 saved, %5 with one choice only or refused with its reason")
            .arg(m_what)
            .arg(found)
            .arg(m_tried)
            .arg(m_saved)
            .arg(m_answered);
    }
    const QStringList &left() const { return m_left; }

private:
    QString m_what;
    int m_tried = 0;
    int m_saved = 0;
    int m_answered = 0;
    QStringList m_left;
};

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
    const QString profile = story.site(name)->profile.id;
    Tally fields(platform + QStringLiteral(", fields of objects"));
    FieldHand hand(story, profile);
    for (const FieldSpot &spot : chosen(walk.spots(), seed)) {
        const FieldEnd end = changed(hand, spot);
        const bool isSecret = spot.facts.type == PropertyType::Secret; // what is printed is searched for secrets
        fields.note(
            spot.words(), end.isSaved, end.isAnswered, isSecret ? QStringLiteral("(secret)") : end.typed, end.why);
    }
    Tally sent(platform + QStringLiteral(", fields of forms"));
    FormHand forms(story, profile);
    int formFields = 0;
    for (const FormSpot &form : chosen(walk.forms(), seed)) {
        for (const FormEnd &end : forms.send(form)) {
            ++formFields;
            const bool isAnswered = !end.isSent && end.isAnswered;
            sent.note(form.words() + u' ' + end.field, end.isSent, isAnswered,
                end.isSecret ? QStringLiteral("(secret)") : end.typed, end.why);
        }
    }
    qInfo("%s: %d objects of %d kinds and states opened (seed %u)", qPrintable(platform), walk.opened(),
        int(walk.kinds()), seed);
    qInfo("%s", qPrintable(fields.sum(walk.spots().size())));
    qInfo("%s, of %d forms", qPrintable(sent.sum(formFields)), int(walk.forms().size()));
    const QStringList left = fields.left() + sent.left();
    QVERIFY(walk.spots().size() > (isWhole ? 60 : 5));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
}

QTEST_MAIN(EveryFieldStory)
#include "tst_everyfield.moc"
