// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrent>
#include <type_traits>

namespace nephoscope {

/// The one thread in which stores are filled, ordered, searched, written and read: jobs wait for each other, so that
/// whoever orders a store sees it stand still. It goes behind the window's thread where both want a processor.
QThreadPool &inventoryThread();

/// Does that work in the inventory thread, and then `done` with what came of it in the thread of `context`, unless that
/// is gone by then. (QFuture::then() lets the context go only after the work.)
template <class Work, class Done>
void inInventoryThread(QObject *context, Work work, Done done)
{
    using Result = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
        watcher->deleteLater();
        if constexpr (std::is_void_v<Result>)
            done();
        else
            done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(&inventoryThread(), std::move(work)));
}

} // namespace nephoscope
