// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace nephoscope {

class Looks;
class ResourceView;
class Settings;

/// What a service answered to any operation: a list as a table, an object as its properties, a file to be saved; of the
/// rest the words.
class AnswerView : public QWidget {
    Q_OBJECT
public:
    AnswerView(std::shared_ptr<Session> session, const Looks &looks, Settings &settings, QWidget *parent);

    void say(const QString &words);
    void show(const Request &request, const Reply &reply, const QString &title);
    ResourceView &resource() { return *m_resource; }

signals:
    void opened(const Ref &ref);

private:
    void save();

    std::shared_ptr<Session> m_session;
    QStackedWidget *m_stack;
    QLabel *m_words;
    QPushButton *m_save;
    ResourceView *m_resource;
    QByteArray m_file;
};

} // namespace nephoscope
