// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/setupstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace nephoscope {

SetUpStore::SetUpStore(const QUrl &site)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/setup");
    const QString name = QString::fromLatin1(site.authority().toUtf8().toHex());
    if (!name.isEmpty() && QDir().mkpath(folder))
        m_fileName = folder + QLatin1Char('/') + name + QStringLiteral(".json");
}

SetUpAnswers SetUpStore::kept(const SetUpPlan &plan) const
{
    if (m_fileName.isEmpty() || !QFile::exists(m_fileName))
        return {};
    return readFrom(m_fileName, plan).value_or(SetUpAnswers());
}

void SetUpStore::keep(const SetUpPlan &plan, const SetUpAnswers &answers) const
{
    if (!m_fileName.isEmpty())
        writeTo(m_fileName, plan, answers);
}

void SetUpStore::forget() const
{
    if (!m_fileName.isEmpty())
        QFile::remove(m_fileName);
}

QString SetUpStore::writeTo(const QString &fileName, const SetUpPlan &plan, const SetUpAnswers &answers)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        return QCoreApplication::translate("SetUpStore", "%1 could not be written: %2")
            .arg(fileName, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(plan.saved(answers));
    if (!file.commit())
        return QCoreApplication::translate("SetUpStore", "%1 could not be written: %2")
            .arg(fileName, file.errorString());
    return {};
}

Result<SetUpAnswers> SetUpStore::readFrom(const QString &fileName, const SetUpPlan &plan)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Malformed,
            QCoreApplication::translate("SetUpStore", "%1 could not be read: %2").arg(fileName, file.errorString()));
    return plan.loaded(file.readAll());
}

} // namespace nephoscope
