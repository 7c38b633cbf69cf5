// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/fieldoffers.h"

#include "resource/values.h"

namespace nephoscope {

namespace {

constexpr int whileTyping = 250; // ms without another key

bool isSame(const QList<Choice> &a, const QList<Choice> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const Choice &one, const Choice &other) { return one.value == other.value && one.label == other.label; });
}

} // namespace

FieldOffers::FieldOffers(Source source, FieldContext context, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_context(std::move(context))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &FieldOffers::renewNow);
}

bool FieldOffers::has(const Path &place) const { return m_source(place).has_value(); }

void FieldOffers::watch(const Path &place)
{
    if (m_watched.contains(place.text()))
        return;
    m_watched.insert(place.text(), place);
    m_soon.start(0);
}

void FieldOffers::renew()
{
    if (!m_watched.isEmpty())
        m_soon.start(whileTyping);
}

void FieldOffers::reconsider()
{
    emit reconsidered();
    renew();
}

void FieldOffers::forget()
{
    m_answers.clear();
    m_offers.clear();
    m_asked.clear();
    ++m_generation;
    if (!m_watched.isEmpty())
        m_soon.start(0);
}

QString FieldOffers::note(const Path &place, const Labels &labels) const
{
    QStringList names = missing(place);
    for (QString &name : names)
        name = labels(Path(name));
    if (!names.isEmpty())
        return tr("Fill in first: %1").arg(names.join(QStringLiteral(", ")));
    if (isAsking(place))
        return tr("Asking what there is \u2026");
    if (const auto failed = error(place))
        return tr("What there is could not be read: %1").arg(oneLine(failed->message(), 120));
    return {};
}

void FieldOffers::renewNow()
{
    const QHash<QString, Path> watched = m_watched;
    for (const Path &place : watched) {
        const std::optional<Choices> choices = m_source(place);
        const Offer offer = choices ? offerOf(*choices) : Offer();
        Offer &now = m_offers[place.text()];
        const bool isSaid = now.missing == offer.missing && now.isAsking == offer.isAsking
            && now.error.has_value() == offer.error.has_value() && isSame(now.values, offer.values);
        now = offer;
        if (!isSaid)
            emit changed(place);
    }
}

FieldOffers::Offer FieldOffers::offerOf(const Choices &choices)
{
    Offer offer;
    offer.values = choices.fixed;
    offer.missing = choices.missing;
    if (!offer.missing.isEmpty() || !m_context.ask)
        return offer;
    const QString question = choices.request.url().toString(QUrl::FullyEncoded);
    const auto answer = m_answers.constFind(question);
    if (answer == m_answers.constEnd()) {
        offer.isAsking = true;
        ask(choices.request, question);
    } else if (*answer) {
        offer.values = choices.in(**answer);
    } else {
        offer.error = answer->error();
    }
    return offer;
}

void FieldOffers::ask(const Request &request, const QString &question)
{
    if (m_asked.contains(question))
        return;
    m_asked.insert(question);
    m_context.ask(request, this, [this, question, generation = m_generation](const Result<Reply> &reply) {
        if (generation != m_generation)
            return; // asked before it was forgotten
        m_asked.remove(question);
        m_answers.insert(question, reply);
        m_soon.start(0);
    });
}

} // namespace nephoscope
