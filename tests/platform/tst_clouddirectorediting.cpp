// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/clouddirector/clouddirector.h"

#include <QTest>

using namespace nephoscope;

namespace {

const QByteArray host = "https://vcd.example.com";
const QByteArray vmPath = "/api/vApp/vm-77777777-7777-7777-7777-777777777777";

QByteArray linkTo(const QByteArray &rel, const QByteArray &path, const QByteArray &type)
{
    return "<Link rel=\"" + rel + "\" href=\"" + host + path + "\" type=\"application/vnd.vmware." + type + "+xml\"/>";
}

QByteArray vm(const QByteArray &links)
{
    return R"(<Vm xmlns="http://www.vmware.com/vcloud/v1.5" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:v="http://www.vmware.com/vcloud/v1.5" status="8" deployed="false" name="web-1" id="urn:vcloud:vm:77777777-7777-7777-7777-777777777777" type="application/vnd.vmware.vcloud.vm+xml" href=")"
        + host + vmPath + "\">" + links + "<Description>front</Description>"
        + R"(<ovf:OperatingSystemSection ovf:id="94" v:href=")" + host + vmPath
        + R"(/operatingSystemSection/"><ovf:Info>x</ovf:Info>)"
        + linkTo("edit", vmPath + "/operatingSystemSection/", "vcloud.operatingSystemSection")
        + R"(<ovf:Description>Ubuntu</ovf:Description></ovf:OperatingSystemSection>
<VmSpecSection Modified="false"><ovf:Info>x</ovf:Info><NumCpus>2</NumCpus><MemoryResourceMb><Configured>4096</Configured></MemoryResourceMb></VmSpecSection>
<Odd xmlns="urn:odd"><unknown a="1"/></Odd></Vm>)";
}

const QByteArray reconfigure = linkTo("reconfigureVm", vmPath + "/action/reconfigureVm", "vcloud.vm");
const QByteArray edit = linkTo("edit", vmPath, "vcloud.vm");

Access signedIn()
{
    Access access;
    access.apiVersion = QStringLiteral("36.0");
    access.isComplete = true;
    return access;
}

QString asText(const Request &request)
{
    return QString::fromLatin1(request.method()) + QLatin1Char(' ') + request.url().path();
}

Path at(const char *path) { return Path(QLatin1String(path)); }
Value text(const char *value) { return Value::text(QLatin1String(value)); }

} // namespace

/// Which operation takes an edit of Cloud Director's documents, and what is sent.
class CloudDirectorEditingTest : public QObject {
    Q_OBJECT
private slots:
    void editsGoWhereTheyAreTaken_data();
    void editsGoWhereTheyAreTaken();
    void aSectionIsSentAloneAndWhole();
    void nameAndDescriptionAreSentWithoutTheRest();
    void severalPartsAreOneReconfiguration();
    void withoutReconfigurationEachPartIsSentByItself();
    void whatNobodyTakesIsNamed();
    void objectsInJsonAreSentInJson();
    void matchingTagsAreSentAlong();
    void edgeServicesAreSentAsASet();
    void metadataEntriesAreMergedAndDeleted();
    void schemaSaysWhatMayNotChange();
    void whatTheServiceWorksOutIsReadOnly_data();
    void whatTheServiceWorksOutIsReadOnly();

private:
    Resource read(
        const QByteArray &body, const QByteArray &type, const QByteArray &path, const QByteArray &etag = {}) const
    {
        const QUrl url(QString::fromLatin1(host + path));
        Reply reply(200, body, type, url);
        if (!etag.isEmpty())
            reply.headers().set("ETag", etag);
        return *m_platform.resource(Ref(url, {}), reply, signedIn());
    }
    Resource readVm(const QByteArray &links) const
    {
        return read(vm(links), "application/vnd.vmware.vcloud.vm+xml", vmPath);
    }

    CloudDirector m_platform;
};

