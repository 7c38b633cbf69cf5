// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizardPage>

class QPlainTextEdit;

namespace nephoscope {

class MessageBar;
class SetUpWizard;

/// The exact calls of the set-up before they are sent, secrets masked.
class ReviewPage : public QWizardPage {
    Q_OBJECT
public:
    explicit ReviewPage(SetUpWizard *wizard);

    void initializePage() override;

private:
    void saveAnswers();

    SetUpWizard *m_wizard;
    MessageBar *m_bar;
    QPlainTextEdit *m_calls;
};

} // namespace nephoscope
