// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/context.h"

#include <nlohmann/json.hpp>

namespace nephoscope::demo::clouddirector {

Reply Reply::empty(int status)
{
    Reply reply;
    reply.status = status;
    return reply;
}

Reply Reply::show(Node document)
{
    Reply reply;
    reply.document = std::move(document);
    return reply;
}

Reply Reply::text(const QByteArray &body, const QByteArray &contentType)
{
    Reply reply;
    reply.body = body;
    reply.contentType = contentType;
    return reply;
}

Context::Context(const Message &request, World &state, Sessions &known, const QByteArray &publicUrl)
    : message(request)
    , world(state)
    , sessions(known)
    , base(publicUrl)
    , requestId(plain(Id::createUuid()))
{
    const QList<QByteArray> segments = message.path.split('/');
    for (const QByteArray &segment : segments) {
        if (!segment.isEmpty())
            path.append(QByteArray::fromPercentEncoding(segment));
    }
    const QList<QByteArray> pairs = message.query.split('&');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            parameters.append({QByteArray::fromPercentEncoding(pair.left(equals)),
                QByteArray::fromPercentEncoding(pair.mid(equals + 1))});
    }
}

QByteArray Context::parameter(const QByteArray &name) const
{
    for (const auto &[key, value] : parameters) {
        if (key == name)
            return value;
    }
    return {};
}

Id Context::id(qsizetype index) const
{
    const QByteArray text = captures.value(index);
    return Id::fromString(QString::fromLatin1(text.mid(text.lastIndexOf(':') + 1)));
}

void Context::assume(const Session &signedIn)
{
    session = &signedIn;
    m_organization = session->organization;
    m_level = world.roles.at(user().role).level;
}

bool Context::signIn()
{
    const Session *found = sessions.of(message);
    if (!found)
        return false;
    assume(*found);
    QByteArray tenant = message.header("X-VMWARE-VCLOUD-TENANT-CONTEXT");
    const QByteArray name = message.header("X-VMWARE-VCLOUD-AUTH-CONTEXT");
    if ((tenant.isEmpty() && name.isEmpty()) || !isSystem())
        return true;
    tenant = tenant.mid(tenant.lastIndexOf(':') + 1); // some send the URN
    const Organization *wanted = tenant.isEmpty()
        ? world.organizations.named(name)
        : world.organizations.find(Id::fromString(QString::fromLatin1(tenant)));
    if (!wanted)
        return false;
    if (wanted->id != world.system) {
        m_organization = wanted->id;
        m_level = Level::OrganizationAdministrator;
    }
    return true;
}

bool Context::sees(const Vm &row) const
{
    return row.inTemplate ? sees(world.templates.at(row.container)) : sees(world.vapps.at(row.container));
}

bool Context::sees(const Template &row) const { return sees(world.catalogItems.at(row.catalogItem)); }

bool Context::sees(const User &row) const
{
    return !row.deleted && (row.id == session->user || (isAdministrator() && ofMine(row.organization)));
}

bool Context::sees(const Role &row) const
{
    const bool mine = row.organization.isNull() || row.organization == m_organization;
    return isSystem() || (isAdministrator() && mine && row.level <= m_level);
}

bool Context::sees(const Right &row) const { return isSystem() || (isAdministrator() && row.needed <= m_level); }

QByteArray Context::href(Kind kind, const Id &id) const
{
    const KindFacts &facts = factsOf(kind);
    for (const char *view : {facts.path, facts.adminPath, facts.extensionPath}) {
        if (*view != '\0')
            return base + view + plain(id);
    }
    return {};
}

QByteArray Context::href(const Vm &vm) const
{
    return vm.inTemplate ? base + "/api/vAppTemplate/vm-" + plain(vm.id) : href(Kind::Vm, vm.id);
}

QByteArray Context::adminHref(Kind kind, const Id &id) const { return base + factsOf(kind).adminPath + plain(id); }

QByteArray Context::typeOf(Kind kind) const
{
    const KindFacts &facts = factsOf(kind);
    for (const char *type : {facts.type, facts.adminType, facts.extensionType}) {
        if (*type != '\0')
            return mediaType(type);
    }
    return {};
}

