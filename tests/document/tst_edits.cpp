// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodies.h"
#include "canonical.h"
#include "document/draft.h"
#include "model.h"
#include "randombody.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace nephoscope;

namespace {

using Part = Model::Part;
using Kind = Model::Kind;

QString s(const char *text) { return QString::fromUtf8(text); }

QStringList withoutBlanks(QStringList words)
{
    words.removeIf([](const QString &word) { return word.startsWith(u'=') && word.mid(1).trimmed().isEmpty(); });
    return words;
}

QStringList wordsOf(const QByteArray &bytes, bool xml)
{
    return xml ? withoutBlanks(canonicalXml(bytes)) : canonicalJson(bytes);
}

QStringList linesOf(const QList<Change> &changes)
{
    QStringList lines;
    for (const Change &change : changes)
        lines.append(QStringLiteral("%1 %2 (%3) %4 > %5")
                         .arg(static_cast<int>(change.kind))
                         .arg(change.path.text(), change.basePath.text(), change.before, change.after));
    return lines;
}

/// Does the same thing to a draft and to the model, at random.
class Editor {
public:
    Editor(const Document &document, const QByteArray &bytes, quint32 seed)
        : m_draft(document)
        , m_model(document.isXml() ? Model::ofXml(bytes) : Model::ofJson(bytes))
        , m_random(seed)
    {
    }
    Draft &draft() { return m_draft; }
    QStringList words() const { return m_model.isXml() ? withoutBlanks(m_model.words()) : m_model.words(); }
    const QStringList &log() const { return m_log; }

    /// False where draft and model disagree about what can be done.
    bool step()
    {
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            return set();
        case 3:
            return setNew();
        case 4:
            return remove();
        case 5:
            return add();
        case 6:
            return move();
        default:
            return setBack();
        }
    }

private:
    qsizetype below(qsizetype count) { return static_cast<qsizetype>(m_random.bounded(static_cast<quint32>(count))); }

    template <class Wanted>
    Part *any(Wanted wanted)
    {
        std::vector<Part *> places = m_model.places();
        places.erase(
            std::remove_if(places.begin(), places.end(), [&](Part *part) { return !wanted(part); }), places.end());
        return places.empty() ? nullptr : places[static_cast<size_t>(below(static_cast<qsizetype>(places.size())))];
    }

