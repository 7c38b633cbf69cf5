// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editing.h"

#include "schema/propertytype.h"
#include "schema/schemashape.h"
#include "shell/wording.h"

#include <QUndoCommand>
#include <QUuid>

namespace nephoscope {

namespace {

/// As the service spells it, where it lists its units: "B" is "Byte", "kB" is "KB".
QString unitAsWritten(const QString &unit, const std::optional<Field> &field)
{
    const QStringList choices = field ? field->choices : QStringList();
    const auto same = std::find_if(choices.begin(), choices.end(), [&unit](const QString &choice) {
        return bytesPerUnit(choice) == bytesPerUnit(unit) && bytesPerUnit(unit) > 0;
    });
    return same == choices.end() || choices.contains(unit) ? unit : *same;
}

/// JSON that the server has becomes null where it is a single value: left out, a member stays as it is at many servers.
Result<bool> clear(Draft &draft, const Path &path)
{
    const Node now = draft.document().root().at(path);
    if (now.isNull() || (now.isNil() && !now.isXml()))
        return false;
    const bool isKept = !now.isXml() && now.isLeaf() && draft.inBase(path).has_value();
    return isKept ? draft.set(path, Value()) : draft.remove(path);
}

} // namespace

/// A step is the draft before and after it: they share what did not change. Steps at one place become one.
class Editing::Step : public QUndoCommand {
public:
    Step(Editing &editing, Draft before, Draft after, const QString &words, QString place)
        : QUndoCommand(words)
        , m_editing(editing)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_place(std::move(place))
    {
    }

