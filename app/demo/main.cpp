// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/commandline.h"
#include "demo/server.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <poll.h>
#include <unistd.h>
#include <vector>

using namespace nephoscope;
using namespace nephoscope::demo;

namespace {

constexpr int wrongUse = 2;

std::array<int, 2> endPipe{-1, -1}; // a signal handler may write to a pipe, and little else

void onSignal(int)
{
    const char byte = 0;
    if (::write(endPipe[1], &byte, 1) < 0)
        ::_exit(1);
}

void catchSignals()
{
    if (::pipe(endPipe.data()) != 0)
        return;
    struct sigaction action { };
    action.sa_handler = onSignal;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

/// Returns on SIGTERM, SIGINT, or where asked for at the end of standard input.
void waitForEnd(bool untilEof)
{
    std::array<pollfd, 2> waits{pollfd{endPipe[0], POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    for (;;) {
        if (::poll(waits.data(), untilEof ? 2 : 1, -1) < 0)
            continue; // interrupted by the very signal: the pipe has it
        if (waits[0].revents != 0)
            return;
        std::array<char, 4096> ignored;
        if (waits[1].revents != 0 && ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0)
            return;
    }
}

QJsonObject description(Server &server)
{
    QJsonArray users;
    const QList<DemoUser> known = server.site().users();
    for (const DemoUser &user : known) {
        users.append(QJsonObject{{QStringLiteral("user"), user.user}, {QStringLiteral("org"), user.organization},
            {QStringLiteral("password"), user.password}, {QStringLiteral("role"), user.role}});
    }
    return {{QStringLiteral("platform"), server.site().platform()}, {QStringLiteral("url"), server.url()},
        {QStringLiteral("users"), users}};
}

void print(std::FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

int complain(const QString &message)
{
    print(stderr, QStringLiteral("nephoscope-demo: ") + message);
    return wrongUse;
}

int run(const CommandLine &line)
{
    catchSignals();
    std::vector<std::unique_ptr<Server>> servers;
    QJsonArray sites;
    for (const ServerOptions &options : line.servers) {
        auto server = Server::start(options);
        if (!server)
            return complain(server.error().message());
        sites.append(description(**server));
        servers.push_back(std::move(*server));
    }
    const QJsonDocument ready(QJsonObject{{QStringLiteral("sites"), sites}});
    print(stdout, QString::fromUtf8(ready.toJson(QJsonDocument::Compact)));
    waitForEnd(line.untilEof);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("nephoscope-demo"));
    QCoreApplication::setApplicationVersion(QStringLiteral(NEPHOSCOPE_VERSION));
    const Result<CommandLine> line = CommandLine::parse(QCoreApplication::arguments());
    if (!line)
        return complain(line.error().message());
    if (line->help)
        print(stdout, CommandLine::helpText());
    else if (line->version)
        print(stdout, QStringLiteral("nephoscope-demo " NEPHOSCOPE_VERSION));
    else
        return run(*line);
    return 0;
}
