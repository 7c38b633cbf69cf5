// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/route.h"

namespace nephoscope::demo::cloudmanager {

/// Examples of answers, got by asking the site's own reading operations about a world that never changes.
class Examples {
public:
    explicit Examples(const Routes &routes);

    /// An example of what an operation answers, by the name of its model; of the same resource if possible, since
    /// resources use one name for different things. Null where no read answers it.
    Json of(const std::string &model, const Route &asking);

private:
    void complete(WorkingEnvironment &system) const;
    Json ask(const Route &route);
    Json fromReads(const std::string &model, const std::function<bool(const Route &)> &test);
    void fillIn(Call &call, const WorkingEnvironment &system) const;

    const Routes &m_routes;
    World m_world;
};

/// One object that has of every member the first value that says something.
Json merged(const Json &list);

} // namespace nephoscope::demo::cloudmanager
