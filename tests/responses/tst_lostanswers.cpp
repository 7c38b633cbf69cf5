// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/directorsite.h"
#include "responses/lossytransport.h"
#include "responses/managersite.h"
#include "session/patience.h"
#include "session/taskfollower.h"

#include <QRandomGenerator>

using namespace nephoscope;

namespace {

using Loss = LossyTransport::Loss;
/// How many writes each way: a few in CI; NEPHOSCOPE_LOST_RUNS=100 is the whole size.
int runs()
{
    constexpr int few = 12;
    const int asked = qEnvironmentVariableIntValue("NEPHOSCOPE_LOST_RUNS");
    return asked > 0 ? asked : few;
}
const QByteArray xmlns = "xmlns=\"http://www.vmware.com/vcloud/v1.5\"";
const QString vcloud = QStringLiteral("application/vnd.vmware.vcloud.");
const QList<Loss> executed{Loss::NoAnswer, Loss::HalfAnswer, Loss::Late, Loss::Gateway};

/// A demo site behind a way on which answers get lost.
class LossySite {
public:
    LossySite(const QString &service, const QString &role)
    {
        demo::ServerOptions options;
        options.platform = service;
        options.site.speed = 100;
        auto started = demo::Server::start(options);
        if (!started)
            qFatal("%s", qPrintable(started.error().message()));
        m_server = std::move(*started);
        const QList<demo::DemoUser> users = m_server->site().users();
        const auto user = std::find_if(users.begin(), users.end(),
            [&](const demo::DemoUser &each) { return each.role.contains(role, Qt::CaseInsensitive); });
        Profile profile;
        profile.id = QStringLiteral("lossy");
        profile.url = QUrl(m_server->url() + QLatin1Char('/'));
        profile.user = user->user;
        profile.organization = user->organization;
        if (service == QLatin1String("cloud-manager"))
            profile.method = SignInMethod::LocalSession;
        HttpOptions http;
        http.origins = {profile.url};
        auto way = std::make_unique<LossyTransport>(http);
        transport = way.get();
        std::shared_ptr<const Platform> platform;
        for (const auto &each : allPlatforms()) {
            if (each->service() == service)
                platform = each;
        }
        session = std::make_shared<Session>(profile, platform, std::move(way), m_nobody);
        Patience quick;
        quick.looks = {std::chrono::milliseconds(0), std::chrono::milliseconds(2)};
        session->setPatience(quick);
        const auto access = ended(session->signIn(Credential(user->password.toUtf8())));
        if (!access)
            qFatal("%s", qPrintable(access.error().message()));
    }
    ~LossySite() { session->close(); }

    QUrl at(const QString &path) const { return QUrl(m_server->url() + path); }

    std::shared_ptr<Session> session;
    LossyTransport *transport = nullptr;

private:
    Nobody m_nobody;
    std::unique_ptr<demo::Server> m_server;
};

QString codeOf(const Result<Outcome> &outcome) { return outcome ? QStringLiteral("DONE") : outcome.error().code(); }

} // namespace

/// Writes whose answer is lost: what the console says about them is what the site did.
class LostAnswersTest : public QObject {
    Q_OBJECT
private slots:
    void directorWrites_data() { waysOfLosing(); }
    void directorWrites();
    void managerWrites_data() { waysOfLosing(); }
    void managerWrites();
    void realConnectionsThatEnd_data();
    void realConnectionsThatEnd();

private:
    class Write {
    public:
        Request request;
        Resource before;
    };

