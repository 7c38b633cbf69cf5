// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSpinBox>
#include <optional>

namespace nephoscope {

/// A number of any size with arrows to step it: the digits stay as typed, 64-bit whole numbers keep every one.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    explicit NumberBox(QWidget *parent);

    void setRange(std::optional<double> least, std::optional<double> most);
    void setWhole(bool whole) { m_isWhole = whole; }
    void setNumber(const QString &digits);
    QString number() const;
    using QAbstractSpinBox::lineEdit;

    void stepBy(int steps) override;
    QValidator::State validate(QString &input, int &position) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void edited();

protected:
    StepEnabled stepEnabled() const override;

private:
    std::optional<double> m_least;
    std::optional<double> m_most;
    bool m_isWhole = false;
};

} // namespace nephoscope
