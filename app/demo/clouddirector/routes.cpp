// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/clouddirector/routes.h"

#include <QRegularExpression>

namespace nephoscope::demo::clouddirector {

namespace {

class Pattern {
public:
    explicit Pattern(const Route &route)
        : m_route(route)
    {
        const QList<QByteArray> segments = route.pattern.split('/');
        for (const QByteArray &segment : segments) {
            if (!segment.isEmpty())
                m_segments.append(segment);
        }
    }

    const Route &route() const { return m_route; }

    /// The captures, where the path fits.
    std::optional<QList<QByteArray>> match(const QList<QByteArray> &path) const
    {
        if (path.size() != m_segments.size())
            return std::nullopt;
        QList<QByteArray> captures;
        for (qsizetype i = 0; i < path.size(); ++i) {
            const QByteArray &segment = m_segments.at(i);
            const qsizetype brace = segment.indexOf('{');
            if (brace < 0 ? path.at(i) != segment : !path.at(i).startsWith(segment.left(brace)))
                return std::nullopt;
            if (brace >= 0)
                captures.append(path.at(i).mid(brace));
        }
        return captures;
    }

    /// Whether the captures have the form that the pattern asks for.
    bool accepts(const QList<QByteArray> &captures) const
    {
        qsizetype index = 0;
        for (const QByteArray &segment : m_segments) {
            if (!segment.contains('{'))
                continue;
            const QByteArray &capture = captures.at(index++);
            if (segment.endsWith("{}") && !isUuid(capture))
                return false;
            if (segment.endsWith("{urn}") && !isUrn(capture))
                return false;
        }
        return true;
    }

private:
    static bool isUuid(const QByteArray &text)
    {
        return text.size() == 36 && !Id::fromString(QString::fromLatin1(text)).isNull();
    }
    static bool isUrn(const QByteArray &text)
    {
        return text.startsWith("urn:vcloud:") && isUuid(text.mid(text.lastIndexOf(':') + 1));
    }

    Route m_route;
    QList<QByteArray> m_segments;
};

const std::vector<Pattern> &patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> made;
        for (const auto routes : {&sessionRoutes, &organizationRoutes, &vdcRoutes, &vappRoutes, &vmRoutes,
                 &catalogRoutes, &networkRoutes, &administrationRoutes, &extensionRoutes, &taskRoutes, &commonRoutes,
                 &operationRoutes, &queryRoutes, &cloudapiRoutes}) {
            for (const Route &route : routes())
                made.emplace_back(route);
        }
        return made;
    }();
    return all;
}

} // namespace

Reply dispatch(Context &context)
{
    bool known = false;
    const QByteArray method = context.message.method == "HEAD" ? QByteArray("GET") : context.message.method;
    for (const Pattern &pattern : patterns()) {
        const auto captures = pattern.match(context.path);
        if (!captures)
            continue;
        known = true;
        if (method != pattern.route().method)
            continue;
        if (!pattern.accepts(*captures))
            return context.fault(
                400, "BAD_REQUEST", "validation error on field 'id': String value has invalid format or length");
        context.captures = *captures;
        return pattern.route().handler(context);
    }
    if (known)
        return context.fault(405, "METHOD_NOT_ALLOWED", "Method " + method + " is not allowed here.");
    return context.fault(404, "NOT_FOUND", "Nothing is known at " + context.message.path + '.');
}

} // namespace nephoscope::demo::clouddirector