void CloudDirectorEditingTest::editsGoWhereTheyAreTaken_data()
{
    QTest::addColumn<QByteArray>("links");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("operation"); // name and place; empty = read-only
    QTest::newRow("section") << edit + reconfigure << "OperatingSystemSection/Description"
                             << "edit OperatingSystemSection";
    QTest::newRow("section's own address") << edit + reconfigure << "OperatingSystemSection/@v:href" << QString();
    QTest::newRow("name") << edit + reconfigure << "@name"
                          << "edit ";
    QTest::newRow("description") << edit << "Description"
                                 << "edit ";
    QTest::newRow("hardware") << edit + reconfigure << "VmSpecSection/NumCpus"
                              << "reconfigureVm ";
    QTest::newRow("hardware without the right") << edit << "VmSpecSection/NumCpus" << QString();
    QTest::newRow("identity") << edit + reconfigure << "@id" << QString();
    QTest::newRow("mark of a section") << edit + reconfigure << "VmSpecSection/@Modified" << QString();
    QTest::newRow("state") << edit + reconfigure << "@status" << QString();
    QTest::newRow("links") << edit + reconfigure << "Link/@href" << QString();
    QTest::newRow("unknown element") << edit + reconfigure << "Odd/unknown/@a" << QString();
    QTest::newRow("nothing offered") << QByteArray() << "Description" << QString();
}

void CloudDirectorEditingTest::editsGoWhereTheyAreTaken()
{
    QFETCH(QByteArray, links);
    QFETCH(QString, path);
    const auto operation = m_platform.editor(readVm(links), Path(path), signedIn());
    QTEST(operation ? operation->name + QLatin1Char(' ') + operation->place.text() : QString(), "operation");
    if (operation)
        QVERIFY(operation->replaces && operation->role == Operation::Role::Edit);
}

void CloudDirectorEditingTest::aSectionIsSentAloneAndWhole()
{
    const Resource resource = readVm(edit + reconfigure);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("OperatingSystemSection/Description"), text("Debian")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 1);
    QCOMPARE(asText(requests->first()),
        QStringLiteral("PUT ") + QLatin1String(vmPath) + QLatin1String("/operatingSystemSection/"));
    QCOMPARE(requests->first().headers().value("Content-Type"),
        QByteArray("application/vnd.vmware.vcloud.operatingSystemSection+xml"));
    const auto body = Document::parse(requests->first().body());
    QVERIFY(body);
    QCOMPARE(body->root().name(), QStringLiteral("OperatingSystemSection"));
    QCOMPARE(body->root().namespaceUri(), QStringLiteral("http://schemas.dmtf.org/ovf/envelope/1"));
    QCOMPARE(body->root().child(QStringLiteral("Description")).text(), QStringLiteral("Debian"));
    QCOMPARE(body->root().attribute(QStringLiteral("id")).text(), QStringLiteral("94"));
}

void CloudDirectorEditingTest::nameAndDescriptionAreSentWithoutTheRest()
{
    const Resource resource = readVm(edit + reconfigure);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("@name"), text("web-2")));
    QVERIFY(draft.set(at("Description"), text("back")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 1);
    QCOMPARE(asText(requests->first()), QStringLiteral("PUT ") + QLatin1String(vmPath));
    const auto body = Document::parse(requests->first().body());
    QCOMPARE(body->root().value(QStringLiteral("name")), QStringLiteral("web-2"));
    QCOMPARE(body->root().child(QStringLiteral("Description")).text(), QStringLiteral("back"));
    QVERIFY(body->root().child(QStringLiteral("VmSpecSection")).isNull());
    QVERIFY(body->root().child(QStringLiteral("Link")).isNull());
}

void CloudDirectorEditingTest::severalPartsAreOneReconfiguration()
{
    const Resource resource = readVm(edit + reconfigure);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("@name"), text("web-2")));
    QVERIFY(draft.set(at("VmSpecSection/MemoryResourceMb/Configured"), text("8192")));
    QVERIFY(draft.set(at("OperatingSystemSection/Description"), text("Debian")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 1);
    QCOMPARE(asText(requests->first()),
        QStringLiteral("POST ") + QLatin1String(vmPath) + QLatin1String("/action/reconfigureVm"));
    const auto body = Document::parse(requests->first().body());
    QCOMPARE(body->root().value(QStringLiteral("name")), QStringLiteral("web-2"));
    QCOMPARE(body->root().at(at("VmSpecSection/@Modified")).text(), QStringLiteral("true"));
    QCOMPARE(body->root().at(at("VmSpecSection/MemoryResourceMb/Configured")).text(), QStringLiteral("8192"));
    QCOMPARE(body->root().at(at("OperatingSystemSection/Description")).text(), QStringLiteral("Debian"));
    QCOMPARE(body->root().at(at("Odd/unknown/@a")).text(), QStringLiteral("1"));
}

