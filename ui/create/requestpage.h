// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "editor/changewords.h"
#include "net/request.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace nephoscope {

class Error;
class MessageBar;

/// The end of a wizard's step: the exact request, and below it what the service answered.
class RequestPage : public QWidget {
    Q_OBJECT
public:
    explicit RequestPage(QWidget *parent);

    /// As it will be on the wire; forgets the answer to another one.
    void setRequest(const Request &request);
    void setAnswer(const Document &answer, const QString &text, const Labels &labels);
    void setError(const QString &what, const Error &error);
    bool isAnswered() const { return m_isAnswered; }

private:
    QPlainTextEdit *m_request;
    QPushButton *m_copy;
    MessageBar *m_messages;
    QLabel *m_title;
    QTreeWidget *m_answer;
    QString m_curl;
    bool m_isAnswered = false;
};

} // namespace nephoscope
