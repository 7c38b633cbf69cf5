// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/certificates.h"
#include "demo/cloudmanager/work.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
Reply notPem(const std::string &path)
{
    const Violation violation{path, "is not a certificate in PEM form"};
    return invalid({violation});
}

Reply generateRequest(Call &call)
{
    call.world.encryptionRequest = makeSigningRequest("connector");
    return ok({{"csr", call.world.encryptionRequest}});
}

Reply latestRequest(Call &call)
{
    return call.world.encryptionRequest.empty() ? generateRequest(call) : ok({{"csr", call.world.encryptionRequest}});
}

Reply installClientCertificate(Call &call)
{
    auto certificate = readCertificate(textOf(call.body, "occmCertificate"));
    if (!certificate)
        return notPem("occmCertificate");
    certificate->id = "Certificate-" + call.world.ids.letters(8);
    certificate->type = "CLIENT";
    call.world.clientCertificate = certificate;
    return ok(certificateView(*certificate));
}

Reply clientCertificate(Call &call)
{
    auto &certificate = call.world.clientCertificate;
    if (!certificate) {
        certificate = makeCertificate("connector");
        certificate->id = "Certificate-" + call.world.ids.letters(8);
        certificate->type = "CLIENT";
    }
    return ok(certificateView(*certificate));
}

Reply authorities(Call &call)
{
    Json list = Json::array();
    for (const Certificate &certificate : call.world.keyManagerAuthorities)
        list.push_back(certificateView(certificate));
    return ok(list);
}

std::vector<Certificate>::iterator find(World &world, const std::string &id)
{
    auto &all = world.keyManagerAuthorities;
    return std::find_if(all.begin(), all.end(), [&](const Certificate &one) { return one.id == id; });
}

Reply unknownAuthority(const std::string &id) { return notFound("Certificate", id); }

Reply authority(Call &call)
{
    const std::string id = call.variable("keyManagerCaCertificateId");
    const auto found = find(call.world, id);
    return found == call.world.keyManagerAuthorities.end() ? unknownAuthority(id) : ok(certificateView(*found));
}

Reply addAuthority(Call &call)
{
    auto certificate = readCertificate(textOf(call.body, "certificate"));
    if (!certificate)
        return notPem("certificate");
    certificate->id = "Certificate-" + call.world.ids.letters(8);
    certificate->type = "KEY_MANAGER_CA";
    call.world.keyManagerAuthorities.push_back(*certificate);
    return ok(certificateView(*certificate));
}

Reply deleteAuthority(Call &call)
{
    const std::string id = call.variable("keyManagerCaCertificateId");
    const auto found = find(call.world, id);
    if (found == call.world.keyManagerAuthorities.end())
        return unknownAuthority(id);
    call.world.keyManagerAuthorities.erase(found);
    return noContent();
}

/// Work on one system, whose list of key managers it changes.
Reply change(Call &call, const std::function<void(WorkingEnvironment &)> &apply)
{
    Operation operation;
    operation.steps = {"Describe Nodes", "Describe Key Managers"};
    operation.finish = [id = call.system->id, apply](World &world) {
        if (WorkingEnvironment *system = world.find(id))
            apply(*system);
    };
    return begin(call, operation);
}

Reply addToSystem(Call &call)
{
    const std::string address = call.variable("keyManagerIp");
    const auto &known = call.world.keyManagers;
    if (std::none_of(known.begin(), known.end(), [&](const KeyManager &one) { return one.address == address; }))
        return problem(400, "There is no key manager at " + address + "; add it to the service first");
    if (contains(call.system->keyManagers, address))
        return problem(400, "The key manager at " + address + " is used already");
    return change(call, [address](WorkingEnvironment &system) { system.keyManagers.push_back(address); });
}

