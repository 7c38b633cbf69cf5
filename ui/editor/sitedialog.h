// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace nephoscope {

class Profile;

/// The base of every dialog that changes something at a site: where that is in production, it says so on top, in the
/// site's colour.
class SiteDialog : public QDialog {
    Q_OBJECT
public:
    /// For those that learn later what they are about; before it is shown.
    void setSite(const Profile &profile);

protected:
    explicit SiteDialog(QWidget *parent);
    SiteDialog(const Profile &profile, QWidget *parent);
    bool event(QEvent *event) override;

private:
    QWidget *m_mark = nullptr;
};

} // namespace nephoscope
