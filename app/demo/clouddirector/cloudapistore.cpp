// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/changes.h"
#include "demo/clouddirector/cloudapilist.h"

#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr const char *organizationMember = "_org"; // whose a document is; never shown

/// A list whose members are whatever was sent, with an id.
class StoredList {
public:
    const char *path;
    ApiVersion since;
    Level reads;
    Level changes;
    const char *urn; ///< "firewallGroup"; empty: ids are plain
    const char *required; ///< a member that must be sent
    bool inTasks; ///< networking: changes go on in tasks
    const char *status; ///< that a member has once it is made; empty: none
};

const std::vector<StoredList> &storedLists()
{
    constexpr Level all = Level::ReadOnly;
    constexpr Level admin = Level::OrganizationAdministrator;
    constexpr Level provider = Level::SystemAdministrator;
    static const std::vector<StoredList> lists{
        {"vdcGroups", {35, 0}, all, admin, "vdcGroup", "name", true, "REALIZED"},
        {"vdcGroups/{urn}/dfwPolicies/default/rules", {35, 0}, all, admin, "", "name", true, ""},
        {"firewallGroups", {34, 0}, all, admin, "firewallGroup", "name", true, "REALIZED"},
        {"firewallGroups/summaries", {34, 0}, all, provider, "firewallGroup", "name", true, ""},
        {"applicationPortProfiles", {34, 0}, all, admin, "applicationPortProfile", "name", true, ""},
        {"edgeGateways/{urn}/nat/rules", {34, 0}, admin, admin, "", "name", true, ""},
        {"edgeGateways/{urn}/ipsec/tunnels", {34, 0}, admin, admin, "", "name", true, ""},
        {"edgeGateways/{urn}/l2vpn/tunnels", {35, 0}, admin, admin, "", "name", true, ""},
        {"edgeGateways/{urn}/routing/staticRoutes", {37, 0}, admin, admin, "", "networkCidr", true, ""},
        {"orgVdcNetworks/{urn}/dhcp/bindings", {36, 1}, all, admin, "", "name", true, ""},
        {"loadBalancer/pools", {35, 0}, admin, admin, "loadBalancerPool", "name", true, ""},
        {"loadBalancer/virtualServices", {35, 0}, admin, admin, "loadBalancerVirtualService", "name", true, ""},
        {"ipSpaces", {37, 1}, admin, provider, "ipSpace", "name", true, "REALIZED"},
        {"ssl/trustedCertificates", {34, 0}, admin, admin, "certificateLibraryItem", "alias", false, ""},
        {"ssl/certificateLibrary", {35, 0}, admin, admin, "certificateLibraryItem", "alias", false, ""},
        {"globalRoles", {31, 0}, provider, provider, "globalRole", "name", false, ""},
        {"rightsBundles", {31, 0}, provider, provider, "rightsBundle", "name", false, ""},
        {"externalEndpoints", {38, 1}, provider, provider, "extensionEndpoint", "name", false, ""},
    };
    return lists;
}

/// Where the members of a list are kept: those of a gateway with the gateway.
QByteArray keyOf(const StoredList &list, const QList<QByteArray> &segments)
{
    if (!QByteArray(list.path).contains("{urn}"))
        return QByteArray(list.path).replace("/summaries", "");
    QByteArray key;
    for (qsizetype i = 0; i < QByteArray(list.path).count('/') + 1; ++i)
        key += '/' + segments.value(i);
    return key;
}

std::vector<Json> membersOf(const Context &context, const StoredList &list)
{
    std::vector<Json> members;
    for (const QByteArray &document : context.world.documents.value(keyOf(list, context.captures))) {
        Json member = Json::parse(document.toStdString());
        const bool isMine = context.ofMine(idIn(textIn(member, organizationMember)));
        member.erase(organizationMember);
        if (isMine)
            members.push_back(member);
    }
    return members;
}

std::optional<Reply> refuseDocument(const Context &context, const StoredList &list, const Json &sent)
{
    if (!sent.is_object() || textIn(sent, list.required).isEmpty())
        return badRequest(context, "The member " + QByteArray(list.required) + " is missing.");
    return std::nullopt;
}

/// Puts a document into a list, in place of the one with the same id.
void put(World &world, const QByteArray &key, const Json &document)
{
    std::vector<QByteArray> &documents = world.documents[key];
    const QByteArray bytes = QByteArray::fromStdString(document.dump());
    for (QByteArray &each : documents) {
        if (Json::parse(each.toStdString())["id"] == document["id"]) {
            each = bytes;
            return;
        }
    }
    documents.push_back(bytes);
}

void take(World &world, const QByteArray &key, const QByteArray &id)
{
    std::vector<QByteArray> &documents = world.documents[key];
    const auto isIt = [&](const QByteArray &each) { return textIn(Json::parse(each.toStdString()), "id") == id; };
    documents.erase(std::remove_if(documents.begin(), documents.end(), isIt), documents.end());
}

