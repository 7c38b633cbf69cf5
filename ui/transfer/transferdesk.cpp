// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/transferdesk.h"

#include "models/sameresource.h"
#include "resource/resourcepage.h"
#include "session/taskfollower.h"
#include "shell/pagetabs.h"
#include "tasks/taskview.h"
#include "transfer/descriptorfiles.h"
#include "transfer/transferrow.h"

#include <QBoxLayout>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <algorithm>
#include <qcorotask.h>

namespace nephoscope {

TransferDesk::TransferDesk(PageTabs &pages, TaskView &tasks)
    : QWidget(&tasks)
    , m_pages(pages)
    , m_tasks(tasks)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("transferDesk"));
    setAccessibleName(tr("Files on their way"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    hide();
    tasks.addAbove(this);
    connect(&pages, &PageTabs::transferWanted, this, &TransferDesk::take);
}

int TransferDesk::running() const
{
    return int(
        std::count_if(m_rows.begin(), m_rows.end(), [](TransferRow *row) { return !row->transfer().isEnded(); }));
}

void TransferDesk::take(const TransferOrder &order)
{
    if (order.file.href.isEmpty())
        find(order, true);
    else
        start(order);
}

/// What was just made waits for a file, or it is an entry of a list and the thing in it waits.
void TransferDesk::find(const TransferOrder &order, bool mayLookInside)
{
    QCoro::connect(
        order.session->open(order.object), this, [this, order, mayLookInside](const Result<Resource> &object) {
            const QString name = QFileInfo(order.fileName).fileName();
            if (!object)
                return emit m_tasks.failed(FaultReport(tr("%1 was not sent.").arg(name), object.error()));
            TransferOrder found = order;
            found.object = object->self;
            const QList<Transfer> offered = order.session->platform().transfers(*object);
            const auto upload = std::find_if(offered.begin(), offered.end(),
                [](const Transfer &each) { return each.direction == Transfer::Direction::Upload && !each.isDone(); });
            if (upload != offered.end()) {
                found.file = *upload;
                return start(found);
            }
            if (mayLookInside && object->children.size() == 1) {
                found.object = object->children.constFirst();
                return find(found, false);
            }
            emit m_tasks.failed(FaultReport(tr("%1 was not sent.").arg(name),
                Error(Error::Kind::Conflict, tr("%1 waits for no file.").arg(object->self.name()))));
        });
}

void TransferDesk::start(const TransferOrder &order)
{
    auto *row = new TransferRow(std::make_unique<FileTransfer>(order), this);
    m_rows << row;
    m_column->addWidget(row);
    QWidget::show();
    connect(&row->transfer(), &FileTransfer::ended, this, [this, row] { ended(row); });
    connect(row, &TransferRow::dismissed, this, [this, row] { dismiss(row); });
    row->transfer().start();
    comeIntoSight();
}

/// What begins shows itself; the focus stays where it is.
void TransferDesk::comeIntoSight()
{
    for (QWidget *around = parentWidget(); around; around = around->parentWidget()) {
        if (auto *dock = qobject_cast<QDockWidget *>(around)) {
            dock->show();
            dock->raise();
            return;
        }
    }
}

void TransferDesk::ended(TransferRow *row)
{
    const TransferOrder order = row->transfer().order();
    const bool isUpload = order.file.direction == Transfer::Direction::Upload;
    if (isUpload && row->transfer().state() == FileTransfer::State::Done)
        goOn(order);
    else if (isUpload)
        reload(order);
}

/// The server works on what it got, or waits for more: files that lie beside the first and that it names.
void TransferDesk::goOn(const TransferOrder &before)
{
    QCoro::connect(before.session->open(before.object), this, [this, before](const Result<Resource> &object) {
        reload(before);
        if (!object)
            return;
        for (const TaskState &task : object->tasks)
            if (!task.isEnded())
                before.session->tasks().follow(task);
        const QStringList named = filesNamedIn(before.fileName);
        const QList<Transfer> offered = before.session->platform().transfers(*object);
        for (const Transfer &file : offered) {
            const QString beside = QFileInfo(before.fileName).dir().filePath(file.name);
            const bool isWanted = file.direction == Transfer::Direction::Upload && !file.isDone();
            if (!isWanted || !named.contains(file.name) || !QFileInfo(beside).isFile())
                continue;
            TransferOrder next = before;
            next.file = file;
            next.fileName = beside;
            start(next);
        }
    });
}

void TransferDesk::reload(const TransferOrder &order)
{
    for (int index = 0; index < m_pages.count(); ++index) {
        ResourcePage *page = m_pages.page(index);
        if (page->session() == order.session && sameResource(page->ref(), order.object))
            page->reload();
    }
}

void TransferDesk::dismiss(TransferRow *row)
{
    m_rows.removeOne(row);
    row->deleteLater();
    setVisible(!m_rows.isEmpty());
}

} // namespace nephoscope