void CloudDirectorEditingTest::withoutReconfigurationEachPartIsSentByItself()
{
    const Resource resource = readVm(edit);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("Description"), text("back")));
    QVERIFY(draft.set(at("OperatingSystemSection/Description"), text("Debian")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 2);
    QCOMPARE(asText(requests->first()), QStringLiteral("PUT ") + QLatin1String(vmPath));
    QVERIFY(requests->last().url().path().endsWith(QLatin1String("/operatingSystemSection/")));
}

void CloudDirectorEditingTest::whatNobodyTakesIsNamed()
{
    const Resource resource = readVm(edit);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("VmSpecSection/NumCpus"), text("4")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(!requests);
    QCOMPARE(requests.error().kind(), Error::Kind::Invalid);
    QVERIFY(requests.error().message().contains(QLatin1String("VmSpecSection/NumCpus")));
}

void CloudDirectorEditingTest::objectsInJsonAreSentInJson()
{
    const QByteArray section = R"({"_type":"VmSpecSectionType","modified":null,"numCpus":2,"otherAttributes":{}})";
    const QByteArray body =
        R"({"otherAttributes":{},"link":[{"rel":"edit","href":"https://vcd.example.com/x","type":"application/vnd.vmware.vcloud.vm+json"},
{"rel":"reconfigureVm","href":"https://vcd.example.com/x/action/reconfigureVm","type":"application/vnd.vmware.vcloud.vm+json"}],
"name":"web-1","description":"front","type":"application/vnd.vmware.vcloud.vm+json","href":"https://vcd.example.com/x","status":8,"section":[)"
        + section + R"(],"storageProfile":{"href":"https://vcd.example.com/p","name":"gold"}})";
    const Resource resource = read(body, "application/vnd.vmware.vcloud.vm+json;version=36.0", "/x");
    Draft small(resource.document);
    QVERIFY(small.set(at("description"), text("back")));
    const auto one = m_platform.save(resource, small, signedIn());
    QVERIFY(one);
    QCOMPARE(one->first().headers().value("Content-Type"), QByteArray("application/vnd.vmware.vcloud.vm+json"));
    const auto alone = Document::parse(one->first().body());
    QCOMPARE(alone->root().value(QStringLiteral("description")), QStringLiteral("back"));
    QVERIFY(alone->root().child(QStringLiteral("section")).isNull());
    Draft draft(resource.document);
    QVERIFY(draft.set(at("section/0/numCpus"), Value::number(QStringLiteral("4"))));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(asText(requests->first()), QStringLiteral("POST /x/action/reconfigureVm"));
    const auto whole = Document::parse(requests->first().body());
    QCOMPARE(whole->root().at(at("section/0/numCpus")).text(), QStringLiteral("4"));
    QCOMPARE(whole->root().at(at("section/0/modified")).text(), QStringLiteral("true"));
    QCOMPARE(whole->root().at(at("storageProfile/name")).text(), QStringLiteral("gold"));
}