    void undo() override { m_editing.use(m_before); }
    void redo() override { m_editing.use(m_after); }
    int id() const override { return m_place.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Step *>(other);
        if (next->m_place != m_place)
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    Editing &m_editing;
    Draft m_before;
    Draft m_after;
    QString m_place;
};

Editing::Editing(QObject *parent)
    : QObject(parent)
{
    connect(&m_steps, &QUndoStack::indexChanged, this, &Editing::stepped);
}

Editing::~Editing()
{
    m_steps.blockSignals(true); // it empties itself, and nobody is there to hear
}

void Editing::begin(const Document &base, const FieldGuide &guide, std::shared_ptr<const Shape> shape)
{
    m_steps.clear();
    m_guide = guide;
    m_shape = std::move(shape);
    use(Draft(base, m_shape));
}

void Editing::takeUp(const Draft &draft)
{
    m_steps.clear();
    use(draft);
}

void Editing::rebase(const Draft &draft, const FieldGuide &guide)
{
    m_guide = guide;
    takeUp(draft);
}

void Editing::use(const Draft &draft)
{
    m_draft = draft;
    m_count = draft.isDirty() ? draft.changes().size() : 0;
    m_guide.setDocument(draft.document());
    emit changed();
}

void Editing::take(const QString &words, const QString &place, const Edit &edit)
{
    Draft next = m_draft;
    const Result<bool> done = edit(next);
    if (!done)
        emit refused(done.error());
    else if (next.document().serialized() != m_draft.document().serialized())
        m_steps.push(new Step(*this, m_draft, next, words, place));
}

void Editing::write(const FieldFacts &facts, const QString &text)
{
    const QString words = tr("change %1").arg(propertyWords(facts.path.text()).toLower());
    take(words, QString(), [&](Draft &draft) { return put(draft, facts, text); });
}

Result<bool> Editing::put(Draft &draft, const FieldFacts &facts, const QString &text) const
{
    if (facts.isPlainList)
        return writeList(draft, facts, text.split(QLatin1Char('\n'), Qt::SkipEmptyParts));
    if (facts.hasOwnUnit && !text.isEmpty())
        return writeMeasure(draft, facts, text);
    const bool isGroup = text.startsWith(QLatin1Char('{')) || text.startsWith(QLatin1Char('['));
    if (isGroup && facts.isMap && !Document::parse(text.toUtf8(), "application/json"))
        return failure(Error::Kind::Malformed, tr("These are no names and values that could be sent."));
    if (isGroup && !facts.isXml && (facts.isMap || facts.isAny))
        return writeJson(draft, facts.path, text);
    const Node now = draft.document().root().at(facts.path);
    const bool isEmptied = text.isEmpty() && (facts.type != PropertyType::Text || now.isNull());
    return isEmptied ? clear(draft, facts.path) : draft.set(facts.path, facts.value(text));
}

void Editing::type(const FieldFacts &facts, const QString &text)
{
    m_typedAt = facts;
    m_typed = text;
    emit typed();
}

void Editing::stopTyping(const Path &path, bool isCut)
{
    if (!m_typed || m_typedAt.path != path)
        return;
    const QString text = *std::exchange(m_typed, std::nullopt);
    const bool isThere = m_typedAt.isMissing || !m_draft.document().root().at(path).isNull();
    const bool isValue = m_typedAt.type != PropertyType::Reference;
    if (isCut && isValue && isThere)
        write(m_typedAt, text);
    else if (isCut && m_typedAt.type != PropertyType::Secret)
        emit refused(Error(Error::Kind::NotFound,
            tr("\u201c%1\u201d was typed into %2, which is not there any more.").arg(text, m_typedAt.name)));
    emit typed();
}

void Editing::setUnread(const QString &source)
{
    if (std::exchange(m_unread, source) != source)
        emit typed();
}

void Editing::forgetTyping()
{
    m_typed.reset();
    m_unread.clear();
}

Draft Editing::asTyped() const
{
    const bool isValue = m_typedAt.type != PropertyType::Reference; // half a name leads nowhere
    Draft draft = m_draft;
    return m_typed && isValue && put(draft, m_typedAt, *m_typed) ? draft : m_draft;
}

/// The first values take the places there are, the rest is added or taken away.
Result<bool> Editing::writeList(Draft &draft, const FieldFacts &facts, const QStringList &values) const
{
    const Node list = draft.document().root().at(facts.path);
    const bool isArray = !facts.isXml;
    const QList<Node> items = isArray ? list.children() : list.parent().children(facts.path.name());
    Path place = facts.path;
    for (qsizetype index = items.size() - 1; index >= values.size(); --index) {
        const Result<bool> removed = draft.remove(items.at(index).path());
        if (!removed)
            return removed;
    }
    for (qsizetype index = 0; index < values.size(); ++index) {
        if (index < items.size()) {
            place = items.at(index).path();
        } else {
            const Result<Path> added = draft.add(facts.path);
            if (!added)
                return failure(added.error());
            place = *added;
        }
        const Result<bool> set = draft.set(place, facts.value(values.at(index)));
        if (!set)
            return set;
    }
    return true;
}

Result<bool> Editing::writeMeasure(Draft &draft, const FieldFacts &facts, const QString &text) const
{
    const Node object = draft.document().root().at(facts.path);
    const QString length = QStringLiteral("length");
    const bool isLength = !object.child(length).isNull() || m_guide.field(facts.path.child(length)).has_value();
    const QString number = isLength ? length : QStringLiteral("size");
    const QString digits = text.section(QLatin1Char(' '), 0, 0);
    const bool isSame = object.child(number).text().toDouble() == digits.toDouble();
    const Result<bool> set = isSame ? Result<bool>(false) : draft.set(facts.path.child(number), Value::number(digits));
    const Path unit = facts.path.child(QStringLiteral("unit"));
    const QString written = unitAsWritten(text.section(QLatin1Char(' '), 1), m_guide.field(unit));
    return set ? draft.set(unit, Value::text(written)) : set;
}

/// Puts typed JSON, whatever it is, where the member stands; what is none is written as a text.
Result<bool> Editing::writeJson(Draft &draft, const Path &path, const QString &text)
{
    if (!Document::parse(text.toUtf8(), "application/json"))
        return draft.set(path, Value::text(text));
    // a draft writes single values: one that is there but once is put in, and the source then has the rest
    const QByteArray mark = QUuid::createUuid().toByteArray();
    const Node now = draft.document().root().at(path);
    const Result<bool> cleared = now.isNull() || now.isLeaf() ? Result<bool>(true) : draft.remove(path);
    const Result<bool> marked = cleared ? draft.set(path, Value::text(QString::fromLatin1(mark))) : cleared;
    return marked ? draft.replace(draft.document().serialized().replace('"' + mark + '"', text.toUtf8())) : marked;
}

void Editing::refer(const FieldFacts &facts, const Ref &target)
{
    const QString words = tr("change %1").arg(propertyWords(facts.path.text()).toLower());
    take(words, QString(), [&](Draft &draft) -> Result<bool> {
        if (target.href().isEmpty() && target.id().isEmpty())
            return clear(draft, facts.path);
        const Node now = draft.document().root().at(facts.path);
        const QString address = target.href().toString(QUrl::FullyEncoded);
        if (!now.isXml() && now.isLeaf() && !now.isNull() && !now.isNil()) {
            const bool isUrl = now.text().startsWith(QLatin1String("http"));
            return draft.set(facts.path, Value::text(isUrl || target.id().isEmpty() ? address : target.id()));
        }
        const QString mark = facts.isXml ? QStringLiteral("@") : QString();
        const QList<std::pair<QString, QString>> members = {{QStringLiteral("href"), address},
            {QStringLiteral("id"), target.id()}, {QStringLiteral("name"), target.name()},
            {QStringLiteral("type"), target.mediaType()}};
        for (const auto &[name, value] : members) {
            const Path place = facts.path.child(mark + name);
            const bool isKnown = m_guide.field(place).has_value() || !draft.document().root().at(place).isNull();
            const bool isAddress = name == QLatin1String("href") && facts.isXml;
            if (value.isEmpty() || !(isKnown || isAddress))
                continue;
            const Result<bool> set = draft.set(place, Value::text(value));
            if (!set)
                return set;
        }
        return true;
    });
}

Path Editing::add(const FieldFacts &facts)
{
    Path made;
    take(tr("add %1").arg(propertyWords(facts.path.text()).toLower()), QString(), [&](Draft &draft) -> Result<bool> {
        if (!facts.isGroup && !facts.isList) {
            made = facts.path;
            const QString preset = facts.preset.isEmpty() ? facts.choices.value(0) : facts.preset;
            return draft.set(facts.path, facts.value(preset));
        }
        made = facts.path;
        if (!facts.isList && !facts.isXml) // a JSON object stands when something stands in it
            return fill(draft, facts.path, facts.schemaType);
        const std::optional<Field> field = m_guide.field(facts.path);
        const Result<Document> empty = emptyDocument(m_guide.schema(), facts.schemaType, facts.isXml,
            facts.isXml ? facts.path.name() : QString(), field ? field->namespaceUri : QString());
        const Result<Path> added = draft.add(facts.path, empty ? empty->root() : Node());
        if (!added)
            return failure(added.error());
        made = *added;
        return true;
    });
    return made;
}

/// Gives a new JSON object what it must have; where that is nothing, its first value, still empty.
Result<bool> Editing::fill(Draft &draft, const Path &group, const QString &type) const
{
    const QList<Field> fields = m_guide.schema().fields(type);
    const auto isValue = [](const Field &field) { return field.type.isEmpty() && !field.isList && !field.isMap; };
    const bool needsSome = std::any_of(
        fields.begin(), fields.end(), [&](const Field &field) { return field.isRequired && isValue(field); });
    for (const Field &field : fields) {
        if (!isValue(field) || (needsSome && !field.isRequired))
            continue;
        const Path place = m_guide.placeOf(group, field);
        const QString preset = field.preset.isEmpty() ? field.choices.value(0) : field.preset;
        const Value value = preset.isEmpty() ? Value() : m_guide.factsOfAbsent(place, field).value(preset);
        const Result<bool> done = draft.set(place, value);
        if (!done || !needsSome)
            return done;
    }
    return true;
}

void Editing::remove(const Path &path)
{
    take(tr("remove %1").arg(propertyWords(path.text()).toLower()), QString(),
        [&](Draft &draft) { return draft.remove(path); });
}

void Editing::move(const Path &item, int place)
{
    take(tr("move %1").arg(propertyWords(item.text()).toLower()), QString(),
        [&](Draft &draft) { return draft.move(item, place); });
}

void Editing::revert(const Path &path)
{
    take(tr("revert %1").arg(propertyWords(path.text()).toLower()), QString(), [&](Draft &draft) -> Result<bool> {
        draft.revert(path);
        return true;
    });
}

void Editing::restore(const Path &basePath)
{
    take(tr("bring back %1").arg(propertyWords(basePath.text()).toLower()), QString(),
        [&](Draft &draft) -> Result<bool> {
            const QList<Change> changes = draft.changes();
            for (const Change &change : changes)
                if (change.kind == Change::Kind::Removed && change.basePath == basePath)
                    draft.revert(change);
            return true;
        });
}

void Editing::revertAll()
{
    const bool hadUnread = !m_unread.isEmpty();
    setUnread({});
    if (hadUnread && !isDirty())
        emit changed(); // whoever shows it shows the document again
    take(tr("revert all changes"), QString(), [](Draft &draft) -> Result<bool> {
        draft.revertAll();
        return true;
    });
}

Result<bool> Editing::replace(const QByteArray &source)
{
    Draft next = m_draft;
    const Result<bool> done = next.replace(source);
    setUnread(done ? QString() : QString::fromUtf8(source));
    if (done && next.document().serialized() != m_draft.document().serialized())
        m_steps.push(new Step(*this, m_draft, next, tr("edit source"), QStringLiteral("source")));
    return done;
}

} // namespace nephoscope
