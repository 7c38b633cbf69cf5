// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/path.h"

#include <limits>

namespace nephoscope {
namespace {

const QString emptyStep() { return QStringLiteral("~2"); }

QString escaped(const QString &step)
{
    if (step.isEmpty())
        return emptyStep();
    if (!step.contains(u'~') && !step.contains(u'/'))
        return step;
    QString text = step;
    return text.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

QString unescaped(const QString &step)
{
    if (step == emptyStep())
        return {};
    if (!step.contains(u'~'))
        return step;
    QString text = step;
    return text.replace(QStringLiteral("~1"), QStringLiteral("/")).replace(QStringLiteral("~0"), QStringLiteral("~"));
}

/// Where the "[n]" at the end of a step begins; -1 where there is none.
qsizetype indexStart(const QString &step)
{
    const qsizetype open = step.lastIndexOf(u'[');
    if (open <= 0 || !step.endsWith(u']') || open + 2 >= step.size())
        return -1;
    for (qsizetype i = open + 1; i < step.size() - 1; ++i) {
        if (step.at(i) < u'0' || step.at(i) > u'9')
            return -1;
    }
    return open;
}

} // namespace

QStringList Path::steps() const
{
    QStringList steps;
    if (m_text.isEmpty())
        return steps;
    const QStringList parts = m_text.split(u'/');
    for (const QString &part : parts)
        steps.append(unescaped(part));
    return steps;
}

Path Path::child(const QString &step) const
{
    return Path(m_text.isEmpty() ? escaped(step) : m_text + u'/' + escaped(step));
}

Path Path::parent() const
{
    const qsizetype slash = m_text.lastIndexOf(u'/');
    return slash < 0 ? Path() : Path(m_text.left(slash));
}

QString Path::name() const
{
    QString step = unescaped(m_text.mid(m_text.lastIndexOf(u'/') + 1));
    if (step.startsWith(u'@'))
        return step.mid(1);
    const qsizetype open = indexStart(step);
    return open < 0 ? step : step.left(open);
}

qsizetype Path::index() const
{
    const QString step = unescaped(m_text.mid(m_text.lastIndexOf(u'/') + 1));
    const qsizetype open = step.startsWith(u'@') ? -1 : indexStart(step);
    if (open < 0)
        return 0;
    bool known = false;
    const qsizetype index = QStringView(step).mid(open + 1).chopped(1).toLongLong(&known);
    return known ? index : std::numeric_limits<qsizetype>::max();
}

} // namespace nephoscope
