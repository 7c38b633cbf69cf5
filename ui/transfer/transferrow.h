// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/filetransfer.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace nephoscope {

class ElidedLabel;

/// One file on its way: which, how far, what came between, and the buttons that stop it, go on, or put it away.
class TransferRow : public QWidget {
    Q_OBJECT
public:
    /// Owns the transfer.
    TransferRow(std::unique_ptr<FileTransfer> transfer, QWidget *parent);
    ~TransferRow() override;

    FileTransfer &transfer() { return *m_transfer; }

signals:
    void dismissed();

private:
    void show();
    QString words() const;
    QString amount() const;

    std::unique_ptr<FileTransfer> m_transfer;
    ElidedLabel *m_name;
    QProgressBar *m_bar;
    ElidedLabel *m_words;
    QPushButton *m_again;
    QPushButton *m_cancel;
    QToolButton *m_dismiss;
};

} // namespace nephoscope
