// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stories/fieldtyping.h"
#include "stories/fieldwalk.h"
#include "stories/storywindow.h"

namespace nephoscope {

class FieldEditor;
class ResourcePage;

/// How the change of one field ended.
class FieldEnd {
public:
    bool isSaved = false;
    QString typed;
    QString why; ///< where it was not saved, or the server made something else of it
    bool isAnswered = false; ///< by the service: it would not have these values, or there is but one to choose
};

/// Types over the value in that cell of the properties: F2, the text, Enter. Says why where it cannot be edited.
QString typeOver(StoryWindow &story, QTreeView *tree, const QModelIndex &value, const QString &text);

/// Changes fields in the window with keys and the mouse: F2 in the property's row, a new value, Enter, Ctrl+S, the
/// review, Send.
class FieldHand {
public:
    FieldHand(StoryWindow &story, QString profileId);

    /// Another value than the present one; what the service refuses is tried with values of other forms, and with
    /// numbers beside it that go with it.
    FieldEnd change(const FieldSpot &spot);

private:
    ResourcePage *page();
    bool open(const FieldSpot &spot);
    QModelIndex row(const QString &path, const QModelIndex &parent = {});
    FieldEditor *editor(const FieldSpot &spot, QString *why);
    void showProperties();
    FieldEnd changeAlone(FieldSpot spot);
    FieldEnd changeTogether(const FieldSpot &spot);
    QString typeTwice(const FieldSpot &spot);
    FieldEnd addEntry(const FieldSpot &spot);
    QList<FieldSpot> editableBelow(const QString &path, const QModelIndex &parent = {});
    QList<FieldSpot> beside(const FieldSpot &spot);
    QList<FieldSpot> needed(const FieldSpot &spot);
    QList<FieldSpot> named(const FieldSpot &spot, const QString &refusal);
    void fill(const QList<FieldSpot> &spots);
    void close(FieldEditor *editor);
    FieldEnd save();
    void closeDialogs();
    void giveUp();

    FieldTyping m_typing;
    StoryWindow &m_story;
    QString m_profileId;
};

} // namespace nephoscope
