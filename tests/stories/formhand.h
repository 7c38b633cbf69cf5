// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/fieldtyping.h"
#include "stories/fieldwalk.h"
#include "stories/storywindow.h"

#include <QHash>

namespace nephoscope {

class ResourcePage;

/// How sending one field of an operation's form ended.
class FormEnd {
public:
    QString field;
    QString typed;
    bool isSecret = false;
    bool isSent = false; ///< with that value, and the service did what it was asked
    bool isAnswered = false; ///< the service said why it would not
    QString why; ///< where it was not sent
};

/// Fills in the forms of operations in the window and sends them: the button or the menu, every field, the button
/// below.
class FormHand {
public:
    FormHand(StoryWindow &story, QString profileId);

    /// Every field of the form gets a value and is sent; what is refused is tried with other values, then field by
    /// field.
    QList<FormEnd> send(const FormSpot &spot);
    /// Presses the operation of that label on the object's page, and what asks for nothing more below it.
    bool act(const Ref &object, const QString &label);

private:
    /// What was typed into which field, by place.
    using Typed = QHash<QString, QString>;

    ResourcePage *open(const FormSpot &spot, bool isFresh);
    QDialog *dialog() const;
    bool start(const FormSpot &spot);
    bool press(const QString &label);
    void unfold(QWidget *form);
    void fill(const QString &only);
    void fillPage(const QString &only);
    bool submit();
    bool attempt(const FormSpot &spot, const QString &only);
    void bump(const QString &refusal);
    void giveUp();

    StoryWindow &m_story;
    QString m_profileId;
    FieldTyping m_typing;
    ResourcePage *m_page = nullptr;
    Typed m_typed;
    QSet<QString> m_secrets;
    QStringList m_order; ///< places in the order in which they were met
    QHash<QString, int> m_attempts; ///< how many values were tried
    QString m_news; ///< the page's or the dialog's last words
    bool m_isDone = false;
    bool m_isAnswered = false;
};

} // namespace nephoscope
