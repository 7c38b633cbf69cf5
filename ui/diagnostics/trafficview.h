// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QSplitter;
class QTableView;

namespace nephoscope {

class Settings;
class TrafficModel;

/// The list of exchanges and, beside it, the chosen one in full.
class TrafficView : public QWidget {
    Q_OBJECT
public:
    TrafficView(TrafficModel &model, Settings &settings, QWidget *parent = nullptr);

    /// Into the list. (A focus proxy would take the parts out of the order of the Tab key.)
    void takeFocus();
    /// Column widths into the settings.
    void save() const;

private:
    void restore();
    void showDetails(const QModelIndex &index);
    void rowsCame();

    TrafficModel &m_model;
    Settings &m_settings;
    QTableView *m_table;
    QPlainTextEdit *m_details;
};

} // namespace nephoscope
