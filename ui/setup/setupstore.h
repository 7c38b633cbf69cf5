// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/setupplan.h"

namespace nephoscope {

/// Where the answers of a set-up that has not ended are kept, without secrets: one file per site, readable by this
/// user only.
class SetUpStore {
public:
    explicit SetUpStore(const QUrl &site);

    /// Empty where nothing was kept.
    SetUpAnswers kept(const SetUpPlan &plan) const;
    void keep(const SetUpPlan &plan, const SetUpAnswers &answers) const;
    bool isThere() const;
    void forget() const;

    /// Writes a file with the answers; a sentence where that does not work.
    static QString writeTo(const QString &fileName, const SetUpPlan &plan, const SetUpAnswers &answers);
    static Result<SetUpAnswers> readFrom(const QString &fileName, const SetUpPlan &plan);

private:
    QString m_fileName;
};

} // namespace nephoscope
