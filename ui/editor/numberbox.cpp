// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/numberbox.h"

#include <QLineEdit>
#include <QRegularExpression>

namespace nephoscope {

NumberBox::NumberBox(QWidget *parent)
    : QAbstractSpinBox(parent)
{
    setCorrectionMode(CorrectToPreviousValue);
    lineEdit()->setAlignment(Qt::AlignRight);
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::edited);
}

void NumberBox::setRange(std::optional<double> least, std::optional<double> most)
{
    m_least = least;
    m_most = most;
}

void NumberBox::setNumber(const QString &digits)
{
    if (digits != lineEdit()->text())
        lineEdit()->setText(digits);
}

QString NumberBox::number() const { return lineEdit()->text().trimmed(); }

void NumberBox::stepBy(int steps)
{
    bool isWhole = false;
    const qint64 whole = number().toLongLong(&isWhole);
    double next = number().toDouble() + steps;
    if (m_least)
        next = std::max(next, *m_least);
    if (m_most)
        next = std::min(next, *m_most);
    const bool fits = isWhole && double(whole + steps) == next;
    lineEdit()->setText(fits ? QString::number(whole + steps) : QString::number(next, 'g', 15));
    selectAll();
    emit edited();
}

QValidator::State NumberBox::validate(QString &input, int &) const
{
    static const QRegularExpression whole(QStringLiteral("^[+-]?\\d*$"));
    static const QRegularExpression decimal(QStringLiteral("^[+-]?\\d*([.,]\\d*)?([eE][+-]?\\d*)?$"));
    if (!m_isWhole)
        input.replace(QLatin1Char(','), QLatin1Char('.'));
    return (m_isWhole ? whole : decimal).match(input).hasMatch() ? QValidator::Acceptable : QValidator::Invalid;
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const
{
    if (isReadOnly())
        return StepNone;
    const double now = number().toDouble();
    StepEnabled enabled = StepNone;
    enabled.setFlag(StepUpEnabled, !m_most || now < *m_most);
    enabled.setFlag(StepDownEnabled, !m_least || now > *m_least);
    return enabled;
}

QSize NumberBox::sizeHint() const
{
    constexpr int digits = 14;
    QSize size = QAbstractSpinBox::sizeHint();
    size.setWidth(digits * fontMetrics().horizontalAdvance(QLatin1Char('0')) + 2 * size.height() / 2);
    return size;
}

} // namespace nephoscope
