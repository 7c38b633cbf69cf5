// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loadedlists.h"

#include <QLabel>
#include <QSet>

namespace nephoscope {

class Looks;
class Resource;
class Session;

/// Which objects of the lists that were read name an object: machines of a vApp, volumes of a working environment. A
/// deletion takes them along or leaves them without it. Hidden where none do; the lists are searched in their thread.
class DependentsLabel : public QLabel {
    Q_OBJECT
public:
    DependentsLabel(const Session &session, const Resource &resource, const Looks &looks, QWidget *parent);

    /// These are told of elsewhere.
    void leaveOut(const QList<Ref> &objects);

private:
    void present();

    const Looks &m_looks;
    QString m_service;
    QString m_profileId;
    Ref m_self;
    QSet<QString> m_told; ///< what is named elsewhere, and itself
    QList<LoadedHit> m_hits;
};

} // namespace nephoscope
