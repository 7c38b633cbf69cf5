// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/setupwizard.h"
#include "stories/storywindow.h"

namespace nephoscope {

/// What a person's hands do in the set-up wizard.
class SetUpHands {
public:
    explicit SetUpHands(StoryWindow &story)
        : m_story(story)
    {
    }

    /// The wizard that shows; nullptr where none does.
    SetUpWizard *wizard() const { return m_story.dialog<SetUpWizard>("setUpWizard"); }
    /// Opens the wizard from the sign-in dialog of a site that says it has not been set up; false where it does not
    /// come.
    bool openWizard(const QUrl &site);
    /// Signs in with a refresh token and says yes to the question whether to set up; false where the wizard does not
    /// come.
    bool signInToSetUp(const QUrl &site, const QString &token);
    bool isOn(const char *page) const;
    void press(QWizard::WizardButton button);
    /// Types into a field of the page that shows.
    void type(const QString &field, const QString &text);
    /// What a field of the wizard holds.
    QString value(const QString &field) const;

private:
    StoryWindow &m_story;
};

} // namespace nephoscope
