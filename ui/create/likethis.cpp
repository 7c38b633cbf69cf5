// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/likethis.h"

#include "create/likeness.h"

#include <QSet>
#include <qcorotask.h>

namespace nephoscope {

namespace {

const QString entryName = QStringLiteral("nephoscope:like-this");

/// The lists above an address that ends with the object's own id: "…/accounts/aws/{id}" → "…/accounts/aws",
/// "…/accounts".
QList<Ref> listsAbove(const Ref &object)
{
    QList<Ref> lists;
    QUrl url = object.href();
    if (url.hasFragment()) {
        url.setFragment(QString());
        return {Ref(url, QString()).asCollection()};
    }
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    const QString last = QUrl::fromPercentEncoding(path.section(QLatin1Char('/'), -1).toUtf8());
    const QString id = object.id();
    const bool isId = !last.isEmpty() && (id == last || id.endsWith(QLatin1Char(':') + last));
    constexpr int deepest = 2;
    for (int step = 0; isId && step < deepest; ++step) {
        path = path.section(QLatin1Char('/'), 0, -2);
        url.setPath(path, QUrl::StrictMode);
        url.setQuery(QString());
        lists << Ref(url, QString()).asCollection();
    }
    return lists;
}

} // namespace

LikeThis::LikeThis(std::shared_ptr<Session> session, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
{
}

Operation LikeThis::entry()
{
    Operation operation;
    operation.name = entryName;
    operation.label = tr("New like this \u2026");
    operation.role = Operation::Role::Create;
    return operation;
}

bool LikeThis::isEntry(const Operation &operation) { return operation.name == entryName; }

void LikeThis::setModel(const Resource &model, const std::optional<Ref> &above)
{
    m_model = model;
    m_holder = Resource();
    m_creation.reset();
    m_isKnown = false;
    m_isLooking = false;
    ++m_asked;
    m_holders.clear();
    if (model.self.isCollection() || model.document.isNull())
        return;
    QList<Ref> all;
    for (const std::optional<Ref> &each : {above, model.parent})
        if (each)
            all << *each;
    all << listsAbove(model.self);
    QSet<QString> seen{model.self.identity()};
    for (const Ref &each : std::as_const(all)) {
        if (each.href().isEmpty() || seen.contains(each.identity()))
            continue;
        seen.insert(each.identity());
        m_holders << each;
    }
}

void LikeThis::look()
{
    if (m_isKnown) {
        emit known();
        return;
    }
    if (!std::exchange(m_isLooking, true))
        ask(m_holders, ++m_asked);
}

/// The best of what that holder offers; false where it offers nothing of the kind.
bool LikeThis::take(const Resource &holder)
{
    const Likeness likeness(*m_session, m_model, {});
    int best = 0;
    for (const Operation &operation : holder.operations) {
        const int fit = likeness.fit(operation);
        if (fit <= best)
            continue;
        best = fit;
        m_creation = operation;
        m_holder = holder;
    }
    return best > 0;
}

void LikeThis::ask(QList<Ref> holders, int asked)
{
    if (holders.isEmpty()) {
        m_isKnown = true;
        m_isLooking = false;
        emit known();
        return;
    }
    const Ref next = holders.takeFirst();
    QCoro::connect(m_session->open(next), this, [this, holders, asked](const Result<Resource> &holder) {
        if (asked != m_asked)
            return; // another object shows
        ask(holder && take(*holder) ? QList<Ref>() : holders, asked);
    });
}

} // namespace nephoscope