void CloudDirectorEditingTest::matchingTagsAreSentAlong()
{
    const QByteArray path = "/cloudapi/1.0.0/roles/urn:vcloud:role:44c20000-0000-0000-0000-000000000001";
    const Resource resource =
        read(R"({"id":"urn:vcloud:role:44c20000-0000-0000-0000-000000000001","name":"x","readOnly":false,"odd":1.10})",
            "application/json", path, "\"e1\"");
    Draft draft(resource.document);
    QVERIFY(draft.set(at("name"), text("y")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(asText(requests->first()), QStringLiteral("PUT ") + QLatin1String(path));
    QCOMPARE(requests->first().headers().value("If-Match"), QByteArray("\"e1\""));
    QCOMPARE(requests->first().headers().value("Content-Type"), QByteArray("application/json"));
    QVERIFY(requests->first().body().contains("1.10"));
    QVERIFY(!m_platform.editor(resource, at("id"), signedIn()));
}

void CloudDirectorEditingTest::edgeServicesAreSentAsASet()
{
    const QByteArray path = "/api/admin/edgeGateway/99999999-9999-9999-9999-999999999999";
    const Resource resource = read(
        "<EdgeGateway xmlns=\"http://www.vmware.com/vcloud/v1.5\" name=\"gw\" status=\"1\" href=\"" + host + path
            + "\" type=\"application/vnd.vmware.admin.edgeGateway+xml\">" + linkTo("edit", path, "admin.edgeGateway")
            + linkTo("edgeGateway:configureServices", path + "/action/configureServices",
                "admin.edgeGatewayServiceConfiguration")
            + "<Description/><Configuration><GatewayBackingConfig>compact</"
              "GatewayBackingConfig><EdgeGatewayServiceConfiguration><FirewallService><IsEnabled>false</IsEnabled></"
              "FirewallService></EdgeGatewayServiceConfiguration></Configuration></EdgeGateway>",
        "application/vnd.vmware.admin.edgegateway+xml", path);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("Configuration/EdgeGatewayServiceConfiguration/FirewallService/IsEnabled"), text("true")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 1);
    QCOMPARE(asText(requests->first()),
        QStringLiteral("POST ") + QLatin1String(path) + QLatin1String("/action/configureServices"));
    const auto body = Document::parse(requests->first().body());
    QCOMPARE(body->root().name(), QStringLiteral("EdgeGatewayServiceConfiguration"));
    QCOMPARE(body->root().at(at("FirewallService/IsEnabled")).text(), QStringLiteral("true"));
    QCOMPARE(m_platform.editor(resource, at("Configuration/GatewayBackingConfig"), signedIn())->name,
        QStringLiteral("edit"));
}

void CloudDirectorEditingTest::metadataEntriesAreMergedAndDeleted()
{
    const QByteArray path = vmPath + "/metadata";
    const auto entry = [&](const QByteArray &key, const QByteArray &value) {
        return "<MetadataEntry href=\"" + host + path + '/' + key + "\"><Link rel=\"edit\" href=\"" + host + path + '/'
            + key + "\" type=\"application/vnd.vmware.vcloud.metadata.value+xml\"/><Key>" + key
            + "</Key><TypedValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
              "xsi:type=\"MetadataStringValue\"><Value>"
            + value + "</Value></TypedValue></MetadataEntry>";
    };
    const Resource resource = read("<Metadata xmlns=\"http://www.vmware.com/vcloud/v1.5\" href=\"" + host + path
            + "\" type=\"application/vnd.vmware.vcloud.metadata+xml\">" + linkTo("add", path, "vcloud.metadata")
            + entry("a", "1") + entry("b", "2") + entry("c", "3") + "</Metadata>",
        "application/vnd.vmware.vcloud.metadata+xml", path);
    Draft draft(resource.document);
    QVERIFY(draft.set(at("MetadataEntry[1]/TypedValue/Value"), text("22")));
    QVERIFY(draft.remove(at("MetadataEntry[2]")));
    const auto requests = m_platform.save(resource, draft, signedIn());
    QVERIFY(requests);
    QCOMPARE(requests->size(), 2);
    QCOMPARE(asText(requests->first()), QStringLiteral("POST ") + QLatin1String(path));
    const auto body = Document::parse(requests->first().body());
    QCOMPARE(body->root().children(QStringLiteral("MetadataEntry")).size(), 1);
    QCOMPARE(body->root().at(at("MetadataEntry/TypedValue/Value")).text(), QStringLiteral("22"));
    QCOMPARE(asText(requests->last()), QStringLiteral("DELETE ") + QLatin1String(path) + QLatin1String("/c"));
    QVERIFY(!m_platform.editor(resource, at("MetadataEntry/Key"), signedIn()));
}

void CloudDirectorEditingTest::schemaSaysWhatMayNotChange()
{
    SchemaPart part;
    Type type;
    type.id = QStringLiteral("{http://www.vmware.com/vcloud/v1.5}VmType");
    type.name = QStringLiteral("VmType");
    type.namespaceUri = QStringLiteral("http://www.vmware.com/vcloud/v1.5");
    type.mediaTypes = QStringList{QStringLiteral("application/vnd.vmware.vcloud.vm+xml")};
    Field description;
    description.name = QStringLiteral("Description");
    description.namespaceUri = type.namespaceUri;
    description.modifiable = Modifiable::Never;
    type.fields << description;
    part.types << type;
    Access access = signedIn();
    access.schema = std::make_shared<const Schema>(Schema().with(part));
    const Resource resource = readVm(edit);
    QCOMPARE(m_platform.schemaType(resource, access), type.id);
    QVERIFY(!m_platform.editor(resource, at("Description"), access));
    QVERIFY(m_platform.editor(resource, at("@name"), access));
}

void CloudDirectorEditingTest::whatTheServiceWorksOutIsReadOnly_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isEditable");
    const auto row = [](const char *name, const char *type, const char *path, bool isEditable) {
        QTest::newRow(name) << QByteArray(type) << QString::fromLatin1(path) << isEditable;
    };
    row("a gateway's count", "edgeGateway", "orgVdcNetworkCount", false);
    row("inside of what is worked out", "edgeGateway", "gatewayBacking/gatewayType", false);
    row("at any depth", "edgeGateway", "edgeGatewayUplinks/0/subnets/values/0/totalIpCount", false);
    row("what stands beside it", "edgeGateway", "edgeGatewayUplinks/0/subnets/values/0/prefixLength", true);
    row("of an entry that is new", "edgeGateway", "edgeGatewayUplinks/1/uplinkName", true);
    row("the same word elsewhere", "role", "orgVdcNetworkCount", true);
    row("a device's number", "section", "Item/InstanceID", false);
    row("a device's quantity", "section", "Item/VirtualQuantity", true);
    row("a new device's number", "section", "Item[1]/InstanceID", true);
}

