// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/reply.h"

#include <QDateTime>
#include <QWizardPage>

class QFormLayout;

namespace nephoscope {

class Light;
class Looks;
class MessageBar;
class SetUpWizard;

/// The first page: whether the site is reached, how it is encrypted, whether its clock agrees with ours, whether it
/// reaches the internet itself. Nothing here keeps anybody from going on except a site that does not answer.
class CheckPage : public QWizardPage {
    Q_OBJECT
public:
    CheckPage(SetUpWizard *wizard, bool hasKeptAnswers);

    void initializePage() override;
    bool isComplete() const override { return m_isReached; }

private:
    Light *addLight(const Looks &looks, QFormLayout *form, const QString &objectName, const QString &label);
    void reached(const Result<Reply> &about);
    void compareClocks(const Reply &about);
    void askState();
    void askConnectivity();
    void connectivity(const Result<Reply> &reply);
    void loadAnswers();

    SetUpWizard *m_wizard;
    MessageBar *m_bar;
    Light *m_reachable;
    Light *m_encrypted;
    Light *m_clock;
    Light *m_internet;
    QDateTime m_asked;
    bool m_isReached = false;
};

} // namespace nephoscope
