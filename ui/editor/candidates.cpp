// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/candidates.h"

#include <qcorotask.h>

namespace nephoscope {

namespace {

/// One list after the other; what cannot be read costs only itself.
void gather(const std::shared_ptr<Session> &session, QList<Ref> lists, const QList<Ref> &soFar, QObject *asker,
    const FieldContext::Objects &objects)
{
    if (lists.isEmpty())
        return objects(soFar);
    const Ref list = lists.takeFirst();
    QCoro::connect(session->open(list), asker, [=](const Result<Resource> &page) {
        QList<Ref> all = soFar;
        const QList<Ref> children = page ? page->children : QList<Ref>();
        for (const Ref &child : children)
            if (!child.isCollection() && !child.name().isEmpty())
                all << child;
        gather(session, lists, all, asker, objects);
    });
}

} // namespace

FieldContext::Lister candidatesOf(
    const std::shared_ptr<Session> &session, const std::function<Resource()> &resource, const Operation &operation)
{
    return [session, resource, operation](const Path &place, QObject *asker, const FieldContext::Objects &objects) {
        gather(session, session->platform().candidates(resource(), operation, place, session->access()), {}, asker,
            objects);
    };
}

} // namespace nephoscope
