// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/dependents.h"

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
    , m_profileId(session.profile().id)
    , m_self(resource.self)
    , m_told{resource.self.identity()}
{
    setObjectName(QStringLiteral("operationDependents"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    hide();
    leaveOut(resource.children);
    const QString key = keyOf(resource.self);
    if (key.isEmpty())
        return;
    const auto stop = std::make_shared<RowOrder::Stop>();
    auto *watcher = new QFutureWatcher<QList<LoadedHit>>(this);
    connect(watcher, &QFutureWatcher<QList<LoadedHit>>::finished, this, [this, watcher] {
        m_hits = watcher->result();
        present();
    });
    watcher->setFuture(LoadedLists::ofProgram().find(key, mostOfAList, stop));
}

void DependentsLabel::leaveOut(const QList<Ref> &objects)
{
    for (const Ref &object : objects)
        m_told.insert(object.identity());
    present();
}

void DependentsLabel::present()
{
    constexpr qsizetype most = 8;
    QStringList names;
    QSet<QString> seen = m_told;
    qsizetype total = 0;
    for (const LoadedHit &hit : std::as_const(m_hits)) {
        const Ref ref = hit.in.profileId == m_profileId ? hit.in.ref(hit.row) : Ref();
        const bool isNews = !ref.href().isEmpty() && ref.kind() != QLatin1String("task")
            && !seen.contains(ref.identity()) && !sameResource(ref, m_self);
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
