// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QComboBox;

namespace nephoscope {

/// One of several values: yes and no, an enumeration, what another list offers. A value that is none of them stays, and
/// may be typed where the list is not known to be complete.
class ChoiceEditor : public FieldEditor {
    Q_OBJECT
public:
    ChoiceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    QString problem() const override;
    void setOffers(const QList<Choice> &offers, const QString &note) override;

private:
    void fill(const QList<Choice> &choices);
    void makeTypable();

    QComboBox *m_choice;
};

} // namespace nephoscope
