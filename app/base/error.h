// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// What went wrong, as a value. Code branches on kind() only; the rest is for people (explain/ turns it into words).
/// Never holds a secret: whoever makes one from a server's answer passes text through redaction first.
class Error {
public:
    enum class Kind {
        Offline, ///< no answer: host unknown, refused, timed out, reset
        Tls, ///< certificate or handshake refused
        Canceled, ///< ended by the user or by closing; not a fault
        SignIn, ///< 401, or credentials refused
        NotSetUp, ///< 420 (Cloud Manager)
        Forbidden, ///< 403
        NotFound, ///< 404, or "not recorded" in a recording
        Conflict, ///< 409, 412
        Busy, ///< 503, 429, BUSY_ENTITY: later the same may succeed
        Invalid, ///< 400, 405, 406, 415: the request is wrong
        Unsupported, ///< the server or the console cannot do this at all
        Server, ///< 5xx otherwise
        Malformed ///< the answer or file could not be read
    };

    Error(Kind kind, QString message)
        : m_kind(kind)
        , m_message(std::move(message))
    {
    }

    Kind kind() const { return m_kind; }
    /// One or more sentences: the server's words where it has some, else ours.
    const QString &message() const { return m_message; }
    /// HTTP status, 0 where there was none.
    int status() const { return m_status; }
    /// The service's own code (minorErrorCode, error), empty where there is none.
    const QString &code() const { return m_code; }
    /// What support asks for: X-VMWARE-VCLOUD-REQUEST-ID or OnCloud-Request-Id.
    const QString &requestId() const { return m_requestId; }
    /// More lines for the fold: violations, causes, URL, position.
    const QString &details() const { return m_details; }

    Error &withStatus(int status);
    Error &withCode(const QString &code);
    Error &withRequestId(const QString &id);
    Error &withDetails(const QString &details);

private:
    Kind m_kind;
    QString m_message;
    int m_status = 0;
    QString m_code;
    QString m_requestId;
    QString m_details;
};

/// The kind's name in English, for logs and machine output ("NotFound"). Not for the window.
QString kindName(Error::Kind kind);

/// The kind an HTTP status stands for when nothing more is known (RFC 9110; 420 by the Cloud Manager status table).
Error::Kind kindOfStatus(int status);

} // namespace nephoscope
