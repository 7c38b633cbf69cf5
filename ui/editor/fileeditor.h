// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QLineEdit;

namespace nephoscope {

/// A file of this computer, chosen or typed; its path is the value.
class FileEditor : public FieldEditor {
    Q_OBJECT
public:
    FileEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    QString problem() const override;

private:
    void choose();

    QLineEdit *m_path;
};

} // namespace nephoscope
