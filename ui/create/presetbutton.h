// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "create/presetstore.h"

#include <QPushButton>
#include <functional>

class QMenu;

namespace nephoscope {

/// Keeps what was filled in under a name, and fills it in again.
class PresetButton : public QPushButton {
    Q_OBJECT
public:
    /// `values` says what is filled in now, one object for each step.
    PresetButton(PresetStore store, std::function<QJsonArray()> values, QWidget *parent);

signals:
    void chosen(const QJsonArray &values);

private:
    void fill();
    void addPreset(const QString &name);
    void askForName();
    void keep(const QString &name);
    void tell(const QString &fault);

    PresetStore m_store;
    std::function<QJsonArray()> m_values;
    QMenu *m_menu;
};

} // namespace nephoscope
