// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/faultreport.h"

#include <QList>
#include <QPair>
#include <chrono>
#include <optional>

namespace nephoscope {

/// All that is known about a fault beside its explanation, for whoever looks into it. Secrets are cut out.
class FaultFacts {
public:
    explicit FaultFacts(const FaultReport &report);

    /// The exchange that brought the fault, as far as the record of the traffic still has it.
    const std::optional<Exchange> &exchange() const { return m_exchange; }
    /// Name and value: status, codes, request ids, times, method, address, certificate.
    const QList<QPair<QString, QString>> &rows() const { return m_rows; }
    /// The whole of it: the rows, the server's words, its stack trace, headers and bodies.
    QString text() const { return m_text; }
    /// What to send to support: the explanation's title, then everything, in one block.
    QString forSupport(const QString &title) const;
    /// How long the server asks to wait; nothing where it does not.
    std::optional<std::chrono::seconds> told() const;

private:
    void addRow(const QString &name, const QString &value);
    void addError(const Error &error);
    void addExchange(const FaultReport &report);
    void addCertificate(const FaultReport &report);
    QString bodies() const;

    QString m_what;
    std::optional<Exchange> m_exchange;
    QList<QPair<QString, QString>> m_rows;
    QString m_text;
};

} // namespace nephoscope
