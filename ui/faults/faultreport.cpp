// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultreport.h"

namespace nephoscope {

FaultReport &FaultReport::at(const std::shared_ptr<Session> &ofSession, const Ref &ofObject)
{
    session = ofSession;
    object = ofObject;
    if (session)
        profileId = session->profile().id;
    return *this;
}

FaultReport &FaultReport::can(QObject *pane, const QString &action, const Deed &deed)
{
    m_pane = pane;
    m_deeds.insert(action, deed);
    return *this;
}

FaultReport &FaultReport::repeats(const Repeat &repeat)
{
    m_repeat = repeat;
    return *this;
}

bool FaultReport::repeat(const Deed &ended) const
{
    if (!canRepeat())
        return false;
    const Repeat again = m_repeat;
    again(ended);
    return true;
}

bool FaultReport::canDo(const QString &action) const { return m_pane && m_deeds.contains(action); }

bool FaultReport::act(const QString &action) const
{
    if (!canDo(action))
        return false;
    const Deed deed = m_deeds.value(action);
    deed();
    return true;
}

QString FaultReport::cause() const
{
    const QString site = profileId + QLatin1Char(' ') + kindName(error.kind());
    switch (error.kind()) {
    case Error::Kind::Offline:
    case Error::Kind::Tls:
    case Error::Kind::SignIn:
    case Error::Kind::NotSetUp:
        if (error.code() != QLatin1String("NOT_DONE") && error.code() != QLatin1String("OUTCOME_UNKNOWN"))
            return site; // it concerns the site, whatever was asked
        break;
    default:
        break;
    }
    return QStringList{site, QString::number(error.status()), error.code(), object.identity(), what}.join(
        QLatin1Char('\n'));
}

QString FaultReport::service() const { return session ? session->platform().service() : QString(); }

} // namespace nephoscope
