// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QPlainTextEdit;

namespace nephoscope {

/// Several lines: a long text, or a list of plain values with one in each line. Ctrl+Enter is done with it.
class LinesEditor : public FieldEditor {
    Q_OBJECT
public:
    LinesEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    QString problem() const override;
    int lines() const override;
    void setOffers(const QList<Choice> &offers, const QString &note) override;

private:
    void showValues(const QStringList &values, const QString &note);

    QPlainTextEdit *m_lines;
};

} // namespace nephoscope
