// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/profile.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace nephoscope {

class Profiles;

/// The saved sites, left in the sign-in dialog: colour label, name, what is special about them. The first row stands
/// for a site yet to be added.
class ProfileList : public QWidget {
    Q_OBJECT
public:
    explicit ProfileList(Profiles &profiles, QWidget *parent = nullptr);

    /// Empty id = the new site.
    void select(const QString &profileId);
    QString selected() const;

signals:
    void selectionChanged(const QString &profileId);
    void removeRequested(const QString &profileId);

private:
    void fill();

    Profiles &m_profiles;
    QListWidget *m_list;
    QPushButton *m_remove;
};

} // namespace nephoscope
