// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/representation.h"
#include "demo/cloudmanager/work.h"

#include <QRegularExpression>
#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
/// The serial number inside a licence file, empty where it holds none.
std::string serialIn(const std::string &text)
{
    static const QRegularExpression pattern(QStringLiteral("[0-9]{20}|Eval-[A-Za-z0-9]+"));
    return pattern.match(QString::fromStdString(text)).captured().toStdString();
}

Reply noLicense(const std::string &path)
{
    const Violation violation{path, "holds no serial number of twenty digits"};
    return invalid({violation});
}

Reply change(Call &call, const std::string &action, const std::function<void(WorkingEnvironment &)> &apply)
{
    Operation operation;
    operation.action = action;
    operation.seconds = 3;
    operation.steps = {"Describe Nodes", "Registration Status"};
    operation.finish = [id = call.system->id, apply](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            apply(*system);
    };
    return begin(call, operation);
}

Reply install(Call &call, const std::vector<std::pair<std::string, std::string>> &files)
{
    std::vector<std::string> serials;
    for (const auto &[path, content] : files) {
        const std::string serial = serialIn(content);
        if (serial.empty())
            return noLicense(path);
        serials.push_back(serial);
    }
    return change(call, "Upload License File", [serials](WorkingEnvironment &system) {
        for (std::size_t i = 0; i < serials.size() && i < system.nodes.size(); ++i)
            system.nodes[i].serialNumber = serials[i];
    });
}

Reply uploadFile(Call &call) { return install(call, {{"license", call.part("license")}}); }

Reply uploadContent(Call &call)
{
    std::vector<std::pair<std::string, std::string>> files{{"licenseOne", textOf(call.body, "licenseOne")}};
    if (hasValue(call.body, "licenseTwo"))
        files.emplace_back("licenseTwo", textOf(call.body, "licenseTwo"));
    return install(call, files);
}

