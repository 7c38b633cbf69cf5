// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QLineEdit;

namespace nephoscope {

/// One line of text: names, addresses, URLs, identifiers; masked for secrets, whose old value is never shown.
class LineEditor : public FieldEditor {
    Q_OBJECT
public:
    LineEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;

private:
    QLineEdit *m_line;
};

} // namespace nephoscope
