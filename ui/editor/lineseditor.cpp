// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lineseditor.h"

#include "editor/fieldwords.h"

#include <QBoxLayout>
#include <QPlainTextEdit>

namespace nephoscope {

LinesEditor::LinesEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_lines(new QPlainTextEdit(this))
{
    m_lines->setObjectName(QStringLiteral("fieldLines"));
    m_lines->setAccessibleName(facts.name);
    m_lines->setTabChangesFocus(true);
    m_lines->setPlaceholderText(facts.isPlainList ? tr("One value in each line") : facts.preset);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_lines);
    if (!context.isInCell) { // a form shows as much as is written
        const auto fit = [this] {
            m_lines->setFixedHeight(lines() * m_lines->fontMetrics().lineSpacing() + 2 * (m_lines->frameWidth() + 4));
        };
        fit();
        connect(m_lines, &QPlainTextEdit::blockCountChanged, this, fit);
    }
    setFocusProxy(m_lines);
    connect(m_lines, &QPlainTextEdit::textChanged, this, [this] {
        mark(m_lines);
        emit edited();
    });
}

void LinesEditor::setText(const QString &text)
{
    if (text == this->text())
        return;
    const QSignalBlocker quiet(m_lines);
    m_lines->setPlainText(text);
    mark(m_lines);
}

QString LinesEditor::text() const
{
    QString text = m_lines->toPlainText();
    while (facts().isPlainList && text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    return text;
}

QString LinesEditor::problem() const
{
    if (!facts().isPlainList)
        return FieldEditor::problem();
    FieldFacts one = facts();
    one.isPlainList = false;
    const QStringList values = text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &value : values)
        if (const FieldFault fault = faultOf(one, value); fault != FieldFault::None)
            return tr("%1: %2", "value, what is wrong with it").arg(value, faultWords(one, fault));
    return values.isEmpty() && one.isRequired ? faultWords(one, FieldFault::Missing) : QString();
}

int LinesEditor::lines() const
{
    constexpr int least = 3;
    constexpr int most = 8;
    return std::clamp(m_lines->blockCount() + 1, least, most);
}

} // namespace nephoscope
