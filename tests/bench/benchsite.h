// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench.h"

#include "base/settings.h"
#include "inventory/tablepane.h"
#include "session/connector.h"
#include "shell/looks.h"

#include <QTemporaryDir>
#include <qcorotask.h>

namespace nephoscope::bench {

constexpr int pageSize = 128;
const QString machines = QStringLiteral("/api/query?type=adminVM&format=records");

class Trusting : public Nobody {
public:
    QCoro::Task<bool> trust(Profile, Certificate certificate, QByteArray) override
    {
        fingerprint = certificate.fingerprint;
        co_return true;
    }
    QByteArray fingerprint;
};

/// Signed in to a demo site, by its own address or by that of a server before it.
class Site {
public:
    explicit Site(const Account &account, const QString &url = {});
    ~Site();
    Site(const Site &) = delete;
    Site &operator=(const Site &) = delete;

    /// A file for curl --config that asks for every page once; saved into that folder, else thrown away.
    QString curlConfig(int pages, const QString &folder = {});
    Ref list() const;
    QByteArray token() const;
    QByteArray fingerprint() const { return m_person.fingerprint; }
    Settings &settings() { return m_settings; }
    QString folder() const { return m_folder.path(); }

    std::shared_ptr<Session> session; ///< null where it did not come about

private:
    QTemporaryDir m_folder;
    Settings m_settings;
    Trusting m_person;
    Connector m_connector;
};

/// A table in a window, as the console shows it.
class Table {
public:
    explicit Table(Site &site);

    /// Reads the list sorted by name, scrolling meanwhile; seconds until it stands there.
    double read(Heartbeat &heartbeat);
    /// From an action to the rows painted, ms.
    double painted(const std::function<void()> &act);
    int pages();
    /// Of the last painted(): when the rows stood in the model, ms.
    double ordered = 0;

    Looks looks;
    TablePane pane;

private:
    Site &m_site;
};

} // namespace nephoscope::bench
