// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/ref.h"
#include "schema/catalog.h"

#include <QString>
#include <QUrl>

namespace nephoscope::clouddirector {

/// The kind a media type stands for: "application/vnd.vmware.vcloud.vapp+xml;version=5.1" → "vApp" in the catalogue's
/// spelling, "…admin.organization+xml" → "adminOrganization" (kinds that exist only in the administrative view keep
/// their name: user, role, ...). Empty for types that say nothing (application/json, application/*+xml, text/plain).
QString kindOfType(const QString &mediaType, const Catalog &catalog);

/// The kind of a query's record: "VMRecord", "AdminVMRecord", "QueryResultVMRecordType" → "vm".
QString kindOfRecord(const QString &name, const Catalog &catalog);
/// The kind of the records of a query type: "adminOrgVdc" → "vdc".
QString kindOfQuery(const QString &queryType, const Catalog &catalog);
/// The kind of an element or member by its own name: "OrgVdcNetwork" → "orgVdcNetwork"; trailing "Reference" cut off.
QString kindOfName(const QString &name, const Catalog &catalog);
/// The kind that a URN names: "urn:vcloud:vapptemplate:…" → "vAppTemplate".
QString kindOfUrn(const QString &urn, const Catalog &catalog);
/// The kind that a URL's path suggests, for things that say nothing of themselves.
QString kindOfPath(const QUrl &href, const Catalog &catalog);

/// The URN an href names, cloud-director reference §1: ".../api/vApp/vm-{uuid}" → "urn:vcloud:vm:{uuid}". Empty for
/// sections, lists, queries.
QString urnOf(const QUrl &href);
/// Where a URN is found: its classic URL where there is one, else the entity resolver.
QString pathOfUrn(const QString &urn);

/// True for parts of an object that have URLs of their own but are no objects (metadata, sections, access control).
bool isSection(const QString &kind, const Catalog &catalog);

/// True for kinds that have nothing below them.
bool isLeaf(const QString &kind, const Catalog &catalog);

/// The state that a status attribute means: numbers of §7.1, words of query records and of tasks.
State stateOf(const QString &kind, const QString &status, const Catalog &catalog);

} // namespace nephoscope::clouddirector
