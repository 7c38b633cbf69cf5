// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TablePane that keeps what was read: for the search everywhere, and on disk for the next start.
#include "base/settings.h"
#include "inventory/offlinecopy.h"
#include "inventory/tablepane.h"
#include "inventory/worker.h"
#include "models/loadedlists.h"
#include "resource/values.h"
#include "shell/messagebar.h"

#include <QToolButton>
#include <QtConcurrent>

namespace nephoscope {

void TablePane::takeNote()
{
    m_messages->dismiss();
    updateStatus();
    LoadedList loaded;
    loaded.profileId = m_session->profile().id;
    loaded.list = m_table.list();
    loaded.session = m_session;
    loaded.store = m_table.store();
    LoadedLists::ofProgram().put(loaded);
    const bool isWhole = m_table.load()->state() == ListLoad::State::Done && m_table.load()->gaps().isEmpty();
    if (isWhole && !m_server->isChecked() && m_settings.value(setting::keepsInventory))
        keep();
}

void TablePane::keep()
{
    const QString file = OfflineCopy::fileName(m_session->profile().id, m_table.list().href());
    const std::shared_ptr<RecordStore> store = m_table.store();
    // that it cannot be kept is no trouble of whoever looks at the table
    QFuture<Result<void>> written = QtConcurrent::run(&inventoryThread(),
        [file, store] { return OfflineCopy::write(file, *store, QDateTime::currentDateTimeUtc()); });
    Q_UNUSED(written);
}

void TablePane::readKept()
{
    const QString file = OfflineCopy::fileName(m_session->profile().id, m_table.list().href());
    QtConcurrent::run(&inventoryThread(), [file] {
        return OfflineCopy::read(file);
    }).then(this, [this, list = m_table.list().href()](const Result<OfflineCopy> &copy) {
        if (copy && list == m_table.list().href())
            showKept(*copy);
    });
}

void TablePane::showKept(const OfflineCopy &copy)
{
    if (!m_table.showKept(copy.store))
        return;
    Resource head;
    head.self = Ref(m_table.list()).asCollection();
    head.total = copy.store->rowCount();
    head.readAt = copy.readAt;
    emit headRead(head);
    m_messages->dismiss();
    m_messages->show(MessageBar::Tone::Information,
        m_table.isLoading() ? tr("This is what was read %1. It is being read again.")
                                  .arg(relativeWords(copy.readAt, QDateTime::currentDateTime()))
                            : tr("This is what was read %1. The site cannot be asked now, so nothing can be changed.")
                                  .arg(relativeWords(copy.readAt, QDateTime::currentDateTime())));
}

} // namespace nephoscope
