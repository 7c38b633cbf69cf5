// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QDateTimeEdit;
class QToolButton;

namespace nephoscope {

/// A date and time in the person's own zone, written the way the server wrote it: ISO 8601 with its offset, or seconds
/// or milliseconds since 1970.
class TimeEditor : public FieldEditor {
    Q_OBJECT
public:
    TimeEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;

private:
    QDateTimeEdit *m_time;
    QToolButton *m_clear;
    bool isDate() const;

    QString m_pattern; ///< the value as it came: decides how a new one is written
    bool m_isEmpty = true;
    bool m_isTouched = false;
};

} // namespace nephoscope
