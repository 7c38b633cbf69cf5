// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/endsignal.h"

#include <QSocketNotifier>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace nephoscope {

int EndSignal::s_ends[2] = {-1, -1};

EndSignal::EndSignal(QObject *parent)
    : QObject(parent)
{
    if (pipe2(s_ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *arrival = new QSocketNotifier(s_ends[0], QSocketNotifier::Read, this);
    connect(arrival, &QSocketNotifier::activated, this, [this] {
        char bytes[8];
        if (read(s_ends[0], bytes, sizeof bytes) > 0)
            emit endWanted();
    });
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, &EndSignal::handle);
}

EndSignal::~EndSignal()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        std::signal(number, SIG_DFL);
    for (int &end : s_ends) {
        if (end >= 0)
            close(std::exchange(end, -1));
    }
}

void EndSignal::handle(int)
{
    const ssize_t written = write(s_ends[1], "x", 1);
    (void)written; // a full pipe holds the wish already
}

} // namespace nephoscope