Task documentTask(const Context &context, const Json &document, const char *words)
{
    Task task;
    task.organization = context.organization();
    task.user = context.session->user;
    task.ownerKind = Kind::Network;
    const QByteArray id = textIn(document, "id");
    task.owner = idIn(id);
    task.ownerUrn = id;
    task.ownerName = textIn(document, "name");
    task.operationName = "networkUpdate";
    task.operation = QByteArray(words) + ' ' + task.ownerName + '(' + id + ')';
    return task;
}

Reply answerWith(Context &context, const StoredList &list, const QByteArray &key, const Json &document, int status,
    const char *words)
{
    if (!list.inTasks) {
        put(context.world, key, document);
        Json shown = document;
        shown.erase(organizationMember);
        return jsonReply(shown, status);
    }
    Task task = documentTask(context, document, words);
    task.effect = [key, document](World &world) { put(world, key, document); };
    return taskReply(context, std::move(task), 1.5);
}

/// Secrets are written, never read.
void hideSecrets(Json &document)
{
    for (const char *name : {"privateKey", "privateKeyPassphrase", "preSharedKey", "password"}) {
        if (document.contains(name))
            document[name] = nullptr;
    }
}

Reply create(Context &context, const StoredList &list, const Json &sent)
{
    if (auto refusal = refuseDocument(context, list, sent))
        return *refusal;
    Json document = sent;
    hideSecrets(document);
    const QByteArray uuid = plain(Id::createUuid());
    const QByteArray id = *list.urn == '\0' ? uuid : QByteArray("urn:vcloud:") + list.urn + ':' + uuid;
    document["id"] = text(id);
    document[organizationMember] = text(plain(context.organization()));
    if (*list.status != '\0')
        document["status"] = list.status;
    document["version"] = {{"version", 0}};
    const QByteArray key = keyOf(list, context.path.mid(2));
    for (const QByteArray &each : context.world.documents.value(key)) {
        const Json other = Json::parse(each.toStdString());
        const bool isSame = other[organizationMember] == document[organizationMember]
            && textIn(other, list.required) == textIn(document, list.required);
        if (isSame && *list.urn != '\0')
            return duplicateName(context, textIn(document, list.required));
    }
    return answerWith(context, list, key, document, 201, "Creating");
}

/// The number that tells how often a document was changed.
int versionOf(const Json &document)
{
    const auto found = document.find("version");
    if (found == document.end())
        return 0;
    const Json number = found->is_object() ? found->value("version", Json(0)) : *found;
    return number.is_number_integer() ? number.get<int>() : 0;
}

Reply change(Context &context, const StoredList &list, const Json &sent)
{
    if (auto refusal = refuseDocument(context, list, sent))
        return *refusal;
    const QList<QByteArray> segments = context.path.mid(2);
    const std::optional<Json> before = memberAt(context, segments.first(segments.size() - 1), segments.last());
    const int version = before ? versionOf(*before) : 0;
    if (sent.contains("version") && versionOf(sent) < version)
        return context.fault(409, "CONFLICT", "The object has been changed by somebody else.");
    Json document = sent;
    hideSecrets(document);
    document["id"] = text(segments.last());
    document[organizationMember] = text(plain(context.organization()));
    document["version"] = {{"version", version + 1}};
    if (*list.status != '\0')
        document["status"] = list.status;
    return answerWith(context, list, keyOf(list, segments), document, 200, "Updating");
}

Reply remove(Context &context, const StoredList &list)
{
    const QList<QByteArray> segments = context.path.mid(2);
    const QByteArray key = keyOf(list, segments);
    const QByteArray id = segments.last();
    if (!list.inTasks) {
        take(context.world, key, id);
        return Reply::empty(204);
    }
    const std::optional<Json> before = memberAt(context, segments.first(segments.size() - 1), id);
    Task task = documentTask(context, before.value_or(Json{{"id", text(id)}}), "Deleting");
    task.effect = [key, id](World &world) { take(world, key, id); };
    return taskReply(context, std::move(task), 1.5);
}

} // namespace

std::vector<Collection> storedCollections()
{
    std::vector<Collection> collections;
    for (const StoredList &list : storedLists()) {
        const StoredList *kept = &list;
        collections.push_back(
            {list.path, list.since, list.reads, [kept](const Context &context) { return membersOf(context, *kept); }});
    }
    return collections;
}

std::vector<CollectionChanges> storedChanges()
{
    std::vector<CollectionChanges> all;
    for (const StoredList &list : storedLists()) {
        if (QByteArray(list.path).endsWith("summaries"))
            continue;
        const StoredList *kept = &list;
        all.push_back({list.path, list.changes,
            [kept](Context &context, const Json &sent) { return create(context, *kept, sent); },
            [kept](Context &context, const Json &sent) { return change(context, *kept, sent); },
            [kept](Context &context) { return remove(context, *kept); }});
    }
    return all;
}

} // namespace nephoscope::demo::clouddirector
