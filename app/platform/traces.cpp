// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/traces.h"

#include <QHash>

namespace nephoscope {

namespace {

using Leaves = QHash<QString, QString>;

void collect(const Node &node, const QString &place, Leaves &leaves)
{
    for (const Node &attribute : node.isXml() ? node.attributes() : QList<Node>())
        leaves.insert(place + QStringLiteral("/@") + attribute.name(), attribute.text());
    if (node.isLeaf()) {
        leaves.insert(place, node.text().trimmed());
        return;
    }
    QHash<QString, int> counts; // of one name, by their order
    const QList<Node> children = node.children();
    for (const Node &child : children) {
        const bool isMarkup = child.kind() == Node::Kind::Comment || child.kind() == Node::Kind::Text
            || child.kind() == Node::Kind::ProcessingInstruction;
        if (!isMarkup)
            collect(child,
                place + QLatin1Char('/') + child.name() + QLatin1Char(' ') + QString::number(counts[child.name()]++),
                leaves);
    }
}

Leaves leavesOf(const Node &node)
{
    Leaves leaves;
    if (!node.isNull())
        collect(node, QString(), leaves);
    return leaves;
}

} // namespace

Trace traceOf(const Node &sent, const Node &before, const Node &now)
{
    const Leaves wanted = leavesOf(sent);
    const Leaves old = leavesOf(before);
    const Leaves there = leavesOf(now);
    int mine = 0;
    int same = 0;
    int other = 0;
    for (auto leaf = wanted.begin(); leaf != wanted.end(); ++leaf) {
        const bool isChange = before.isNull() || old.value(leaf.key()) != leaf.value();
        if (!isChange)
            continue;
        const auto now_ = there.constFind(leaf.key());
        const QString value = now_ == there.constEnd() ? QString() : *now_;
        if (value == leaf.value())
            ++mine;
        else if (!before.isNull() && value == old.value(leaf.key()))
            ++same;
        else if (now_ != there.constEnd())
            ++other;
    }
    if (other > 0 || (mine > 0 && same > 0))
        return Trace::Unclear;
    if (mine > 0)
        return Trace::Mine;
    return same > 0 ? Trace::Old : Trace::Unclear;
}

Node partAt(const Node &root, const QUrl &rootAddress, const QUrl &address)
{
    if (root.isNull() || rootAddress.path() == address.path())
        return root;
    for (const Node &child : root.children()) {
        if (child.isLeaf())
            continue;
        if (const QString href = child.value(QStringLiteral("href"));
            !href.isEmpty() && QUrl(href).path() == address.path())
            return child;
        if (const Node found = partAt(child, QUrl(), address); !found.isNull())
            return found;
    }
    return {};
}

QList<TaskState> begunSince(const QList<TaskState> &tasks, const LostWrite &lost)
{
    QList<TaskState> begun;
    for (const TaskState &task : tasks) {
        const bool isOld =
            task.started.isValid() && lost.sent.isValid() && task.started < lost.sent.addMSecs(-clockSlack);
        const bool isKnown = lost.known.contains(task.id) || lost.known.contains(task.href.path())
            || (!task.requestId.isEmpty() && lost.known.contains(task.requestId));
        if (!isOld && !isKnown)
            begun << task;
    }
    return begun;
}

std::optional<bool> isGone(const Result<Reply> &answer)
{
    if (answer)
        return false;
    const bool isAnswered = answer.error().status() != 0;
    const Error::Kind kind = answer.error().kind();
    if (isAnswered && (kind == Error::Kind::NotFound || kind == Error::Kind::Forbidden))
        return true;
    return std::nullopt;
}

} // namespace nephoscope
