// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace nephoscope {

class FieldEditor;

/// Says at an editor that stands in a cell, from its first edit on, what is wrong with what it holds: below it, above
/// where there is no room. Goes with it.
class CellReason : public QLabel {
    Q_OBJECT
public:
    explicit CellReason(FieldEditor *editor);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void say();
    void place();

    FieldEditor *m_editor;
};

} // namespace nephoscope
