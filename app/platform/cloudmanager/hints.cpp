// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/hints.h"

#include <QJsonArray>

namespace nephoscope::cloudmanager {

Hints::Hints(const Catalog &catalog)
    : m_catalog(catalog)
    , m_covered(patterns("covered", "paths"))
    , m_asks(patterns("danger", "asks"))
    , m_interrupts(patterns("danger", "interrupts"))
    , m_destroys(patterns("danger", "destroys"))
{
}

QList<QRegularExpression> Hints::patterns(const char *section, const char *list) const
{
    QList<QRegularExpression> patterns;
    const QJsonArray texts = m_catalog.section(QLatin1String(section)).value(QLatin1String(list)).toArray();
    for (const QJsonValue &text : texts)
        patterns << QRegularExpression(text.toString());
    return patterns;
}

bool Hints::isEmpty() const { return m_catalog.section(QStringLiteral("objects")).isEmpty(); }

QJsonObject Hints::of(const char *section, const PublishedCall &call) const
{
    const QJsonObject entries = m_catalog.section(QLatin1String(section));
    const QString method = QString::fromLatin1(call.call->method) + QLatin1Char(' ');
    const auto whole = entries.constFind(method + call.call->path);
    if (whole != entries.constEnd())
        return whole->toObject();
    return entries.value(method + call.call->path.mid(call.group.size())).toObject();
}

QString Hints::inGroup(const QString &text, const QString &group)
{
    return QString(text).replace(QLatin1String("{group}"), group);
}

bool Hints::matches(const QList<QRegularExpression> &patterns, const PublishedCall &call)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [&call](const QRegularExpression &pattern) { return pattern.match(call.key()).hasMatch(); });
}

bool Hints::asksOnly(const PublishedCall &call) const
{
    if (call.isRead())
        return true;
    static const QRegularExpression word(QStringLiteral("^(quote|parse-.*|validate|validate-.*|get-.*)$"));
    const QStringList &literals = call.path.literals();
    const bool says = call.call->method == "POST"
        && std::any_of(literals.begin(), literals.end(), [](const QString &l) { return word.match(l).hasMatch(); });
    return says || matches(m_asks, call);
}

Operation::Danger Hints::danger(const PublishedCall &call) const
{
    if (matches(m_destroys, call) || call.call->method == "DELETE")
        return Operation::Danger::Destroys;
    if (matches(m_interrupts, call))
        return Operation::Danger::Interrupts;
    return asksOnly(call) ? Operation::Danger::Harmless : Operation::Danger::Changes;
}

bool Hints::covers(const QString &path) const
{
    return std::any_of(m_covered.begin(), m_covered.end(),
        [&path](const QRegularExpression &pattern) { return pattern.match(path).hasMatch(); });
}

QJsonObject Hints::object(const QString &kind) const
{
    return m_catalog.section(QStringLiteral("objects")).value(kind).toObject();
}

QString Hints::writeName(const QString &readName, const PublishedCall &call) const
{
    const QString named = of("writeNames", call).value(readName).toString();
    return named.isEmpty() ? readName : named;
}

bool isSameName(const QString &documented, const QString &wire)
{
    return documented == wire
        || (wire.size() == documented.size() + 2 && wire.startsWith(QLatin1String("is"))
            && wire.mid(2).compare(documented, Qt::CaseInsensitive) == 0);
}

} // namespace nephoscope::cloudmanager
