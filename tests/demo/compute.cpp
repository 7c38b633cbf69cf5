// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute.h"

#include <QTest>

namespace nephoscope::demo {

namespace {

std::unique_ptr<Server> fastSite()
{
    SiteOptions site;
    site.speed = 200;
    return startDirector(site);
}

} // namespace

Compute::Compute(const QByteArray &version, const QByteArray &format, const QByteArray &user)
    : m_server(fastSite())
    , m_client(m_server->url())
    , m_reader(m_server->url())
{
    m_client.signIn(user, version, format);
    m_reader.signIn("administrator@System", version, "xml");
    m_vdc =
        hrefOf(m_reader.get("/api/query?type=adminOrgVdc&filter=name==acme-prod").body, "AdminVdcRecord", "acme-prod");
    m_vdc.replace("/api/admin/vdc/", "/api/vdc/");
}

QByteArray Compute::find(const QByteArray &type, const QByteArray &record, const QByteArray &name)
{
    const QByteArray admin = "admin" + (type == "vm" ? QByteArray("VM") : type.left(1).toUpper() + type.mid(1));
    const QByteArray query = "/api/query?type=" + admin + "&filter=vdcName==acme-prod;name==" + name;
    return hrefOf(m_reader.get(query).body, "Admin" + record, name);
}

QByteArray Compute::xml(const QByteArray &address) { return m_reader.get(address).body; }

QByteArray Compute::outcomeOf(const QByteArray &task)
{
    QByteArray status;
    const bool ended = QTest::qWaitFor([&] {
        status = rootAttribute(xml(task), "status");
        return status != "queued" && status != "running";
    });
    return ended ? status : QByteArray("never ended");
}

QByteArray Compute::perform(
    const QByteArray &method, const QByteArray &address, const QByteArray &body, const QByteArray &type)
{
    const Received received = m_client.send(method, address, body, type);
    if (received.status != 202) {
        const bool json = received.mediaType().endsWith("json");
        const QByteArray code = json ? received.json().value(QStringLiteral("minorErrorCode")).toString().toUtf8()
                                     : rootAttribute(received.body, "minorErrorCode");
        return (QByteArray::number(received.status) + ' ' + code).trimmed();
    }
    return outcomeOf(received.header("Location"));
}

QByteArray Compute::finish(const QByteArray &address)
{
    const QByteArray task = hrefOf(xml(address), "Task", "task");
    return task.isEmpty() ? QByteArray("success") : outcomeOf(task);
}

QByteArray vcloudType(const QByteArray &name, const QByteArray &format)
{
    return "application/vnd.vmware.vcloud." + name + '+' + format;
}

QByteArray vcloudElement(const QByteArray &name, const QByteArray &attributes, const QByteArray &content)
{
    return '<' + name
        + " xmlns=\"http://www.vmware.com/vcloud/v1.5\" xmlns:ovf=\"http://schemas.dmtf.org/ovf/envelope/1\" "
        + attributes + '>' + content + "</" + name + '>';
}

} // namespace nephoscope::demo
