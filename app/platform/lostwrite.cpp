// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/lostwrite.h"

namespace nephoscope {

Verdict &Verdict::withObject(const Ref &object)
{
    m_object = object;
    return *this;
}

Verdict &Verdict::withTask(const TaskState &task)
{
    m_task = task;
    return *this;
}

bool mayHaveWorked(const Error &error)
{
    if (error.status() != 0) // a gateway's words; what the service itself answers is certain
        return error.status() == 408 || error.status() == 502 || error.status() == 504;
    switch (error.kind()) {
    case Error::Kind::Offline:
        return error.code() != QLatin1String("HOST_NOT_FOUND") && error.code() != QLatin1String("REFUSED")
            && error.code() != QLatin1String("NO_CONNECTION") && error.code() != QLatin1String("PROXY");
    case Error::Kind::Malformed: // it came, but could not be read
    case Error::Kind::Canceled: // by the person who no longer wanted to wait
        return true;
    default:
        return false;
    }
}

} // namespace nephoscope
