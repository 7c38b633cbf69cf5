// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/cloudmanager/callmap.h"
#include "platform/operation.h"
#include "schema/catalog.h"

#include <QJsonObject>
#include <QRegularExpression>

namespace nephoscope::cloudmanager {

/// What the catalogue knows about calls. Entries are keyed "POST /volumes/{…}/clone": a template below a group serves
/// all groups ("/vsa", "/azure/ha", …); one with the group in it serves that one. Silent where there is no catalogue.
class Hints {
public:
    explicit Hints(const Catalog &catalog);

    bool isEmpty() const;
    const Catalog &catalog() const { return m_catalog; }
    /// The entry of a section that applies to that call; empty where there is none.
    QJsonObject of(const char *section, const PublishedCall &call) const;
    /// A template of the catalogue with "{group}" put in.
    static QString inGroup(const QString &text, const QString &group);

    Operation::Danger danger(const PublishedCall &call) const;
    /// True for calls that change nothing although their method says otherwise (a quote, a validation).
    bool asksOnly(const PublishedCall &call) const;
    /// True for lists and objects that the catalogue shows elsewhere, or that only feed choices.
    bool covers(const QString &path) const;
    /// How objects of a kind are addressed where their paths do not say: "item", "answers", "calls".
    QJsonObject object(const QString &kind) const;
    /// The member of the write model that a member of the read model is called there; the name itself where alike.
    QString writeName(const QString &readName, const PublishedCall &call) const;

private:
    static bool matches(const QList<QRegularExpression> &patterns, const PublishedCall &call);

    const Catalog &m_catalog;
    QList<QRegularExpression> patterns(const char *section, const char *list) const;
    QList<QRegularExpression> m_covered;
    QList<QRegularExpression> m_asks;
    QList<QRegularExpression> m_interrupts;
    QList<QRegularExpression> m_destroys;
};

/// A boolean is printed without its "is": "ldap" is "isLdap" in the object.
bool isSameName(const QString &documented, const QString &wire);

} // namespace nephoscope::cloudmanager
