// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/presetbutton.h"

#include "resource/values.h"

#include <QInputDialog>
#include <QMenu>

namespace nephoscope {

PresetButton::PresetButton(PresetStore store, std::function<QJsonArray()> values, QWidget *parent)
    : QPushButton(tr("Presets"), parent)
    , m_store(std::move(store))
    , m_values(std::move(values))
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("presets"));
    setAutoDefault(false);
    setToolTip(plainToolTip(tr("Keep these values for the next time, without passwords, or take up kept ones")));
    m_menu->setObjectName(QStringLiteral("presetMenu"));
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &PresetButton::fill);
    fill();
}

void PresetButton::fill()
{
    m_menu->clear();
    const QStringList names = m_store.names();
    for (const QString &name : names)
        addPreset(name);
    if (!names.isEmpty())
        m_menu->addSeparator();
    QAction *keepAction = m_menu->addAction(tr("Keep as preset \u2026"), this, &PresetButton::askForName);
    keepAction->setObjectName(QStringLiteral("keepPreset"));
    if (names.isEmpty())
        return;
    QMenu *removing = m_menu->addMenu(tr("Remove preset"));
    for (const QString &name : names)
        removing->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
            [this, name] { tell(m_store.remove(name)); });
}

void PresetButton::addPreset(const QString &name)
{
    QAction *action = m_menu->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
        [this, name] { emit chosen(m_store.values(name)); });
    action->setObjectName(QStringLiteral("preset:") + name);
}

void PresetButton::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("presetName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep as preset"));
    dialog->setLabelText(tr("Name of the preset. Passwords are not kept."));
    dialog->setOkButtonText(tr("Keep"));
    connect(dialog, &QInputDialog::textValueSelected, this, &PresetButton::keep);
    dialog->open();
}

void PresetButton::keep(const QString &name)
{
    if (!name.trimmed().isEmpty())
        tell(m_store.keep(name.trimmed(), m_values()));
}

void PresetButton::tell(const QString &fault)
{
    if (!fault.isEmpty())
        setToolTip(plainToolTip(fault));
}

} // namespace nephoscope
