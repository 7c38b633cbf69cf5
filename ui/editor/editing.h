// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"
#include "models/fieldguide.h"

#include <QObject>
#include <QUndoStack>
#include <functional>

namespace nephoscope {

/// The edits of one document: a draft whose every step can be undone. Form, tree and source show it and write to it;
/// changed() tells all of them.
class Editing : public QObject {
    Q_OBJECT
public:
    explicit Editing(QObject *parent);
    ~Editing() override;

    /// Starts anew on that document, without edits.
    void begin(const Document &base, const FieldGuide &guide, std::shared_ptr<const Shape> shape);
    /// Goes on with edits made earlier; there is nothing to undo.
    void takeUp(const Draft &draft);
    /// Lays the present edits over what the server has now, as they come out of a merge.
    void rebase(const Draft &draft, const FieldGuide &guide);

    const Draft &draft() const { return m_draft; }
    const FieldGuide &guide() const { return m_guide; }
    const std::shared_ptr<const Shape> &shape() const { return m_shape; }
    QUndoStack &steps() { return m_steps; }
    bool isDirty() const { return m_draft.isDirty(); }
    /// How many fields differ.
    qsizetype count() const { return m_count; }

    /// Writes what an editor holds; an empty text takes optional fields away.
    void write(const FieldFacts &facts, const QString &text);
    /// What an open editor holds, before it is taken over: in asTyped() only, so that it can be kept on disk.
    void type(const FieldFacts &facts, const QString &text);
    /// The editor is closed; where it was `isCut` short, what it held is written: nobody gave it up.
    void stopTyping(const Path &path, bool isCut = false);
    /// Whatever editor is open belongs to another document from now on.
    void forgetTyping();
    Draft asTyped() const;
    /// Source that was typed and cannot be read (yet); empty where there is none. Kept on disk beside the draft.
    void setUnread(const QString &source);
    const QString &unread() const { return m_unread; }
    bool isTyping() const { return m_typed.has_value(); }
    /// Lets a field lead to another object.
    void refer(const FieldFacts &facts, const Ref &target);
    /// Adds a field, a group with what it must have, or an entry of a list; its place, empty where it was refused.
    Path add(const FieldFacts &facts);
    void remove(const Path &path);
    void move(const Path &item, int place);
    void revert(const Path &path);
    /// Brings back what was removed from that place of the base.
    void restore(const Path &basePath);
    void revertAll();
    /// Takes over typed source; what is wrong with it otherwise.
    Result<bool> replace(const QByteArray &source);

signals:
    void changed();
    /// What can be undone is another step.
    void stepped();
    /// asTyped() or unread() is another.
    void typed();
    /// The draft could not take an edit.
    void refused(const Error &error);

private:
    class Step;
    using Edit = std::function<Result<bool>(Draft &)>;

    void take(const QString &words, const QString &place, const Edit &edit);
    void use(const Draft &draft);
    Result<bool> put(Draft &draft, const FieldFacts &facts, const QString &text) const;
    Result<bool> writeList(Draft &draft, const FieldFacts &facts, const QStringList &values) const;
    Result<bool> writeMeasure(Draft &draft, const FieldFacts &facts, const QString &text) const;
    static Result<bool> writeJson(Draft &draft, const Path &path, const QString &text);
    Result<bool> fill(Draft &draft, const Path &group, const QString &type) const;

    Draft m_draft;
    FieldGuide m_guide;
    std::shared_ptr<const Shape> m_shape;
    QUndoStack m_steps;
    qsizetype m_count = 0;
    FieldFacts m_typedAt; ///< where an editor is open
    std::optional<QString> m_typed; ///< what it holds
    QString m_unread;
};

} // namespace nephoscope
