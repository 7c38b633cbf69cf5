// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace nephoscope {

/// Requests exactly as they will be on the wire, behind a fold, with "Copy as curl".
class RequestPreview : public QWidget {
    Q_OBJECT
public:
    explicit RequestPreview(QWidget *parent);

    /// `requests` as Session::asSent() has them; `title` is the fold's.
    void setRequests(const QString &title, const QList<Request> &requests);
    void setOpen(bool isOpen);

private:
    QToolButton *m_fold;
    QPushButton *m_copy;
    QPlainTextEdit *m_text;
    QString m_curl;
};

} // namespace nephoscope
