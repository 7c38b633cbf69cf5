// SPDX-License-Identifier: GPL-3.0-or-later
#include "savedpages.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

namespace nephoscope::bench {

namespace {

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? int(probe.serverPort()) : 0;
}

QString program(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

bool answers(int port)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 5000) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(port));
        if (socket.waitForConnected(100))
            return true;
    }
    return false;
}

} // namespace

SavedPages::SavedPages(Site &site, const Account &account, int pages)
{
    const QString nginx = program(QStringLiteral("nginx"));
    const QString openssl = program(QStringLiteral("openssl"));
    if (nginx.isEmpty() || openssl.isEmpty())
        return;
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
    QDir(m_folder.path()).mkpath(QStringLiteral("pages"));
    outputOf(QStringLiteral("curl"),
        {QStringLiteral("--config"), site.curlConfig(pages, m_folder.filePath(QStringLiteral("pages")))});
    outputOf(openssl,
        {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"),
            QStringLiteral("-nodes"), QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"),
            QStringLiteral("-keyout"), m_folder.filePath(QStringLiteral("key")), QStringLiteral("-out"),
            m_folder.filePath(QStringLiteral("certificate"))});
    const int port = freePort();
    if (!writeConfiguration(account.url, port))
        return;
    m_nginx.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_nginx.start(nginx,
        {QStringLiteral("-p"), m_folder.path(), QStringLiteral("-c"), QStringLiteral("configuration"),
            QStringLiteral("-e"), QStringLiteral("errors")});
    if (answers(port))
        m_url = QStringLiteral("https://127.0.0.1:%1").arg(port);
}

SavedPages::~SavedPages()
{
    m_nginx.terminate();
    if (!m_nginx.waitForFinished(5000))
        m_nginx.kill();
    m_nginx.waitForFinished(5000);
}

bool SavedPages::writeConfiguration(const QString &demo, int port) const
{
    QFile file(m_folder.filePath(QStringLiteral("configuration")));
    const QString text = QStringLiteral(R"(daemon off;
worker_processes 1;
pid nginx.pid;
events { worker_connections 256; }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    sendfile on;
    keepalive_requests 1000000;
    default_type "application/vnd.vmware.vcloud.query.records+xml;version=%3";
    server {
        listen 127.0.0.1:%1 ssl http2;
        ssl_certificate certificate;
        ssl_certificate_key key;
        location / {
            if ($arg_page) { rewrite ^ /pages/page-$arg_page last; }
            proxy_pass %2;
            proxy_set_header Host $http_host;
            proxy_ssl_verify off;
        }
        location /pages/ { root .; }
    }
}
)")
                             .arg(port)
                             .arg(demo, QStringLiteral("37.0"));
    return file.open(QFile::WriteOnly) && file.write(text.toUtf8()) > 0;
}

} // namespace nephoscope::bench