Node Context::reference(const char *element, Kind kind, const Id &id, const QByteArray &name) const
{
    Node node(element);
    const bool isStranger = kind == Kind::User && !sees(world.users.at(id));
    if (!isStranger)
        node.set("href", href(kind, id));
    node.set("name", name).set("type", typeOf(kind));
    if (version >= ApiVersion(5, 1))
        node.set("id", urn(kind, id));
    return node;
}

Node Context::reference(const char *element, const Vm &vm) const
{
    return reference(element, Kind::Vm, vm.id, vm.name).set("href", href(vm));
}

Node Context::adminReference(const char *element, Kind kind, const Id &id, const QByteArray &name) const
{
    return reference(element, kind, id, name)
        .set("href", adminHref(kind, id))
        .set("type", mediaType(factsOf(kind).adminType));
}

Node Context::root(const char *element, Kind kind, const Thing &thing) const
{
    Node node(element);
    node.set("name", thing.name).set("id", urn(kind, thing.id)).set("href", href(kind, thing.id));
    return node.set("type", typeOf(kind));
}

Node Context::adminRoot(const char *element, Kind kind, const Thing &thing) const
{
    return root(element, kind, thing)
        .set("href", adminHref(kind, thing.id))
        .set("type", mediaType(factsOf(kind).adminType));
}

Node Context::list(const char *element, const QByteArray &address, const QByteArray &shortType) const
{
    Node node(element);
    return node.set("href", url(address)).set("type", mediaType(shortType));
}

void Context::link(
    Node &to, const char *rel, const QByteArray &href, const QByteArray &shortType, const QByteArray &name) const
{
    linkTyped(to, rel, href, shortType.isEmpty() ? QByteArray() : mediaType(shortType), name);
}

void Context::linkTyped(
    Node &to, const char *rel, const QByteArray &href, const QByteArray &type, const QByteArray &name) const
{
    Node node("Link");
    node.set("rel", rel).set("href", href);
    if (!type.isEmpty())
        node.set("type", type);
    if (!name.isEmpty())
        node.set("name", name);
    to.add(node.many());
    if (version > firstJson && type.endsWith("+xml"))
        to.add(node.set("type", type.chopped(3) + "json"));
}

Reply Context::fault(int status, const QByteArray &code, const QByteArray &text) const
{
    const QByteArray sentence = "[ " + requestId + " ] " + text;
    Reply reply;
    if (isCloudapi()) {
        const nlohmann::ordered_json body{
            {"minorErrorCode", code.toStdString()}, {"message", sentence.toStdString()}, {"stackTrace", nullptr}};
        const auto replace = nlohmann::ordered_json::error_handler_t::replace;
        reply = Reply::text(QByteArray::fromStdString(body.dump(-1, ' ', false, replace)), "application/json");
    } else {
        Node error("Error");
        error.set("majorErrorCode", status).set("minorErrorCode", code).set("message", sentence);
        reply = Reply::show(error);
        reply.contentType = mediaType("vcloud.error");
    }
    reply.status = status;
    return reply;
}

Reply Context::noAccess(Kind kind, const Id &id) const
{
    const QByteArray entity = QByteArray("com.vmware.vcloud.entity.") + factsOf(kind).entity + ':' + plain(id);
    const QByteArray named = kind == Kind::Organization ? entity : '(' + entity + ')';
    return fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "No access to entity \"" + named + "\".");
}

Reply Context::denied(const QByteArray &right) const
{
    const QByteArray names = right.isEmpty() ? QByteArray() : " [" + right + ']';
    return fault(403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN", "This operation is denied." + names);
}

Reply Context::busy(const Thing &thing, const Task &task) const
{
    return fault(400, "BUSY_ENTITY",
        "The entity " + thing.name + " is busy completing an operation " + task.operationName
            + "(com.vmware.vcloud.entity.task:" + plain(task.id) + ").");
}

} // namespace nephoscope::demo::clouddirector
