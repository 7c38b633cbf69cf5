// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace nephoscope {

class LoadedHit;
class Looks;
class Resource;
class Session;

/// Which objects of the lists that were read name an object: machines of a vApp, volumes of a working environment. A
/// deletion takes them along or leaves them without it. Hidden where none do; the lists are searched in their thread.
class DependentsLabel : public QLabel {
    Q_OBJECT
public:
    DependentsLabel(const Session &session, const Resource &resource, const Looks &looks, QWidget *parent);

private:
    void present(const QList<LoadedHit> &hits, const Resource &resource, const QString &profileId);

    const Looks &m_looks;
    QString m_service;
};

} // namespace nephoscope
