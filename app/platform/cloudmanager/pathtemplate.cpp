// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/cloudmanager/pathtemplate.h"

namespace nephoscope::cloudmanager {

namespace {

bool isVariable(const QString &segment)
{
    return segment.size() > 2 && segment.startsWith(QLatin1Char('{')) && segment.endsWith(QLatin1Char('}'));
}

QString nameIn(const QString &segment) { return segment.mid(1, segment.size() - 2); }

} // namespace

PathTemplate::PathTemplate(const QString &text)
    : m_text(text)
    , m_segments(text.split(QLatin1Char('/'), Qt::SkipEmptyParts))
{
    for (const QString &segment : std::as_const(m_segments)) {
        if (isVariable(segment))
            m_variables << nameIn(segment);
        else
            m_literals << segment;
    }
}

bool PathTemplate::endsInVariable() const { return !m_segments.isEmpty() && isVariable(m_segments.last()); }

bool PathTemplate::startsWith(const PathTemplate &other) const { return beginsWith(m_segments, other.m_segments); }

QString PathTemplate::after(const PathTemplate &other) const
{
    return m_segments.mid(other.m_segments.size()).join(QLatin1Char('/'));
}

std::optional<Values> PathTemplate::match(const QString &encodedPath) const { return match(stepsOf(encodedPath)); }

QStringList PathTemplate::stepsOf(const QString &encodedPath)
{
    QStringList steps = encodedPath.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (QString &step : steps)
        step = QUrl::fromPercentEncoding(step.toUtf8());
    return steps;
}

std::optional<Values> PathTemplate::match(const QStringList &steps) const
{
    if (steps.size() != m_segments.size())
        return std::nullopt;
    for (qsizetype i = 0; i < steps.size(); ++i)
        if (!isVariable(m_segments[i]) && steps[i] != m_segments[i])
            return std::nullopt;
    Values values;
    for (qsizetype i = 0; i < steps.size(); ++i)
        if (isVariable(m_segments[i]))
            values.insert(nameIn(m_segments[i]), steps[i]);
    return values;
}

QString PathTemplate::filled(const Values &values) const
{
    QString path;
    for (const QString &segment : m_segments) {
        const QString value = isVariable(segment) ? values.value(nameIn(segment)) : QString();
        path += QLatin1Char('/') + (value.isEmpty() ? segment : QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return path;
}

bool isSameWord(const QString &a, const QString &b)
{
    const auto plain = [](QString text) { return text.remove(QLatin1Char('_')).remove(QLatin1Char('-')).toLower(); };
    return a == b || plain(a) == plain(b);
}

bool beginsWith(const QStringList &list, const QStringList &head)
{
    return list.size() >= head.size() && std::equal(head.begin(), head.end(), list.begin());
}

} // namespace nephoscope::cloudmanager
