// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sitedialog.h"

#include "editor/productionmark.h"
#include "platform/profile.h"

#include <QEvent>
#include <QLayout>

namespace nephoscope {

SiteDialog::SiteDialog(QWidget *parent)
    : QDialog(parent)
{
}

SiteDialog::SiteDialog(const Profile &profile, QWidget *parent)
    : QDialog(parent)
{
    setSite(profile);
}

void SiteDialog::setSite(const Profile &profile)
{
    delete m_mark;
    m_mark = profile.production ? new ProductionMark(profile, this) : nullptr;
}

/// Whatever layout the dialog has made meanwhile: over its whole width, above all it holds.
bool SiteDialog::event(QEvent *event)
{
    if (event->type() == QEvent::Polish && m_mark && layout())
        layout()->setMenuBar(m_mark);
    return QDialog::event(event);
}

} // namespace nephoscope
