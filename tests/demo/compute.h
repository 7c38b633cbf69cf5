// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client.h"

namespace nephoscope::demo {

/// A demo Cloud Director with fast tasks and somebody signed in: what tests over VMs and vApps do again and again.
class Compute {
public:
    explicit Compute(
        const QByteArray &version = "36.0", const QByteArray &format = "xml", const QByteArray &user = "ada@acme");

    Client &client() { return m_client; }
    QByteArray url() const { return m_client.base(); }

    /// The address of the object of that name in acme-prod.
    QByteArray vapp(const QByteArray &name) { return find("vApp", "VAppRecord", name); }
    QByteArray vm(const QByteArray &name) { return find("vm", "VMRecord", name); }
    QByteArray find(const QByteArray &type, const QByteArray &record, const QByteArray &name);
    QByteArray vdc() { return m_vdc; }

    /// Sends, follows the task to its end, and says how it ended; or the status and code of the refusal. XML or JSON.
    QByteArray perform(
        const QByteArray &method, const QByteArray &address, const QByteArray &body = {}, const QByteArray &type = {});
    /// Waits for the tasks in an object that has just been made.
    QByteArray finish(const QByteArray &address);
    /// The document in XML, whatever the format of the test.
    QByteArray xml(const QByteArray &address);

private:
    QByteArray outcomeOf(const QByteArray &task);

    std::unique_ptr<Server> m_server;
    Client m_client;
    Client m_reader; ///< in XML
    QByteArray m_vdc;
};

/// "application/vnd.vmware.vcloud.vm+xml"
QByteArray vcloudType(const QByteArray &name, const QByteArray &format = "xml");
/// An element in the API's namespace, with the prefixes that sections need declared.
QByteArray vcloudElement(const QByteArray &name, const QByteArray &attributes, const QByteArray &content);

} // namespace nephoscope::demo
