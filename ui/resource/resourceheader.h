// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/resource.h"
#include "platform/taskstate.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace nephoscope {

class ElidedLabel;
class Looks;

/// Who the resource is: the way to it, icon, name, kind, state, id, and how old all this is.
class ResourceHeader : public QWidget {
    Q_OBJECT
public:
    ResourceHeader(const Looks &looks, const QString &service, QWidget *parent);

    /// What is known before the answer came.
    void setRef(const Ref &ref);
    void setResource(const Resource &resource);
    /// Outdated content says so.
    void setStale(bool stale);
    /// Work that goes on with the object: its words and how far it is; a null task ends it.
    void setTask(const TaskState &task);

signals:
    void refreshWanted();

private:
    QWidget *makeTitle();
    QWidget *makeTask(QWidget *parent);
    QToolButton *makeButton(const QString &name, const QString &icon, const QString &words);
    void showAge();

    const Looks &m_looks;
    QString m_service;
    QDateTime m_readAt;
    bool m_isStale = false;
    QTimer m_clock;
    QLabel *m_icon = nullptr;
    ElidedLabel *m_name = nullptr;
    QLabel *m_kind = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    ElidedLabel *m_id = nullptr;
    QToolButton *m_copyId = nullptr;
    QLabel *m_task = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_age = nullptr;
    QToolButton *m_refresh = nullptr;
    Ref m_ref;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
};

} // namespace nephoscope
