// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/secretclipboard.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>

namespace nephoscope {

namespace {

constexpr std::chrono::seconds usualStay{30};
const QString managersHint = QStringLiteral("x-kde-passwordManagerHint"); // Klipper, and others who follow it

} // namespace

SecretClipboard &SecretClipboard::instance()
{
    static auto *made = new SecretClipboard; // ends with the application
    return *made;
}

SecretClipboard::SecretClipboard()
    : QObject(QCoreApplication::instance())
{
    m_stay.setSingleShot(true);
    m_stay.setInterval(usualStay);
    connect(&m_stay, &QTimer::timeout, this, &SecretClipboard::clear);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &SecretClipboard::clear);
}

void SecretClipboard::copy(const Secret &secret)
{
    auto *data = new QMimeData; // the clipboard takes it
    data->setText(QString::fromUtf8(secret.reveal()));
    data->setData(managersHint, "secret");
    m_secret = secret;
    QGuiApplication::clipboard()->setMimeData(data);
    m_stay.start();
}

void SecretClipboard::clear()
{
    m_stay.stop();
    const Secret there(QGuiApplication::clipboard()->text().toUtf8());
    if (!m_secret.isEmpty() && there.sameAs(m_secret))
        QGuiApplication::clipboard()->clear();
    m_secret = Secret();
}

} // namespace nephoscope
