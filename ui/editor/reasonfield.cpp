// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/reasonfield.h"

#include "platform/profile.h"

#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>

namespace nephoscope {

namespace {

QHash<QString, QString> &reasons()
{
    static QHash<QString, QString> typed;
    return typed;
}

} // namespace

ReasonField::ReasonField(const Profile &profile, QWidget *parent)
    : QWidget(parent)
    , m_profileId(profile.id)
    , m_isWanted(profile.reasonWanted)
    , m_line(new QLineEdit(last(profile.id), this))
{
    auto *label = new QLabel(tr("&Reason or ticket:"), this);
    label->setBuddy(m_line);
    m_line->setObjectName(QStringLiteral("reason"));
    m_line->setAccessibleName(tr("Reason or ticket"));
    m_line->setPlaceholderText(m_isWanted ? tr("This site wants one for every change") : tr("For the journal"));
    m_line->setMaxLength(500);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(label);
    line->addWidget(m_line, 1);
    connect(m_line, &QLineEdit::textChanged, this, &ReasonField::edited);
}

QString ReasonField::reason() const { return m_line->text().trimmed(); }

bool ReasonField::isEnough() const { return !m_isWanted || !reason().isEmpty(); }

void ReasonField::remember() const { reasons().insert(m_profileId, reason()); }

QString ReasonField::last(const QString &profileId) { return reasons().value(profileId); }

} // namespace nephoscope
