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
            m_document = Document();
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

    Exchange answer(const Exchange &from, const Contained &found, const QUrl &href)
    {
        Reply reply(200, from.reply().body(), from.reply().headers().value("Content-Type"), href);
        if (!found.part.isEmpty()) {
            if (m_document.isNull()) // once for all that stands in it
                m_document = Document::parse(from.reply().body(), from.reply().mediaType()).value_or(Document());
            reply.setBody(m_document.root().at(found.part).bytes());
        }
        return Exchange(Request::get(href), reply, from.started(), from.timings());
    }

    /// What stands below an object, by its own answer; members of lists have been read with their list.
    QList<Ref> childrenOf(const Ref &object)
    {
        const qsizetype index = m_answers.value(addressOf(object.href()), -1);
        if (index < 0 || object.href().hasFragment())
            return {};
        Reply reply = m_site.recording.exchanges[index].reply();
        reply.setUrl(m_site.recording.exchanges[index].request().url());
        const auto resource = m_site.platform->resource(object, reply, m_site.access);
        if (!resource)
            return {};
        QList<Ref> children = resource->children;
        const QList<Resource> members = m_site.platform->members(*resource);
        for (const Resource &member : members)
            children << member.children;
        return children;
    }

    void indexAnswers()
    {
        for (qsizetype i = 0; i < m_site.recording.exchanges.size(); ++i) {
            const Exchange &exchange = m_site.recording.exchanges[i];
            if (exchange.request().method() == "GET" && exchange.reply().isSuccess())
                m_answers.insert(addressOf(exchange.request().url()), i); // the last one counts
        }
    }

    /// Where the session led, then what no other recorded object leads to, in the order recorded; parts of objects
    /// (sections) stand under their object's links.
    QList<Ref> roots()
    {
        indexAnswers();
        QSet<QString> below;
        for (const Ref &object : std::as_const(m_site.objects)) {
            for (const Ref &child : childrenOf(object)) {
                if (child.identity() != object.identity())
                    below.insert(key(child));
            }
        }
        QList<Ref> result;
        QSet<QString> chosen;
        for (const Ref &entry : std::as_const(m_site.access.entryPoints)) {
            if (m_answers.contains(addressOf(entry.href()))) {
                result << entry;
                chosen.insert(key(entry));
            }
        }
        for (const Ref &object : std::as_const(m_site.objects)) {
            if (!below.contains(key(object)) && !chosen.contains(key(object)) && !isPart(object))
                result << object;
        }
        return result;
    }

    /// True where another object's address is a prefix of this one's.
    bool isPart(const Ref &object) const
    {
        QString container = addressOf(object.href()).section(QLatin1Char('?'), 0, 0);
        for (;;) {
            const qsizetype slash = container.lastIndexOf(QLatin1Char('/'));
            if (slash <= 0)
                return false;
            container.truncate(slash);
            const qsizetype index = m_index.value(container + QLatin1Char('#'), -1);
            if (index >= 0 && !m_site.objects[index].isCollection())
                return true;
        }
    }

    RecordedSite &m_site;
    Document m_document; ///< of the exchange that is collected
    QSet<QString> m_answered;
    QHash<QString, qsizetype> m_index; ///< address → object
    QHash<QString, qsizetype> m_answers; ///< address → exchange
};

} // namespace

Result<RecordedSite> recordedSite(Recording recording)
{
    RecordedSite site;
    site.recording = std::move(recording);
    QSet<QString> hosts; // a browser records whatever else it talked to; that is no part of the site
    for (const Exchange &exchange : std::as_const(site.recording.exchanges)) {
        const auto platform = recognised(exchange.request(), exchange.reply());
        if (platform && !site.platform) {
            site.platform = platform;
            site.url = originOf(exchange.request().url());
            site.url.setPath(QStringLiteral("/"));
        }
        if (platform && platform == site.platform)
            hosts.insert(originOf(exchange.request().url()).toString());
    }
    site.recording.exchanges.removeIf(
        [&hosts](const Exchange &exchange) { return !hosts.contains(originOf(exchange.request().url()).toString()); });
    if (!site.platform)
        return failure(Error::Kind::Unsupported,
            QCoreApplication::translate(
                "Recording", "This recording holds no traffic with a service that Nephoscope knows."));
    Collector(site).collect();
    return site;
}

} // namespace nephoscope
