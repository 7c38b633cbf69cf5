// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"

namespace nephoscope::demo::cloudmanager {

/// Models of the published description (Swagger 1.2), collected while a declaration is written.
class ModelWriter {
public:
    /// Makes sure that a request model and what it refers to are there.
    void addRequest(const std::string &name);
    /// Derives a model from an example of the service's own answer.
    void addExample(const std::string &name, const Json &example);
    const Json &models() const { return m_models; }

private:
    Json propertyOf(const std::string &owner, const std::string &name, const Json &value);

    Json m_models = Json::object();
};

} // namespace nephoscope::demo::cloudmanager
