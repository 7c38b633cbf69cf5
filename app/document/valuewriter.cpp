// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/valuewriter.h"

#include <QCoreApplication>
#include <QXmlStreamReader>
#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

const QLatin1String schemaInstance("http://www.w3.org/2001/XMLSchema-instance");

tl::unexpected<Error> invalid(const char *words)
{
    return failure(Error::Kind::Invalid, QCoreApplication::translate("Draft", words));
}

/// XML 1.0 §2.2, for text that is valid UTF-16.
bool isXmlText(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return c >= u' ' ? c < QChar(0xFFFE) : c == u'\t' || c == u'\n' || c == u'\r'; });
}

/// A number that is read back as it was written.
bool isNumber(const QString &characters)
{
    const Result<Document> parsed = Document::parse(characters.toUtf8(), "application/json");
    return parsed && parsed->root().kind() == Kind::Number && parsed->root().text() == characters;
}

bool isBoolean(const QString &characters)
{
    return characters == QLatin1String("true") || characters == QLatin1String("false");
}

/// The token that a value makes in a place for that kind; Null where it cannot.
Kind fitting(const Value &value, Kind place)
{
    const bool text = value.kind() == Value::Kind::Text;
    switch (place) {
    case Kind::Number:
        return (text || value.kind() == Value::Kind::Number) && isNumber(value.characters()) ? place : Kind::Null;
    case Kind::Boolean:
        return (text || value.kind() == Value::Kind::Boolean) && isBoolean(value.characters()) ? place : Kind::Null;
    case Kind::String:
        return place;
    default:
        break;
    }
    if (text)
        return Kind::String;
    return fitting(value, value.kind() == Value::Kind::Number ? Kind::Number : Kind::Boolean);
}

} // namespace

bool isBlank(QStringView text) { return text.trimmed().isEmpty(); }

bool isXmlName(const QString &name)
{
    const auto usual = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    if (name.isEmpty() || std::any_of(name.begin(), name.end(), [](QChar c) { return c.isSpace() || c == u':'; }))
        return false;
    if (std::all_of(name.begin(), name.end(), usual))
        return true;
    QXmlStreamReader reader(u'<' + name + QStringLiteral("/>"));
    return reader.readNextStartElement() && reader.name() == name && reader.attributes().isEmpty();
}

Result<bool> ValueWriter::checked(const Value &value, bool xml)
{
    if (!value.characters().isValidUtf16())
        return invalid(QT_TRANSLATE_NOOP("Draft", "The text is not valid Unicode."));
    if (xml && !isXmlText(value.characters()))
        return invalid(QT_TRANSLATE_NOOP("Draft", "The text has control characters, which XML cannot hold."));
    return true;
}

Result<bool> ValueWriter::write(int part, const Value &value)
{
    if (const int base = m_edit->part(part).origin.base; base >= 0 && isBase(base, value)) {
        restore(part);
        return true;
    }
    switch (m_edit->part(part).kind) {
    case Kind::Element:
        return writeElement(part, value);
    case Kind::Attribute:
        if (value.kind() == Value::Kind::Null)
            return invalid(QT_TRANSLATE_NOOP("Draft", "An attribute cannot be null."));
        m_edit->setValue(part, Kind::Attribute, value.characters());
        return true;
    case Kind::Object:
    case Kind::Array:
        return invalid(QT_TRANSLATE_NOOP("Draft", "This is a group and holds no value of its own."));
    default:
        return writeToken(part, value);
    }
}

void ValueWriter::restore(int part)
{
    const int base = m_edit->part(part).origin.base;
    const DocumentTree::Entry &entry = m_base.entry(base);
    if (entry.kind != Kind::Element) {
        m_edit->setValue(part, entry.kind, m_base.value(base).toString());
        return;
    }
    m_edit->clear(part);
    const auto tree = m_edit->baseTree();
    for (int i = entry.firstChild; i >= 0; i = m_base.entry(i).nextSibling)
        m_edit->append(part, m_edit->copy(tree, i, true));
    dropNil(part);
    copyNil(part, base);
}

void ValueWriter::dropNil(int element)
{
    if (const int nil = m_edit->nilOf(element); nil >= 0)
        m_edit->detach(nil);
}

