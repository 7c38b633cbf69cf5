// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/apiversion.h"
#include "demo/clouddirector/kinds.h"
#include "demo/clouddirector/sessions.h"
#include "demo/clouddirector/world.h"
#include "demo/site.h"

#include <optional>

namespace nephoscope::demo::clouddirector {

enum class Format { Xml, Json };

/// An answer before it is written down: a document for the classic API, or bytes.
class Reply {
public:
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers;
    std::optional<Node> document; ///< its media type is its `type` attribute
    QByteArray body; ///< where there is no document
    QByteArray contentType; ///< of the body

    static Reply empty(int status);
    static Reply show(Node document);
    static Reply text(const QByteArray &body, const QByteArray &contentType);
};

/// One request while it is being answered: who asks, in which version and format, and what the asker may see.
class Context {
public:
    Context(const Message &message, World &world, Sessions &sessions, const QByteArray &base);

    const Message &message;
    World &world;
    Sessions &sessions;
    QByteArray base; ///< what hrefs begin with
    ApiVersion version{39, 0};
    Format format = Format::Xml;
    QByteArray requestId; ///< this site's part of it
    QList<QByteArray> path; ///< decoded segments, empty ones left out
    QList<QByteArray> captures; ///< what the route's placeholders stood for
    QList<QPair<QByteArray, QByteArray>> parameters; ///< decoded; the first `=` divides
    const Session *session = nullptr;

    bool isCloudapi() const { return path.value(0) == "cloudapi"; }
    QByteArray parameter(const QByteArray &name) const;
    Id id(qsizetype index = 0) const; ///< from a capture: UUID, or URN

    /// Takes the session of the request, and the tenant a provider acts for. False: not signed in.
    bool signIn();
    void assume(const Session &signedIn);
    const User &user() const { return world.users.at(session->user); }
    Level level() const { return m_level; }
    bool isSystem() const { return m_level == Level::SystemAdministrator; }
    bool isAdministrator() const { return m_level >= Level::OrganizationAdministrator; }
    bool mayChange() const { return m_level >= Level::Author; }
    Id organization() const { return m_organization; } ///< acted for; the system's own for a provider

    // Whether the asker may know of it. Everything of the own organization; of others what is published.
    bool sees(const Organization &row) const { return ofMine(row.id); }
    bool sees(const Vdc &row) const { return ofMine(row.organization); }
    bool sees(const VApp &row) const { return ofMine(world.vdcs.at(row.vdc).organization); }
    bool sees(const Vm &row) const;
    bool sees(const Template &row) const;
    bool sees(const Catalog &row) const { return row.published || ofMine(row.organization); }
    bool sees(const CatalogItem &row) const { return sees(world.catalogs.at(row.catalog)); }
    bool sees(const Media &row) const { return sees(world.catalogItems.at(row.catalogItem)); }
    bool sees(const Disk &row) const { return ofMine(world.vdcs.at(row.vdc).organization); }
    bool sees(const Network &row) const { return ofMine(world.vdcs.at(row.vdc).organization); }
    bool sees(const VAppNetwork &row) const { return sees(world.vapps.at(row.vapp)); }
    bool sees(const EdgeGateway &row) const { return isAdministrator() && ofMine(world.vdcs.at(row.vdc).organization); }
    bool sees(const StorageProfile &row) const { return ofMine(world.vdcs.at(row.vdc).organization); }
    bool sees(const User &row) const; ///< oneself, too
    bool sees(const Group &row) const { return isAdministrator() && ofMine(row.organization); }
    bool sees(const Role &row) const;
    bool sees(const Right &row) const;
    bool sees(const Task &row) const { return ofMine(row.organization); }
    bool sees(const ProviderVdc &) const { return isSystem(); }
    bool sees(const VimServer &) const { return isSystem(); }
    bool sees(const Host &) const { return isSystem(); }
    bool sees(const Datastore &) const { return isSystem(); }
    bool sees(const NetworkPool &) const { return isSystem(); }
    bool sees(const ExternalNetwork &) const { return isSystem(); }
    bool ofMine(const Id &organization) const { return isSystem() || organization == m_organization; }

    // Addresses.
    QByteArray url(const QByteArray &address) const { return base + address; }
    QByteArray href(Kind kind, const Id &id) const; ///< tenant view, else admin view, else provider view
    QByteArray href(const Vm &vm) const;
    QByteArray adminHref(Kind kind, const Id &id) const;
    QByteArray typeOf(Kind kind) const; ///< media type of what href() shows

    // Parts of documents. References to people the asker may not look up have no address.
    Node reference(const char *element, Kind kind, const Id &id, const QByteArray &name) const;
    Node reference(const char *element, const Vm &vm) const;
    Node adminReference(const char *element, Kind kind, const Id &id, const QByteArray &name) const;
    /// The root of an object's document: name, id, href, type.
    Node root(const char *element, Kind kind, const Thing &thing) const;
    Node adminRoot(const char *element, Kind kind, const Thing &thing) const;
    /// A root without identity: href and type only.
    Node list(const char *element, const QByteArray &address, const QByteArray &shortType) const;
    /// Adds a link, and its JSON twin where the version has such.
    void link(Node &to, const char *rel, const QByteArray &href, const QByteArray &shortType = {},
        const QByteArray &name = {}) const;
    void linkTyped(
        Node &to, const char *rel, const QByteArray &href, const QByteArray &type, const QByteArray &name = {}) const;

    // Refusals.
    Reply fault(int status, const QByteArray &code, const QByteArray &text) const;
    Reply noAccess(Kind kind, const Id &id) const; ///< gone or forbidden, nobody can tell
    Reply denied(const QByteArray &right = {}) const;
    Reply busy(const Thing &thing, const Task &task) const;

private:
    Id m_organization;
    Level m_level = Level::ReadOnly;
};

} // namespace nephoscope::demo::clouddirector
