// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/operation.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace nephoscope {

class Looks;
class OperationEntry;

/// What the server offers to do with the resource now: the weightiest as buttons, the rest under "More", and so what
/// the properties themselves edit. Its actions() are all of them, each with its Operation as data, for menus and keys
/// elsewhere.
class OperationBar : public QWidget {
    Q_OBJECT
public:
    OperationBar(const Looks &looks, const QString &service, QWidget *parent);

    /// reasonAgainst: why nothing may be sent from here; empty where it may.
    void setOperations(const QList<Operation> &operations, const QString &reasonAgainst);
    /// Of what "More" has: why it is not to be had after all; empty where it is.
    void setReasonAgainst(const Operation &operation, const QString &reason);
    QString label(const Operation &operation) const;

signals:
    void triggered(const Operation &operation);
    /// "More" shows now.
    void unfolded();

private:
    void clear();
    QAction *addEntry(const OperationEntry &entry);
    void addButton(QAction *action, int place);
    void addMore(const QList<QAction *> &actions, qsizetype fields);

    const Looks &m_looks;
    QString m_service;
    QHBoxLayout *m_line;
};

} // namespace nephoscope
