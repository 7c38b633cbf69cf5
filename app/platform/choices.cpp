// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/choices.h"

#include <QSet>

namespace nephoscope {

namespace {

/// The nodes that a pattern of steps leads to.
QList<Node> nodesAt(const Node &root, const QString &pattern)
{
    QList<Node> nodes{root};
    for (const QString &step : pattern.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        QList<Node> next;
        for (const Node &node : std::as_const(nodes)) {
            if (step == QLatin1String("*"))
                next << node.children();
            else if (const Node child = node.at(Path(step)); !child.isNull())
                next << child;
        }
        nodes = next;
    }
    return nodes;
}

QString textAt(const Node &entry, const QString &path)
{
    return path.isEmpty() ? entry.text() : entry.at(Path(path)).text();
}

} // namespace

QList<Choice> Choices::in(const Reply &reply) const
{
    QList<Choice> choices = fixed;
    QSet<QString> seen;
    for (const Choice &choice : std::as_const(choices))
        seen.insert(choice.value);
    const auto document = reply.isSuccess() ? Document::parse(reply.body(), "application/json")
                                            : Result<Document>(failure(Error::Kind::Malformed, {}));
    if (!document)
        return choices;
    const QString pattern = items.isEmpty() ? QStringLiteral("*") : items;
    for (const Node &entry : nodesAt(document->root(), pattern)) {
        const bool fits = std::all_of(narrowed.begin(), narrowed.end(), [&entry](const auto &condition) {
            const QString found = textAt(entry, condition.first);
            return found.isEmpty() || found == condition.second;
        });
        const QString text = textAt(entry, value);
        if (!fits || text.isEmpty() || seen.contains(text))
            continue;
        seen.insert(text);
        const QString words = label.isEmpty() ? QString() : textAt(entry, label);
        choices.append(Choice{text, words == text ? QString() : words});
    }
    return choices;
}

} // namespace nephoscope
