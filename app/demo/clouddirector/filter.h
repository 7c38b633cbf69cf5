// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/clouddirector/kinds.h"

#include <functional>
#include <memory>
#include <optional>

namespace nephoscope::demo::clouddirector {

/// A value that queries filter, sort and show.
class Cell {
public:
    Cell() = default; ///< no value
    Cell(const Scalar &value)
        : m_value(value)
    {
    }
    Cell(const char *text)
        : m_value(Scalar(text))
    {
    }
    Cell(const QByteArray &text)
        : m_value(Scalar(text))
    {
    }
    Cell(bool value)
        : m_value(Scalar(value))
    {
    }
    Cell(int value)
        : m_value(Scalar(value))
    {
    }
    Cell(qint64 value)
        : m_value(Scalar(value))
    {
    }
    Cell(Moment value)
        : m_value(Scalar(value))
    {
    }
    /// A reference to another object.
    static Cell to(const QByteArray &href, Kind kind, const Id &id);

    bool isEmpty() const { return !m_value; }
    const Scalar &value() const { return *m_value; } ///< of a reference its address
    const Id &id() const { return m_id; } ///< null unless a reference
    QByteArray urn() const { return clouddirector::urn(m_kind, m_id); }

    bool isBelow(const Cell &other) const; ///< for sorting; no value comes first

private:
    std::optional<Scalar> m_value;
    Kind m_kind = Kind::VApp;
    Id m_id;
};

/// A filter of the query service and of cloudapi: `name==web*;(status!=8,isBusy==true)`.
class Filter {
public:
    using Lookup = std::function<Cell(const QByteArray &name)>;

    /// Nothing where the text is no filter. The empty text lets everything pass.
    static std::optional<Filter> parse(const QByteArray &text);

    /// All attributes that it speaks of.
    QList<QByteArray> names() const;
    bool passes(const Lookup &lookup) const;

private:
    enum class Operator { And, Or, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    struct Term {
        Operator op = Operator::And;
        QByteArray name;
        QByteArray value;
        std::vector<Term> parts;
    };
    class Parser;

    static void collect(const Term &term, QList<QByteArray> &names);
    static bool holds(const Term &term, const Lookup &lookup);
    static bool compare(const Term &term, const Cell &cell);

    Term m_root;
};

} // namespace nephoscope::demo::clouddirector
