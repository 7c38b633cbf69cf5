// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/descriptions.h"
#include "demo/cloudmanager/examples.h"

namespace nephoscope::demo::cloudmanager {

namespace {
constexpr const char *apiVersion = "3.2.0";

Json parameter(const std::string &marked, const std::string &place, const std::string &type)
{
    const bool required = marked.back() == '*' || place == "path";
    const std::string name = marked.back() == '*' ? marked.substr(0, marked.size() - 1) : marked;
    return {{"name", name}, {"description", ""}, {"required", required}, {"type", type}, {"paramType", place},
        {"allowMultiple", false}};
}

Json parametersOf(const Route &route)
{
    Json list = Json::array();
    for (const std::string &segment : route.segments) {
        if (segment.front() == '{')
            list.push_back(parameter(segment.substr(1, segment.size() - 2), "path", "string"));
    }
    for (const std::string &name : route.queries)
        list.push_back(parameter(name, "query", "string"));
    for (const std::string &name : route.headers)
        list.push_back(parameter(name, "header", "string"));
    if (!route.bodyModel.empty())
        list.push_back(parameter("body*", "body", route.bodyModel));
    return list;
}

/// The real description hides the precondition at the end of the summary, in these words.
std::string summaryOf(const Route &route)
{
    if (route.states.empty())
        return route.summary;
    return route.summary
        + "..Operation may only be performed on working environments whose status is: " + joined(route.states, ", ");
}

bool isPlain(const std::string &type) { return type == "void" || type == "string" || type == "boolean"; }

Json operationOf(const Route &route, ModelWriter &models, Examples &examples)
{
    Json operation = {{"method", route.method}, {"summary", summaryOf(route)}, {"notes", ""}};
    std::string model = route.resultModel;
    if (model.front() == '[') {
        model = model.substr(1, model.size() - 2);
        operation["type"] = "array";
        operation["items"] = isPlain(model) ? Json{{"type", model}} : Json{{"$ref", model}};
    } else {
        operation["type"] = model;
    }
    if (!isPlain(model))
        models.addExample(model, examples.of(model, route.kind));
    models.addRequest(route.bodyModel);
    operation["nickname"] = route.nickname;
    operation["parameters"] = parametersOf(route);
    if (route.onSystem)
        operation["responseMessages"] =
            Json::array({{{"code", 404}, {"message", "There is no such working environment"}}});
    return operation;
}

Json declaration(const std::string &resource, const Routes &routes, Examples &examples)
{
    ModelWriter models;
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
    const Json json = Json::array({"application/json"});
    // The inner host is of no use to anybody outside, as on a real system.
    return {{"apiVersion", apiVersion}, {"swaggerVersion", "1.2"},
        {"basePath", "http://occm.internal.example:8080/occm/api"}, {"resourcePath", "/" + resource},
        {"produces", json}, {"consumes", json}, {"apis", apis}, {"models", models.models()}};
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
