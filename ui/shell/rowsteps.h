// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLineEdit;
class QTreeWidget;

namespace nephoscope {

/// Up and Down in a search field go through what was found below it: rows that can be chosen, hidden ones left out.
/// Lives as long as the field.
class RowSteps : public QObject {
public:
    RowSteps(QLineEdit *field, QTreeWidget *rows);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void step(bool isDown);

    QTreeWidget *m_rows;
};

} // namespace nephoscope
