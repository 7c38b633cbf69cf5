// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile/connected.h"

#include <QtTest>

namespace nephoscope {

Connected::Connected(const QUrl &site, const demo::DemoUser &user, int readTimeoutSeconds)
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")))
    , m_connector(m_settings, m_nobody)
{
    m_settings.set(setting::requestTimeoutSeconds, readTimeoutSeconds);
    Profile profile;
    profile.url = site;
    profile.user = user.user;
    profile.organization = user.organization;
    const Awaited<std::shared_ptr<Session>> found(m_connector.connectTo(profile));
    if (!QTest::qWaitFor([&] { return found.isThere(); }, 20'000) || !found.result()) {
        m_problem = found.isThere() ? found.result().error().message() : QStringLiteral("no connection");
        return;
    }
    m_session = *found.result();
    const Awaited<Access> access(m_session->signIn(Credential(user.password.toUtf8())));
    if (!QTest::qWaitFor([&] { return access.isThere(); }, 20'000) || !access.result())
        m_problem = access.isThere() ? access.result().error().message() : QStringLiteral("no sign-in");
}

Connected::~Connected()
{
    if (m_session)
        m_session->close();
}

} // namespace nephoscope
