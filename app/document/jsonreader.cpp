// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/jsonreader.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

namespace nephoscope {
namespace {

QString words(const char *text) { return QCoreApplication::translate("Document", text); }

/// QString takes U+FEFF at the beginning for a byte order mark; inside a document it is a character.
QString textOf(const std::string &value)
{
    if (value.empty() || value.front() != '\xEF')
        return QString::fromStdString(value);
    return QString::fromStdString(' ' + value).mid(1);
}

/// Walks over the bytes and tells how far it came, which the parser keeps to itself.
class ByteIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    ByteIterator(const char *at, const char **reached)
        : m_at(at)
        , m_reached(reached)
    {
    }
    reference operator*() const { return *m_at; }
    ByteIterator &operator++()
    {
        *m_reached = ++m_at;
        return *this;
    }
    friend bool operator==(const ByteIterator &a, const ByteIterator &b) { return a.m_at == b.m_at; }

private:
    const char *m_at;
    const char **m_reached;
};

/// Receives the parser's events and builds the tree. Strings arrive as valid UTF-8.
class JsonBuilder {
public:
    explicit JsonBuilder(const DocumentLimits &limits)
        : m_builder(limits)
    {
    }
    TreeBuilder &builder() { return m_builder; }

    bool null() { return add(Node::Kind::JsonNull, {}); }
    bool boolean(bool value) { return add(Node::Kind::Boolean, value ? u"true" : u"false"); }
    bool number_integer(std::int64_t value)
    {
        // The parser calls only negative numbers signed, so 0 was written "-0".
        return add(Node::Kind::Number, value == 0 ? QStringLiteral("-0") : QString::number(value));
    }
    bool number_unsigned(std::uint64_t value) { return add(Node::Kind::Number, QString::number(value)); }
    bool number_float(double, const std::string &text)
    {
        QString number = QString::fromStdString(text);
        for (QChar &c : number) { // the parser replaces the point by the locale's
            if (!c.isDigit() && c != u'-' && c != u'+' && c != u'e' && c != u'E')
                c = u'.';
        }
        return add(Node::Kind::Number, number);
    }
    bool string(const std::string &value) { return add(Node::Kind::String, textOf(value)); }
    bool binary(const std::vector<std::uint8_t> &) { return false; } // JSON has none
    bool start_object(std::size_t) { return open(Node::Kind::Object); }
    bool start_array(std::size_t) { return open(Node::Kind::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(const std::string &name)
    {
        m_key.local = textOf(name);
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t, const std::string &, const Exception &)
    {
        return false; // its words may quote the document, and so a secret
    }

private:
    bool add(Node::Kind kind, QStringView value)
    {
        m_builder.add(kind, name(), value);
        return m_builder.exceeded().isEmpty();
    }
    bool open(Node::Kind kind)
    {
        m_builder.open(kind, name());
        return m_builder.exceeded().isEmpty();
    }
    bool close()
    {
        m_builder.close();
        return true;
    }
    DocumentTree::Name name() const
    {
        return m_builder.openKind() == Node::Kind::Object ? m_key : DocumentTree::Name();
    }

    TreeBuilder m_builder;
    DocumentTree::Name m_key;
};

} // namespace

Result<std::shared_ptr<DocumentTree>> readJson(const QByteArray &bytes, const DocumentLimits &limits)
{
    JsonBuilder handler(limits);
    const char *reached = bytes.cbegin();
    const ByteIterator begin(bytes.cbegin(), &reached);
    const ByteIterator end(bytes.cend(), &reached);
    if (nlohmann::json::sax_parse(begin, end, &handler))
        return handler.builder().take();
    const QString &exceeded = handler.builder().exceeded();
    QString message = words("The JSON is not valid.");
    if (!exceeded.isEmpty())
        message = words("The JSON goes beyond what is accepted.") + u' ' + exceeded;
    else if (reached == bytes.cend())
        message = words("The JSON ends too early or is not valid at its end.");
    Error error(Error::Kind::Malformed, message);
    error.withDetails(words("Byte %1").arg(reached - bytes.cbegin()));
    return failure(error);
}

} // namespace nephoscope
