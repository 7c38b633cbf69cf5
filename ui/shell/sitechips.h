// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace nephoscope {

class Looks;
class Session;
class Sites;

/// In the status bar: every site with who is signed in, and what its connection is doing. Clicking one shows it in the
/// tree.
class SiteChips : public QWidget {
    Q_OBJECT
public:
    SiteChips(Sites &sites, const Looks &looks, QWidget *parent = nullptr);

    void looksChanged();

signals:
    void clicked(const QString &profileId);

private:
    /// What the connection of a site was seen doing.
    struct Activity {
        const Session *session = nullptr;
        int running = 0;
        qint64 lastMilliseconds = -1;
    };

    void rebuild();
    void watch(int index);
    void update(int index);
    void updateActivity();

    Sites &m_sites;
    const Looks &m_looks;
    QHBoxLayout *m_row;
    QList<QToolButton *> m_chips;
    QLabel *m_activity;
    QHash<QString, Activity> m_activities;
    QString m_last; ///< profile id of the site that answered last
};

} // namespace nephoscope
