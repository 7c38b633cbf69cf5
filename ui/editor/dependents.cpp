// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/dependents.h"

#include "models/loadedlists.h"
#include "models/sameresource.h"
#include "resource/values.h"
#include "shell/looks.h"

#include <QFutureWatcher>

namespace nephoscope {

namespace {

constexpr int mostOfAList = 100;

/// What records of others call it: the last part of its id or address.
QString keyOf(const Ref &ref)
{
    constexpr qsizetype shortest = 8; // what is shorter stands in other texts by chance
    const QString id = ref.id().section(QLatin1Char(':'), -1);
    const QString last = ref.href().path().section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty);
    const QString key = id.size() >= shortest ? id : last;
    const bool isTelling = std::any_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    return key.size() >= shortest && isTelling ? key : QString();
}

} // namespace

DependentsLabel::DependentsLabel(const Session &session, const Resource &resource, const Looks &looks, QWidget *parent)
    : QLabel(parent)
    , m_looks(looks)
    , m_service(session.platform().service())
{
    setObjectName(QStringLiteral("operationDependents"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
    const QString key = keyOf(resource.self);
    if (key.isEmpty())
        return;
    const auto stop = std::make_shared<RowOrder::Stop>();
    auto *watcher = new QFutureWatcher<QList<LoadedHit>>(this);
    connect(watcher, &QFutureWatcher<QList<LoadedHit>>::finished, this,
        [this, watcher, resource, profileId = session.profile().id] {
            present(watcher->result(), resource, profileId);
        });
    watcher->setFuture(LoadedLists::ofProgram().find(key, mostOfAList, stop));
}

void DependentsLabel::present(const QList<LoadedHit> &hits, const Resource &resource, const QString &profileId)
{
    constexpr qsizetype most = 8;
    QStringList names;
    QSet<QString> seen{resource.self.identity()};
    for (const Ref &child : resource.children)
        seen.insert(child.identity()); // named above
    qsizetype total = 0;
    for (const LoadedHit &hit : hits) {
        const Ref ref = hit.in.profileId == profileId ? hit.in.ref(hit.row) : Ref();
        const bool isNews = !ref.href().isEmpty() && ref.kind() != QLatin1String("task")
            && !seen.contains(ref.identity()) && !sameResource(ref, resource.self);
        if (!isNews)
            continue;
        seen.insert(ref.identity());
        if (++total <= most)
            names << tr("%1 %2", "kind, name").arg(m_looks.kind(m_service, ref.kind()), oneLine(hit.name, 80));
    }
    if (total > most)
        names << tr("and %1 more").arg(total - most);
    setText(tr("In the lists read so far, these belong to it or use it: %1.").arg(names.join(QStringLiteral(", "))));
    setVisible(!names.isEmpty());
}

} // namespace nephoscope
