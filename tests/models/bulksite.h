// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "demo/server.h"
#include "journal/journal.h"
#include "models/bulkrun.h"
#include "session/connector.h"

#include <QTemporaryDir>
#include <memory>

namespace nephoscope {

/// One life of a console without a window: a session with a demo site, and a journal in a folder.
class BulkConsole {
public:
    /// Signs in by the first user of that role; ends the program where that fails.
    BulkConsole(const QUrl &site, const QString &user, const QString &organization, const QByteArray &password,
        const QString &folder);
    ~BulkConsole();

    const std::shared_ptr<Session> &session() const { return m_session; }
    const std::shared_ptr<Journal> &journal() const { return m_journal; }
    std::shared_ptr<BulkRun> run(const BulkPlan &plan) const;
    /// Every virtual machine of that name's beginning, page by page.
    QList<Ref> machines(const QString &nameBegins) const;
    Result<Resource> open(const Ref &ref) const;

private:
    Settings m_settings;
    Nobody m_nobody;
    std::shared_ptr<Journal> m_journal;
    std::unique_ptr<Connector> m_connector;
    std::shared_ptr<Session> m_session;
};

} // namespace nephoscope