Reply parse(Call &call)
{
    const std::string file = call.part("license");
    const std::string serial = serialIn(file);
    if (serial.empty())
        return noLicense("license");
    return ok({{"license", QByteArray::fromStdString(file).toBase64().toStdString()}, {"serialNumber", serial},
        {"contractEndDate", call.world.now + 94'608'000'000}});
}

Reply extraLicenses(Call &call)
{
    Json list = Json::array();
    for (const std::string &serial : call.system->extraLicenses)
        list.push_back(
            {{"serialNumber", serial}, {"capacityLimit", capacity(368 * terabyte)}, {"expirationDate", nullptr}});
    return ok(list);
}

/// Adds serial numbers, or puts them in the place of those there are.
Reply changeExtra(Call &call, const std::vector<std::string> &serials)
{
    const bool replaces = call.route->method == "PUT";
    return change(call, "Update Extra Capacity Licenses", [serials, replaces](WorkingEnvironment &system) {
        auto &all = system.extraLicenses;
        if (replaces)
            all.clear();
        for (const std::string &serial : serials) {
            if (!contains(all, serial))
                all.push_back(serial);
        }
    });
}

Reply extraByContent(Call &call)
{
    std::vector<std::string> serials;
    for (const std::string &content : textsOf(call.body, "licencesContent")) {
        if (serialIn(content).empty())
            return noLicense("licencesContent");
        serials.push_back(serialIn(content));
    }
    return changeExtra(call, serials);
}

Reply extraBySerial(Call &call) { return changeExtra(call, textsOf(call.body, "serials")); }

Reply deleteExtra(Call &call)
{
    const auto serials = textsOf(call.body, "serials");
    for (const std::string &serial : serials) {
        if (!contains(call.system->extraLicenses, serial))
            return problem(400, "There is no extra capacity licence " + serial);
    }
    return change(call, "Delete Extra Capacity Licenses", [serials](WorkingEnvironment &system) {
        auto &all = system.extraLicenses;
        all.erase(
            std::remove_if(all.begin(), all.end(), [&](const std::string &one) { return contains(serials, one); }),
            all.end());
    });
}

bool isByol(const WorkingEnvironment &system) { return system.licenseType.find("byol") != std::string::npos; }

Reply notByol(const Call &call)
{
    return problem(400, "Working environment " + call.system->name + " has no licence of its own to turn in");
}

Reply checkConversion(Call &call) { return isByol(*call.system) ? noContent() : notByol(call); }

Reply convert(Call &call)
{
    if (!isByol(*call.system))
        return notByol(call);
    const std::string package = textOf(call.body, "capacityPackageName");
    return change(call, "Byol To Capacity", [package](WorkingEnvironment &system) {
        system.licenseType = system.kind->ha ? "ha-capacity-paygo" : "capacity-paygo";
        system.packageName = package;
    });
}

/// Asks the marketplaces again: every paid system gets the account's subscription.
Reply synchronise(Call &call)
{
    for (WorkingEnvironment &system : call.world.systems) {
        for (const Subscription &one : call.world.subscriptions) {
            const bool fits = one.active && system.kind == call.route->kind && system.saasSubscription.empty();
            if (fits && lowerCase(system.kind->provider).rfind(one.provider == "aws" ? "amazon" : one.provider, 0) == 0)
                system.saasSubscription = one.id;
        }
    }
    return noContent();
}

void addExtra(Routes &routes, const std::string &item)
{
    const std::string licenses = item + "/extra-capacity-licenses";
    const std::string serials = item + "/extra-capacity-serials";
    routes.add("GET", licenses, "getExtraCapacityLicenses", "Licences for more capacity", extraLicenses).on();
    routes.add("POST", licenses, "uploadExtraCapacityLicenses", "Adds licences for more capacity", extraByContent)
        .takes("LicensesContent")
        .on();
    routes
        .add("PUT", licenses, "updateExtraCapacityLicenses", "Replaces the licences for more capacity", extraByContent)
        .takes("LicensesContent")
        .on();
    routes
        .add("POST", serials, "uploadExtraCapacitySerials", "Adds licences for more capacity by number", extraBySerial)
        .takes("LicensesSerials")
        .on();
    routes
        .add("PUT", serials, "updateExtraCapacitySerials", "Replaces the licences for more capacity by number",
            extraBySerial)
        .takes("LicensesSerials")
        .on();
    routes.add("DELETE", serials, "deleteExtraCapacityLicenses", "Takes licences for more capacity away", deleteExtra)
        .takes("LicensesSerials")
        .on();
}
} // namespace

void addLicenses(Routes &routes)
{
    for (const Kind &kind : kinds()) {
        if (!kind.isCloud())
            continue;
        const std::string base = "/" + kind.root + "/working-environments";
        const std::string item = base + "/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":working-environments", "", &kind);
        addExtra(routes, item);
        routes.add("POST", item + "/upload-license-file", "uploadLicenseFile", "Installs a licence file", uploadFile)
            .reads("filename")
            .uploads({"license"})
            .on({"ON"});
        routes
            .add("POST", item + "/upload-licenses", "uploadLicenseFileContent", "Installs licences by their content",
                uploadContent)
            .takes("LicenseFileContent")
            .on({"ON"});
        routes
            .add("GET", item + "/validate-byol-to-capacity", "preValidateByolToCapacity",
                "Can the licence become one by capacity", checkConversion)
            .on({"ON"});
        routes.add("PUT", item + "/byol-to-capacity", "byolToCapacity", "Makes the licence one by capacity", convert)
            .takes("LicenseConversionRequest")
            .on({"ON"});
        routes.add("POST", base + "/parse-license-file", "parseLicenseFile", "Reads a licence file", parse)
            .gives("ProvidedLicenseResponse")
            .reads("filename")
            .uploads({"license"})
            .silent();
        routes.add("POST", base + "/sync-subscription", "syncVsaWorkingEnvironmentsSubscription",
            "Looks for subscriptions of all systems", synchronise);
    }
}

} // namespace nephoscope::demo::cloudmanager
