// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/shape.h"
#include "models/fieldguide.h"

namespace nephoscope {

/// What a guide knows, for the draft over its document: also where the document names a type of its own.
class GuideShape : public Shape {
public:
    explicit GuideShape(FieldGuide guide)
        : m_guide(std::move(guide))
    {
    }

    std::optional<Slot> slot(const Path &path) const override;
    QStringList order(const Path &parent) const override;

private:
    FieldGuide m_guide;
};

} // namespace nephoscope