void CloudDirectorEditingTest::whatTheServiceWorksOutIsReadOnly()
{
    QFETCH(QByteArray, type);
    QFETCH(QString, path);
    const QByteArray id = (type == "role" ? "urn:vcloud:role:" : "urn:vcloud:gateway:")
        + QByteArray("44c20000-0000-0000-0000-000000000001");
    const QByteArray uplink = R"({"uplinkName":"out","subnets":{"values":[{"prefixLength":24,"totalIpCount":241}]}})";
    const QByteArray gateway = R"({"id":")" + id + R"(","name":"edge","orgVdcNetworkCount":1,)"
        + R"("gatewayBacking":{"gatewayType":"NSXT_BACKED"},"edgeGatewayUplinks":[)" + uplink + "]}";
    const QByteArray section = R"(<VirtualHardwareSection xmlns="http://schemas.dmtf.org/ovf/envelope/1"
xmlns:v="http://www.vmware.com/vcloud/v1.5" v:type="application/vnd.vmware.vcloud.virtualHardwareSection+xml"
v:href="https://vcd.example.com/api/vApp/vm-1/virtualHardwareSection/"><Item><InstanceID>4</InstanceID>
<VirtualQuantity>2</VirtualQuantity></Item><v:Link rel="edit" type="application/vnd.vmware.vcloud.virtualHardwareSection+xml"
href="https://vcd.example.com/api/vApp/vm-1/virtualHardwareSection/"/></VirtualHardwareSection>)";
    const bool isXml = type == "section";
    const QUrl url(QString::fromLatin1(host)
        + (isXml ? QStringLiteral("/api/vApp/vm-1/virtualHardwareSection/")
                 : QStringLiteral("/cloudapi/1.0.0/%1s/%2").arg(QString::fromLatin1(type), QString::fromLatin1(id))));
    Reply reply(200, isXml ? section : gateway,
        isXml ? "application/vnd.vmware.vcloud.virtualHardwareSection+xml" : "application/json", url);
    reply.headers().set("Link", '<' + url.toEncoded() + R"(>;rel="edit";type="application/json")");
    const Resource resource = *m_platform.resource(Ref(url, {}), reply, signedIn());
    QTEST(m_platform.editor(resource, Path(path), signedIn()).has_value(), "isEditable");
}

QTEST_GUILESS_MAIN(CloudDirectorEditingTest)
#include "tst_clouddirectorediting.moc"
