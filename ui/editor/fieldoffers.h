// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "editor/changewords.h"
#include "editor/fieldeditor.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <optional>

namespace nephoscope {

/// The values that other answers of the service offer for the fields of a form: asked for once, and again when what the
/// question depends on has changed. What cannot be asked costs only the list: any value may be typed.
class FieldOffers : public QObject {
    Q_OBJECT
public:
    /// Where the values of a field come from, with what is filled in now.
    using Source = std::function<std::optional<Choices>(const Path &place)>;

    FieldOffers(Source source, FieldContext context, QObject *parent);

    /// True where some answer lists values for that field.
    bool has(const Path &place) const;
    /// Tells about that field from now on.
    void watch(const Path &place);
    /// Something was filled in: what depends on it is asked for anew, soon.
    void renew();
    /// More is known of what the service publishes: other fields than before may have values to offer.
    void reconsider();
    /// Nobody looks at that place any more.
    void unwatch(const Path &place) { m_watched.remove(place.text()); }
    /// Whatever was answered may be another answer now: what is looked at is asked for again.
    void forget();

    QList<Choice> values(const Path &place) const { return m_offers.value(place.text()).values; }
    /// Names of what must be filled in before the values can be asked for.
    QStringList missing(const Path &place) const { return m_offers.value(place.text()).missing; }
    bool isAsking(const Path &place) const { return m_offers.value(place.text()).isAsking; }
    /// Why the values could not be read.
    std::optional<Error> error(const Path &place) const { return m_offers.value(place.text()).error; }
    /// Why there is nothing to choose from yet, as a sentence; empty where there is. `labels`: words for what is
    /// missing.
    QString note(const Path &place, const Labels &labels) const;

signals:
    void changed(const Path &place);
    /// has() may say something else now.
    void reconsidered();

private:
    struct Offer {
        QList<Choice> values;
        QStringList missing;
        bool isAsking = false;
        std::optional<Error> error;
    };

    void renewNow();
    Offer offerOf(const Choices &choices);
    void ask(const Request &request, const QString &question);

    Source m_source;
    FieldContext m_context;
    QTimer m_soon;
    QHash<QString, Path> m_watched;
    QHash<QString, Offer> m_offers; ///< by place
    QHash<QString, Result<Reply>> m_answers; ///< by question
    QSet<QString> m_asked; ///< questions under way
    int m_generation = 0; ///< counts what was forgotten
};

} // namespace nephoscope
