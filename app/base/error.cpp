// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace nephoscope {

Error &Error::withStatus(int status)
{
    m_status = status;
    return *this;
}

Error &Error::withCode(const QString &code)
{
    m_code = code;
    return *this;
}

Error &Error::withRequestId(const QString &id)
{
    m_requestId = id;
    return *this;
}

Error &Error::withDetails(const QString &details)
{
    m_details = details;
    return *this;
}

QString kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Offline:
        return QStringLiteral("Offline");
    case Error::Kind::Tls:
        return QStringLiteral("Tls");
    case Error::Kind::Canceled:
        return QStringLiteral("Canceled");
    case Error::Kind::SignIn:
        return QStringLiteral("SignIn");
    case Error::Kind::NotSetUp:
        return QStringLiteral("NotSetUp");
    case Error::Kind::Forbidden:
        return QStringLiteral("Forbidden");
    case Error::Kind::NotFound:
        return QStringLiteral("NotFound");
    case Error::Kind::Conflict:
        return QStringLiteral("Conflict");
    case Error::Kind::Busy:
        return QStringLiteral("Busy");
    case Error::Kind::Invalid:
        return QStringLiteral("Invalid");
    case Error::Kind::Unsupported:
        return QStringLiteral("Unsupported");
    case Error::Kind::Server:
        return QStringLiteral("Server");
    case Error::Kind::Malformed:
        return QStringLiteral("Malformed");
    }
    return {};
}

Error::Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return Error::Kind::SignIn;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 408:
    case 504:
        return Error::Kind::Offline;
    case 409:
    case 412:
        return Error::Kind::Conflict;
    case 420:
        return Error::Kind::NotSetUp;
    case 429:
    case 503:
        return Error::Kind::Busy;
    case 501:
    case 505:
        return Error::Kind::Unsupported;
    default:
        break;
    }
    if (status >= 400 && status < 500)
        return Error::Kind::Invalid;
    return status >= 500 ? Error::Kind::Server : Error::Kind::Malformed;
}

} // namespace nephoscope