    static void waysOfLosing()
    {
        QTest::addColumn<bool>("isExecuted");
        QTest::newRow("the site never saw it") << false;
        QTest::newRow("the site did it") << true;
    }
    /// As the object itself offers it; without method where it does not.
    static Request deletion(LossySite &site, const Resource &resource)
    {
        for (const Operation &each : resource.operations) {
            if (each.role == Operation::Role::Delete && each.offered && each.bodyType.isEmpty())
                return site.session->platform().request(each, {}, {}, site.session->access()).value_or(Request());
        }
        return Request();
    }
    Write directorWrite(LossySite &site, int number);
    Write newDisk(LossySite &site, int number);
    Write metadata(LossySite &site, int number, bool isDeleted);
    Write catalog(LossySite &site, int number, bool isDeleted);
    Write snapshot(LossySite &site);
    Write volume(LossySite &site, const Ref &system, const QByteArray &name);
    Write tenant(LossySite &site, const QByteArray &name, const QByteArray &method);
    Write managerWrite(LossySite &site, int number);
    void check(LossySite &site, const Write &write, bool isExecuted, int number);
    Resource read(LossySite &site, const QUrl &href)
    {
        return ended(site.session->open(Ref(href, QString()))).value_or(Resource());
    }
    QUrl found(LossySite &site, const QString &type, const QString &filter)
    {
        QUrl url = site.at(QStringLiteral("/api/query"));
        url.setQuery(QStringLiteral("type=%1&sortAsc=name&filter=%2").arg(type, filter));
        const auto page = ended(site.session->open(Ref(url, {}).asCollection()));
        if (!page || page->children.isEmpty())
            return {};
        return page->children.at(m_random.bounded(int(page->children.size()))).href();
    }

    QRandomGenerator m_random{20261122};
    QHash<QString, int> m_counts;
    int m_refused = 0;
};

LostAnswersTest::Write LostAnswersTest::newDisk(LossySite &site, int number)
{
    Write write;
    const QUrl vdc = found(site, QStringLiteral("orgVdc"), QStringLiteral("isEnabled==true"));
    write.before = read(site, vdc);
    const QByteArray body = "<DiskCreateParams " + xmlns + "><Disk name=\"lost-" + QByteArray::number(number)
        + "\" sizeMb=\"16\"/></DiskCreateParams>";
    write.request = Request::post(QUrl(vdc.toString() + QStringLiteral("/disk")), body,
        (vcloud + QStringLiteral("diskCreateParams+xml")).toLatin1());
    return write;
}

