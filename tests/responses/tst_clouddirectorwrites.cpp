// SPDX-License-Identifier: GPL-3.0-or-later
#include "responses/directorsite.h"

using namespace nephoscope;

namespace {

const QString administrator = QStringLiteral("Organization Administrator");

/// The operation of that name that is offered at the resource itself.
const Operation *offered(const Resource &resource, const char *name)
{
    for (const Operation &operation : resource.operations) {
        if (operation.offered && operation.place.isEmpty() && operation.name == QLatin1String(name))
            return &operation;
    }
    return nullptr;
}

/// The way to a place that both notations have: sections are named in XML and numbered in JSON.
Path placeOf(const Resource &resource, const QString &section, const QStringList &steps)
{
    const bool xml = resource.document.isXml();
    Path path;
    if (!section.isEmpty() && xml) {
        path = Path(section);
    } else if (!section.isEmpty()) {
        const QList<Node> sections = resource.root().children(QStringLiteral("section"));
        for (const Node &each : sections) {
            if (each.value(QStringLiteral("_type")) == section + QStringLiteral("Type"))
                path = each.path();
        }
        if (path.isEmpty()) // an element of its own
            path = Path(section.left(1).toLower() + section.mid(1));
    }
    for (const QString &step : steps)
        path = path.child(xml ? step : step.left(1).toLower() + step.mid(1));
    return path;
}

} // namespace

/// Edits and actions of the console, as far as the site's own answers show that they worked; in XML and in JSON.
class CloudDirectorWritesTest : public QObject {
    Q_OBJECT
private slots:
    void descriptionsAreSaved_data() { representations(); }
    void descriptionsAreSaved();
    void memoryIsSaved_data() { representations(); }
    void memoryIsSaved();
    void snapshotsAreTakenWithTheBodyToBeginWith_data() { representations(); }
    void snapshotsAreTakenWithTheBodyToBeginWith();
    void sitesMayCallThemselvesSomethingElse_data() { representations(); }
    void sitesMayCallThemselvesSomethingElse();
    void metadataAreMerged_data() { representations(); }
    void metadataAreMerged();
    void publishedSchemaKnowsWhatIsRead_data() { representations(); }
    void publishedSchemaKnowsWhatIsRead();
    void queriesAreAskedInPages_data() { representations(); }
    void queriesAreAskedInPages();

private:
    static void representations()
    {
        QTest::addColumn<QString>("representation");
        QTest::newRow("xml") << "xml";
        QTest::newRow("json") << "json";
    }
    std::shared_ptr<Session> signedIn(DirectorSite &site, const QString &representation)
    {
        const auto session = site.signIn(administrator, representation);
        return session ? *session : nullptr;
    }
    Resource vm(DirectorSite &site, Session &session)
    {
        const QUrl href =
            site.first(session, QStringLiteral("vm"), QStringLiteral("isVAppTemplate==false;status==POWERED_OFF"));
        const auto read = ended(session.open(Ref(href, QStringLiteral("vm"))));
        return read ? *read : Resource();
    }
    /// Sends all requests, each after the former's task; the sentence that says what went wrong, empty if nothing did.
    QString done(Session &session, const QList<Request> &requests)
    {
        for (const Request &request : requests) {
            const auto outcome = ended(session.act(request));
            if (!outcome)
                return outcome.error().message();
            if (!outcome->task)
                continue;
            const auto task = ended(session.finished(*outcome->task));
            if (!task || task->phase != TaskState::Phase::Succeeded)
                return QStringLiteral("the task failed: ") + (task && task->error ? task->error->message() : QString());
        }
        return {};
    }
    QString saved(Session &session, const Resource &resource, const Path &path, const Value &value)
    {
        Draft draft(resource.document);
        const auto set = draft.set(path, value);
        if (!set)
            return set.error().message();
        const auto requests = session.platform().save(resource, draft, session.access());
        if (!requests)
            return requests.error().message();
        return requests->isEmpty() ? QStringLiteral("nothing to send") : done(session, *requests);
    }
};

void CloudDirectorWritesTest::descriptionsAreSaved()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Resource before = vm(site, *session);
    const Path place = placeOf(before, {}, {QStringLiteral("Description")});
    QCOMPARE(saved(*session, before, place, Value::text(QStringLiteral("kept <well> & \"long\""))), QString());
    const auto after = ended(session->open(before.self));
    QVERIFY(after);
    QCOMPARE(after->root().at(place).text(), QStringLiteral("kept <well> & \"long\""));
    QCOMPARE(after->self.name(), before.self.name());
}

void CloudDirectorWritesTest::memoryIsSaved()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Resource before = vm(site, *session);
    const Path place = placeOf(
        before, QStringLiteral("VmSpecSection"), {QStringLiteral("MemoryResourceMb"), QStringLiteral("Configured")});
    const int memory = before.root().at(place).text().toInt();
    QVERIFY2(memory > 0, qPrintable(place.text()));
    const QString more = QString::number(memory * 2);
    QCOMPARE(
        saved(*session, before, place, before.document.isXml() ? Value::text(more) : Value::number(more)), QString());
    const auto after = ended(session->open(before.self));
    QVERIFY(after);
    QCOMPARE(after->root().at(place).text(), more);
}

