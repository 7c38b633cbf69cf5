// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/guideshape.h"

namespace nephoscope {

std::optional<Shape::Slot> GuideShape::slot(const Path &path) const
{
    const std::optional<Field> field = m_guide.field(path);
    if (!field)
        return std::nullopt;
    Slot slot;
    slot.namespaceUri = field->namespaceUri;
    slot.isAttribute = field->isAttribute;
    slot.isList = field->isList;
    slot.isGroup = !field->type.isEmpty() || field->isMap;
    return slot;
}

QStringList GuideShape::order(const Path &parent) const
{
    QStringList names;
    const QList<Field> fields = m_guide.fields(parent);
    for (const Field &field : fields)
        if (!field.isAttribute)
            names << field.name;
    return names;
}

} // namespace nephoscope