LostAnswersTest::Write LostAnswersTest::metadata(LossySite &site, int number, bool isDeleted)
{
    Write write;
    const QUrl vm = found(site, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
    const QUrl metadata(vm.toString() + QStringLiteral("/metadata/run%1").arg(number));
    const QByteArray body = "<MetadataValue " + xmlns
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><TypedValue "
          "xsi:type=\"MetadataStringValue\"><Value>lost</Value></TypedValue></MetadataValue>";
    const Request put =
        Request::withBody("PUT", metadata, body, (vcloud + QStringLiteral("metadata.value+xml")).toLatin1());
    if (!isDeleted) {
        write.request = put;
        return write;
    }
    const auto made = ended(site.session->act(put));
    if (made && made->task)
        ended(site.session->finished(*made->task));
    write.before = read(site, metadata);
    write.request = Request("DELETE", metadata);
    return write;
}

LostAnswersTest::Write LostAnswersTest::catalog(LossySite &site, int number, bool isDeleted)
{
    Write write;
    const QUrl list = site.at(QStringLiteral("/api/query?type=organization"));
    const auto organizations = ended(site.session->open(Ref(list, {}).asCollection()));
    if (!organizations || organizations->children.isEmpty())
        return write;
    const QString organization = organizations->children.constFirst().href().toString().replace(
        QStringLiteral("/api/org/"), QStringLiteral("/api/admin/org/"));
    const QByteArray body =
        "<AdminCatalog " + xmlns + " name=\"lost-" + QByteArray::number(number) + "\"><Description/></AdminCatalog>";
    const Request post = Request::post(
        QUrl(organization + QStringLiteral("/catalogs")), body, "application/vnd.vmware.admin.catalog+xml");
    if (!isDeleted) {
        write.before = read(site, QUrl(organization));
        write.request = post;
        return write;
    }
    const auto made = ended(site.session->act(post));
    if (!made || !made->object)
        return write;
    write.before = read(site, made->object->href());
    write.request = Request("DELETE", made->object->href());
    return write;
}

LostAnswersTest::Write LostAnswersTest::snapshot(LossySite &site)
{
    Write write;
    write.before = read(site, found(site, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false")));
    write.request = Request::post(QUrl(write.before.self.href().toString() + QStringLiteral("/action/createSnapshot")),
        "<CreateSnapshotParams " + xmlns + "/>", (vcloud + QStringLiteral("createSnapshotParams+xml")).toLatin1());
    return write;
}

/// One of the creating, changing and deleting operations, by chance, on objects of chance.
LostAnswersTest::Write LostAnswersTest::directorWrite(LossySite &site, int number)
{
    Write write;
    switch (number % 10) {
    case 0: { // power
        const QUrl vm = found(site, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
        write.before = read(site, vm);
        for (const Operation &operation : std::as_const(write.before.operations)) {
            const bool fits =
                operation.offered && operation.name.startsWith(QLatin1String("power:")) && operation.bodyType.isEmpty();
            if (fits)
                write.request = *site.session->platform().request(operation, {}, {}, site.session->access());
        }
        return write;
    }
    case 1: { // rename, as the editor does
        const QUrl vm = found(site, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false"));
        write.before = read(site, vm);
        Draft draft(write.before.document);
        const QString words = QStringLiteral("described in run %1").arg(number);
        const bool set = draft
                             .set(Path(write.before.document.isXml() ? QStringLiteral("Description")
                                                                     : QStringLiteral("description")),
                                 Value::text(words))
                             .has_value();
        const auto requests = site.session->platform().save(write.before, draft, site.session->access());
        if (set && requests && !requests->isEmpty())
            write.request = requests->constFirst();
        return write;
    }
    case 2:
        return newDisk(site, number);
    case 3: // deleting a disk
        write.before = read(site, found(site, QStringLiteral("disk"), QStringLiteral("attachedVmCount==0")));
        write.request = Request("DELETE", write.before.self.href());
        return write;
    case 4:
    case 5:
        return metadata(site, number, number % 2 == 1);
    case 6:
    case 7:
        return catalog(site, number, number % 2 == 1);
    case 8:
        return snapshot(site);
    default: // a vApp with all in it
        write.before = read(site, found(site, QStringLiteral("vApp"), QStringLiteral("status==POWERED_OFF")));
        write.request = deletion(site, write.before);
        return write;
    }
}

LostAnswersTest::Write LostAnswersTest::volume(LossySite &site, const Ref &system, const QByteArray &name)
{
    Write write;
    write.before = read(site, system.href());
    const QUrl address = site.at(QStringLiteral("/occm/api/vsa/aggregates?workingEnvironmentId=") + system.id());
    const auto aggregates = ended(site.session->open(Ref(address, QString()).asCollection()));
    const QString machine = write.before.root().value(QStringLiteral("svmName"));
    if (!aggregates || aggregates->children.isEmpty() || machine.isEmpty())
        return write;
    write.request = Request::post(site.at(QStringLiteral("/occm/api/vsa/volumes")),
        R"({"workingEnvironmentId":")" + system.id().toLatin1() + R"(","svmName":")" + machine.toUtf8()
            + R"(","aggregateName":")" + aggregates->children.constFirst().name().toUtf8() + R"(","name":")" + name
            + R"(","size":{"size":1,"unit":"GB"},"maxNumOfDisksApprovedToAdd":9,"enableThinProvisioning":true})",
        "application/json");
    return write;
}

LostAnswersTest::Write LostAnswersTest::tenant(LossySite &site, const QByteArray &name, const QByteArray &method)
{
    Write write;
    const auto content = [](const QByteArray &called) {
        return R"({"name":")" + called + R"(","description":"d","costCenter":"7"})";
    };
    const Request post = Request::post(site.at(QStringLiteral("/occm/api/tenants")), content(name), "application/json");
    if (method == "POST") {
        write.request = post;
        return write;
    }
    const auto made = ended(site.session->send(post));
    const auto said = made ? Document::parse(made->body(), "application/json").value_or(Document()) : Document();
    if (said.isNull())
        return write;
    const QUrl href = site.at(QStringLiteral("/occm/api/tenants/") + said.root().value(QStringLiteral("publicId")));
    write.before = read(site, href);
    write.request = method == "PUT" ? Request::withBody("PUT", href, content(name + "x"), "application/json")
                                    : Request("DELETE", href);
    return write;
}

LostAnswersTest::Write LostAnswersTest::managerWrite(LossySite &site, int number)
{
    Write write;
    const QString root = QStringLiteral("/occm/api/vsa/");
    const Ref list(site.at(root + QStringLiteral("working-environments?fields=status")), QString());
    const auto systems = ended(site.session->open(Ref(list).asCollection()));
    QList<Ref> on;
    for (const Ref &system : systems ? systems->children : QList<Ref>()) {
        if (system.state().word() == QLatin1String("ON") && system.href().path().startsWith(root))
            on << system;
    }
    if (on.isEmpty())
        return write;
    const Ref system = on.at(m_random.bounded(int(on.size())));
    write.before = read(site, system.href());
    const QString id = system.id();
    const QByteArray name = "lost" + QByteArray::number(number);
    switch (number % 7) {
    case 0:
        write.request = Request::post(site.at(root + QStringLiteral("aggregates")),
            R"({"name":")" + name + R"(","workingEnvironmentId":")" + id.toLatin1()
                + R"(","numberOfDisks":1,"diskSize":{"size":500,"unit":"GB"},"providerVolumeType":"gp3"})",
            "application/json");
        return write;
    case 1:
        write.request =
            Request::withBody("PUT", site.at(root + QStringLiteral("working-environments/%1/writing-speed").arg(id)),
                number % 2 == 1 ? R"({"writingSpeedState":"HIGH"})" : R"({"writingSpeedState":"NORMAL"})",
                "application/json");
        return write;
    case 2:
        return tenant(site, name, "POST");
    case 3:
        return tenant(site, name, "PUT");
    case 4:
        return tenant(site, name, "DELETE");
    case 5:
        return volume(site, system, name);
    default: {
        const QUrl address = site.at(root + QStringLiteral("volumes?workingEnvironmentId=") + id);
        const auto volumes = ended(site.session->open(Ref(address, QString()).asCollection()));
        QList<Ref> all = volumes ? volumes->children : QList<Ref>();
        std::reverse(all.begin(), all.end()); // what others were cloned from stands in front, and stays
        all.removeIf([](const Ref &volume) { return volume.name().endsWith(QLatin1String("_root")); });
        for (const Ref &volume : std::as_const(all)) {
            write.before = read(site, volume.href());
            write.request = deletion(site, write.before);
            if (!write.request.method().isEmpty())
                break;
        }
        return write;
    }
    }
}

