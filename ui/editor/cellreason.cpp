// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/cellreason.h"

#include "editor/fieldeditor.h"
#include "shell/glyph.h"

#include <QEvent>

namespace nephoscope {

CellReason::CellReason(FieldEditor *editor)
    : QLabel(editor->parentWidget())
    , m_editor(editor)
{
    constexpr int margin = 4;
    setObjectName(QStringLiteral("cellReason"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setMargin(margin);
    setFrameShape(QFrame::Box);
    setAutoFillBackground(true);
    setForegroundRole(QPalette::WindowText); // not those of the table around it
    setBackgroundRole(QPalette::Window);
    setFocusPolicy(Qt::NoFocus);
    hide();
    editor->installEventFilter(this);
    connect(editor, &FieldEditor::edited, this, &CellReason::say);
    connect(editor, &FieldEditor::held, this, &CellReason::say);
    connect(editor, &QObject::destroyed, this, &QObject::deleteLater);
}

void CellReason::say()
{
    setText(m_editor->problem());
    setVisible(!text().isEmpty());
    QPalette colors = m_editor->palette();
    colors.setColor(QPalette::Window, colors.color(QPalette::Base));
    colors.setColor(QPalette::WindowText, readable(QColor(0xd0, 0x2f, 0x2f), colors));
    setPalette(colors);
    place();
}

void CellReason::place()
{
    constexpr int widest = 60; // letters in a line
    if (!isVisible())
        return;
    const QWidget *around = parentWidget();
    const int most = std::min(around->width() - m_editor->x(), widest * fontMetrics().averageCharWidth());
    const int line = fontMetrics().horizontalAdvance(text()) + 4 * margin();
    const int width = std::min(line, std::max(most, m_editor->width()));
    const QSize size(width, heightForWidth(width));
    const int below = m_editor->geometry().bottom() + 1;
    const bool fits = below + size.height() <= around->height() || m_editor->y() < size.height();
    setGeometry(QRect(QPoint(m_editor->x(), fits ? below : m_editor->y() - size.height()), size));
    raise();
}

bool CellReason::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide)
        hide();
    else if (event->type() == QEvent::Move || event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

} // namespace nephoscope
