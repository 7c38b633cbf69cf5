// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/candidates.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

constexpr int mostPages = 500; // a server that leads on for ever is not followed for ever

/// One list after the other, each to its last page; what cannot be read costs only itself. What has come is handed
/// over at once.
void gather(const std::shared_ptr<Session> &session, QList<Ref> lists, const QList<Ref> &soFar, int pages,
    QObject *asker, const FieldContext::Objects &objects)
{
    if (lists.isEmpty() || pages >= mostPages)
        return pages == 0 ? objects(soFar) : void();
    const Ref list = lists.takeFirst();
    QCoro::connect(session->open(list), asker, [=](const Result<Resource> &page) {
        QList<Ref> all = soFar;
        const QList<Ref> children = page ? page->children : QList<Ref>();
        for (const Ref &child : children)
            if (!child.isCollection() && !child.name().isEmpty())
                all << child;
        objects(all);
        QList<Ref> further = lists;
        if (page && page->more)
            further.prepend(*page->more);
        gather(session, further, all, pages + 1, asker, objects);
    });
}

} // namespace

FieldContext::Lister candidatesOf(
    const std::shared_ptr<Session> &session, const std::function<Resource()> &resource, const Operation &operation)
{
    return [session, resource, operation](const Path &place, QObject *asker, const FieldContext::Objects &objects) {
        gather(session, session->platform().candidates(resource(), operation, place, session->access()), {}, 0, asker,
            objects);
    };
}

FieldOffers::Source offersOf(const std::shared_ptr<Session> &session, const std::function<Resource()> &resource,
    const std::function<Document()> &document)
{
    return [session, resource, document](const Path &place) -> std::optional<Choices> {
        const Platform &platform = session->platform();
        const auto edit = platform.editor(resource(), place, session->access());
        return edit ? platform.choices(*edit, place, {}, document(), session->access()) : std::nullopt;
    };
}

} // namespace nephoscope