void LostAnswersTest::check(LossySite &site, const Write &write, bool isExecuted, int number)
{
    site.transport->loss = isExecuted ? executed.at(m_random.bounded(int(executed.size()))) : Loss::Unsent;
    site.transport->worked = false;
    site.transport->writes = 0;
    const auto outcome = ended(site.session->act(write.request, write.before));
    const QString verdict = codeOf(outcome);
    const QByteArray where = write.request.method() + ' ' + write.request.url().path().toUtf8() + ": "
        + verdict.toUtf8() + ' ' + (outcome ? outcome->evidence : outcome.error().details()).toUtf8();
    QCOMPARE(site.transport->writes, 1); // sent once, whatever became of it
    ++m_counts[verdict];
    m_refused += int(isExecuted && !site.transport->worked);
    if (isExecuted && !site.transport->worked)
        qInfo().noquote() << "refused:" << where << site.transport->refusal;
    if (site.transport->worked) {
        QVERIFY2(verdict != QLatin1String("NOT_DONE"), where);
        QVERIFY2(verdict == QLatin1String("DONE"), where);
    } else {
        QVERIFY2(verdict != QLatin1String("DONE"), where);
        QVERIFY2(verdict == QLatin1String("NOT_DONE"), where);
    }
    if (outcome && outcome->task)
        ended(site.session->finished(*outcome->task));
    Q_UNUSED(number)
}

