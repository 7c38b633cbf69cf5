// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nephoscope {

/// A single value as it is written into a document: characters, and in JSON which kind of token they make.
class Value {
public:
    enum class Kind { Text, Number, Boolean, Null };

    Value() = default;
    static Value text(const QString &text) { return Value(Kind::Text, text); }
    static Value number(const QString &digits) { return Value(Kind::Number, digits); }
    static Value boolean(bool value)
    {
        return Value(Kind::Boolean, value ? QStringLiteral("true") : QStringLiteral("false"));
    }

    Kind kind() const { return m_kind; }
    const QString &characters() const { return m_characters; }

    friend bool operator==(const Value &a, const Value &b)
    {
        return a.m_kind == b.m_kind && a.m_characters == b.m_characters;
    }

private:
    Value(Kind kind, QString characters)
        : m_kind(kind)
        , m_characters(std::move(characters))
    {
    }

    Kind m_kind = Kind::Null;
    QString m_characters;
};

} // namespace nephoscope
