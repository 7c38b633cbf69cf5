// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server.h"

#include "base/logging.h"
#include "demo/connections.h"
#include "demo/httplibrary.h"
#include "demo/identity.h"
#include "demo/misfortunes.h"
#include "demo/recorder.h"
#include "demo/sites.h"
#include "demo/stopsignal.h"
#include "demo/strangeness.h"

#include <QCoreApplication>
#include <QDateTime>
#include <atomic>
#include <thread>

namespace nephoscope::demo {

namespace {

constexpr size_t threads = 64; // one per open connection: cpp-httplib keeps a thread as long as its client keeps alive
constexpr size_t largestBody = 64u << 20;
constexpr time_t keepAliveSeconds = 30;
constexpr size_t requestsPerConnection = 1'000'000;
constexpr int waitingConnections = 128;
constexpr const char *loopback = "127.0.0.1";

QString tr(const char *text) { return QCoreApplication::translate("demo", text); }

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

Message messageOf(const httplib::Request &request)
{
    Message message;
    const QByteArray target = bytes(request.target); // as sent; request.path is decoded
    const qsizetype question = target.indexOf('?');
    message.method = bytes(request.method);
    message.path = question < 0 ? target : target.left(question);
    message.query = question < 0 ? QByteArray() : target.mid(question + 1);
    for (const auto &[name, value] : request.headers) {
        // What the library adds for its own use was never sent.
        if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR" && name != "LOCAL_PORT")
            message.headers.append({bytes(name), bytes(value)});
    }
    message.body = bytes(request.body);
    for (const auto &[name, part] : request.files)
        message.parts.append({bytes(name), bytes(part.filename), bytes(part.content)});
    return message;
}

void fill(httplib::Response &response, const Answer &answer)
{
    response.status = answer.status;
    for (const auto &[name, value] : answer.headers)
        response.set_header(name.toStdString(), value.toStdString());
    response.body = answer.body.toStdString();
}

/// The length of the whole body with half of its bytes; the library then ends the connection.
void fillHalf(httplib::Response &response, const Answer &answer)
{
    Answer head = answer;
    head.body.clear();
    fill(response, head);
    const std::string body = answer.body.isEmpty() ? std::string("  ") : answer.body.toStdString();
    const std::string type = response.get_header_value("Content-Type");
    response.headers.erase("Content-Type"); // the library adds the one given here
    response.set_content_provider(
        body.size(), type.empty() ? "text/plain" : type.c_str(), [body](size_t, size_t, httplib::DataSink &sink) {
            sink.write(body.data(), body.size() / 2);
            return false;
        });
}

/// Whether a body follows the head. The library would wait for one with every POST.
bool announcesBody(const httplib::Request &request)
{
    if (request.has_header("Transfer-Encoding"))
        return true;
    return request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0";
}

class HttpServer final : public Server {
public:
    HttpServer(ServerOptions options, std::unique_ptr<httplib::Server> http)
        : m_options(std::move(options))
        , m_http(std::move(http))
    {
    }
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    ~HttpServer() override;

    Result<void> open();

    QString url() const override { return m_url; }
    Site &site() override { return *m_site; }

private:
    void prepare();
    void serve(const httplib::Request &request, httplib::Response &response);
    void deliver(const httplib::Request &request, httplib::Response &response, const Answer &answer,
        const Misfortune &misfortune);

