// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/theme.h"

#include "shell/consolestyle.h"

#include <QApplication>
#include <QEvent>
#include <QToolTip>

namespace nephoscope {

namespace {

/// The colours of a theme; every other role follows from them.
struct Colors {
    QColor window;
    QColor base;
    QColor alternate;
    QColor text;
    QColor button;
    QColor accent;
    QColor link;
    QColor muted;
    QColor disabled;
};

QPalette palette(const Colors &colors)
{
    QPalette palette(colors.button, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::ToolTipBase, colors.base);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, colors.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.disabled);
    return palette;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QApplication::setStyle(new ConsoleStyle); // the application owns it
    apply();
    qApp->installEventFilter(this);
}

QPalette Theme::light()
{
    return palette({QColor(0xf2, 0xf4, 0xf7), Qt::white, QColor(0xf6, 0xf8, 0xfa), QColor(0x1b, 0x1f, 0x24),
        QColor(0xfa, 0xfb, 0xfc), QColor(0x25, 0x63, 0xc9), QColor(0x1d, 0x5b, 0xbf), QColor(0x64, 0x6c, 0x78),
        QColor(0x9a, 0xa1, 0xab)});
}

QPalette Theme::dark()
{
    return palette({QColor(0x2b, 0x2f, 0x36), QColor(0x1b, 0x1e, 0x23), QColor(0x20, 0x24, 0x29),
        QColor(0xe3, 0xe6, 0xea), QColor(0x3a, 0x40, 0x49), QColor(0x2f, 0x6d, 0xcf), QColor(0x7d, 0xb1, 0xff),
        QColor(0x98, 0xa1, 0xad), QColor(0x7b, 0x83, 0x8e)});
}

Theme::Choice Theme::choiceNamed(const QString &name)
{
    if (name == QLatin1String("light"))
        return Choice::Light;
    return name == QLatin1String("dark") ? Choice::Dark : Choice::System;
}

QString Theme::nameOf(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    case Choice::System:
        break;
    }
    return QStringLiteral("system");
}

void Theme::choose(Choice choice)
{
    m_choice = choice;
    apply();
}

void Theme::apply()
{
    m_applying = true;
    if (m_choice == Choice::System) {
        QApplication::setPalette(QPalette()); // what the desktop says shows only without a palette of our own
        const QPalette desktop = QApplication::palette();
        m_dark = desktop.color(QPalette::Window).lightness() < desktop.color(QPalette::WindowText).lightness();
    } else {
        m_dark = m_choice == Choice::Dark;
    }
    const QPalette own = m_dark ? dark() : light();
    QApplication::setPalette(own);
    QToolTip::setPalette(own);
    m_applying = false;
    emit changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && !m_applying && m_choice == Choice::System)
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace nephoscope
