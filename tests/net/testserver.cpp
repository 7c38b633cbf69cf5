// SPDX-License-Identifier: GPL-3.0-or-later
#include "testserver.h"

#include "demo/identity.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <openssl/pem.h>
#include <qcorotask.h>

namespace nephoscope {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

QByteArray bytesOf(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

} // namespace

QSslConfiguration selfSigned(const QList<QByteArray> &protocols)
{
    const auto identity = demo::Identity::selfSigned();
    Q_ASSERT(identity);
    const Bio certificate(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificate.get(), identity->certificate());
    const Bio key(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(key.get(), identity->key(), nullptr, nullptr, 0, nullptr, nullptr);
    const QByteArray keyText = bytesOf(key);
    const auto algorithm = EVP_PKEY_base_id(identity->key()) == EVP_PKEY_EC ? QSsl::Ec : QSsl::Rsa;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(bytesOf(certificate)));
    configuration.setPrivateKey(QSslKey(keyText, algorithm));
    configuration.setAllowedNextProtocols(protocols);
    return configuration;
}

namespace {

qsizetype contentLength(const QByteArray &head)
{
    const qsizetype at = head.toLower().indexOf("\r\ncontent-length:");
    if (at < 0)
        return 0;
    const qsizetype begin = at + 17;
    return head.mid(begin, head.indexOf("\r\n", begin) - begin).trimmed().toInt();
}

} // namespace

TestServer::TestServer(Handler handler, Kind kind)
    : m_handler(std::move(handler))
    , m_kind(kind)
{
    if (kind == Kind::Tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(selfSigned({}));
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &TestServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen on loopback");
}

TestServer::~TestServer() { m_server->disconnect(this); }

QUrl TestServer::url(const QString &path) const
{
    const QString scheme = m_kind == Kind::Tls ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(m_server->serverPort()).arg(path));
}

void TestServer::accept()
{
    while (QTcpSocket *connection = m_server->nextPendingConnection()) {
        ++m_connections;
        connect(connection, &QTcpSocket::readyRead, this, [this, connection] { read(connection); });
        connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
        read(connection);
    }
}

void TestServer::read(QTcpSocket *connection)
{
    QByteArray &unread = m_unread[connection];
    unread += connection->readAll();
    for (;;) {
        const qsizetype head = unread.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const qsizetype size = head + 4 + contentLength(unread.first(head + 2));
        if (unread.size() < size)
            return;
        const QByteArray request = unread.first(size);
        unread.remove(0, size);
        m_requests << request;
        m_handler(*connection, request);
    }
}

QByteArray answer(const QByteArray &status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body;
}

QByteArray gzip(const QByteArray &bytes)
{
    // qCompress: four bytes of length, two of zlib's head, the raw stream, four of checksum. gzip wraps the raw stream
    // with a head of its own and CRC-32 and length.
    const QByteArray zlib = qCompress(bytes, 9);
    quint32 crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<uchar>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1U ? 0xedb88320U : 0U);
    }
    QByteArray result = QByteArray::fromHex("1f8b08000000000000ff") + zlib.mid(6, zlib.size() - 10);
    for (const quint32 word : {~crc, static_cast<quint32>(bytes.size())}) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            result += static_cast<char>((word >> shift) & 0xffU);
    }
    return result;
}

Outcome::Outcome(Http &http, const Request &request)
{
    QCoro::connect(http.send(request), this, [this](const Result<Reply> &result) { m_result = result; });
}

HttpOptions quick()
{
    HttpOptions options;
    options.connectTimeout = std::chrono::milliseconds(3000);
    options.readTimeout = std::chrono::milliseconds(3000);
    options.responseLimit = 1024 * 1024;
    return options;
}

} // namespace nephoscope
