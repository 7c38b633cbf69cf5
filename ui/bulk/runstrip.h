// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace nephoscope {

/// Runs over many objects that no dialog shows now: a row each, with the deed that leads to it. Hidden while there are
/// none.
class RunStrip : public QWidget {
    Q_OBJECT
public:
    using Deed = std::function<void()>;

    explicit RunStrip(QWidget *parent);

    /// Adds the row of that run, or renews it. `isUrgent`: it waits for a person. `verb` is on the button of `act`;
    /// `dismiss` is done when the person closes the row.
    void show(const QByteArray &run, const QString &words, bool isUrgent, const QString &verb, const Deed &act,
        const Deed &dismiss);
    void remove(const QByteArray &run);

private:
    class Row;

    QVBoxLayout *m_column;
    QHash<QByteArray, Row *> m_rows; ///< children
};

} // namespace nephoscope