void LostAnswersTest::directorWrites()
{
    QFETCH(bool, isExecuted);
    m_counts.clear();
    m_refused = 0;
    LossySite site(QStringLiteral("cloud-director"), QStringLiteral("Organization Administrator"));
    int tried = 0;
    for (int number = 0; tried < runs() && number < 10 * runs(); ++number) {
        const Write write = directorWrite(site, number);
        if (write.request.method().isEmpty() || write.request.url().path().isEmpty())
            continue;
        ++tried;
        check(site, write, isExecuted, number);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(tried, runs());
    qInfo() << m_counts << "refused by the site:" << m_refused;
    QVERIFY(m_refused <= runs() / 10 + 1); // else little is shown
}

void LostAnswersTest::managerWrites()
{
    QFETCH(bool, isExecuted);
    m_counts.clear();
    m_refused = 0;
    LossySite site(QStringLiteral("cloud-manager"), QStringLiteral("Admin"));
    int tried = 0;
    for (int number = 0; tried < runs() && number < 10 * runs(); ++number) {
        const Write write = managerWrite(site, number);
        if (write.request.method().isEmpty() || write.request.url().path().isEmpty())
            continue;
        ++tried;
        check(site, write, isExecuted, number);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(tried, runs());
    qInfo() << m_counts << "refused by the site:" << m_refused;
    QVERIFY(m_refused <= runs() / 10 + 1); // else little is shown
}

void LostAnswersTest::realConnectionsThatEnd_data()
{
    QTest::addColumn<QByteArray>("misfortune");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("before the body") << QByteArray(R"("hangUp":true)") << QStringLiteral("DONE");
    QTest::newRow("within the body") << QByteArray(R"("half":true)") << QStringLiteral("DONE");
    QTest::newRow("a gateway gives up") << QByteArray(R"("status":504,"worked":true)") << QStringLiteral("DONE");
    QTest::newRow("never done") << QByteArray(R"("status":504)") << QStringLiteral("NOT_DONE");
    QTest::newRow("never done, no answer") << QByteArray(R"("status":503,"hangUp":true)") << QStringLiteral("NOT_DONE");
}

void LostAnswersTest::realConnectionsThatEnd()
{
    QFETCH(QByteArray, misfortune);
    QFETCH(QString, verdict);
    DirectorSite site(R"([{"method":"POST","path":"*/power/action/*",)" + misfortune + "}]");
    const auto session = site.signIn(QStringLiteral("Organization Administrator"), QStringLiteral("xml"));
    QVERIFY(session);
    Patience quick;
    quick.looks = {std::chrono::milliseconds(0), std::chrono::milliseconds(2)};
    (*session)->setPatience(quick);
    const QUrl vm =
        site.first(**session, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false;status==POWERED_OFF"));
    const auto before = ended((*session)->open(Ref(vm, QStringLiteral("vm"))));
    QVERIFY(before);
    const Request power = Request::post(QUrl(vm.toString() + QStringLiteral("/power/action/powerOn")), {}, {});
    const auto outcome = ended((*session)->act(power, *before));
    QCOMPARE(codeOf(outcome), verdict);
    if (outcome) {
        QVERIFY(outcome->task);
        QVERIFY(!outcome->evidence.isEmpty());
        const auto end = ended((*session)->finished(*outcome->task));
        QVERIFY(end && end->phase == TaskState::Phase::Succeeded);
    }
}

QTEST_GUILESS_MAIN(LostAnswersTest)
#include "tst_lostanswers.moc"
