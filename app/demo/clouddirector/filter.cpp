// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/filter.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::clouddirector {

namespace {

constexpr int deepest = 32; // nested parentheses

Id uuidIn(const QByteArray &text)
{
    static const QRegularExpression form(
        QStringLiteral("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"));
    return Id::fromString(form.match(QString::fromLatin1(text)).captured());
}

/// Whether a text fits a pattern in which `*` at start and end stands for anything.
bool fits(const QByteArray &text, const QByteArray &pattern)
{
    const bool open = pattern.startsWith('*');
    const bool ajar = pattern.size() > 1 && pattern.endsWith('*');
    const QByteArray core = pattern.mid(open ? 1 : 0, pattern.size() - (open ? 1 : 0) - (ajar ? 1 : 0));
    if (open && ajar)
        return text.contains(core);
    if (open)
        return text.endsWith(core);
    return ajar ? text.startsWith(core) : text == core;
}

/// Less, equal or greater than zero, as the cell compares with what was written.
std::optional<qint64> difference(const Cell &cell, const QByteArray &written)
{
    const Scalar &value = cell.value();
    if (value.kind() == Scalar::Kind::Time) {
        const QDateTime time = QDateTime::fromString(QString::fromLatin1(written), Qt::ISODateWithMs);
        return time.isValid() ? std::optional(value.moment().milliseconds - time.toMSecsSinceEpoch()) : std::nullopt;
    }
    if (value.kind() == Scalar::Kind::Number) {
        bool isNumber = false;
        const qint64 number = written.toLongLong(&isNumber);
        const qint64 own = value.text().toLongLong();
        return isNumber ? std::optional<qint64>((own > number) - (own < number)) : std::nullopt;
    }
    return value.text().compare(written);
}

bool equals(const Cell &cell, const QByteArray &written)
{
    if (!cell.id().isNull())
        return cell.id() == uuidIn(written);
    if (cell.value().kind() == Scalar::Kind::Text)
        return fits(cell.value().text(), written);
    if (cell.value().kind() == Scalar::Kind::Boolean)
        return cell.value().text() == written.toLower();
    return difference(cell, written) == 0;
}

} // namespace

Cell Cell::to(const QByteArray &href, Kind kind, const Id &id)
{
    Cell cell(href);
    cell.m_kind = kind;
    cell.m_id = id;
    return cell;
}

bool Cell::isBelow(const Cell &other) const
{
    if (isEmpty() || other.isEmpty())
        return isEmpty() && !other.isEmpty();
    if (m_value->kind() == Scalar::Kind::Number)
        return m_value->text().toLongLong() < other.m_value->text().toLongLong();
    if (m_value->kind() == Scalar::Kind::Time)
        return m_value->moment().milliseconds < other.m_value->moment().milliseconds;
    return m_value->text().compare(other.m_value->text(), Qt::CaseInsensitive) < 0;
}

class Filter::Parser {
public:
    explicit Parser(const QByteArray &text)
        : m_text(text)
    {
    }

    std::optional<Term> all()
    {
        Term term;
        if (!either(term, 0) || m_at != m_text.size())
            return std::nullopt;
        return term;
    }

private:
    bool either(Term &term, int depth) { return chain(term, ',', Operator::Or, depth); }

    bool chain(Term &term, char divider, Operator op, int depth)
    {
        term.op = op;
        do {
            Term part;
            if (!(op == Operator::Or ? chain(part, ';', Operator::And, depth) : single(part, depth)))
                return false;
            term.parts.push_back(part);
        } while (take(divider));
        return true;
    }

    bool single(Term &term, int depth)
    {
        if (depth > deepest)
            return false;
        if (take('('))
            return either(term, depth + 1) && take(')');
        return comparison(term);
    }

    bool comparison(Term &term)
    {
        while (m_at < m_text.size() && !QByteArray("=!;,()").contains(m_text.at(m_at)))
            term.name += m_text.at(m_at++);
        static const std::pair<const char *, Operator> operators[] = {{"==", Operator::Equal},
            {"!=", Operator::NotEqual}, {"=lt=", Operator::Less}, {"=le=", Operator::LessOrEqual},
            {"=gt=", Operator::Greater}, {"=ge=", Operator::GreaterOrEqual}};
        for (const auto &[sign, op] : operators) {
            if (!m_text.mid(m_at).startsWith(sign))
                continue;
            m_at += qstrlen(sign);
            term.op = op;
            readValue(term.value);
            return !term.name.isEmpty();
        }
        return false;
    }

    void readValue(QByteArray &value)
    {
        for (; m_at < m_text.size() && !QByteArray(";,()").contains(m_text.at(m_at)); ++m_at) {
            if (m_text.at(m_at) == '\\' && m_at + 1 < m_text.size())
                ++m_at; // from 35.0 on: the next one stands for itself
            value += m_text.at(m_at);
        }
    }

    bool take(char wanted)
    {
        const bool found = m_at < m_text.size() && m_text.at(m_at) == wanted;
        m_at += found ? 1 : 0;
        return found;
    }

    QByteArray m_text;
    qsizetype m_at = 0;
};

std::optional<Filter> Filter::parse(const QByteArray &text)
{
    Filter filter;
    if (text.isEmpty())
        return filter;
    std::optional<Term> root = Parser(text).all();
    if (!root)
        return std::nullopt;
    filter.m_root = std::move(*root);
    return filter;
}

void Filter::collect(const Term &term, QList<QByteArray> &names)
{
    if (!term.name.isEmpty())
        names.append(term.name);
    for (const Term &part : term.parts)
        collect(part, names);
}

QList<QByteArray> Filter::names() const
{
    QList<QByteArray> all;
    collect(m_root, all);
    return all;
}

bool Filter::passes(const Lookup &lookup) const { return holds(m_root, lookup); }

bool Filter::holds(const Term &term, const Lookup &lookup)
{
    const auto part = [&](const Term &each) { return holds(each, lookup); };
    if (term.op == Operator::And)
        return std::all_of(term.parts.begin(), term.parts.end(), part);
    if (term.op == Operator::Or)
        return std::any_of(term.parts.begin(), term.parts.end(), part);
    return compare(term, lookup(term.name));
}

bool Filter::compare(const Term &term, const Cell &cell)
{
    if (cell.isEmpty())
        return term.op == Operator::NotEqual;
    // Metadata says its type in front of the value.
    const QByteArray written =
        term.name.startsWith("metadata") ? term.value.mid(term.value.indexOf(':') + 1) : term.value;
    if (term.op == Operator::Equal || term.op == Operator::NotEqual)
        return equals(cell, written) == (term.op == Operator::Equal);
    const std::optional<qint64> by = difference(cell, written);
    if (!by)
        return false;
    switch (term.op) {
    case Operator::Less:
        return *by < 0;
    case Operator::LessOrEqual:
        return *by <= 0;
    case Operator::Greater:
        return *by > 0;
    default:
        return *by >= 0;
    }
}

} // namespace nephoscope::demo::clouddirector
