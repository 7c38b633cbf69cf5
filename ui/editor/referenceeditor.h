// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QLineEdit;

namespace nephoscope {

class Proposals;

/// Another resource: chosen from what the service lists for the field, found by its name among what the site has shown
/// so far, or by its address or id as pasted.
class ReferenceEditor : public FieldEditor {
    Q_OBJECT
public:
    ReferenceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    Ref reference() const override;
    QString problem() const override;
    bool canBeTaken() const override { return problem().isEmpty(); }

private:
    void typed();
    void look();

    QLineEdit *m_line;
    Proposals *m_proposals;
    Ref m_chosen;
    QString m_before;
};

} // namespace nephoscope
