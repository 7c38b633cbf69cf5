// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace nephoscope {

class Profile;

/// Asks why something is done, or for the ticket, which the journal keeps. What was typed last for a site stands there
/// again, as long as the program runs.
class ReasonField : public QWidget {
    Q_OBJECT
public:
    ReasonField(const Profile &profile, QWidget *parent);

    QString reason() const;
    /// False where the site wants a reason and there is none.
    bool isEnough() const;
    /// Keeps it for the next time.
    void remember() const;
    /// What was typed last for that site.
    static QString last(const QString &profileId);

signals:
    void edited();

private:
    QString m_profileId;
    bool m_isWanted;
    QLineEdit *m_line;
};

} // namespace nephoscope
