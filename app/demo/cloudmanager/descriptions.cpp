// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/descriptions.h"
#include "demo/cloudmanager/examples.h"

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr const char *apiVersion = "3.2.0";

// What follows is how the real service describes itself, with all that its generator gets wrong.

Json parameter(const Field &field, const std::string &place)
{
    Json object = {{"name", field.name}, {"required", field.required}, {"type", field.isList ? "array" : field.type},
        {"paramType", place}, {"allowMultiple", false}};
    if (field.isList)
        object["items"] = {{"type", field.type}};
    if (!field.standard.empty())
        object["defaultValue"] = field.standard; // a text, whatever the type
    if (!field.choices.empty())
        object["enum"] = array(field.choices); // parameters are printed without fault
    return object;
}

/// Some resources say of variables of the path that they may be left out.
bool forgetsThatPathsAreWhole(const Route &route)
{
    return route.resource == "audit" || route.resource == "cloud-compliance" || route.resource == "fsx:volumes"
        || (route.resource == "occm:encryption:key-managers" && route.method == "PUT");
}

void addPathParameters(const Route &route, Json &list)
{
    for (const std::string &segment : route.segments) {
        if (segment.front() != '{')
            continue;
        Field field;
        field.name = segment.substr(1, segment.size() - 2);
        if (contains(route.undeclared, field.name))
            continue;
        field.required = !forgetsThatPathsAreWhole(route);
        const bool wrapped = field.name == "volumeName" && !route.bodyModel.empty() && route.method == "PUT";
        field.type = wrapped ? "VolumeName" : "string";
        if (field.name == "provider")
            field.choices = {"AWS", "AZURE", "GCP"};
        list.push_back(parameter(field, "path"));
    }
}

Json parametersOf(const Route &route)
{
    Json list = Json::array();
    Field body;
    body.name = "body";
    body.type = route.bodyModel;
    body.required = route.method != "GET" && route.method != "DELETE";
    const bool first = route.method == "PUT"; // the order means nothing
    if (!body.type.empty() && first)
        list.push_back(parameter(body, "body"));
    addPathParameters(route, list);
    for (const Field &field : route.queries)
        list.push_back(parameter(field, "query"));
    for (const Field &field : route.headers)
        list.push_back(parameter(field, "header"));
    for (const std::string &file : route.files) {
        Field part;
        part.name = file;
        part.type = "file";
        list.push_back(parameter(part, "body"));
    }
    if (!body.type.empty() && !first)
        list.push_back(parameter(body, "body"));
    return list;
}

/// A page for people was the aim: markup, blanks at the start, and the precondition hidden at the end. The copies for
/// other clouds and for pairs forgot it.
std::string summaryOf(const Route &route)
{
    std::string text = route.summary;
    if (route.method != "GET")
        text = "<b>" + text + "</b>.<br/>";
    else if (route.onSystem)
        text = " " + text;
    const bool tells = !route.kind || route.kind->root == "vsa" || !route.kind->isCloud();
    if (route.states.empty() || !tells)
        return text;
    return text
        + "..Operation may only be performed on working environments whose status is: " + joined(route.states, ", ");
}

bool isPlain(const std::string &type) { return type == "void" || type == "string" || type == "boolean"; }

void addResult(const Route &route, Json &operation, ModelWriter &models, Examples &examples)
{
    std::string model = route.resultModel;
    if (model.front() == '[') {
        model = model.substr(1, model.size() - 2);
        operation["type"] = "array";
        operation["items"] = isPlain(model) ? Json{{"type", model}} : Json{{"$ref", model}};
    } else {
        operation["type"] = model;
    }
    if (isPlain(model) || model.rfind("List[", 0) == 0)
        return;
    if (requestModel(model).empty())
        models.addExample(model, examples.of(model, route));
    else
        models.addRequest(model);
}

Json operationOf(const Route &route, ModelWriter &models, Examples &examples)
{
    Json operation = {{"method", route.method}, {"summary", summaryOf(route)}, {"notes", ""}};
    addResult(route, operation, models, examples);
    models.addRequest(route.bodyModel);
    operation["nickname"] = route.nickname;
    operation["parameters"] = parametersOf(route);
    if (!route.files.empty())
        operation["consumes"] = Json::array({"multipart/form-data"});
    Json messages = Json::array();
    for (const auto &[code, text] : route.remarks)
        messages.push_back({{"code", code}, {"message", text}});
    if (messages.empty() && route.onSystem && route.method == "DELETE")
        messages.push_back({{"code", 404}, {"message", "There is no such working environment"}});
    if (!messages.empty())
        operation["responseMessages"] = messages;
    if (route.deprecated)
        operation["deprecated"] = "true"; // a text
    return operation;
}

bool saysWhatItConsumes(const std::string &resource)
{
    static const std::vector<std::string> silent{
        "occm:system", "occm:asup", "occm:saas-mp-service", "occm:tenancy-service", "monitoring", "cloud-compliance"};
    return !contains(silent, resource);
}

Json declaration(const std::string &resource, const Routes &routes, Examples &examples)
{
    ModelWriter models(resource);
    Json apis = Json::array();
    std::map<std::string, std::size_t> places;
    for (const Route &route : routes.all()) {
        if (route.resource != resource)
            continue;
        const auto [place, isNew] = places.try_emplace(route.path, apis.size());
        if (isNew)
            apis.push_back({{"path", route.path}, {"operations", Json::array()}});
        apis[place->second]["operations"].push_back(operationOf(route, models, examples));
    }
    models.addLeftovers();
    const Json json = Json::array({"application/json"});
    // The inner host is of no use to anybody outside, as on a real system.
    Json object = {{"apiVersion", apiVersion}, {"swaggerVersion", "1.2"},
        {"basePath", "http://occm.internal.example:8080/occm/api"}, {"resourcePath", "/" + resource},
        {"produces", json}};
    if (saysWhatItConsumes(resource))
        object["consumes"] = json;
    object["apis"] = apis;
    object["models"] = models.models();
    return object;
}

std::map<std::string, Json> declarations(const Routes &routes)
{
    Examples examples(routes);
    std::map<std::string, Json> all;
    for (const auto &[name, description] : routes.resources())
        all[name] = declaration(name, routes, examples);
    return all;
}
} // namespace

void addDescriptions(Routes &routes)
{
    routes.connector("", "");
    routes.add("GET", "/api-docs", "resourceListing", "", [&routes](Call &) {
        Json apis = Json::array();
        for (const auto &[name, description] : routes.resources()) {
            if (!name.empty())
                apis.push_back({{"path", "/" + name}, {"description", description}});
        }
        return ok({{"apiVersion", apiVersion}, {"swaggerVersion", "1.2"}, {"apis", apis}});
    });
    routes.add("GET", "/api-docs/{resource}", "declaration", "", [&routes](Call &call) {
        static const std::map<std::string, Json> all = declarations(routes); // the table is the same in every site
        const auto found = all.find(call.variable("resource"));
        return found == all.end() || found->first.empty() ? notFound("Resource", call.variable("resource"))
                                                          : ok(found->second);
    });
}

} // namespace nephoscope::demo::cloudmanager
