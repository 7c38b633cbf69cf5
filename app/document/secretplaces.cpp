// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/secretplaces.h"

#include <algorithm>

namespace nephoscope {
namespace {

using Kind = Node::Kind;

/// A step without what counts items or is a prefix; empty for the item of an array.
QString withoutIndex(const QString &step)
{
    const bool digits =
        !step.isEmpty() && std::all_of(step.begin(), step.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (digits)
        return {};
    if (step.startsWith(u'@'))
        return u'@' + step.section(u':', -1).mid(step.contains(u':') ? 0 : 1);
    const qsizetype open = step.lastIndexOf(u'[');
    return open > 0 && step.endsWith(u']') ? step.left(open) : step;
}

QString below(const QString &place, const QString &step)
{
    const QString plain = withoutIndex(step);
    return plain.isEmpty() && !step.isEmpty() ? place : place + Path().child(plain).text() + u'/';
}

} // namespace

SecretPlaces::SecretPlaces(const QList<Path> &paths)
{
    for (const Path &path : paths) {
        QString place;
        const QStringList steps = path.steps();
        for (const QString &step : steps)
            place = below(place, step);
        m_places.insert(place);
    }
}

QList<int> SecretPlaces::in(const DocumentTree &tree) const
{
    QList<int> found;
    if (!m_places.isEmpty())
        collect(tree, tree.root, {}, false, &found);
    return found;
}

void SecretPlaces::collect(
    const DocumentTree &tree, int index, const QString &place, bool isSecret, QList<int> *found) const
{
    isSecret = isSecret || m_places.contains(place);
    const Kind kind = tree.entry(index).kind;
    if (isSecret && kind != Kind::Object && kind != Kind::Array)
        found->append(index); // of an element also the text beside its parts
    for (int i = kind == Kind::Element ? tree.nextAttribute(index) : -1; i >= 0; i = tree.nextAttribute(i))
        collect(tree, i, below(place, u'@' + tree.name(i).local), isSecret, found);
    for (int i = tree.entry(index).firstChild; i >= 0; i = tree.entry(i).nextSibling) {
        if (!tree.xml)
            collect(tree, i, kind == Kind::Array ? place : below(place, tree.name(i).local), isSecret, found);
        else if (tree.entry(i).kind == Kind::Element)
            collect(tree, i, below(place, tree.name(i).local), isSecret, found);
    }
}

void SecretPlaces::blank(TreeEdit *edit, int part)
{
    const Kind kind = edit->part(part).kind;
    if (kind == Kind::Number || kind == Kind::Boolean) {
        edit->setValue(part, Kind::JsonNull, {});
    } else if (kind == Kind::Element) {
        for (int child : edit->children(part)) {
            if (edit->part(child).kind != Kind::Element)
                edit->detach(child);
        }
    } else if (kind == Kind::String || kind == Kind::Attribute) {
        edit->setValue(part, kind, QStringLiteral(""));
    }
}

} // namespace nephoscope
