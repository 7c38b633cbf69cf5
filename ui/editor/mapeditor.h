// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/fieldeditor.h"

class QTableWidget;

namespace nephoscope {

/// A dictionary as a table of names and values; its text is a JSON object. Values that are more than a text are typed
/// as JSON.
class MapEditor : public FieldEditor {
    Q_OBJECT
public:
    MapEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

    void setText(const QString &text) override;
    QString text() const override;
    QString problem() const override;
    bool canBeTaken() const override { return nameFault().isEmpty(); }
    int lines() const override { return 6; }

private:
    void add(const QString &name, const QString &value);
    void removeCurrent();
    QString nameFault() const;
    QString valueAt(int row, int column) const;

    QTableWidget *m_table;
};

} // namespace nephoscope
