// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cloudmanager/json.h"

namespace nephoscope::demo::cloudmanager {

struct Field;

/// Models of the published description (Swagger 1.2), collected while the declaration of one resource is written.
class ModelWriter {
public:
    explicit ModelWriter(const std::string &resource);

    /// Makes sure that a request model and what it refers to are there.
    void addRequest(const std::string &name);
    /// Derives a model from an example of the service's own answer.
    void addExample(const std::string &name, const Json &example);
    /// What the generator leaves behind of its own language.
    void addLeftovers();
    const Json &models() const { return m_models; }

private:
    Json typeOf(const std::string &type);
    Json propertyOf(const std::string &owner, const std::string &name, const Json &value);
    Json requestProperty(const Field &field);
    void addCapacity();

    Json m_models = Json::object();
    bool m_unitIsValue = false; ///< the same model differs between resources
    bool m_hasWrappers = false;
};

} // namespace nephoscope::demo::cloudmanager
