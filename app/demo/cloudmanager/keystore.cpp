// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/certificates.h"
#include "demo/cloudmanager/route.h"

#include <algorithm>

namespace nephoscope::demo::cloudmanager {

namespace {
/// This resource has a shape of its own, under the same name as the others'.
Json view(const Certificate &certificate)
{
    return {{"directIssuerName", certificate.issuer}, {"subjectName", certificate.subject},
        {"startDate", certificate.start}, {"endDate", certificate.end}, {"serialNumber", certificate.serial},
        {"certificate", certificate.pem}, {"alternativeNames", ""}};
}

Json trustedView(const Certificate &certificate)
{
    return {{"id", certificate.id}, {"status", certificate.status}, {"certificateInfo", view(certificate)}};
}

Reply signingRequest(Call &call)
{
    return ok({{"csr", makeSigningRequest(textOf(call.body, "commonName", "localhost"))}});
}

Reply selfCertificate(Call &call)
{
    auto &certificate = call.world.selfCertificate;
    if (!certificate)
        certificate = makeCertificate("localhost");
    return ok(view(*certificate));
}

Reply signedCertificate(Call &call)
{
    const auto &certificate = call.world.signedCertificate;
    return certificate ? ok(view(*certificate)) : selfCertificate(call); // the one in use
}

Reply refused(const std::string &path, const std::string &message)
{
    const Violation violation{path, message};
    return invalid({violation});
}

Reply install(Call &call, const std::string &pem, const std::string &path)
{
    const auto certificate = readCertificate(pem);
    if (!certificate)
        return refused(path, "is not a certificate in PEM form");
    if (certificate->end < call.world.now)
        return problem(400, "The certificate " + certificate->subject + " has run out");
    call.world.signedCertificate = certificate;
    return ok(view(*certificate));
}

Reply installSigned(Call &call) { return install(call, textOf(call.body, "occmCertificate"), "occmCertificate"); }

Reply installSignedFile(Call &call) { return install(call, call.part("certificate"), "certificate"); }

Reply installExternal(Call &call)
{
    if (!isPrivateKey(textOf(call.body, "privateKey")))
        return refused("privateKey", "is not a private key in PEM form");
    return installSigned(call);
}

Reply installExternalFile(Call &call)
{
    if (!isPrivateKey(call.part("privateKey")))
        return refused("privateKey", "is not a private key in PEM form");
    return installSignedFile(call);
}

Reply trust(Call &call)
{
    auto certificate = readCertificate(call.part("certificate"));
    if (!certificate)
        return refused("certificate", "is not a certificate in PEM form");
    certificate->id = "Certificate-" + call.world.ids.letters(8);
    certificate->status = "PENDING_INSTALLED"; // until the next restart
    call.world.trusted.push_back(*certificate);
    return ok(trustedView(*certificate));
}

Reply trustedCertificates(Call &call)
{
    Json list = Json::array();
    for (const Certificate &certificate : call.world.trusted)
        list.push_back(trustedView(certificate));
    return ok(list);
}

Reply distrust(Call &call)
{
    const std::string id = call.variable("certificateId");
    for (Certificate &certificate : call.world.trusted) {
        if (certificate.id != id)
            continue;
        certificate.status = "PENDING_DELETED";
        return noContent();
    }
    return notFound("Certificate", id);
}
} // namespace

void addKeyStore(Routes &routes)
{
    const std::string base = "/occm/key-store";
    routes.connector("occm:key-store", "Certificates of this service");
    const auto install = [&](const char *tail, const char *nickname, const char *summary,
                             Reply (*handler)(Call &)) -> Route & {
        return routes.add("POST", base + tail, nickname, summary, handler)
            .gives("CertificateResponse")
            .by(Access::Administer);
    };
    routes
        .add("POST", base, "generateKeysAndCertificateRequest", "Makes a key and a request to sign it", signingRequest)
        .takes("CertificateSigningRequest")
        .gives("CsrResponse")
        .by(Access::Administer);
    install("/external-certificate-file", "installExternalSignedCertificateFile",
        "Installs a certificate and its key from files", installExternalFile)
        .reads("certificateFilename privateKeyFilename algorithm")
        .uploads({"certificate", "privateKey"});
    install("/signed-certificate-file", "installSignedCertificateFile", "Installs a signed certificate from a file",
        installSignedFile)
        .reads("filename")
        .uploads({"certificate"});
    install("/external-certificate", "installExternalSignedCertificate", "Installs a certificate and its key",
        installExternal)
        .takes("InstallCertificatesAndPrivateKeyRequest");
    install("/signed-certificate", "installSignedCertificate", "Installs a signed certificate", installSigned)
        .takes("InstallCertificatesRequest");
    routes.add("GET", base + "/signed-certificate", "signedCertificate", "The signed certificate", signedCertificate)
        .gives("CertificateResponse");
    routes.add("GET", base + "/self-certificate", "selfCertificate", "The certificate made here", selfCertificate)
        .gives("CertificateResponse");
    routes
        .add("POST", base + "/trusted-certificate-file", "installTrustedCertificateFile", "Trusts a certificate", trust)
        .gives("TrustedCertificateResponse")
        .reads("filename")
        .uploads({"certificate"})
        .by(Access::Administer);
    routes
        .add("GET", base + "/user-trusted-certificates", "userTrustedCertificates", "Certificates that people trusted",
            trustedCertificates)
        .gives("[TrustedCertificateResponse]");
    routes
        .add("DELETE", base + "/trusted-certificate/{certificateId}", "deleteTrustedCertificate",
            "Trusts a certificate no more", distrust)
        .by(Access::Administer);
}

} // namespace nephoscope::demo::cloudmanager
