// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/linksmodel.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace nephoscope {

class Settings;

/// The links of a resource as they stand in its document.
class LinksTab : public QWidget {
    Q_OBJECT
public:
    LinksTab(Settings &settings, QWidget *parent);

    void setResource(const Resource &resource);

signals:
    /// Only for links that read.
    void opened(const Ref &ref);
    void openedInNewTab(const Ref &ref);

private:
    void makeView(Settings &settings);
    void showMenu(const QPoint &place);

    LinksModel *m_model;
    QTreeView *m_view = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace nephoscope
