// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/draft.h"
#include "document/merge.h"
#include "promise.h"

using namespace nephoscope;
using namespace nephoscope::fuzz;

namespace {

/// What stands between elements may be laid out anew, so it is compared as people see it.
QByteArray seen(const Document &document) { return document.pretty(); }

void check(const Draft &draft)
{
    promise(draft.isDirty() == !draft.changes().isEmpty());
    if (draft.base().isNull())
        return;
    const Result<Document> again = Document::parse(draft.document().serialized());
    promise(again.has_value() && again->isXml() == draft.document().isXml());
    promise(again->serialized() == draft.document().serialized());
    const Result<Draft> back = Draft::restored(draft.saved());
    promise(back.has_value() && back->isDirty() == draft.isDirty());
    promise(seen(back->document()) == seen(draft.document()));
    const Merge merge = merged(draft, draft.base());
    promise(merge.conflicts.isEmpty() && merge.takenOver.isEmpty());
    Draft clean = draft;
    clean.revertAll();
    promise(!clean.isDirty() && clean.document().bytes() == draft.base().bytes());
}

/// One edit a line: what to do, the path, and after a blank the value.
void edit(Draft *draft, const QByteArray &line)
{
    const QString text = QString::fromUtf8(line.mid(1));
    const Path path(text.section(u' ', 0, 0));
    const QString value = text.section(u' ', 1);
    switch (line.isEmpty() ? '\0' : line.front()) {
    case 's':
        (void)draft->set(path, Value::text(value)).has_value();
        break;
    case 'n':
        (void)draft->set(path, Value::number(value)).has_value();
        break;
    case '0':
        (void)draft->set(path, Value()).has_value();
        break;
    case '-':
        (void)draft->remove(path).has_value();
        break;
    case '+':
        if (draft->document().bytes().size() > 4096) // of itself it would double each time
            break;
        (void)draft->add(path, draft->document().root().at(Path(value))).has_value();
        break;
    case 'm':
        (void)draft->move(path, value.toInt()).has_value();
        break;
    case 'r':
        draft->revert(path);
        break;
    case '=':
        (void)draft->replace(line.mid(1)).has_value();
        break;
    case 'x':
        promise(Draft::restored(draft->saved({path})).has_value());
        break;
    default:
        break;
    }
}

} // namespace

/// First line: a base, and edits on the others; or one line: a saved draft.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QList<QByteArray> lines = bytes.split('\n');
    if (lines.size() == 1) {
        const Result<Draft> restored = Draft::restored(bytes);
        promise(restored || restored.error().kind() == Error::Kind::Malformed);
        if (restored)
            check(*restored);
        return 0;
    }
    const Result<Document> base = Document::parse(lines.first());
    if (!base || lines.size() > 20)
        return 0;
    Draft draft(*base);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        edit(&draft, lines.at(i));
        check(draft);
    }
    return 0;
}
