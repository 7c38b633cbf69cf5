// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/referrers.h"

#include <QLabel>

namespace nephoscope {

class Looks;

/// Who refers to an object that is about to go, by what the catalogue knows of its kind; and plainly what is not known.
/// Hidden where nobody does.
class ReferrersLabel : public QLabel {
    Q_OBJECT
public:
    ReferrersLabel(
        const std::shared_ptr<Session> &session, const Resource &object, const Looks &looks, QWidget *parent);

    /// True once nothing more will be heard.
    bool isDone() const { return m_referrers.isDone(); }

signals:
    void done();

private:
    void present();
    QString listed(bool stays) const;

    const Looks &m_looks;
    QString m_service;
    Referrers m_referrers;
};

} // namespace nephoscope
