// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace nephoscope {

class Profile;

/// The line in the site's colour that says that what is changed here is in use. Hidden for other sites.
class ProductionMark : public QLabel {
    Q_OBJECT
public:
    ProductionMark(const Profile &profile, QWidget *parent);
    /// Of the site; one that stands out where it has none.
    static QColor colorOf(const Profile &profile);
};

} // namespace nephoscope
