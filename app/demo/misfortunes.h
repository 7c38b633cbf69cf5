// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/site.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace nephoscope::demo {

/// What goes wrong with one answer.
class Misfortune {
public:
    std::optional<Answer> instead; ///< without it the site answers as ever
    int delayMilliseconds = 0;
    bool half = false; ///< the connection ends in the middle of the body
    bool hangUp = false; ///< the connection ends before the first byte
    bool worked = false; ///< the site sees the request all the same: what a gateway does that gives up too early
    QStringList strange; ///< what nobody has seen before is put into the answer: strangenesses()
};

/// A script of misfortunes: a JSON list of objects, each with
/// - `method` ("*" or left out: any) and `path` (with `*` for anything; a path with "?" is compared with path and
///   query, one without it with the path alone): which requests meet it;
/// - `status`, `headers` (object), `body` (text, or any JSON): the answer instead of the site's, which then never sees
///   the request; all left out: the site answers;
/// - `worked`: the site sees the request all the same, only its answer is lost;
/// - `delayMs`, `half`, `hangUp`: what happens to that answer;
/// - `strange` (list): what is put into it that no client knows: "element", "link", "mediaType", "kind", or done to it:
///   "order" (repeated children are shuffled), "prefixes" (other namespace prefixes);
/// - `chance` (0 to 1): how many of the matching requests meet it, by chance; left out: each;
/// - `after` (that many matching requests are spared first) and `times` (then so many meet it; left out: all).
/// The first entry that still applies wins. Thread-safe.
class Misfortunes {
public:
    /// Reads a script. Errors name the file and what is wrong with it.
    static Result<std::unique_ptr<Misfortunes>> read(const QString &fileName);
    static Result<std::unique_ptr<Misfortunes>> parse(const QByteArray &script);

    /// What this request meets; counts it.
    std::optional<Misfortune> meet(const Message &message);

private:
    struct Entry {
        QByteArray method;
        QRegularExpression path;
        bool withQuery = false;
        int spared = 0;
        int times = -1; ///< -1: for ever
        double chance = 1;
        Misfortune misfortune;
    };
    static Result<Entry> entryOf(const QJsonObject &object);

    std::mutex m_mutex;
    std::vector<Entry> m_entries;
    QRandomGenerator m_random{1}; ///< the same misfortunes each time
};

} // namespace nephoscope::demo
