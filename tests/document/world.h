// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/draft.h"

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <memory>

namespace nephoscope {

/// A small world without order: fields, groups, and lists of things told apart by their id. What a merge must come to
/// is plain here, so it judges the merge of documents, which it is written to and read from in any order.
class World {
public:
    enum class Prefer { Mine, Theirs };

    static World random(QRandomGenerator *random, int depth = 2);
    /// Items come in random order; XML with a random prefix.
    QByteArray written(bool xml, QRandomGenerator *random) const;
    /// Read by QJsonDocument or QXmlStreamReader.
    static World read(const QByteArray &bytes);
    /// Changes something, in `draft` too where that is not null. Values and ids begin with `mark`, but some that both
    /// sides may choose. Says what was done.
    QString edit(QRandomGenerator *random, QChar mark, Draft *draft);
    /// Three-way. Where both sides want different things the preferred one has its way, and the place is noted.
    static World merged(
        const World &base, const World &mine, const World &theirs, Prefer prefer, QStringList *conflicts);
    /// Says that every list of the world is one.
    static std::shared_ptr<const Shape> shape();

    friend bool operator==(const World &a, const World &b)
    {
        return a.m_fields == b.m_fields && a.m_groups == b.m_groups && a.m_items == b.m_items;
    }

private:
    QMap<QString, QString> m_fields;
    QMap<QString, World> m_groups;
    QMap<QString, World> m_items; ///< of the one list that a thing may have, by id
    bool m_hasList = false; ///< JSON: written even where it is empty

    friend class WorldWriter;
    friend class WorldEdit;
};

} // namespace nephoscope
