// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "explain/explanation.h"

#include <QJsonObject>
#include <QList>
#include <QRegularExpression>
#include <optional>

namespace nephoscope {

/// Finds the explanation of an error. Explanations are data: those of the service, those that all have in common, and
/// the user's own (any *.json in the folder "explanations" of the console's configuration), which win where they say as
/// much. Of all that fit, the one that names most counts: a pattern of the message more than a code, a code more than a
/// status, a status more than a class of statuses or a kind. There is always one. Immutable; any thread.
class Explainer {
public:
    /// `service`: as the dialect calls itself; empty = none is known yet.
    explicit Explainer(const QString &service);
    /// One made of these files instead: name → content. Malformed names the file, the entry and what is wrong.
    static Result<Explainer> of(const QList<std::pair<QString, QByteArray>> &files);

    Explanation explain(const Error &error) const;
    /// What is wrong with the user's files, which are then left out; empty where nothing is.
    const QStringList &troubles() const { return m_troubles; }

private:
    struct Rule {
        QList<int> statuses; ///< exact; 5 stands for 500 to 599
        QStringList codes; ///< a final * stands for anything
        std::optional<QRegularExpression> pattern; ///< found in the message or the details
        std::optional<Error::Kind> kind;
        Explanation explanation;
    };

    Explainer() = default;
    Result<bool> take(const QString &name, const QByteArray &json);
    static Result<Rule> ruleOf(const QJsonObject &object);
    /// How well it fits; nothing where it does not.
    static std::optional<int> fit(const Rule &rule, const Error &error);

    QList<Rule> m_rules; ///< who comes first wins among equals
    QStringList m_troubles;
};

/// Where the user's own explanations lie.
QString explanationsFolder();

} // namespace nephoscope
