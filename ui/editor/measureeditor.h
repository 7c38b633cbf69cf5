// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

#include <QVector>

class QCheckBox;
class QComboBox;

namespace nephoscope {

class NumberBox;

/// A number, with its unit where it has one: bytes are kept exactly, whatever unit they are typed in; "no limit" is a
/// box to tick where the service knows it.
class MeasureEditor : public FieldEditor {
    Q_OBJECT
public:
    MeasureEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;

private:
    struct Unit {
        QString name;
        double factor = 1; ///< of the wire's unit
    };

    void addUnits();
    void addUnlimited();
    void present(const QString &number);
    QString inWireUnit(const QString &number, double factor) const;

    NumberBox *m_number;
    QComboBox *m_unit = nullptr;
    QCheckBox *m_unlimited = nullptr;
    QVector<Unit> m_units;
};

} // namespace nephoscope
