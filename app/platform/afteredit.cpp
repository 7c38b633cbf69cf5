// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/afteredit.h"

#include "platform/parts.h"

#include <QUrlQuery>

namespace nephoscope {

namespace {

QString keyText(const Node &node, const QString &key)
{
    if (key.contains(QLatin1Char('/')))
        return node.at(Path(QUrl::fromPercentEncoding(key.toUtf8()))).text();
    const QByteArray name = key.toUtf8();
    return firstText(node, {name.constData()});
}

} // namespace

Ref placeAfter(const Ref &ref, const Path &part, const Draft &draft)
{
    const QString fragment = ref.href().fragment(QUrl::FullyEncoded);
    const auto place = draft.inDocument(part);
    if (!fragment.contains(QLatin1Char('=')) || !place)
        return ref;
    const Node before = draft.base().root().at(part);
    const Node after = draft.document().root().at(*place);
    const qsizetype colon = fragment.indexOf(QLatin1Char(':'));
    const bool inMember = colon > 0 && colon < fragment.indexOf(QLatin1Char('='));
    const QUrlQuery keys(inMember ? fragment.mid(colon + 1) : fragment);
    QList<QPair<QString, QString>> present;
    Ref moved = ref;
    bool isMoved = false;
    const auto items = keys.queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        const QString was = keyText(before, key);
        const QString now = keyText(after, key);
        const bool isChanged = was == value && was != now && !now.isEmpty();
        present << qMakePair(key, isChanged ? now : value);
        if (isChanged && ref.name() == was)
            moved.withName(now);
        isMoved = isMoved || isChanged;
    }
    if (!isMoved)
        return ref;
    QUrl href = ref.href();
    href.setFragment(fragmentFor(inMember ? fragment.left(colon) : QString(), present));
    return moved.withHref(href);
}

} // namespace nephoscope
