// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

namespace nephoscope {

/// The console's own light and dark palettes over the Fusion style, so that it looks the same on every desktop. Follows
/// the desktop's colours live unless the user chose one.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr);

    void choose(Choice choice);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    /// "system", "light", "dark", as the settings say it. Anything else is System.
    static Choice choiceNamed(const QString &name);
    static QString nameOf(Choice choice);
    static QPalette light();
    static QPalette dark();

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void changed();

private:
    void apply();

    Choice m_choice = Choice::System;
    bool m_dark = false;
    bool m_applying = false;
};

} // namespace nephoscope
