// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>
#include <QTimer>

class QLabel;

namespace nephoscope {

class Settings;

/// After a crash: a strip at the head of the window that says so and offers to open again what was open, and to save a
/// report. Nothing is opened before: what was open may be why. Shown only where a note was left. And, so that the next
/// crash costs no more than the last seconds, it asks for what is open to be written down whenever that has changed.
class Recovery : public QFrame {
    Q_OBJECT
public:
    explicit Recovery(Settings &settings, QWidget *parent = nullptr);

    /// True while it is to be decided whether what was open is opened again.
    bool isPending() const { return m_isPending; }
    /// Something was opened or closed.
    void noteChange();

signals:
    void restoreWanted();
    void saveWanted();

private:
    void layOut();
    void restore();
    void saveReport();
    void settle();

    Settings &m_settings;
    QString m_note;
    QStringList m_sites; ///< that were open
    QTimer m_soon;
    QLabel *m_sentence = nullptr;
    bool m_isPending = false;
};

} // namespace nephoscope
