// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>
#include <algorithm>

namespace nephoscope {
namespace {

const QString list = QStringLiteral("item");
const QString id = QStringLiteral("id");
const QString space = QStringLiteral("urn:world");

class ListShape final : public Shape {
public:
    std::optional<Slot> slot(const Path &path) const override
    {
        Slot slot;
        slot.isList = path.name() == list;
        return slot;
    }
    QStringList order(const Path &) const override { return {}; }
};

template <class Random>
QStringList shuffled(QStringList names, Random *random)
{
    std::shuffle(names.begin(), names.end(), *random);
    return names;
}

} // namespace

/// Writes a world to the two representations.
class WorldWriter {
public:
    static QJsonObject json(const World &world, QRandomGenerator *random)
    {
        QJsonObject object;
        for (auto field = world.m_fields.cbegin(); field != world.m_fields.cend(); ++field)
            object.insert(field.key(), field.value());
        for (auto group = world.m_groups.cbegin(); group != world.m_groups.cend(); ++group)
            object.insert(group.key(), json(group.value(), random));
        QJsonArray items;
        const QStringList ids = shuffled(world.m_items.keys(), random);
        for (const QString &item : ids) {
            QJsonObject written = json(world.m_items.value(item), random);
            written.insert(id, item);
            items.append(written);
        }
        if (world.m_hasList)
            object.insert(list, items);
        return object;
    }

    static void xml(const World &world, QXmlStreamWriter *writer, QRandomGenerator *random)
    {
        for (auto field = world.m_fields.cbegin(); field != world.m_fields.cend(); ++field)
            writer->writeTextElement(space, field.key(), field.value());
        for (auto group = world.m_groups.cbegin(); group != world.m_groups.cend(); ++group) {
            writer->writeStartElement(space, group.key());
            xml(group.value(), writer, random);
            writer->writeEndElement();
        }
        const QStringList ids = shuffled(world.m_items.keys(), random);
        for (const QString &item : ids) {
            writer->writeStartElement(space, list);
            writer->writeAttribute(id, item);
            xml(world.m_items.value(item), writer, random);
            writer->writeEndElement();
        }
    }

    static World read(const QJsonObject &object)
    {
        World world;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (member->isObject())
                world.m_groups.insert(member.key(), read(member->toObject()));
            else if (!member->isArray())
                world.m_fields.insert(member.key(), member->toString());
            const QJsonArray items = member->toArray();
            for (const QJsonValue &item : items) {
                World inside = read(item.toObject());
                world.m_items.insert(inside.m_fields.take(id), inside);
            }
        }
        return world;
    }

    static World read(QXmlStreamReader *reader)
    {
        World world;
        while (reader->readNextStartElement()) {
            const QString name = reader->name().toString();
            const QString key = reader->attributes().value(id).toString();
            if (name == list)
                world.m_items.insert(key, read(reader));
            else if (name.startsWith(u'g'))
                world.m_groups.insert(name, read(reader));
            else
                world.m_fields.insert(name, reader->readElementText());
        }
        return world;
    }
};

/// One random edit of a world and of the draft that shows it.
class WorldEdit {
public:
    WorldEdit(QRandomGenerator *random, QChar mark, Draft *draft)
        : m_random(random)
        , m_mark(mark)
        , m_draft(draft)
    {
    }

    QString edit(World *world, const Path &path)
    {
        const quint32 choice = m_random->bounded(10U);
        if (choice < 3 && !world->m_items.isEmpty()) {
            const QString item = anyOf(world->m_items.keys());
            return edit(&world->m_items[item], m_draft ? pathOfItem(path, item) : Path(item));
        }
        if (choice < 5 && !world->m_groups.isEmpty()) {
            const QString group = anyOf(world->m_groups.keys());
            return edit(&world->m_groups[group], path.child(group));
        }
        if (choice < 6)
            return addItem(world, path);
        if (choice < 7)
            return removeSomething(world, path);
        const QString field = QStringLiteral("f%1").arg(m_random->bounded(4));
        const QString value =
            m_random->bounded(3) == 0 ? QStringLiteral("both") : m_mark + QString::number(m_random->bounded(9));
        world->m_fields.insert(field, value);
        if (m_draft && !m_draft->set(path.child(field), Value::text(value)))
            return QStringLiteral("refused");
        return QStringLiteral("%1: %2/%3 = %4").arg(m_mark).arg(path.text(), field, value);
    }

private:
    QString anyOf(const QStringList &names) const
    {
        return names.at(m_random->bounded(static_cast<int>(names.size())));
    }

    Path pathOfItem(const Path &path, const QString &item) const
    {
        const QList<Node> items = m_draft->document().root().at(path).children(list);
        const auto found =
            std::find_if(items.begin(), items.end(), [&](const Node &node) { return node.value(id) == item; });
        return found == items.end() ? Path(QStringLiteral("lost")) : found->path();
    }