    QString word()
    {
        const QStringList words{s("x"), s("a<b&c>\"'"), s("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), s(" two  words "),
            s("line\nline\ttab\rreturn"), s("]]>"), s("\\ / ~"), QString::number(m_random.generate())};
        return words.at(below(words.size()));
    }

    QString number()
    {
        const QStringList numbers{s("0"), s("-0"), s("1.10"), s("1e3"), s("18446744073709551616"), s("-7"), s("0.000")};
        return numbers.at(below(numbers.size()));
    }

    /// A value as the base's token wants it, and the token that it makes.
    std::pair<Value, QString> valueFor(const QString &token)
    {
        if (token == s("null"))
            return below(2) == 0 ? std::pair(Value(), s("null")) : valueFor(s("1"));
        if (token == s("true") || token == s("false"))
            return below(2) == 0 ? std::pair(Value::boolean(true), s("true"))
                                 : std::pair(Value::text(s("false")), s("false"));
        if (token.startsWith(u'"')) {
            const QString text = word();
            return {Value::text(text), u'"' + text};
        }
        const QString digits = number();
        return {Value::number(digits), digits};
    }

    bool set()
    {
        Part *part = any(&Model::isLeaf);
        if (!part)
            return true;
        const Path path(m_model.pathOf(part));
        if (part->kind != Kind::Token) {
            const QString text = word();
            m_log.append(s("set ") + path.text() + s(" = ") + text);
            if (part->kind == Kind::Attribute)
                part->value = text;
            else
                Model::setText(part, text);
            return m_draft.set(path, Value::text(text)).value_or(false);
        }
        const bool typed = !part->baseToken.isEmpty() && part->baseToken != s("null");
        const auto [value, token] = valueFor(typed ? part->baseToken : part->value);
        if (!typed && token.startsWith(u'"') && part->parent && part->parent->kind == Kind::Array)
            return true; // takes the kind of its neighbours
        m_log.append(s("set ") + path.text() + s(" = ") + token);
        part->value = token;
        return m_draft.set(path, value).value_or(false);
    }

    bool setBack()
    {
        Part *part = any([](Part *at) {
            return Model::isLeaf(at) && (at->base || (at->kind == Kind::Token && !at->baseToken.isEmpty()));
        });
        if (!part)
            return true;
        const Path path(m_model.pathOf(part));
        m_log.append(s("back ") + path.text());
        if (part->kind == Kind::Element) {
            const QString text = Model::textOf(part->base.get());
            Model::setText(part, text);
            return m_draft.set(path, Value::text(text)).value_or(false);
        }
        const bool string = part->baseToken.startsWith(u'"');
        part->value = part->baseToken;
        const Value value = part->baseToken == s("null") ? Value() : Value::text(part->baseToken.mid(string ? 1 : 0));
        if (!string && (part->baseToken == s("{") || part->baseToken == s("[")))
            return true;
        return m_draft.set(path, value).value_or(false);
    }

    bool setNew()
    {
        Part *group = any([](Part *at) {
            return at->kind == Kind::Object || (at->kind == Kind::Token && at->value == s("null"))
                || (at->kind == Kind::Element && (!Model::isLeaf(at) || Model::textOf(at).trimmed().isEmpty()));
        });
        if (!group)
            return true;
        const QString before = m_model.pathOf(group);
        const QString text = word();
        if (group->kind == Kind::Element)
            Model::dropNil(group);
        else
            group->kind = Kind::Object;
        Path path(before);
        for (qsizetype depth = below(3); depth >= 0; --depth) {
            const QString name = QStringLiteral("new%1").arg(++m_count);
            path = path.child(name);
            group = append(group, name, depth == 0 ? text : QString());
        }
        m_log.append(s("new ") + path.text() + s(" = ") + text);
        return m_draft.set(path, Value::text(text)).value_or(false);
    }

    Part *append(Part *group, const QString &name, const QString &text)
    {
        auto part = std::make_unique<Part>();
        part->name = name;
        part->isMade = true;
        if (group->kind != Kind::Element) {
            part->kind = text.isEmpty() ? Kind::Object : Kind::Token;
            part->value = u'"' + text;
            return Model::append(group, std::move(part));
        }
        part->kind = Kind::Element;
        part->prefix = group->prefix;
        part->uri = group->uri;
        if (!text.isEmpty())
            Model::setText(part.get(), text);
        const auto isElement = [](const auto &child) { return child->kind == Kind::Element; };
        const auto last = std::find_if(group->parts.rbegin(), group->parts.rend(), isElement);
        const Part *next = last == group->parts.rend() || last == group->parts.rbegin() ? nullptr : (last - 1)->get();
        Part *made = part.get();
        Model::insert(group, std::move(part), next);
        return made;
    }

    bool remove()
    {
        Part *part = any([this](Part *at) { return at != m_model.root(); });
        if (!part)
            return true;
        const Path path(m_model.pathOf(part));
        m_log.append(s("remove ") + path.text());
        Model::take(part);
        return m_draft.remove(path).value_or(false);
    }

    bool add()
    {
        Part *item = any([this](Part *at) {
            return at != m_model.root() && (at->kind == Kind::Element || at->parent->kind == Kind::Array);
        });
        if (!item)
            return true;
        const Path path(m_model.pathOf(item));
        const std::vector<Part *> row = Model::row(item);
        const Path list = item->kind == Kind::Element ? Path(m_model.pathOf(row.front())) : path.parent();
        m_log.append(s("add ") + list.text() + s(" like ") + path.text());
        auto &siblings = item->parent->parts;
        const auto last = std::find_if(
            siblings.begin(), siblings.end(), [&](const auto &sibling) { return sibling.get() == row.back(); });
        const Part *next = last + 1 == siblings.end() ? nullptr : (last + 1)->get();
        Model::insert(item->parent, item->copy(), next);
        const Result<Path> added = m_draft.add(list, m_draft.document().root().at(path));
        return added && !m_draft.document().root().at(*added).isNull();
    }

    bool move()
    {
        Part *item = any([this](Part *at) {
            return at != m_model.root() && (at->kind == Kind::Element || at->parent->kind == Kind::Array)
                && Model::row(at).size() > 1 && !Model::hasNotes(at->parent); // whose place says nothing
        });
        if (!item)
            return true;
        const Path path(m_model.pathOf(item));
        std::vector<Part *> others = Model::row(item);
        others.erase(std::find(others.begin(), others.end(), item));
        const size_t place = static_cast<size_t>(below(static_cast<qsizetype>(others.size()) + 1));
        if (place < others.size() + 1 && Model::row(item).at(place) == item)
            return !m_draft.move(path, static_cast<int>(place)).value_or(true); // stands there already
        m_log.append(s("move %1 to %2").arg(path.text()).arg(place));
        Part *parent = item->parent;
        const auto at = [parent](const Part *part) {
            return std::find_if(
                parent->parts.begin(), parent->parts.end(), [part](const auto &child) { return child.get() == part; });
        };
        std::unique_ptr<Part> taken = std::move(*at(item));
        parent->parts.erase(std::find(parent->parts.begin(), parent->parts.end(), nullptr));
        const Part *next = place < others.size() ? others[place] : nullptr;
        if (!next && at(others.back()) + 1 != parent->parts.end())
            next = (at(others.back()) + 1)->get();
        Model::insert(parent, std::move(taken), next);
        return m_draft.move(path, static_cast<int>(place)).has_value();
    }

    Draft m_draft;
    Model m_model;
    QRandomGenerator m_random;
    QStringList m_log;
    int m_count = 0;
};

/// Paths lead to the first of JSON members of one name; what is changed below another cannot be named once it is
/// hidden.
bool hasRepeated(const Node &node)
{
    QSet<QString> names;
    const QList<Node> children = node.children();
    return std::any_of(children.begin(), children.end(), [&](const Node &child) {
        const bool repeated = node.kind() == Node::Kind::Object && names.contains(child.name());
        names.insert(child.name());
        return repeated || hasRepeated(child);
    });
}

/// Some random edits; after each the document is what the model says, and after them everything can be undone.
QString wrongAfterEdits(const Body &body, quint32 seed, int steps)
{
    const Result<Document> document = Document::parse(body.bytes, body.mediaType);
    if (!document)
        return s("does not parse");
    const bool xml = document->isXml();
    Editor editor(*document, document->bytes(), seed);
    const QStringList base = wordsOf(body.bytes, xml);
    if (editor.words() != base)
        return s("the model reads it otherwise");
    const auto wrong = [&](const char *what) { return s(what) + s(" after\n") + editor.log().join(u'\n'); };
    QList<Draft> undo;
    QList<QStringList> expected;
    for (int i = 0; i < steps; ++i) {
        undo.append(editor.draft());
        expected.append(editor.words());
        if (!editor.step())
            return wrong("refused");
        if (wordsOf(editor.draft().document().serialized(), xml) != editor.words())
            return wrong("the document is not base and edits");
        if (editor.draft().isDirty() != (editor.words() != base)
            || editor.draft().isDirty() == editor.draft().changes().isEmpty())
            return wrong("dirty is wrong");
    }
    const Result<Draft> back = Draft::restored(editor.draft().saved());
    if (!back || back->document().serialized() != editor.draft().document().serialized()
        || linesOf(back->changes()) != linesOf(editor.draft().changes()))
        return wrong("restored otherwise");
    Draft draft = editor.draft();
    if (hasRepeated(document->root()))
        draft.revertAll();
    for (int i = 0; draft.isDirty(); ++i) {
        const QList<Change> changes = draft.changes();
        draft.revert(changes.at(static_cast<qsizetype>(seed + static_cast<quint32>(i)) % changes.size()));
        if (i > 20 * steps)
            return wrong("reverting does not end: ") + linesOf(changes).join(u'\n');
    }
    if (draft.document().bytes() != body.bytes)
        return wrong("reverted to something else");
    for (qsizetype i = 0; i < undo.size(); ++i) {
        if (wordsOf(undo.at(i).document().serialized(), xml) != expected.at(i))
            return wrong("an undo step has changed");
    }
    return {};
}

/// Each leaf alone, set to something else and back, and taken away and set again.
QString wrongSettingBack(const Body &body, quint32 seed)
{
    const Result<Document> document = Document::parse(body.bytes, body.mediaType);
    const bool xml = document->isXml();
    const Model model = xml ? Model::ofXml(body.bytes) : Model::ofJson(body.bytes);
    const std::vector<Part *> places = model.places();
    QRandomGenerator random(seed);
    for (int i = 0; i < 20; ++i) {
        const Part *part = places[random.bounded(static_cast<quint32>(places.size()))];
        if (!Model::isLeaf(part) || part == model.root())
            continue;
        const Path path(model.pathOf(part));
        Draft draft(*document);
        const Node node = document->root().at(path);
        const Value before = node.isNil() ? Value() : Value::text(node.text());
        if (!draft.set(path,
                node.isNil() || node.kind() == Node::Kind::Number ? Value::number(s("77")) : Value::text(s("true")))
            || !draft.set(path, before) || draft.isDirty())
            return s("set back but dirty: ") + path.text();
        if (!draft.remove(path).value_or(false) || !draft.isDirty() || draft.changes().size() != 1)
            return s("not removed: ") + path.text();
        if (draft.document().root().at(path).isNull() && (!draft.set(path, before) || draft.isDirty()))
            return s("set again but dirty: ") + path.text() + linesOf(draft.changes()).join(u'\n');
    }
    return {};
}

} // namespace

