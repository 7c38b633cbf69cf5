// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/cloudmanager.h"

#include "demo/cloudmanager/gate.h"
#include "demo/cloudmanager/work.h"

#include <QDateTime>
#include <algorithm>
#include <mutex>

namespace nephoscope::demo::cloudmanager {

namespace {
std::string roleWord(const std::string &roleId)
{
    if (roleId == "Role-1")
        return "Administrator";
    return roleId == "Role-2" ? "Tenant administrator" : "Read only";
}

QString word(const std::string &text) { return QString::fromStdString(text); }

class CloudManager final : public Site {
public:
    CloudManager(const SiteOptions &options, ClockFunction clock)
        : m_clock(std::move(clock))
        , m_world(options.seed)
        , m_gate(m_world)
    {
        m_world.now = m_clock();
        m_world.speed = std::max(options.speed, 0.001);
        populate(m_world, options.vms, options.setUp);
        m_users = listUsers();
    }

    QString platform() const override { return QStringLiteral("cloud-manager"); }
    QList<DemoUser> users() const override { return m_users; }
    Answer answer(const Message &message) override;

private:
    QList<DemoUser> listUsers() const;
    Reply reply(const Message &message);

    const ClockFunction m_clock;
    std::mutex m_mutex;
    World m_world;
    Gate m_gate;
    QList<DemoUser> m_users; ///< as they are at the start; never changes
};

QList<DemoUser> CloudManager::listUsers() const
{
    QList<DemoUser> list;
    for (const User &user : m_world.identities) {
        const Tenant *tenant = m_world.tenant(user.tenantId);
        list.append({word(user.email), tenant ? word(tenant->name) : QString(), word(user.password),
            word(roleWord(user.roleId))});
    }
    for (const User &user : m_world.identities)
        list.append({word(user.email), QString(), word(user.refreshToken), QStringLiteral("Refresh token")});
    for (const ServiceAccount &account : m_world.serviceAccounts)
        list.append({word(account.clientId), QString(), word(account.secret), QStringLiteral("Service account")});
    return list;
}

Reply CloudManager::reply(const Message &message)
{
    const std::lock_guard lock(m_mutex);
    m_world.now = std::max(m_world.now, m_clock());
    if (m_world.phase == Phase::Restarting && m_world.now >= m_world.readyAt)
        m_world.phase = Phase::Ready;
    advance(m_world);
    return m_gate.pass(message);
}

Answer CloudManager::answer(const Message &message)
{
    const Reply given = reply(message);
    Answer answer;
    answer.status = given.status;
    for (const auto &[name, value] : given.headers)
        answer.headers.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value)});
    if (given.text) {
        answer.headers.append(qMakePair(QByteArray("Content-Type"), QByteArray::fromStdString(given.textType)));
        answer.body = QByteArray::fromStdString(*given.text);
    } else if (given.body) {
        // Written outside the lock: long lists cost more here than in the making.
        answer.headers.append(qMakePair(QByteArray("Content-Type"), QByteArray("application/json")));
        answer.body = QByteArray::fromStdString(given.body->dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    return answer;
}
} // namespace
} // namespace nephoscope::demo::cloudmanager

namespace nephoscope::demo {

std::unique_ptr<Site> makeCloudManager(const SiteOptions &options)
{
    return makeCloudManager(options, [] { return QDateTime::currentMSecsSinceEpoch(); });
}

std::unique_ptr<Site> makeCloudManager(const SiteOptions &options, ClockFunction clock)
{
    return std::make_unique<cloudmanager::CloudManager>(options, std::move(clock));
}

} // namespace nephoscope::demo
