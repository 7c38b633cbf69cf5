// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/descriptions.h"
#include "demo/cloudmanager/examples.h"
#include "demo/cloudmanager/model.h"

#include <cctype>

namespace nephoscope::demo::cloudmanager {

namespace {
bool isScalar(const std::string &type) { return type == "string" || type == "boolean"; }

Json typeOf(const std::string &type)
{
    if (isScalar(type))
        return {{"type", type}};
    if (type == "integer")
        return {{"type", "integer"}, {"format", "int32"}};
    if (type == "number")
        return {{"type", "number"}, {"format", "double"}};
    return {{"$ref", type}};
}

/// The real service's generator takes a leading "is" for a getter: isHA is printed hA.
std::string printedName(const std::string &name, const Json &value)
{
    const bool getter = value.is_boolean() && name.size() > 2 && name.compare(0, 2, "is") == 0
        && std::isupper(static_cast<unsigned char>(name[2])) != 0;
    if (!getter)
        return name;
    return lowerCase(name.substr(2, 1)) + name.substr(3);
}

std::string capitalised(std::string name)
{
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return name;
}

bool isCapacity(const Json &value)
{
    return value.is_object() && value.size() == 2 && value.contains("size") && value.contains("unit");
}

Json numberType(const Json &value)
{
    if (value.is_number_float())
        return typeOf("number");
    return {{"type", "integer"}, {"format", "int64"}};
}
} // namespace

void ModelWriter::addRequest(const std::string &name)
{
    const auto &fields = requestModel(name);
    if (fields.empty() || m_models.contains(name))
        return;
    m_models[name] = Json::object(); // first, so that models may contain themselves
    Json required = Json::array();
    Json properties = Json::object();
    for (const Field &field : fields) {
        Json property = field.isList ? Json{{"type", "array"}, {"items", typeOf(field.type)}} : typeOf(field.type);
        property["description"] = "";
        if (!field.choices.empty())
            property["enum"] = array(field.choices);
        properties[field.name] = property;
        if (field.required)
            required.push_back(field.name);
        addRequest(field.type);
    }
    m_models[name] = {{"id", name}, {"description", ""}, {"required", required}, {"properties", properties}};
}

Json ModelWriter::propertyOf(const std::string &owner, const std::string &name, const Json &value)
{
    if (value.is_boolean())
        return typeOf("boolean");
    if (value.is_number())
        return numberType(value);
    if (value.is_string())
        return typeOf("string");
    if (value.is_array()) {
        const Json item = value.empty() ? typeOf("string") : propertyOf(owner, name, merged(value));
        return {{"type", "array"}, {"items", item}};
    }
    if (isCapacity(value)) {
        addRequest("Capacity");
        return {{"$ref", "Capacity"}};
    }
    if (!value.is_object())
        return {{"$ref", "Object"}}; // a null in the example: nothing is known but that it may be missing
    if (value.empty())
        return {{"$ref", "Map[string,string]"}};
    const std::string model = owner + capitalised(name);
    addExample(model, value);
    return {{"$ref", model}};
}

void ModelWriter::addExample(const std::string &name, const Json &example)
{
    if (m_models.contains(name) || !example.is_object())
        return;
    m_models[name] = Json::object();
    Json required = Json::array();
    Json properties = Json::object();
    for (const auto &[key, value] : example.items()) {
        const std::string printed = printedName(key, value);
        Json property = propertyOf(name, key, value);
        property["description"] = "";
        properties[printed] = property;
        if (!value.is_null() && !contains(textsOf({{"r", required}}, "r"), printed))
            required.push_back(printed);
    }
    m_models[name] = {{"id", name}, {"description", ""}, {"required", required}, {"properties", properties}};
}

} // namespace nephoscope::demo::cloudmanager
