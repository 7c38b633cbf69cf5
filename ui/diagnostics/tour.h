// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>

class QWidget;

namespace nephoscope {

/// A place where the tour stops: how to get there, how to know that one is there.
class Station {
public:
    QString name; ///< of its picture
    std::function<void()> go;
    /// Asked again and again until it is empty: what is not as expected. May do the next of several steps.
    std::function<QString()> problem;
};

/// Goes from station to station in the real window, looks whether each is as expected, and puts a picture of it into a
/// folder. Ends at the first that is not.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(QWidget &window, QList<Station> stations, QString folder, QObject *parent = nullptr);

    void start();

signals:
    /// `problem` is empty if all stations were as expected.
    void finished(const QString &problem);

private:
    void next();
    void look();
    void end(const QString &problem);
    QString takePicture();

    QWidget &m_window;
    QList<Station> m_stations;
    QString m_folder;
    qsizetype m_position = -1;
    QTimer m_timer;
    QElapsedTimer m_waiting;
    int m_calm = 0; ///< looks in a row at which all was well
};

} // namespace nephoscope