class TestEdits : public QObject {
    Q_OBJECT
private slots:
    void ownBodiesTakeRandomEdits();
    void sharedBodiesTakeRandomEdits();
    void randomDocumentsTakeRandomEdits();
    void fieldsSetBackLeaveTheDraft();
    void editsAreQuick_data();
    void editsAreQuick();
};

void TestEdits::ownBodiesTakeRandomEdits()
{
    const QList<Body> bodies = ownBodies();
    QVERIFY(bodies.size() >= 8);
    for (const Body &body : bodies) {
        for (quint32 seed = 0; seed < 10; ++seed) {
            const QString wrong = wrongAfterEdits(body, seed, 12);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("%1, seed %2: %3").arg(body.from).arg(seed).arg(wrong)));
        }
    }
}

void TestEdits::sharedBodiesTakeRandomEdits()
{
    const QList<Body> bodies = sharedBodies();
    QSet<QString> files;
    for (const Body &body : bodies) {
        files.insert(body.from.section(u' ', 0, 0));
        const int steps = body.bytes.size() > 100'000 ? 2 : 6;
        const QString wrong = wrongAfterEdits(body, static_cast<quint32>(files.size()), steps);
        QVERIFY2(wrong.isEmpty(), qPrintable(body.from + s(": ") + wrong));
    }
    qInfo() << files.size() << "shared files," << bodies.size() << "bodies edited";
}

