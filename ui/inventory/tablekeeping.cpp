// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TablePane that keeps what was read: for the search everywhere, and on disk for the next start.
#include "base/settings.h"
#include "inventory/keptlists.h"
#include "inventory/keptsite.h"
#include "inventory/tabledelegate.h"
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
    m_delegate->updateNow();
    m_messages->dismiss();
    updateStatus();
    putOnLoadedLists();
    const bool isWhole = m_table.load()->state() == ListLoad::State::Done && m_table.load()->gaps().isEmpty();
    if (isWhole && !m_server->isChecked() && m_settings.value(setting::keepsInventory))
        keep();
}

LoadedList TablePane::loadedList() const
{
    LoadedList loaded;
    loaded.profileId = m_session->profile().id;
    loaded.list = m_table.list();
    if (loaded.list.kind().isEmpty()) // somebody typed its address: its answer told
        loaded.list.withKind(m_kind);
    loaded.session = m_session;
    loaded.store = m_table.store();
    return loaded;
}

/// What shows can be found from everywhere.
void TablePane::putOnLoadedLists() { LoadedLists::ofProgram().put(loadedList()); }

void TablePane::keep()
{
    const QString file = OfflineCopy::fileName(m_session->profile().id, m_table.list().href());
    OfflineCopy copy;
    copy.store = m_table.store();
    copy.readAt = QDateTime::currentDateTimeUtc();
    copy.service = m_session->platform().service();
    copy.apiVersion = m_session->access().apiVersion;
    copy.kind = m_kind;
    copy.name = m_table.list().name();
    KeptList note;
    note.address = m_table.list().href();
    note.service = copy.service;
    note.kind = copy.kind;
    note.name = copy.name;
    note.readAt = copy.readAt;
    // that it cannot be kept is no trouble of whoever looks at the table
    QFuture<void> written =
        QtConcurrent::run(&inventoryThread(), [file, copy, note, profileId = m_session->profile().id] {
            if (OfflineCopy::write(file, copy))
                KeptLists::note(profileId, note);
        });
    Q_UNUSED(written);
}

void TablePane::readKept()
{
    const QString file = OfflineCopy::fileName(m_session->profile().id, m_table.list().href());
    const auto work = [file] { return OfflineCopy::read(file); };
    inInventoryThread(this, work, [this, list = m_table.list().href()](const Result<OfflineCopy> &copy) {
        if (copy && list == m_table.list().href())
            showKept(*copy);
    });
}

void TablePane::showKept(const OfflineCopy &copy)
{
    useKind(copy.kind);
    if (!m_table.showKept(copy.store))
        return;
    Resource head;
    head.self = Ref(m_table.list()).asCollection().withKind(m_kind).withName(copy.name);
    head.total = copy.store->rowCount();
    head.readAt = copy.readAt;
    emit headRead(head);
    putOnLoadedLists();
    const QString age = relativeWords(copy.readAt, QDateTime::currentDateTime());
    const QString why = whyNotAsked(*m_session);
    m_messages->dismiss();
    m_messages->show(MessageBar::Tone::Information,
        m_table.isLoading() ? tr("This is what was read %1. It is being read again.").arg(age)
            : !why.isEmpty()
            ? tr("This is what was read %1. Sign in to %2 to read it again or to change anything.")
                  .arg(age, m_session->profile().name)
            : tr("This is what was read %1. The site cannot be asked now, so nothing can be changed.").arg(age));
}

} // namespace nephoscope
