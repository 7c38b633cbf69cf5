// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/taskmemory.h"
#include "platform/taskstate.h"

#include <QIdentityProxyModel>

namespace nephoscope {

class Looks;

/// "1:12", "2:05:09": how long something took or takes.
QString clockWords(qint64 seconds);
/// "4\u20136 min", "20\u201340 s": how long something usually takes; seconds.
QString spanWords(qint64 lower, qint64 upper);
/// "Running", "Succeeded" ...
QString phaseWords(TaskState::Phase phase);
State::Tone toneOf(TaskState::Phase phase);

/// Words, icons and alignment for the tasks of TaskModel.
class TaskWords : public QIdentityProxyModel {
    Q_OBJECT
public:
    TaskWords(const Looks &looks, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// How long each runs has changed.
    void tick();
    /// Where to look how long such work usually takes; must outlive this.
    void setMemory(const TaskMemory *memory);

private:
    QString text(const QModelIndex &index) const;
    QString hint(const QModelIndex &index) const;
    QString timeHint(const QModelIndex &index) const;
    QString timeWords(const QModelIndex &index) const;
    std::optional<UsualDuration> usual(const QModelIndex &index) const;

    const Looks &m_looks;
    const TaskMemory *m_memory = nullptr;
    mutable QHash<QString, std::optional<UsualDuration>> m_usual; ///< looked up once until something ends
};

} // namespace nephoscope