void TestEdits::randomDocumentsTakeRandomEdits()
{
    for (quint32 seed = 0; seed < 500; ++seed) {
        QRandomGenerator random(seed);
        const QByteArray bytes = seed % 2 == 0 ? randomJson(&random, 4) : randomXml(&random, 4);
        const QString wrong = wrongAfterEdits({{}, {}, bytes}, seed, 15);
        QVERIFY2(wrong.isEmpty(),
            qPrintable(QStringLiteral("seed %1: %2\n%3").arg(seed).arg(wrong, QString::fromUtf8(bytes))));
    }
}

void TestEdits::fieldsSetBackLeaveTheDraft()
{
    QList<Body> bodies = ownBodies() + sharedBodies();
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        bodies.append({s("random"), {}, seed % 2 == 0 ? randomJson(&random, 4) : randomXml(&random, 4)});
    }
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        const QString wrong = wrongSettingBack(bodies.at(i), static_cast<quint32>(i));
        QVERIFY2(wrong.isEmpty(),
            qPrintable(bodies.at(i).from + s(": ") + wrong + u'\n' + QString::fromUtf8(bodies.at(i).bytes.left(500))));
    }
}

void TestEdits::editsAreQuick_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("path");
    QTest::addColumn<double>("milliseconds");
    const auto xml = [](int size) {
        const QByteArray item =
            "<v:Item name=\"vm-1\" href=\"https://cell.example.test/api/vApp/vm-1\"><v:Cpu>2</v:Cpu>"
            "<v:Description>some words</v:Description></v:Item>\n";
        return "<v:Items xmlns:v=\"urn:v\">" + item.repeated(size / static_cast<int>(item.size())) + "</v:Items>";
    };
    const auto json = [](int size) {
        QByteArray item = R"({"name":"vm-1","href":"https://cell.example.test/api/vApp/vm-1","cpu":2,"words":"x"},)";
        return "[" + item.repeated(size / static_cast<int>(item.size())).chopped(1) + "]";
    };
    QTest::newRow("XML of 64 kB") << xml(64 << 10) << s("Item[200]/Description") << 3.0;
    QTest::newRow("XML of 1 MB") << xml(1 << 20) << s("Item[2000]/Description") << 40.0;
    QTest::newRow("JSON of 64 kB") << json(64 << 10) << s("200/words") << 3.0;
    QTest::newRow("JSON of 1 MB") << json(1 << 20) << s("2000/words") << 40.0;
}

/// The limits are for an optimised build; with sanitizers it may take twenty times as long.
void TestEdits::editsAreQuick()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, path);
    QFETCH(double, milliseconds);
    const Result<Document> document = Document::parse(bytes);
    QVERIFY(document.has_value());
    Draft draft(*document);
    QElapsedTimer timer;
    double best = 1e9;
    for (int i = 0; i < 7; ++i) {
        timer.start();
        QVERIFY(draft.set(Path(path), Value::text(QString::number(i))).has_value());
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    timer.start();
    QCOMPARE(draft.changes().size(), 1);
    const double changes = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    timer.start();
    QVERIFY(!draft.saved().isEmpty());
    qInfo() << "one edit" << best << "ms, changes" << changes << "ms, saved"
            << static_cast<double>(timer.nsecsElapsed()) / 1e6 << "ms";
    QVERIFY2(best < 20 * milliseconds, qPrintable(QString::number(best)));
}

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
