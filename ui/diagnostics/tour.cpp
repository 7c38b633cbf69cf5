// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/tour.h"

#include "base/logging.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QPixmap>
#include <QWidget>

namespace nephoscope {

namespace {

constexpr int pause = 50; // milliseconds between two looks
constexpr int patience = 30'000; // milliseconds at one station
constexpr int calmLooks = 6; // so that nothing is still being laid out or loaded

/// With a line around it, as the frame belongs to the window manager and is not in the picture.
void drawOver(QPainter &painter, const QPoint &where, QWidget &dialog)
{
    painter.drawPixmap(where, dialog.grab());
    painter.setPen(dialog.palette().color(QPalette::Dark));
    painter.drawRect(QRect(where, dialog.size()).adjusted(-1, -1, 0, 0));
}

/// The window with the dialogs that stand before it.
QPixmap picture(QWidget &window)
{
    QPixmap all = window.grab();
    QPainter painter(&all);
    for (QWidget *other : QApplication::topLevelWidgets()) {
        if (other != &window && other->isVisible() && other->isWindow() && !other->inherits("QTipLabel"))
            drawOver(painter, window.mapFromGlobal(other->mapToGlobal(QPoint(0, 0))), *other);
    }
    return all;
}

} // namespace

Tour::Tour(QWidget &window, QList<Station> stations, QString folder, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_stations(std::move(stations))
    , m_folder(std::move(folder))
{
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &Tour::look);
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder))
        return end(tr("The folder %1 cannot be made.").arg(m_folder));
    m_timer.start();
    next();
}

void Tour::next()
{
    if (++m_position == m_stations.size())
        return end(QString());
    m_calm = 0;
    m_waiting.start();
    m_stations[m_position].go();
}

void Tour::look()
{
    const QString problem = m_stations[m_position].problem();
    if (problem.isEmpty()) {
        if (++m_calm < calmLooks)
            return;
        const QString notWritten = takePicture();
        if (notWritten.isEmpty())
            return next();
        return end(notWritten);
    }
    m_calm = 0;
    if (m_waiting.hasExpired(patience)) {
        const QString notWritten = takePicture();
        end(tr("Station %1 is not as expected: %2 %3").arg(m_stations[m_position].name, problem, notWritten));
    }
}

QString Tour::takePicture()
{
    const QString name =
        QStringLiteral("%1-%2.png").arg(m_position + 1, 2, 10, QLatin1Char('0')).arg(m_stations[m_position].name);
    const QString fileName = QDir(m_folder).filePath(name);
    return picture(m_window).save(fileName) ? QString() : tr("The picture %1 cannot be written.").arg(fileName);
}

void Tour::end(const QString &problem)
{
    m_timer.stop();
    emit finished(problem);
}

} // namespace nephoscope