    ServerOptions m_options;
    std::unique_ptr<httplib::Server> m_http;
    std::unique_ptr<Misfortunes> m_misfortunes;
    std::unique_ptr<Site> m_site;
    Recorder m_recorder;
    StopSignal m_stop;
    QString m_url;
    int m_port = 0;
    int m_listener = -1; ///< the library's socket
    std::thread m_thread;
    std::atomic<bool> m_ended = false;
};

HttpServer::~HttpServer()
{
    m_stop.raise();
    if (!m_thread.joinable())
        return;
    // stop() does nothing before the listening thread has come that far.
    while (!m_http->is_running() && !m_ended)
        std::this_thread::yield();
    m_http->stop();
    // Connections that wait for a request, a slow client or a turn in the queue end only when their socket does.
    while (!m_ended) {
        hangUp(m_port);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    m_thread.join();
    if (m_options.recordFile.isEmpty())
        return;
    if (const Result<void> written = m_recorder.write(m_options.recordFile); !written)
        qCWarning(logDemo).noquote() << written.error().message();
}

void HttpServer::prepare()
{
    m_http->new_task_queue = [] { return new httplib::ThreadPool(threads); };
    m_http->set_payload_max_length(largestBody);
    m_http->set_keep_alive_timeout(keepAliveSeconds);
    m_http->set_keep_alive_max_count(requestsPerConnection);
    m_http->set_tcp_nodelay(true);
    m_http->set_socket_options([this](int socket) {
        m_listener = socket;
        // The library's own choice, SO_REUSEPORT, would let two servers share a port.
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    m_http->set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        if (announcesBody(request) && request.method != "GET" && request.method != "HEAD")
            return httplib::Server::HandlerResponse::Unhandled; // comes back below, with its body
        serve(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto handler = [this](const httplib::Request &request, httplib::Response &response) {
        serve(request, response);
    };
    const std::string anything = "[^]*";
    m_http->Post(anything, handler);
    m_http->Put(anything, handler);
    m_http->Patch(anything, handler);
    m_http->Delete(anything, handler);
    m_http->Options(anything, handler);
}

Result<void> HttpServer::open()
{
    if (!m_options.misfortunesFile.isEmpty()) {
        auto misfortunes = Misfortunes::read(m_options.misfortunesFile);
        if (!misfortunes)
            return failure(misfortunes.error());
        m_misfortunes = std::move(*misfortunes);
    }
    prepare();
    if (m_options.port == 0)
        m_port = m_http->bind_to_any_port(loopback);
    else if (m_http->bind_to_port(loopback, m_options.port))
        m_port = m_options.port;
    if (m_port <= 0)
        return failure(Error::Kind::Offline, tr("Port %1 of 127.0.0.1 cannot be opened.").arg(m_options.port));
    // The library lets five wait to be accepted; the sixth would be told to come back a second later.
    ::listen(m_listener, waitingConnections);
    m_url = QStringLiteral("%1://%2:%3")
                .arg(m_options.tls ? QStringLiteral("https") : QStringLiteral("http"), QLatin1String(loopback),
                    QString::number(m_port));
    if (m_options.site.publicUrl.isEmpty())
        m_options.site.publicUrl = m_url.toUtf8();
    m_site = makeSite(m_options.platform, m_options.site);
    if (!m_site)
        return failure(Error::Kind::Unsupported, tr("There is no demo site \"%1\".").arg(m_options.platform));
    m_recorder.setOrigin(m_url.toUtf8());
    m_thread = std::thread([this] {
        m_http->listen_after_bind();
        m_ended = true;
    });
    return {};
}

void HttpServer::serve(const httplib::Request &request, httplib::Response &response)
{
    const Message message = messageOf(request);
    const qint64 started = QDateTime::currentMSecsSinceEpoch();
    const Misfortune misfortune = m_misfortunes ? m_misfortunes->meet(message).value_or(Misfortune()) : Misfortune();
    Answer answer = misfortune.instead && !misfortune.worked ? *misfortune.instead : m_site->answer(message);
    if (misfortune.instead)
        answer = *misfortune.instead;
    if (!misfortune.strange.isEmpty())
        answer = madeStrange(answer, misfortune.strange);
    qCDebug(logDemo) << message.method << message.path << answer.status;
    const std::chrono::milliseconds delay(m_options.latencyMilliseconds + misfortune.delayMilliseconds);
    if (delay.count() > 0)
        m_stop.pause(delay);
    if (!m_options.recordFile.isEmpty())
        m_recorder.add(message, answer, started);
    deliver(request, response, answer, misfortune);
}

void HttpServer::deliver(
    const httplib::Request &request, httplib::Response &response, const Answer &answer, const Misfortune &misfortune)
{
    if (misfortune.hangUp)
        hangUp(m_port, request.remote_port);
    if (misfortune.half)
        fillHalf(response, answer);
    else
        fill(response, answer);
}

Result<std::unique_ptr<httplib::Server>> makeHttp(const ServerOptions &options)
{
    if (!options.tls)
        return std::make_unique<httplib::Server>();
    const auto identity = options.certificateFile.isEmpty() ? Identity::selfSigned()
                                                            : Identity::read(options.certificateFile, options.keyFile);
    if (!identity)
        return failure(identity.error());
    auto http = std::make_unique<httplib::SSLServer>(identity->certificate(), identity->key());
    if (!http->is_valid())
        return failure(Error::Kind::Tls, tr("The certificate cannot be used for a server."));
    return http;
}

} // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerOptions &options)
{
    auto http = makeHttp(options);
    if (!http)
        return failure(http.error());
    auto server = std::make_unique<HttpServer>(options, std::move(*http));
    if (const Result<void> opened = server->open(); !opened)
        return failure(opened.error());
    return server;
}

} // namespace nephoscope::demo
