// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "models/fieldfacts.h"
#include "net/reply.h"
#include "net/request.h"
#include "platform/choices.h"
#include "platform/ref.h"

#include <QWidget>
#include <functional>

namespace nephoscope {

class FieldOffers;

/// Where an editor finds what it cannot know by itself.
class FieldContext {
public:
    /// Objects of the site whose name or id has that text, for references; may be empty.
    std::function<QList<Ref>(const QString &text)> search;
    /// Asks the site what changes nothing there; the answer comes as long as `asker` is there. May be empty.
    using Answer = std::function<void(const Result<Reply> &)>;
    std::function<void(const Request &request, QObject *asker, const Answer &answer)> ask;
    /// The objects that the service lists for a field; they come as long as `asker` is there, all that were read so far
    /// after each page, an empty list where there are none. May be empty.
    using Objects = std::function<void(const QList<Ref> &)>;
    using Lister = std::function<void(const Path &place, QObject *asker, const Objects &objects)>;
    Lister list;
    /// What other answers of the service offer for the fields of the page's document; null where nobody asks.
    FieldOffers *offers = nullptr;
    /// The colour and form of a form's editors; in a cell of a table they have no frame.
    bool isInCell = false;
};

/// The control for one value, by what is known about the field. Holds the value as it is written into the document; the
/// same classes serve in forms and in the cells of trees.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    FieldEditor(FieldFacts facts, QWidget *parent);

    const FieldFacts &facts() const { return m_facts; }
    /// The value as written; tells nobody.
    virtual void setText(const QString &text) = 0;
    virtual QString text() const = 0;
    /// Where the editor keeps more than the value: the object that a reference leads to.
    virtual Ref reference() const { return {}; }
    /// What is wrong with what it holds, as a sentence; empty where nothing is.
    virtual QString problem() const;
    /// False where what it holds cannot be written at all, not even to be put right later: half a name leads nowhere.
    virtual bool canBeTaken() const { return true; }
    /// Tab does not leave it while it holds what cannot be taken.
    void holdOn() { m_holdsOn = true; }
    /// Values that another answer of the service lists; `note` says what is missing to know them. The value stays.
    virtual void setOffers(const QList<Choice> &offers, const QString &note);
    /// Something to ask for the height that the editor would like, in lines of text.
    virtual int lines() const { return 1; }

signals:
    /// The person changed it.
    void edited();
    /// The person is done with it: the focus went elsewhere.
    void left();
    /// The person wants to be done with it, but it holds something that is wrong.
    void held();

protected:
    bool focusNextPrevChild(bool next) override;
    void showEvent(QShowEvent *event) override;
    /// Shows by colour and tool tip what is wrong; after every edit it does so by itself.
    void mark(QWidget *field) const;

private:
    bool isLeftFor(bool next) const;

    FieldFacts m_facts;
    bool m_isWatching = false;
    bool m_holdsOn = false;
};

/// The editor that suits the field; the caller owns it by `parent`.
FieldEditor *makeFieldEditor(const FieldFacts &facts, const FieldContext &context, QWidget *parent);

} // namespace nephoscope

Q_DECLARE_METATYPE(nephoscope::FieldContext)
