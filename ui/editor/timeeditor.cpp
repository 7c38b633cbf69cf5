// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/timeeditor.h"

#include "shell/glyph.h"

#include <QBoxLayout>
#include <QDateTimeEdit>
#include <QToolButton>

namespace nephoscope {

namespace {

constexpr qint64 inMilliseconds = 100'000'000'000; // as seconds that were the year 5138

QDateTime timeIn(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber)
        return timeFromText(text);
    return number < inMilliseconds ? QDateTime::fromSecsSinceEpoch(number, Qt::UTC)
                                   : QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
}

bool isDay(const QString &text)
{
    return text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid(); // "2024-05-31"
}

QString written(const QDateTime &time, const QString &pattern)
{
    bool isNumber = false;
    const qint64 number = pattern.toLongLong(&isNumber);
    if (isNumber)
        return QString::number(number < inMilliseconds ? time.toSecsSinceEpoch() : time.toMSecsSinceEpoch());
    const Qt::DateFormat format =
        pattern.contains(QLatin1Char('.')) || pattern.isEmpty() ? Qt::ISODateWithMs : Qt::ISODate;
    const QDateTime before = timeFromText(pattern);
    const bool hasOffset = before.isValid() && before.timeSpec() == Qt::OffsetFromUTC;
    return (hasOffset ? time.toOffsetFromUtc(before.offsetFromUtc()) : time.toUTC()).toString(format);
}

} // namespace

TimeEditor::TimeEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_time(new QDateTimeEdit(this))
    , m_clear(new QToolButton(this))
{
    m_time->setObjectName(QStringLiteral("fieldTime"));
    m_time->setAccessibleName(facts.name);
    m_time->setFrame(!context.isInCell);
    m_time->setCalendarPopup(true);
    m_time->setDisplayFormat(isDate() ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_time->setMinimumDate(QDate(1970, 1, 1));
    m_time->setSpecialValueText(tr("not set"));
    m_clear->setObjectName(QStringLiteral("fieldClear"));
    m_clear->setAccessibleName(tr("Clear"));
    m_clear->setToolTip(tr("No time at all"));
    m_clear->setIcon(glyph(QStringLiteral("close")));
    m_clear->setAutoRaise(true);
    m_clear->setVisible(!facts.isRequired);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_time);
    all->addWidget(m_clear);
    all->addStretch();
    setFocusProxy(m_time);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, [this](const QDateTime &time) {
        m_isEmpty = time == m_time->minimumDateTime();
        m_isTouched = true;
        emit edited();
    });
    connect(m_clear, &QToolButton::clicked, this, [this] { m_time->setDateTime(m_time->minimumDateTime()); });
}

void TimeEditor::setText(const QString &text)
{
    if (text == this->text() && !m_isEmpty)
        return;
    const QSignalBlocker quiet(m_time);
    const QDateTime time = isDay(text) ? QDate::fromString(text, Qt::ISODate).startOfDay() : timeIn(text);
    m_pattern = text;
    m_time->setDisplayFormat(isDate() ? QStringLiteral("yyyy-MM-dd") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_isTouched = false;
    m_isEmpty = !time.isValid();
    m_time->setDateTime(time.isValid() ? time.toLocalTime() : m_time->minimumDateTime());
}

/// A day has neither hour nor zone.
bool TimeEditor::isDate() const
{
    return m_pattern.isEmpty() ? facts().unit == QLatin1String("day") : isDay(m_pattern);
}

QString TimeEditor::text() const
{
    if (!m_isTouched)
        return m_pattern;
    if (m_isEmpty)
        return {};
    if (isDate())
        return m_time->date().toString(Qt::ISODate);
    const bool isNumber = m_pattern.isEmpty() && facts().token == Value::Kind::Number;
    return written(m_time->dateTime(), isNumber ? QString::number(inMilliseconds) : m_pattern);
}

} // namespace nephoscope
