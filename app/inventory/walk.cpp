// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventory/walk.h"

#include "net/playback.h"

#include <QRegularExpression>
#include <QUrlQuery>

namespace nephoscope {

namespace {

constexpr size_t inFlight = 6; // what HTTP/1.1 clients open to one host

QString addressIn(const Ref &ref) { return addressOf(ref.href()) + QLatin1Char('#') + ref.href().fragment(); }

/// What tells a record apart that has neither address nor id and is picked by all it says (an event): its values but
/// the addresses and ids among them, which differ from view to view, whatever list and page it stood on.
QString identityIn(const Ref &ref)
{
    constexpr qsizetype keys = 2; // members with a natural key are picked by it, within their own list
    static const QRegularExpression token(
        QStringLiteral("://|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-"), QRegularExpression::CaseInsensitiveOption);
    const QUrlQuery values(ref.href().fragment(QUrl::FullyEncoded));
    if (!ref.id().isEmpty() || values.queryItems().size() <= keys)
        return ref.identity();
    QStringList facts{ref.kind(), ref.href().path()};
    for (const auto &[name, value] : values.queryItems(QUrl::FullyDecoded)) {
        if (!value.contains(token))
            facts << name + QLatin1Char('=') + value;
    }
    return facts.join(QLatin1Char('&'));
}

QString nameOfParent(const Ref &ref) { return ref.id().isEmpty() ? ref.href().toString() : ref.id(); }

} // namespace

QCoro::Task<void> Walk::run()
{
    const auto self = shared_from_this();
    QList<Ref> start = m_session->isLive() ? m_session->roots() : m_session->recordedObjects();
    if (m_root)
        start = {*m_root};
    for (const Ref &ref : std::as_const(start)) {
        // in a recording, members come with their lists
        if (m_session->isLive() || !ref.href().hasFragment())
            enqueue(ref, QString());
    }
    struct Running {
        Item item;
        Async<Resource> task;
    };
    std::deque<Running> running;
    while (!m_waiting.empty() || !running.empty()) {
        while (!m_waiting.empty() && running.size() < inFlight) {
            Item item = m_waiting.front();
            m_waiting.pop_front();
            running.push_back(Running{item, m_session->open(item.ref)});
        }
        Running &first = running.front();
        const auto resource = co_await first.task;
        take(first.item, resource);
        running.pop_front();
        emit progress(int(m_rows.size()), int(m_waiting.size() + running.size()));
    }
}

void Walk::enqueue(const Ref &ref, const QString &parent)
{
    // a list's rows already say all of what has no children: no request for it
    const bool saysAll = !ref.state().isNone() || ref.href().hasFragment();
    if (!ref.mayHaveChildren() && saysAll && m_session->isLive()) {
        list(ref, parent);
        return;
    }
    const QString address = addressIn(ref);
    if (m_asked.contains(address))
        return;
    m_asked.insert(address);
    m_waiting.push_back(Item{ref, parent});
}

void Walk::take(const Item &item, const Result<Resource> &resource)
{
    if (!resource) {
        m_failures.append(WalkFailure{item.ref, item.parent, resource.error()});
        if (!item.ref.isCollection())
            list(item.ref, item.parent);
        return;
    }
    Ref self = resource->self;
    if (!m_session->isLive())
        self.withHref(item.ref.href()); // where the recording has it, whatever the body calls itself
    QString parent = item.parent;
    if (parent.isEmpty() && resource->parent)
        parent = nameOfParent(*resource->parent);
    const bool passedThrough = self.isCollection() && m_session->isLive();
    if (!passedThrough) {
        list(self, parent);
        emit found(*resource, parent);
    }
    const QString below = passedThrough ? parent : nameOfParent(self);
    if (resource->part.isEmpty()) { // no request for what the list itself tells
        const QList<Resource> members = m_session->platform().members(*resource);
        for (const Resource &member : members)
            takeMember(member, below);
    }
    if (!m_session->isLive())
        return; // the recording's objects are all in the queue already
    for (const Ref &child : resource->children)
        enqueue(child, below);
    if (resource->more)
        enqueue(*resource->more, below);
}

void Walk::takeMember(const Resource &member, const QString &parent)
{
    const QString address = addressIn(member.self);
    if (m_asked.contains(address))
        return;
    m_asked.insert(address);
    take(Item{member.self, parent}, member);
}

void Walk::list(const Ref &ref, const QString &parent)
{
    // in a recording every body counts, also two views of one object
    const QString identity = m_session->isLive() ? identityIn(ref) : addressIn(ref);
    if (m_listed.contains(identity))
        return;
    m_listed.insert(identity);
    WalkRow row;
    row.id = ref.id();
    row.kind = ref.kind();
    row.name = ref.name();
    row.href = ref.href().toString();
    row.parent = parent;
    row.state = ref.state().word();
    m_rows << row;
}

} // namespace nephoscope
