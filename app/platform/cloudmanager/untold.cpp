// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/untold.h"

#include "platform/cloudmanager/offers.h"

#include <QMap>
#include <algorithm>

namespace nephoscope::cloudmanager {

Untold::Untold(const CallMap &calls, const Hints &hints)
    : m_calls(calls)
    , m_hints(hints)
{
}

QList<Type> Untold::types() const
{
    QMap<QString, Type> told;
    for (const PublishedCall &edit : m_calls.calls()) {
        const bool isEdit = edit.call->method == "PUT" || edit.call->method == "PATCH";
        const Parameter *body = isEdit ? Offers::bodyOf(*edit.call) : nullptr;
        if (!body || body->field.type.isEmpty() || body->field.isList)
            continue;
        const QList<Field> written = m_calls.schema().fields(body->field.type);
        for (const PublishedCall &read : m_calls.calls()) {
            const QString id = typeOf(read, edit);
            const Type *known = id.isEmpty() ? nullptr : m_calls.schema().type(id);
            if (!known)
                continue;
            Type type = told.value(id, *known);
            if (tell(type, read, edit, written))
                told.insert(id, type);
        }
    }
    return told.values();
}

/// Of the object that is edited, as it is read: at its address, or in the list that stands above it.
QString Untold::typeOf(const PublishedCall &read, const PublishedCall &edit) const
{
    if (!read.isRead() || read.group != edit.group || read.call->isVoid)
        return {};
    if (read.whole == edit.whole && !read.isList)
        return read.call->resultType;
    const bool isAbove = read.isList && edit.path.endsInVariable() && read.path.literals() == edit.path.literals();
    return isAbove ? m_calls.elementType(read, QString()) : QString();
}

/// True where the type gained something.
bool Untold::tell(Type &type, const PublishedCall &read, const PublishedCall &edit, const QList<Field> &written) const
{
    bool gained = false;
    const QList<Field> inherited = m_calls.schema().fields(type.id);
    for (const Field &field : written) {
        const auto isIt = [&](const Field &other) {
            return m_hints.writeName(other.name, edit) == field.name || isSameName(field.name, other.name);
        };
        const auto own = std::find_if(type.fields.begin(), type.fields.end(), isIt);
        if (own == type.fields.end()) {
            const bool isKnown = std::any_of(inherited.begin(), inherited.end(), isIt);
            if (isKnown || read.isList) // rows are told apart by what they hold
                continue;
            Field untold = field;
            untold.isRequired = false; // of the object as it is read
            type.fields << untold;
            gained = true;
        } else if (own->choices.isEmpty() && !field.choices.isEmpty() && own->type.isEmpty()) {
            own->choices = field.choices;
            gained = true;
        }
    }
    return gained;
}

} // namespace nephoscope::cloudmanager
