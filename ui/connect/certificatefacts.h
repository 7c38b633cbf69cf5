// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/certificate.h"

#include <QWidget>
#include <optional>

class QGridLayout;
class QLabel;
class QTreeWidget;

namespace nephoscope {

/// What a certificate says: names, dates, fingerprint, and who vouches for it, up the chain as the server sent it.
/// Beside another one where it took that one's place; what differs stands out.
class CertificateFacts : public QWidget {
    Q_OBJECT
public:
    explicit CertificateFacts(
        const Certificate &now, const std::optional<Certificate> &before = {}, QWidget *parent = nullptr);

private:
    class Row {
    public:
        QLabel *now = nullptr;
        QLabel *before = nullptr;
    };

    QTreeWidget *chain(const Certificate &certificate);
    Row addRow(const QString &label, const QString &objectName);
    void show(const Certificate &now, const std::optional<Certificate> &before);

    QGridLayout *m_grid;
    bool m_isCompared;
    QList<Row> m_rows;
};

} // namespace nephoscope