    QString addItem(World *world, const Path &path)
    {
        const bool both = m_random->bounded(3) == 0;
        const QString item = both
            ? QStringLiteral("b%1").arg(m_random->bounded(3))
            : m_mark + QString::number(world->m_items.size()) + QString::number(m_random->bounded(1000));
        if (world->m_items.contains(item))
            return {};
        const QString value = both ? QStringLiteral("both") : QString(m_mark);
        world->m_hasList = true;
        world->m_items[item].m_fields.insert(QStringLiteral("f0"), value);
        if (m_draft) {
            const Result<Path> added = m_draft->add(path.child(list));
            const QString key = m_draft->base().isXml() ? u'@' + id : id;
            if (!added || !m_draft->set(added->child(key), Value::text(item))
                || !m_draft->set(added->child(QStringLiteral("f0")), Value::text(value)))
                return QStringLiteral("refused");
        }
        return QStringLiteral("%1: %2 + item %3").arg(m_mark).arg(path.text(), item);
    }

    QString removeSomething(World *world, const Path &path)
    {
        const QStringList things = world->m_fields.keys() + world->m_groups.keys() + world->m_items.keys();
        if (things.isEmpty())
            return {};
        const QString thing = anyOf(things);
        const bool isItem = world->m_items.contains(thing);
        const Path place = !isItem ? path.child(thing) : m_draft ? pathOfItem(path, thing) : Path(thing);
        world->m_fields.remove(thing);
        world->m_groups.remove(thing);
        world->m_items.remove(thing);
        if (m_draft && !m_draft->remove(place).value_or(false))
            return QStringLiteral("refused");
        return QStringLiteral("%1: - %2").arg(m_mark).arg(place.text());
    }

    QRandomGenerator *m_random;
    QChar m_mark;
    Draft *m_draft;
};

World World::random(QRandomGenerator *random, int depth)
{
    World world;
    world.m_hasList = true;
    for (int i = 0; i < 4; ++i) {
        if (random->bounded(4) > 0)
            world.m_fields.insert(QStringLiteral("f%1").arg(i), QString::number(random->bounded(9)));
    }
    for (int i = 0; depth > 0 && i < 2; ++i) {
        if (random->bounded(2) > 0)
            world.m_groups.insert(QStringLiteral("g%1").arg(i), World::random(random, depth - 1));
    }
    for (int i = random->bounded(4); depth > 0 && i > 0; --i)
        world.m_items.insert(QString::number(i), World::random(random, depth - 1));
    return world;
}

QByteArray World::written(bool xml, QRandomGenerator *random) const
{
    if (!xml)
        return QJsonDocument(WorldWriter::json(*this, random)).toJson();
    QByteArray bytes;
    QXmlStreamWriter writer(&bytes);
    writer.setAutoFormatting(random->bounded(2) == 0);
    writer.writeNamespace(space, QStringLiteral("ns%1").arg(random->bounded(20)));
    writer.writeStartElement(space, QStringLiteral("world"));
    WorldWriter::xml(*this, &writer, random);
    writer.writeEndElement();
    return bytes;
}

World World::read(const QByteArray &bytes)
{
    if (!bytes.startsWith('<'))
        return WorldWriter::read(QJsonDocument::fromJson(bytes).object());
    QXmlStreamReader reader(bytes);
    reader.readNextStartElement();
    return WorldWriter::read(&reader);
}

QString World::edit(QRandomGenerator *random, QChar mark, Draft *draft)
{
    return WorldEdit(random, mark, draft).edit(this, {});
}

World World::merged(const World &base, const World &mine, const World &theirs, Prefer prefer, QStringList *conflicts)
{
    World result;
    const auto note = [conflicts](const QString &place) {
        if (conflicts)
            conflicts->append(place);
    };
    /// One thing of three, each of which may lack it.
    const auto mergeAll = [&](const auto &of, auto *into, auto mergeInside) {
        QSet<QString> names;
        for (const World *world : {&base, &mine, &theirs}) {
            const QStringList keys = of(*world).keys();
            names.unite(QSet<QString>(keys.begin(), keys.end()));
        }
        for (const QString &name : std::as_const(names)) {
            const auto b = of(base).constFind(name);
            const auto m = of(mine).constFind(name);
            const auto t = of(theirs).constFind(name);
            const bool inBase = b != of(base).cend();
            const bool inMine = m != of(mine).cend();
            const bool inTheirs = t != of(theirs).cend();
            if (inMine && inTheirs) {
                into->insert(name, mergeInside(name, inBase ? &*b : nullptr, *m, *t));
            } else if (inMine || inTheirs) {
                const bool changed = !inBase || (inMine ? *m != *b : *t != *b);
                const bool conflict = inBase && changed;
                if (conflict)
                    note(name);
                const bool keep = inBase ? conflict && (prefer == Prefer::Mine) == inMine : true;
                if (keep)
                    into->insert(name, inMine ? *m : *t);
            }
        }
    };
    const auto inside = [&](const QString &, const World *b, const World &m, const World &t) {
        return merged(b ? *b : World(), m, t, prefer, conflicts);
    };
    mergeAll(
        [](const World &world) -> const auto & { return world.m_groups; }, &result.m_groups, inside);
    mergeAll(
        [](const World &world) -> const auto & { return world.m_items; }, &result.m_items, inside);
    mergeAll(
        [](const World &world) -> const auto & { return world.m_fields; }, &result.m_fields,
        [&](const QString &name, const QString *b, const QString &m, const QString &t) {
            if (m == t || (b && *b == m))
                return t;
            if (b && *b == t)
                return m;
            note(name);
            return prefer == Prefer::Mine ? m : t;
        });
    return result;
}

std::shared_ptr<const Shape> World::shape() { return std::make_shared<ListShape>(); }

} // namespace nephoscope
