// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/aboutbox.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace nephoscope {

void showAbout(QWidget *window)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("AboutBox", text); };
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Nephoscope"),
        tr("Nephoscope %1").arg(QStringLiteral(NEPHOSCOPE_VERSION)), QMessageBox::Close, window);
    box->setObjectName(QStringLiteral("about"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("A console for people who look after clouds.\nLicence: GPL-3.0-or-later"));
    box->open();
}

} // namespace nephoscope
