// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/setupstore.h"

#include "base/storefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

namespace nephoscope {

SetUpStore::SetUpStore(const QUrl &site)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/setup");
    const QString name = QString::fromLatin1(site.authority().toUtf8().toHex());
    if (!name.isEmpty())
        m_fileName = folder + QLatin1Char('/') + name + QStringLiteral(".json");
}

bool SetUpStore::isThere() const { return !m_fileName.isEmpty() && QFile::exists(m_fileName); }

SetUpAnswers SetUpStore::kept(const SetUpPlan &plan) const
{
    if (!isThere())
        return {};
    const Result<QByteArray> bytes = StoreFile::read(m_fileName);
    if (!bytes)
        return {};
    const Result<SetUpAnswers> answers = plan.loaded(*bytes);
    if (!answers)
        StoreFile::setAside(m_fileName,
            answers.error().kind() == Error::Kind::Unsupported ? StoreFile::Flaw::Newer : StoreFile::Flaw::Damaged,
            QCoreApplication::translate("SetUpStore", "Answers of a set-up"));
    return answers.value_or(SetUpAnswers());
}

void SetUpStore::keep(const SetUpPlan &plan, const SetUpAnswers &answers) const
{
    if (m_fileName.isEmpty())
        return;
    const QString problem = writeTo(m_fileName, plan, answers);
    if (!problem.isEmpty())
        StoreNews::instance().tell(problem);
}

void SetUpStore::forget() const
{
    if (!m_fileName.isEmpty())
        QFile::remove(m_fileName);
}

QString SetUpStore::writeTo(const QString &fileName, const SetUpPlan &plan, const SetUpAnswers &answers)
{
    const Result<void> written = StoreFile::write(fileName, plan.saved(answers));
    return written ? QString() : written.error().message();
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
