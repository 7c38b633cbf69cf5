// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventory/comparisonmodel.h"

#include <QDialog>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace nephoscope {

class MessageBar;

/// Two readings beside each other: what is new, gone, changed, field by field; to be searched and exported.
class ComparisonDialog : public QDialog {
    Q_OBJECT
public:
    ComparisonDialog(const Looks &looks, const ComparedSides &sides, QWidget *parent);

    ComparisonModel &model() { return *m_model; }
    /// What shows, to that file.
    void exportTo(const QString &fileName, bool asJson);

signals:
    /// All differences are there.
    void compared();

private:
    void makeBar(QBoxLayout *all);
    void makeTable(QBoxLayout *all);
    void compare();
    void filter();
    void present();
    void chooseExport(bool asJson);

    ComparedSides m_sides;
    ComparisonModel *m_model;
    QLabel *m_summary = nullptr;
    QLineEdit *m_search = nullptr;
    std::array<QToolButton *, 3> m_kinds{};
    QCheckBox *m_times = nullptr;
    QTableView *m_table = nullptr;
    QToolButton *m_export = nullptr;
    MessageBar *m_messages;
};

} // namespace nephoscope
