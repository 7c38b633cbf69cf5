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
    showValues(facts.choices, {});
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
    connect(m_lines, &QPlainTextEdit::textChanged, this, &FieldEditor::edited);
}

void LinesEditor::setOffers(const QList<Choice> &offers, const QString &note)
{
    QStringList values;
    for (const Choice &offer : offers)
        values << offer.value;
    showValues(values.isEmpty() ? facts().choices : values, note);
}

/// What may be written, where that is known.
void LinesEditor::showValues(const QStringList &values, const QString &note)
{
    constexpr qsizetype most = 12;
    const QString all = values.mid(0, most).join(QStringLiteral(", "));
    const QString words = !note.isEmpty() ? note
        : all.isEmpty()                   ? tr("One value in each line")
                                          : tr("One value in each line. There is: %1").arg(all);
    m_lines->setPlaceholderText(facts().isPlainList ? words : facts().preset);
    m_lines->setAccessibleDescription(m_lines->placeholderText());
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
