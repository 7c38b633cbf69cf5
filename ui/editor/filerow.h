// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

class QLineEdit;

namespace nephoscope {

class OperationInput;

/// For what is made to hold a file: the file on this machine, chosen before its name and size have to be told.
class FileRow : public QWidget {
    Q_OBJECT
public:
    explicit FileRow(QWidget *parent);

    QString fileName() const;
    /// Writes what the catalogue wants to know of the file into the body: place → "name", "base" (the name without
    /// suffix) or "size" (bytes).
    void describe(OperationInput &input, const QJsonObject &wanted) const;

signals:
    void chosen();

private:
    QLineEdit *m_path;
};

} // namespace nephoscope