void ValueWriter::restoreNothing(int part)
{
    const int base = m_edit->part(part).origin.base;
    if (base < 0 || m_edit->part(part).firstChild >= 0)
        return;
    if (m_base.entry(base).kind == Kind::JsonNull)
        m_edit->setValue(part, Kind::JsonNull, {});
    else if (m_edit->part(part).kind == Kind::Element && m_edit->nilOf(part) < 0)
        copyNil(part, base);
}

/// The value is what the base has there, whatever token it makes.
bool ValueWriter::isBase(int entry, const Value &value) const
{
    const bool null = value.kind() == Value::Kind::Null;
    const Node node = TreeAccess::node(m_edit->baseTree(), entry);
    if (!node.isLeaf() || null != node.isNil())
        return false;
    if (null || node.isXml() || node.kind() == Kind::String)
        return null || node.text() == value.characters();
    return fitting(value, node.kind()) == node.kind() && node.text() == value.characters();
}

Result<bool> ValueWriter::writeElement(int part, const Value &value)
{
    if (!m_edit->childElements(part).isEmpty())
        return invalid(QT_TRANSLATE_NOOP("Draft", "This is a group and holds no value of its own."));
    setText(part, value.characters());
    if (value.kind() == Value::Kind::Null)
        setNil(part);
    else
        dropNil(part);
    return true;
}

Result<bool> ValueWriter::writeToken(int part, const Value &value)
{
    if (value.kind() == Value::Kind::Null) {
        m_edit->setValue(part, Kind::JsonNull, {});
        return true;
    }
    const Origin &origin = m_edit->part(part).origin;
    const Kind now = m_edit->part(part).kind;
    const Kind copied = origin.isMade ? Kind::JsonNull : now; // an item that was added like another is typed as that
    const Kind before = origin.base < 0 ? copied : m_base.entry(origin.base).kind;
    Kind kind = Kind::Null;
    if (before == Kind::String || before == Kind::Number || before == Kind::Boolean) {
        kind = fitting(value, before);
        if (kind == Kind::Null && now != before && now != Kind::JsonNull)
            kind = fitting(value, now); // the source view made it another kind
    } else {
        kind = fitting(value, value.kind() == Value::Kind::Text ? kindAround(part) : Kind::JsonNull);
    }
    if (kind == Kind::Null)
        return invalid(QT_TRANSLATE_NOOP("Draft", "This place holds a number or true or false, which this is not."));
    m_edit->setValue(part, kind, value.characters());
    return true;
}

/// What the other items of a list are, where this is one; JsonNull where that says nothing.
Kind ValueWriter::kindAround(int part) const
{
    const int parent = m_edit->part(part).parent;
    if (m_edit->part(parent).kind != Kind::Array)
        return Kind::JsonNull;
    for (int i = m_edit->part(parent).firstChild; i >= 0; i = m_edit->part(i).next) {
        const Kind kind = m_edit->part(i).kind;
        if (i != part && (kind == Kind::String || kind == Kind::Number || kind == Kind::Boolean))
            return kind;
    }
    return Kind::JsonNull;
}

void ValueWriter::setText(int element, const QString &text)
{
    int first = -1;
    for (int child : m_edit->children(element)) {
        const Kind kind = m_edit->part(child).kind;
        if (kind != Kind::Text && kind != Kind::CData)
            continue; // comments stay
        if (first < 0 && !text.isEmpty())
            first = child;
        else
            m_edit->detach(child);
    }
    if (first >= 0)
        m_edit->setValue(first, Kind::Text, text);
    else if (!text.isEmpty())
        m_edit->append(element, m_edit->make(Kind::Text, {}, text, {}));
}

void ValueWriter::setNil(int element)
{
    dropNil(element);
    const TreeEdit::Name name =
        m_edit->nameIn(element, schemaInstance, QStringLiteral("nil"), true, QStringLiteral("xsi"));
    m_edit->addAttribute(element, m_edit->make(Kind::Attribute, name, QStringLiteral("true"), {}));
}

void ValueWriter::copyNil(int element, int from)
{
    for (int i = m_base.nextAttribute(from); i >= 0; i = m_base.nextAttribute(i)) {
        if (!isNilMark(m_base, i))
            continue;
        const int nil = m_edit->copy(m_edit->baseTree(), i, true);
        m_edit->addAttribute(element, nil);
        m_edit->nameLikeBase(nil);
    }
}

} // namespace nephoscope