Reply takeFromSystem(Call &call)
{
    const std::string address = call.variable("keyManagerIp");
    if (!contains(call.system->keyManagers, address))
        return problem(400, "The key manager at " + address + " is not used");
    return change(call, [address](WorkingEnvironment &system) {
        auto &all = system.keyManagers;
        all.erase(std::remove(all.begin(), all.end(), address), all.end());
    });
}

/// Both calls that renew a certificate answer with the new one while the work goes on.
Reply renew(Call &call, const Json &shown)
{
    Reply reply = change(call, [](WorkingEnvironment &) {});
    if (reply.status == 202)
        reply.body = shown;
    return reply;
}

Reply renewClient(Call &call) { return renew(call, *clientCertificate(call).body); }

Reply renewAuthority(Call &call)
{
    const std::string id = textOf(call.body, "keyManagerCaCertificateId");
    const auto found = find(call.world, id);
    if (found == call.world.keyManagerAuthorities.end())
        return unknownAuthority(id);
    return renew(call, certificateView(*found));
}

void addCertificates(Routes &routes)
{
    routes.connector("occm:encryption:csr", "The request to sign the key of encryption");
    routes.add("POST", "/occm/encryption/csr", "generateCsr", "Makes a request to sign a new key", generateRequest)
        .gives("CsrResponse")
        .by(Access::Administer);
    routes.add("GET", "/occm/encryption/csr", "csr", "The latest request", latestRequest).gives("CsrResponse");

    routes.connector("occm:encryption:certificate", "The certificate of encryption");
    routes
        .add("POST", "/occm/encryption/certificate", "installCertificate",
            "Installs what the request was answered with", installClientCertificate)
        .takes("InstallCertificatesRequest")
        .gives("CertificateResponse")
        .by(Access::Administer);
    routes.add("GET", "/occm/encryption/certificate", "certificate", "The certificate", clientCertificate)
        .gives("CertificateResponse");

    const std::string base = "/occm/encryption/key-managers-ca-certificates";
    routes.connector("occm:encryption:key-managers-ca-certificates", "Authorities that vouch for key managers");
    routes.add("POST", base, "addKeyManagerCaCertificate", "Adds an authority", addAuthority)
        .takes("KeyManagerCaCertificateRequest")
        .gives("CertificateResponse")
        .by(Access::Administer);
    routes.add("GET", base, "keyManagersCaCertificates", "All authorities", authorities).gives("[CertificateResponse]");
    routes.add("GET", base + "/{keyManagerCaCertificateId}", "keyManagerCaCertificate", "One authority", authority)
        .gives("CertificateResponse");
    routes
        .add("DELETE", base + "/{keyManagerCaCertificateId}", "deleteKeyManagerCaCertificate", "Deletes an authority",
            deleteAuthority)
        .by(Access::Administer);
}
} // namespace

void addEncryption(Routes &routes)
{
    addCertificates(routes);
    for (const Kind &kind : kinds()) {
        if (!kind.isAws())
            continue;
        const std::string item = "/" + kind.root + "/encryption/{workingEnvironmentId}";
        routes.connector(kind.resource() + ":encryption", "Encryption of systems under " + kind.root, &kind);
        routes
            .add("POST", item + "/update-key-manager-ca-certificate", "updateKeyManagerCaCertificate",
                "Gives the system another authority", renewAuthority)
            .takes("UpdateKeyManagerCaCertificateRequest")
            .gives("CertificateResponse")
            .on({"ON"});
        routes
            .add("POST", item + "/update-client-certificate", "updateClientCertificate",
                "Gives the system the service's certificate", renewClient)
            .gives("CertificateResponse")
            .on({"ON"});
        routes
            .add("POST", item + "/key-managers/{keyManagerIp}", "addKeyManagerToVsa",
                "Lets the system use a key manager", addToSystem)
            .on({"ON"});
        routes
            .add("DELETE", item + "/key-managers/{keyManagerIp}", "deleteKeyManagerFromVsa",
                "Lets the system use a key manager no more", takeFromSystem)
            .on({"ON"});
    }
}

} // namespace nephoscope::demo::cloudmanager
