// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/type.h"

#include <QByteArray>
#include <QHash>

namespace nephoscope {

/// What a call has to be told, and where in the request it goes.
class Parameter {
public:
    enum class In { Path, Query, Header, Body, Form };

    In in = In::Query;
    Field field; ///< name, type, choices, whether required, preset
};

/// Values for the parameters of a call: name → values (several for lists).
using Arguments = QHash<QString, QStringList>;

/// An operation as a service publishes it (Swagger 1.2, or our own description of the same form).
class Call {
public:
    QString area; ///< the resource that publishes it: "/vsa:volumes"; key and title only
    QByteArray method; ///< GET, POST, PUT, PATCH, DELETE
    QString path; ///< template below the API's base: "/vsa/volumes/{workingEnvironmentId}"
    QString base; ///< path part of the API's base: "/occm/api"
    QString nickname; ///< not unique; method and path are the identity
    QString summary; ///< plain text, without the precondition
    QString notes;
    QList<Parameter> parameters; ///< one per variable of the template at least, also where the description forgot it
    QStringList consumes; ///< media types of the body; never empty where there is one
    QString resultType; ///< id of a Type; empty = resultPlain, or nothing where isVoid
    PlainType resultPlain = PlainType::Any;
    bool isResultList = false;
    bool isVoid = false;
    QStringList states; ///< words of the state the object must be in; empty = not said
    bool isDeprecated = false;
    /// Variable → what it must never hold: words of other calls' paths that stand in its place. Filled in by the
    /// Schema.
    QHash<QString, QStringList> reserved;

    /// "PUT /vsa/volumes/{workingEnvironmentId}"
    QString key() const { return QString::fromLatin1(method) + QLatin1Char(' ') + path; }
};

} // namespace nephoscope
