// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/identity.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace nephoscope::demo {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("demo", text); }

bool addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

bool fill(X509 *certificate, EVP_PKEY *key)
{
    constexpr long year = 365L * 24 * 60 * 60;
    const QByteArray name = QByteArrayLiteral("localhost");
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), QRandomGenerator::system()->generate());
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), year);
    X509_set_pubkey(certificate, key);
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(name.constData()),
        static_cast<int>(name.size()), -1, 0);
    X509_set_issuer_name(certificate, subject);
    return addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1")
        && addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE")
        && addExtension(certificate, NID_subject_key_identifier, "hash")
        && X509_sign(certificate, key, EVP_sha256()) != 0;
}

template <class Thing>
Thing *readPem(const QString &fileName, Thing *(*read)(BIO *, Thing **, pem_password_cb *, void *))
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray pem = file.readAll();
    BIO *source = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    Thing *thing = read(source, nullptr, nullptr, nullptr);
    BIO_free(source);
    return thing;
}

} // namespace

Identity::Identity(EVP_PKEY *key, X509 *certificate)
    : m_key(key, EVP_PKEY_free)
    , m_certificate(certificate, X509_free)
{
}

Result<Identity> Identity::selfSigned()
{
    const Identity made(EVP_EC_gen("P-256"), X509_new());
    if (!made.key() || !made.certificate() || !fill(made.certificate(), made.key()))
        return failure(Error::Kind::Tls, tr("A self-signed certificate could not be made."));
    return made;
}

Result<Identity> Identity::read(const QString &certificateFile, const QString &keyFile)
{
    const Identity found(readPem(keyFile, PEM_read_bio_PrivateKey), readPem(certificateFile, PEM_read_bio_X509));
    if (!found.certificate())
        return failure(Error::Kind::Tls, tr("No certificate in PEM form could be read from %1.").arg(certificateFile));
    if (!found.key())
        return failure(Error::Kind::Tls, tr("No private key in PEM form could be read from %1.").arg(keyFile));
    if (X509_check_private_key(found.certificate(), found.key()) != 1)
        return failure(Error::Kind::Tls,
            tr("The key in %1 does not belong to the certificate in %2.").arg(keyFile, certificateFile));
    return found;
}

} // namespace nephoscope::demo
