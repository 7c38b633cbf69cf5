// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/measureeditor.h"

#include "editor/numberbox.h"
#include "models/measure.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <cmath>

namespace nephoscope {

namespace {

QStringList unitsOf(PropertyType type)
{
    switch (type) {
    case PropertyType::Size:
        return {QStringLiteral("B"), QStringLiteral("kB"), QStringLiteral("MB"), QStringLiteral("GB"),
            QStringLiteral("TB")};
    case PropertyType::Frequency:
        return {QStringLiteral("Hz"), QStringLiteral("kHz"), QStringLiteral("MHz"), QStringLiteral("GHz")};
    case PropertyType::Duration:
        return {QStringLiteral("ms"), QStringLiteral("s"), QStringLiteral("min"), QStringLiteral("h"),
            QStringLiteral("days")};
    default:
        return {};
    }
}

bool isWhole(double value) { return std::abs(value) < 9e15 && value == std::floor(value); }

QString plainNumber(double value)
{
    return isWhole(value) ? QString::number(qint64(value)) : QString::number(value, 'g', 15);
}

} // namespace

MeasureEditor::MeasureEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent)
    : FieldEditor(facts, parent)
    , m_number(new NumberBox(this))
{
    m_number->setObjectName(QStringLiteral("fieldNumber"));
    m_number->setAccessibleName(facts.name);
    m_number->setFrame(!context.isInCell);
    m_number->lineEdit()->setPlaceholderText(facts.preset);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_number);
    addUnits();
    addUnlimited();
    if (facts.type == PropertyType::Percent)
        all->addWidget(new QLabel(QStringLiteral("%"), this));
    all->addStretch();
    const bool isBare = m_units.isEmpty();
    m_number->setWhole(isBare && (facts.isWhole || facts.type == PropertyType::Integer));
    if (isBare)
        m_number->setRange(facts.least, facts.most);
    setFocusProxy(m_number);
    connect(m_number, &NumberBox::edited, this, &FieldEditor::edited);
}

void MeasureEditor::addUnits()
{
    const auto wire = Measure::of(1, facts().unit);
    if (!wire)
        return;
    const QStringList names = unitsOf(wire->type);
    for (const QString &name : names) {
        const double factor = Measure::of(1, name)->amount / wire->amount;
        // what is finer than the wire's whole numbers could not be kept
        if (factor >= 1 || !(facts().isWhole || facts().hasOwnUnit))
            m_units << Unit{name, factor};
    }
    m_unit = new QComboBox(this);
    m_unit->setObjectName(QStringLiteral("fieldUnit"));
    m_unit->setAccessibleName(tr("Unit"));
    for (const Unit &unit : std::as_const(m_units)) {
        m_unit->addItem(unit.name);
        if (Measure::of(1, unit.name)->amount == wire->amount) // before there is a number, that of the service
            m_unit->setCurrentIndex(m_unit->count() - 1);
    }
    layout()->addWidget(m_unit);
    connect(m_unit, &QComboBox::activated, this, &FieldEditor::edited);
}

void MeasureEditor::addUnlimited()
{
    if (facts().unlimited.isEmpty())
        return;
    m_unlimited = new QCheckBox(tr("Unlimited"), this);
    m_unlimited->setObjectName(QStringLiteral("fieldUnlimited"));
    layout()->addWidget(m_unlimited);
    // who types a number means it: the box need not be unticked first
    connect(m_number, &NumberBox::edited, m_unlimited, [this] {
        if (!m_number->number().isEmpty())
            m_unlimited->setChecked(false);
    });
    connect(m_unlimited, &QCheckBox::clicked, m_number, [this](bool none) {
        if (none)
            m_number->setNumber(QString());
    });
    connect(m_unlimited, &QCheckBox::clicked, this, &FieldEditor::edited);
}

/// In the largest unit in which it stays a short number.
void MeasureEditor::present(const QString &number)
{
    int best = -1;
    bool isNumber = false;
    const double amount = number.toDouble(&isNumber);
    for (int place = 0; isNumber && place < m_units.size(); ++place) {
        const double scaled = amount / m_units.at(place).factor;
        const bool isShort = isWhole(scaled) && (scaled >= 1 || amount == 0);
        if (isShort && (best < 0 || amount != 0))
            best = place;
        if (amount == 0 && m_units.at(place).factor == 1)
            best = place;
    }
    for (int place = 0; best < 0 && place < m_units.size(); ++place)
        if (m_units.at(place).factor == 1)
            best = place;
    if (best < 0) {
        m_number->setNumber(number);
        return;
    }
    m_unit->setCurrentIndex(best);
    const double factor = m_units.at(best).factor;
    m_number->setNumber(factor == 1 || !isNumber ? number : plainNumber(amount / factor));
}

void MeasureEditor::setText(const QString &text)
{
    const bool isUnlimited = facts().unlimited.contains(text);
    if (m_unlimited)
        m_unlimited->setChecked(isUnlimited);
    if (isUnlimited)
        return m_number->setNumber(QString());
    if (text == this->text())
        return;
    const bool hasUnit = facts().hasOwnUnit && text.contains(QLatin1Char(' '));
    const QString unit = hasUnit ? text.section(QLatin1Char(' '), 1) : QString();
    const int place = m_unit ? m_unit->findText(unit, Qt::MatchFixedString) : -1;
    if (hasUnit && place >= 0) {
        m_unit->setCurrentIndex(place);
        m_number->setNumber(text.section(QLatin1Char(' '), 0, 0));
    } else {
        present(hasUnit ? text.section(QLatin1Char(' '), 0, 0) : text);
    }
    m_number->selectAll();
    mark(m_number);
}

QString MeasureEditor::inWireUnit(const QString &number, double factor) const
{
    bool isNumber = false;
    const double amount = number.toDouble(&isNumber);
    if (!isNumber || factor == 1)
        return number;
    bool isInteger = false;
    const qint64 exact = number.toLongLong(&isInteger);
    if (isInteger && isWhole(factor) && std::abs(double(exact) * factor) < 9e18)
        return QString::number(exact * qint64(factor));
    return plainNumber(amount * factor);
}

QString MeasureEditor::text() const
{
    if (m_unlimited && m_unlimited->isChecked())
        return facts().unlimited.constFirst();
    const QString number = m_number->number();
    if (!m_unit || number.isEmpty())
        return number;
    if (facts().hasOwnUnit) {
        const bool isSame = m_unit->currentText().compare(facts().unit, Qt::CaseInsensitive) == 0;
        return number + QLatin1Char(' ') + (isSame ? facts().unit : m_unit->currentText());
    }
    return inWireUnit(number, m_units.at(m_unit->currentIndex()).factor);
}

} // namespace nephoscope
