// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordedsite.h"

#include "net/http.h"
#include "net/playback.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace nephoscope {

namespace {

/// Collects the objects of a recording, and what stands below what.
class Collector {
public:
    explicit Collector(RecordedSite &site)
        : m_site(site)
    {
        for (const Exchange &exchange : std::as_const(site.recording.exchanges)) {
            if (exchange.request().method() == "GET" && exchange.reply().isSuccess())
                m_answered.insert(addressOf(exchange.request().url()));
        }
    }

    void collect()
    {
        const QList<Exchange> exchanges = m_site.recording.exchanges;
        for (const Exchange &exchange : exchanges) {
            m_site.access = m_site.platform->recorded(exchange.request(), exchange.reply(), m_site.access);
            const QList<Contained> found = m_site.platform->contained(exchange.request(), exchange.reply());
            for (qsizetype i = 0; i < found.size(); ++i)
                add(exchange, found[i], i == 0);
        }
        m_site.access.entryPoints = roots();
        m_site.access.isComplete = true;
    }

private:
    void add(const Exchange &exchange, const Contained &found, bool isWhole)
    {
        Ref ref = found.ref;
        const bool asked = isWhole && exchange.request().method() == "GET";
        if (asked)
            ref.withHref(exchange.request().url()); // where it can be asked for again, whatever the body calls itself
        const QString address = addressOf(ref.href());
        if (!ref.href().hasFragment() && !m_answered.contains(address)) {
            m_answered.insert(address);
            m_site.recording.exchanges << answer(exchange, found, ref.href());
        }
        const qsizetype known = m_index.value(key(ref), -1);
        if (known >= 0) {
            m_site.objects[known] = ref; // a later answer knows better
        } else {
            m_index.insert(key(ref), m_site.objects.size());
            m_site.objects << ref;
        }
    }

    static QString key(const Ref &ref) { return addressOf(ref.href()) + QLatin1Char('#') + ref.href().fragment(); }

    static Exchange answer(const Exchange &from, const Contained &found, const QUrl &href)
    {
        Reply reply(200, from.reply().body(), from.reply().headers().value("Content-Type"), href);
        if (!found.part.isEmpty()) {
            if (const auto document = Document::parse(from.reply().body(), from.reply().mediaType()))
                reply.setBody(document->root().at(found.part).bytes());
        }
        return Exchange(Request::get(href), reply, from.started(), from.timings());
    }

    Resource opened(const Ref &ref) const
    {
        const QString address = addressOf(ref.href());
        for (auto it = m_site.recording.exchanges.crbegin(); it != m_site.recording.exchanges.crend(); ++it) {
            if (it->request().method() != "GET" || !it->reply().isSuccess()
                || addressOf(it->request().url()) != address)
                continue;
            Reply reply = it->reply();
            reply.setUrl(it->request().url());
            if (const auto resource = m_site.platform->resource(ref, reply, m_site.access))
                return *resource;
        }
        return {};
    }

    /// What no other recorded object leads to, in the order recorded; parts of objects (sections) stand under their
    /// object's links.
    QList<Ref> roots() const
    {
        QSet<QString> below;
        QHash<QString, QString> sectionOf;
        for (const Ref &object : std::as_const(m_site.objects)) {
            const QList<Ref> children = opened(object).children;
            for (const Ref &child : children) {
                if (child.identity() != object.identity())
                    below.insert(addressOf(child.href()) + QLatin1Char('#') + child.href().fragment());
            }
        }
        QList<Ref> result;
        for (const Ref &object : std::as_const(m_site.objects)) {
            if (!below.contains(key(object)) && !isPart(object))
                result << object;
        }
        return result;
    }

    bool isPart(const Ref &object) const
    {
        const QString address = addressOf(object.href());
        for (const Ref &other : std::as_const(m_site.objects)) {
            const QString container = addressOf(other.href());
            if (!other.isCollection() && address.size() > container.size() + 1
                && address.startsWith(container + QLatin1Char('/')))
                return true;
        }
        return false;
    }

    RecordedSite &m_site;
    QSet<QString> m_answered;
    QHash<QString, qsizetype> m_index;
};

} // namespace

Result<RecordedSite> recordedSite(Recording recording)
{
    RecordedSite site;
    site.recording = std::move(recording);
    for (const Exchange &exchange : std::as_const(site.recording.exchanges)) {
        site.platform = recognised(exchange.request(), exchange.reply());
        if (site.platform) {
            site.url = originOf(exchange.request().url());
            site.url.setPath(QStringLiteral("/"));
            break;
        }
    }
    if (!site.platform)
        return failure(Error::Kind::Unsupported,
            QCoreApplication::translate(
                "Recording", "This recording holds no traffic with a service that Nephoscope knows."));
    Collector(site).collect();
    return site;
}

} // namespace nephoscope
