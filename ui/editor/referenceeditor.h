// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace nephoscope {

/// Another resource: found by its name among what the site has shown so far, or by its address or id as pasted.
class ReferenceEditor : public FieldEditor {
    Q_OBJECT
public:
    ReferenceEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    Ref reference() const override;
    QString problem() const override;

private:
    void typed();

    QLineEdit *m_line;
    QCompleter *m_completer;
    QStandardItemModel *m_found;
    FieldContext m_context;
    Ref m_chosen;
    QString m_before;
};

} // namespace nephoscope
