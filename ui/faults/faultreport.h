// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QHash>
#include <QPointer>
#include <functional>
#include <memory>

namespace nephoscope {

/// A fault as the pane that met it tells about it: what did not work, why, on what, and what the pane can do about it.
class FaultReport {
public:
    using Deed = std::function<void()>;

    FaultReport(QString whatFailed, Error why)
        : what(std::move(whatFailed))
        , error(std::move(why))
    {
    }

    FaultReport &at(const std::shared_ptr<Session> &ofSession, const Ref &ofObject = {});
    /// The pane can do that action of the explanations ("retry", "edit" …), as long as it lives.
    FaultReport &can(QObject *pane, const QString &action, const Deed &deed);
    /// How the pane does the same again: it calls what it is given at the end, good or bad.
    using Repeat = std::function<void(const Deed &ended)>;
    FaultReport &repeats(const Repeat &repeat);
    bool repeat(const Deed &ended) const;
    bool canRepeat() const { return m_pane && m_repeat; }
    QObject *pane() const { return m_pane; }
    /// Does it; false where the pane cannot, or is gone.
    bool act(const QString &action) const;
    bool canDo(const QString &action) const;
    /// The same for every report of one cause: one dialog tells about all of them.
    QString cause() const;
    /// The service's name for explanations; empty where none is known.
    QString service() const;

    QString what; ///< "web-01 was not saved."
    Error error;
    std::shared_ptr<Session> session; ///< null where there is none yet
    QString profileId; ///< of the site; empty where the fault concerns none
    Ref object;

private:
    QPointer<QObject> m_pane;
    QHash<QString, Deed> m_deeds;
    Repeat m_repeat;
};

} // namespace nephoscope
