// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fieldfacts.h"
#include "platform/resource.h"
#include "schema/catalog.h"
#include "session/session.h"

#include <QHash>
#include <QSet>

namespace nephoscope {

/// One modifiable field of one kind of object, with an object that has it.
class FieldSpot {
public:
    QString kind; ///< of the object
    QString operation; ///< that takes the change, as the service names it: what another takes is another field
    QString field; ///< its place in objects of that kind, without the numbers of list entries
    Ref object;
    FieldFacts facts;
    QString now; ///< as an editor would show it
    bool isEntry = false; ///< of a list without entries: to be added
    QString words() const { return QStringLiteral("%1 %2 (%3)").arg(kind, field, operation); }
    QList<FieldSpot> others; ///< the same field of objects in other states: what one refuses, another may take
};

/// An operation that changes objects of one kind and asks for values in a form, with an object that offers it.
class FormSpot {
public:
    QString kind; ///< of the object
    Operation operation;
    QString key; ///< of the operation, as the service names it
    Ref object;
    QString words() const { return QStringLiteral("%1 %2").arg(kind, key); }
    QList<FormSpot> others; ///< the same of objects in other states
};

/// Finds what may be edited on a site: follows what the objects name, opens a few of each kind and state, and asks what
/// their property tree lets a person edit.
class FieldWalk {
public:
    FieldWalk(std::shared_ptr<Session> session, Catalog catalog);

    /// Reads what the site publishes about its types, so that the walk and the pages opened later go by the same words
    /// and not one of them by the built-in copy. False where it could not be read whole.
    bool readSchema() const;
    /// Opens at most `each` objects of every kind and state, and at most `all`.
    void walk(int each, int all);
    /// In the order in which they were met.
    const QList<FieldSpot> &spots() const { return m_spots; }
    /// Neither what makes nor what deletes objects; the least dangerous first.
    QList<FormSpot> forms() const;
    /// Kinds that were opened, and how many of them have something to edit.
    qsizetype kinds() const { return m_opened.size(); }
    int opened() const { return m_all; }

private:
    Result<Resource> open(const Ref &ref) const;
    void note(const Ref &ref, const QString &holderState);
    void look(const Resource &resource);
    void lookAtForms(const Resource &resource);

    std::shared_ptr<Session> m_session;
    Catalog m_catalog;
    QList<Ref> m_waiting;
    QSet<QString> m_met;
    QHash<QString, QString> m_holderStates; ///< by identity: of what named it first
    QHash<QString, int> m_opened; ///< by kind and state
    QHash<QString, int> m_noted; ///< by kind and address, as far as whoever named it knew
    QHash<QString, qsizetype> m_found; ///< place among the spots
    QList<FieldSpot> m_spots;
    QHash<QString, qsizetype> m_formsFound; ///< place among the forms
    QList<FormSpot> m_forms;
    int m_all = 0;
};

} // namespace nephoscope
