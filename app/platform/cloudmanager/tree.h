// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "platform/cloudmanager/callmap.h"
#include "platform/ref.h"
#include "schema/catalog.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QUrl>

namespace nephoscope::cloudmanager {

/// What fills the {variables} of a path template: members of the object, the query of the list it came from, and
/// {root}, the provider's prefix.
class Variables {
public:
    /// `inPath`: what the published form of the address says.
    Variables(const Node &object, const QUrl &address, const Catalog &catalog, Values inPath = {});

    /// The template with its variables percent-encoded in; empty where one is unknown.
    QString filled(const QString &pathTemplate) const;

private:
    QString value(const QString &name) const;

    Node m_object;
    QUrl m_address;
    QString m_root;
    Values m_inPath;
};

/// The hints about what hangs below what (resources/catalog/cloud-manager-tree.json). Where it is silent, the form of
/// the answer decides.
class Tree {
public:
    explicit Tree(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    QList<Ref> roots(const QUrl &site, bool withTokens, const CallMap &calls) const;
    /// Lists below an object of that kind.
    QList<Ref> lists(
        const QString &kind, const Node &object, const QUrl &address, const State &state, const CallMap &calls) const;
    /// Objects that are members of it (storage VMs of a system).
    QList<Ref> members(const QString &kind, const Node &object, const QUrl &address) const;
    /// True where the hints say what hangs below objects of that kind, or how they are addressed.
    bool knows(const QString &kind) const;
    /// The kind of the elements of a grouped list's array; `fallback` where the hints do not know the array.
    QString kindOfArray(const QString &array, const QString &fallback) const;
    /// An element of a list as a reference: its own address where the hints know one, else the list's with a fragment.
    Ref element(const Node &object, const QString &kind, const QUrl &list) const;
    QString nameOf(const QString &kind, const Node &object) const;
    QString idOf(const QString &kind, const Node &object) const;
    State stateOf(const QString &kind, const Node &object) const;
    /// What people call a role that the server names by number; the id itself where the hints do not know it.
    QString roleName(const QString &roleId) const;

private:
    const Catalog &m_catalog;
};

} // namespace nephoscope::cloudmanager
