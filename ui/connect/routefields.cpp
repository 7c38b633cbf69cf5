// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/routefields.h"

#include "shell/filedialogs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr quint16 usualHttpPort = 3128;
constexpr quint16 usualSocksPort = 1080;

QString addressOf(const Route &route)
{
    if (route.proxyHost.isEmpty())
        return {};
    const bool isNumber = route.proxyHost.contains(QLatin1Char(':')); // IPv6
    const QString host = isNumber ? QLatin1Char('[') + route.proxyHost + QLatin1Char(']') : route.proxyHost;
    return host + QLatin1Char(':') + QString::number(route.proxyPort);
}

} // namespace

RouteFields::RouteFields(QFormLayout &layout)
    : QObject(layout.parentWidget())
    , m_layout(layout)
    , m_form(layout.parentWidget())
{
}

QLineEdit *RouteFields::addField(const QString &label, const QString &objectName, bool isSecret)
{
    auto *field = new QLineEdit(m_form);
    field->setObjectName(objectName);
    field->setAccessibleName(label);
    if (isSecret)
        field->setEchoMode(QLineEdit::Password);
    m_layout.addRow(label, field);
    connect(field, &QLineEdit::editingFinished, this, &RouteFields::changed);
    return field;
}

QLineEdit *RouteFields::addFile(const QString &label, const QString &objectName, const QString &title)
{
    auto *row = new QWidget(m_form);
    auto *field = new QLineEdit(row);
    field->setObjectName(objectName);
    field->setAccessibleName(label);
    auto *browse = new QToolButton(row);
    browse->setObjectName(objectName + QStringLiteral("Browse"));
    browse->setText(tr("Choose \u2026"));
    browse->setAccessibleName(title);
    browse->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    row->setFocusProxy(field);
    m_layout.addRow(label, row);
    connect(field, &QLineEdit::editingFinished, this, &RouteFields::changed);
    connect(field, &QLineEdit::textChanged, this, &RouteFields::changed);
    connect(browse, &QToolButton::clicked, this, [this, field, title] {
        askForFile(m_form->window(), title, [field](const QString &fileName) { field->setText(fileName); });
    });
    return field;
}

void RouteFields::addPlainChoice()
{
    m_plain = new QCheckBox(tr("Send everything unencrypted, passwords too"), m_form);
    m_plain->setObjectName(QStringLiteral("allowsPlainHttp"));
    m_plain->setToolTip(tr("Whoever is on the way can read and change it. Better: an address that begins with https."));
    m_layout.addRow(QString(), m_plain);
    connect(m_plain, &QCheckBox::toggled, this, &RouteFields::changed);
}

void RouteFields::addRows()
{
    m_proxy = new QComboBox(m_form);
    m_proxy->setObjectName(QStringLiteral("proxy"));
    m_proxy->addItem(tr("As the system says"), int(Route::Proxy::System));
    m_proxy->addItem(tr("None"), int(Route::Proxy::None));
    m_proxy->addItem(tr("HTTP"), int(Route::Proxy::Http));
    m_proxy->addItem(tr("SOCKS 5"), int(Route::Proxy::Socks5));
    m_layout.addRow(tr("Proxy"), m_proxy);
    m_proxyAddress = addField(tr("Proxy address"), QStringLiteral("proxyAddress"));
    m_proxyAddress->setPlaceholderText(tr("proxy.example.com:3128"));
    m_proxyUser = addField(tr("Proxy user"), QStringLiteral("proxyUser"));
    m_proxyUser->setPlaceholderText(tr("Where the proxy asks for one"));
    m_proxyPassword = addField(tr("Proxy password"), QStringLiteral("proxyPassword"), true);
    m_proxyPassword->setToolTip(
        tr("Kept in the keychain of this computer if you stay signed in; empty = what is kept there."));
    m_authorities =
        addFile(tr("Authorities"), QStringLiteral("authorityFile"), tr("Choose a file of certificate authorities"));
    m_authorities->setPlaceholderText(tr("Those of the system"));
    m_authorities->setToolTip(tr("A PEM file; its authorities are believed for this site beside those of the system."));
    m_certificate =
        addFile(tr("Client certificate"), QStringLiteral("certificateFile"), tr("Choose a client certificate"));
    m_certificate->setPlaceholderText(tr("None"));
    m_certificate->setToolTip(tr("PEM or PKCS #12; it is shown to this site and its further addresses only."));
    m_key = addFile(tr("Client key"), QStringLiteral("keyFile"), tr("Choose the key of the client certificate"));
    m_key->setPlaceholderText(tr("In the same file"));
    m_passphrase = addField(tr("Key passphrase"), QStringLiteral("keyPassphrase"), true);
    m_passphrase->setToolTip(m_proxyPassword->toolTip());
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &RouteFields::changed);
}

void RouteFields::set(const Route &route)
{
    const QSignalBlocker blocker(this);
    m_plain->setChecked(route.allowsPlainHttp);
    m_proxy->setCurrentIndex(m_proxy->findData(int(route.proxy)));
    m_proxyAddress->setText(addressOf(route));
    m_proxyUser->setText(route.proxyUser);
    m_authorities->setText(route.authorityFile);
    m_certificate->setText(route.certificateFile);
    m_key->setText(route.keyFile);
    m_proxyPassword->clear();
    m_passphrase->clear();
}

Route RouteFields::route() const
{
    Route route;
    route.allowsPlainHttp = m_plain->isChecked();
    route.proxy = Route::Proxy(m_proxy->currentData().toInt());
    const QUrl proxy = QUrl::fromUserInput(QStringLiteral("http://") + m_proxyAddress->text().trimmed());
    const int usual = route.proxy == Route::Proxy::Socks5 ? usualSocksPort : usualHttpPort;
    if (!m_proxyAddress->text().trimmed().isEmpty()) {
        route.proxyHost = proxy.host();
        route.proxyPort = quint16(proxy.port(usual));
    }
    route.proxyUser = m_proxyUser->text().trimmed();
    route.authorityFile = m_authorities->text().trimmed();
    route.certificateFile = m_certificate->text().trimmed();
    route.keyFile = m_key->text().trimmed();
    return route;
}

RouteSecrets RouteFields::secrets() const
{
    return RouteSecrets(Secret(m_proxyPassword->text().toUtf8()), Secret(m_passphrase->text().toUtf8()));
}

void RouteFields::update(bool isOpen, const QUrl &site)
{
    const Route chosen = route();
    m_layout.setRowVisible(m_plain, site.scheme() == QLatin1String("http") && !isLoopback(site.host()));
    m_layout.setRowVisible(m_proxy, isOpen);
    for (QLineEdit *field : {m_proxyAddress, m_proxyUser, m_proxyPassword})
        m_layout.setRowVisible(field, isOpen && chosen.hasOwnProxy());
    m_layout.setRowVisible(m_authorities->parentWidget(), isOpen);
    m_layout.setRowVisible(m_certificate->parentWidget(), isOpen);
    m_layout.setRowVisible(m_key->parentWidget(), isOpen && !chosen.certificateFile.isEmpty());
    m_layout.setRowVisible(m_passphrase, isOpen && !chosen.certificateFile.isEmpty());
}

} // namespace nephoscope
