// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/model.h"
#include "demo/cloudmanager/requestmodels.h"

namespace nephoscope::demo::cloudmanager {

namespace {
std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts{""};
    for (const char letter : text) {
        if (letter == separator)
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    return parts;
}

/// Cuts the text off at the separator and gives what stood behind it.
std::optional<std::string> tail(std::string &text, const std::string &separator)
{
    const auto place = text.find(separator);
    if (place == std::string::npos)
        return std::nullopt;
    std::string behind = text.substr(place + separator.size());
    text.resize(place);
    return behind;
}

Field parseField(std::string text)
{
    Field field;
    field.standard = tail(text, "~").value_or("");
    field.isAdvice = text.find("?=") != std::string::npos;
    if (const auto choices = tail(text, field.isAdvice ? "?=" : "="))
        field.choices = split(*choices, '|');
    field.type = tail(text, ":").value_or("string");
    field.isList = field.type.front() == '[';
    if (field.isList)
        field.type = field.type.substr(1, field.type.size() - 2);
    field.required = text.back() == '*';
    if (field.required)
        text.pop_back();
    field.name = text;
    return field;
}

std::map<std::string, std::vector<Field>> parseAll()
{
    std::map<std::string, std::vector<Field>> models;
    for (const auto &[name, fields] : requestModelTable())
        models[name] = fieldsOf(fields);
    return models;
}

std::string shown(const Json &value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void check(const Field &field, const Json &value, const std::string &path, std::vector<Violation> &found)
{
    if (!requestModel(field.type).empty()) {
        for (Violation &violation : violationsOf(field.type, value, path))
            found.push_back(std::move(violation));
        return;
    }
    if ((field.type == "number" || field.type == "integer") && !asNumber(value))
        found.push_back({path, "must be a number. Actual: " + shown(value)});
    else if (field.type == "boolean" && !asFlag(value))
        found.push_back({path, "must be true or false. Actual: " + shown(value)});
    else if ((field.type == "string" || isWrapper(field.type)) && !value.is_primitive())
        found.push_back({path, "must be a text"});
    else if (field.required && value.is_string() && value.get<std::string>().empty())
        found.push_back({path, "must not be empty"});
    else if (!field.isAdvice && !field.choices.empty() && !contains(field.choices, shown(value)))
        found.push_back({path, "must be one of [" + joined(field.choices, ", ") + "]. Actual: " + shown(value)});
}
} // namespace

std::vector<Field> fieldsOf(const std::string &text)
{
    std::vector<Field> fields;
    for (const std::string &part : split(text, ' ')) {
        if (!part.empty())
            fields.push_back(parseField(part));
    }
    return fields;
}

bool isWrapper(const std::string &type) { return type == "TenantName" || type == "VolumeName" || type == "Email"; }

const std::vector<Field> &requestModel(const std::string &name)
{
    static const std::map<std::string, std::vector<Field>> models = parseAll();
    static const std::vector<Field> none;
    const auto found = models.find(name);
    return found == models.end() ? none : found->second;
}

std::vector<Violation> violationsOf(const std::string &model, const Json &body, const std::string &prefix)
{
    return violationsOf(requestModel(model), body, prefix);
}

std::vector<Violation> violationsOf(const std::vector<Field> &fields, const Json &body, const std::string &prefix)
{
    std::vector<Violation> found;
    if (!body.is_object() && !body.is_null()) {
        found.push_back({prefix, "must be an object"});
        return found;
    }
    for (const Field &field : fields) {
        const Json &value = member(body, field.name);
        const std::string path = (prefix.empty() ? "" : prefix + ".") + field.name;
        if (value.is_null()) {
            if (field.required && field.standard.empty())
                found.push_back({path, "is required"});
        } else if (!field.isList) {
            check(field, value, path, found);
        } else if (!value.is_array()) {
            found.push_back({path, "must be a list"});
        } else {
            for (std::size_t i = 0; i < value.size(); ++i)
                check(field, value[i], path + "[" + std::to_string(i) + "]", found);
        }
    }
    return found;
}

} // namespace nephoscope::demo::cloudmanager
