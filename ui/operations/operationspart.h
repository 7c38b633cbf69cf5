// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

namespace nephoscope {

class Looks;
class MainWindow;
class MessageBar;
class OperationsDialog;
class Session;
class Settings;

/// The window's part for what services publish about themselves: opens the list of all operations of a site, and says
/// once what of a description could not be read.
class OperationsPart : public QObject {
    Q_OBJECT
public:
    OperationsPart(MainWindow &window, const Looks &looks, Settings &settings, MessageBar &bar);

private:
    void open();
    void update();
    void note(int site);
    QString currentSite() const;

    MainWindow &m_window;
    const Looks &m_looks;
    Settings &m_settings;
    MessageBar &m_bar;
    QHash<QString, QStringList> m_noted; ///< by site
    QPointer<OperationsDialog> m_dialog;
};

} // namespace nephoscope
