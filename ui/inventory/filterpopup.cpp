// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/filterpopup.h"

#include "resource/values.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>
#include <unordered_map>

namespace nephoscope {

namespace {

const QString valueName = QStringLiteral("nephoscopeValue");
const QString dateFormat = QStringLiteral("yyyy-MM-dd");
constexpr int shownWithoutScrolling = 12;

QPair<QString, QString> endsOf(const QString &text)
{
    const qsizetype dots = text.indexOf(QLatin1String(".."));
    if (dots >= 0)
        return {text.left(dots).trimmed(), text.mid(dots + 2).trimmed()};
    if (text.startsWith(QLatin1String(">=")))
        return {text.mid(2).trimmed(), QString()};
    if (text.startsWith(QLatin1String("<=")))
        return {QString(), text.mid(2).trimmed()};
    return {};
}

QString rangeText(const QString &least, const QString &most)
{
    if (least.isEmpty() && most.isEmpty())
        return {};
    if (most.isEmpty())
        return QStringLiteral(">=") + least;
    return least.isEmpty() ? QStringLiteral("<=") + most : least + QStringLiteral("..") + most;
}

} // namespace

QList<ValueCount> valuesOf(const RecordStore &store, const QString &member, int most)
{
    const int column = store.column(member.toStdString());
    std::unordered_map<std::string_view, qint64> counts; // the texts stand in the store
    for (RecordStore::Row row = 0; column >= 0 && row < store.rowCount(); ++row)
        ++counts[store.text(row, column)];
    QList<ValueCount> values;
    for (const auto &[text, count] : counts)
        values << ValueCount{QString::fromUtf8(text.data(), qsizetype(text.size())), count};
    std::sort(values.begin(), values.end(), [](const ValueCount &a, const ValueCount &b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    return values.mid(0, most);
}

FilterPopup::FilterPopup(
    const TableColumn &column, const QList<ValueCount> &values, const QString &text, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_column(column)
{
    setObjectName(QStringLiteral("filterPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(10, 10, 10, 10);
    all->setSpacing(6);
    if (column.by == RowSort::By::Number)
        makeNumbers(all, text);
    else if (column.by == RowSort::By::Time)
        makeDates(all, text);
    else
        makeValues(all, values, text);
    makeClear(all);
}

void FilterPopup::makeValues(QBoxLayout *all, const QList<ValueCount> &values, const QString &text)
{
    const QStringList ticked = text.startsWith(QLatin1Char('=')) ? text.mid(1).split(QLatin1Char('|')) : QStringList();
    auto *inner = new QWidget;
    auto *list = new QVBoxLayout(inner);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(4);
    const QDateTime now = QDateTime::currentDateTime();
    for (const ValueCount &each : values) {
        if (each.value.contains(QLatin1Char('|')))
            continue; // the box has no words for it
        const QString words = each.value.isEmpty() ? tr("(empty)") : oneLine(m_column.words(each.value, now), 48);
        auto *tick = new QCheckBox(QStringLiteral("%1  %2").arg(
            QString(words).replace(QLatin1Char('&'), QLatin1String("&&")), groupedDigits(QString::number(each.count))));
        tick->setObjectName(QStringLiteral("value_") + each.value);
        tick->setProperty(valueName.toLatin1().constData(), each.value);
        tick->setChecked(ticked.contains(each.value));
        connect(tick, &QCheckBox::toggled, this, &FilterPopup::tellValues);
        list->addWidget(tick);
        m_ticks << tick;
    }
    list->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    const int rows = std::clamp(int(m_ticks.size()), 1, shownWithoutScrolling);
    const QSize hint = inner->sizeHint();
    scroll->setFixedHeight(hint.height() * rows / std::max(1, int(m_ticks.size())) + 4);
    scroll->setMinimumWidth(hint.width() + 24);
    all->addWidget(scroll);
    setFocusProxy(m_ticks.isEmpty() ? nullptr : m_ticks.first());
}

void FilterPopup::makeNumbers(QBoxLayout *all, const QString &text)
{
    const auto [least, most] = endsOf(text);
    auto *line = new QHBoxLayout;
    const auto make = [&](const QString &name, const QString &label, const QString &value) {
        auto *made = new QLineEdit(value, this);
        made->setObjectName(name);
        made->setAccessibleName(label);
        made->setPlaceholderText(label);
        made->setFixedWidth(12 * fontMetrics().averageCharWidth());
        connect(made, &QLineEdit::textChanged, this, &FilterPopup::tellNumbers);
        line->addWidget(made);
        return made;
    };
    m_least = make(QStringLiteral("filterLeast"), tr("From"), least);
    line->addWidget(new QLabel(QStringLiteral("\u2013"), this));
    m_most = make(QStringLiteral("filterMost"), tr("To"), most);
    all->addLayout(line);
    if (!m_column.unit.isEmpty()) {
        auto *unit = new QLabel(tr("In %1, or with another unit behind the number.").arg(m_column.unit), this);
        unit->setTextFormat(Qt::PlainText);
        all->addWidget(unit);
    }
    setFocusProxy(m_least);
}

void FilterPopup::makeDates(QBoxLayout *all, const QString &text)
{
    const auto [since, until] = endsOf(text);
    const auto make = [&](QCheckBox *&has, QDateEdit *&date, const QString &name, const QString &label,
                          const QString &value) {
        auto *line = new QHBoxLayout;
        const QDate day = QDate::fromString(value, dateFormat);
        has = new QCheckBox(label, this);
        has->setObjectName(QStringLiteral("has") + name);
        has->setChecked(day.isValid());
        date = new QDateEdit(day.isValid() ? day : QDate::currentDate(), this);
        date->setObjectName(QStringLiteral("date") + name);
        date->setDisplayFormat(dateFormat);
        date->setCalendarPopup(true);
        connect(has, &QCheckBox::toggled, this, &FilterPopup::tellDates);
        connect(date, &QDateEdit::dateChanged, has, [has] { has->setChecked(true); });
        connect(date, &QDateEdit::dateChanged, this, &FilterPopup::tellDates);
        line->addWidget(has);
        line->addStretch(1);
        line->addWidget(date);
        all->addLayout(line);
    };
    make(m_hasSince, m_since, QStringLiteral("Since"), tr("From"), since);
    make(m_hasUntil, m_until, QStringLiteral("Until"), tr("To"), until);
    for (const auto &[words, typed] :
        {std::pair(tr("Last 24 hours"), QStringLiteral("<24h")), std::pair(tr("Last 7 days"), QStringLiteral("<7d")),
            std::pair(tr("Last 30 days"), QStringLiteral("<30d"))}) {
        auto *button = new QPushButton(words, this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, typed = typed] {
            emit chosen(typed);
            close();
        });
        all->addWidget(button);
    }
    setFocusProxy(m_hasSince);
}

void FilterPopup::makeClear(QBoxLayout *all)
{
    auto *line = new QHBoxLayout;
    auto *clear = new QPushButton(tr("Clear"), this);
    clear->setObjectName(QStringLiteral("filterClear"));
    auto *done = new QPushButton(tr("Close"), this);
    connect(clear, &QPushButton::clicked, this, [this] {
        emit chosen(QString());
        close();
    });
    connect(done, &QPushButton::clicked, this, &QWidget::close);
    line->addWidget(clear);
    line->addStretch(1);
    line->addWidget(done);
    all->addLayout(line);
}

void FilterPopup::tellValues()
{
    QStringList values;
    for (const QCheckBox *tick : std::as_const(m_ticks))
        if (tick->isChecked())
            values << tick->property(valueName.toLatin1().constData()).toString();
    emit chosen(values.isEmpty() ? QString() : QLatin1Char('=') + values.join(QLatin1Char('|')));
}

void FilterPopup::tellNumbers() { emit chosen(rangeText(m_least->text().trimmed(), m_most->text().trimmed())); }

void FilterPopup::tellDates()
{
    const auto day = [](const QCheckBox *has, const QDateEdit *date) {
        return has->isChecked() ? date->date().toString(dateFormat) : QString();
    };
    emit chosen(rangeText(day(m_hasSince, m_since), day(m_hasUntil, m_until)));
}

} // namespace nephoscope