void CloudDirectorWritesTest::snapshotsAreTakenWithTheBodyToBeginWith()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Resource before = vm(site, *session);
    const Operation *take = offered(before, "snapshot:create");
    QVERIFY(take);
    QVERIFY(!offered(before, "snapshot:revertToCurrent"));
    const Document body = session->platform().emptyBody(*take, session->access());
    QVERIFY(!body.isNull());
    QCOMPARE(body.isXml(), representation == QLatin1String("xml"));
    const auto request = session->platform().request(*take, {}, body.serialized(), session->access());
    QVERIFY(request);
    QCOMPARE(done(*session, {*request}), QString());
    const auto after = ended(session->open(before.self));
    QVERIFY(after);
    const Operation *revert = offered(*after, "snapshot:revertToCurrent");
    QVERIFY(revert);
    QCOMPARE(done(*session, {*session->platform().request(*revert, {}, {}, session->access())}), QString());
}

void CloudDirectorWritesTest::sitesMayCallThemselvesSomethingElse()
{
    QFETCH(QString, representation);
    DirectorSite site({}, "https://cloud.example.com");
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Resource before = vm(site, *session);
    const Operation *powerOn = offered(before, "power:powerOn");
    QVERIFY(powerOn);
    QCOMPARE(powerOn->href.host(), QStringLiteral("cloud.example.com"));
    QCOMPARE(done(*session, {*session->platform().request(*powerOn, {}, {}, session->access())}), QString());
    QVERIFY(ended(session->readSchema()));
    QVERIFY(session->schema().notes().isEmpty());
}

void CloudDirectorWritesTest::metadataAreMerged()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Resource machine = vm(site, *session);
    QUrl href = machine.self.href();
    href.setPath(href.path() + QStringLiteral("/metadata"));
    const auto metadata = ended(session->open(Ref(href, QStringLiteral("metadata"))));
    QVERIFY(metadata);
    QCOMPARE(metadata->self.kind(), QStringLiteral("metadata"));
    const Operation *add = offered(*metadata, "add");
    QVERIFY(add);
    const QByteArray xml =
        R"(<Metadata xmlns="http://www.vmware.com/vcloud/v1.5" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><MetadataEntry><Key>tier</Key><TypedValue xsi:type="MetadataStringValue"><Value>gold</Value></TypedValue></MetadataEntry></Metadata>)";
    const QByteArray json =
        R"({"metadataEntry":[{"key":"tier","typedValue":{"_type":"MetadataStringValue","value":"gold"}}]})";
    const auto request =
        session->platform().request(*add, {}, representation == QLatin1String("xml") ? xml : json, session->access());
    QVERIFY(request);
    QCOMPARE(done(*session, {*request}), QString());
    const auto after = ended(session->open(metadata->self));
    QVERIFY(after);
    QVERIFY(after->document.bytes().contains("tier"));
    QVERIFY(after->document.bytes().contains("gold"));
}

void CloudDirectorWritesTest::publishedSchemaKnowsWhatIsRead()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    QVERIFY(ended(session->readSchema()));
    const Resource machine = vm(site, *session);
    const QString type = session->platform().schemaType(machine, session->access());
    QVERIFY2(type.endsWith(QLatin1String("}VmType")), qPrintable(type));
    const auto description = session->schema().field(type, placeOf(machine, {}, {QStringLiteral("Description")}));
    QVERIFY(description);
    QVERIFY(description->modifiable != Modifiable::Never);
    QVERIFY(
        session->platform().editor(machine, placeOf(machine, {}, {QStringLiteral("Description")}), session->access()));
}

void CloudDirectorWritesTest::queriesAreAskedInPages()
{
    QFETCH(QString, representation);
    DirectorSite site;
    const auto session = signedIn(site, representation);
    QVERIFY(session);
    const Ref list(site.at(QStringLiteral("/api/query?type=vm")), QStringLiteral("vm"));
    ListQuery query;
    query.filters = {{QStringLiteral("isVAppTemplate"), ListFilter::Test::Equals, QStringLiteral("false")}};
    query.sortBy = QStringLiteral("name");
    query.pageSize = 3;
    query.page = 2;
    const auto request = session->platform().listRequest(list, query, session->access());
    QVERIFY(request);
    const auto reply = ended(session->send(*request));
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message()));
    const auto page = session->platform().resource(list, *reply, session->access());
    QVERIFY(page);
    QCOMPARE(page->children.size(), 3);
    QVERIFY(page->total && *page->total > 6);
    QVERIFY(page->more);
    QVERIFY(page->children[0].name() <= page->children[1].name());
    QVERIFY(page->children[1].name() <= page->children[2].name());
}

QTEST_GUILESS_MAIN(CloudDirectorWritesTest)
#include "tst_clouddirectorwrites.moc"
