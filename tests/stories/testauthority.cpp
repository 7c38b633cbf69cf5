// SPDX-License-Identifier: GPL-3.0-or-later
#include "stories/testauthority.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRandomGenerator>
#include <memory>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace nephoscope {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Leaf = std::unique_ptr<X509, decltype(&X509_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

QByteArray bytesOf(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

Key newKey() { return Key(EVP_EC_gen("P-256"), EVP_PKEY_free); }

Leaf leafIn(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free);
    return Leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
}

Key keyIn(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free);
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
}

void extend(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    if (!extension || X509_add_ext(certificate, extension, -1) != 1)
        qFatal("no such extension: %s", value);
    X509_EXTENSION_free(extension);
}

class Wanted {
public:
    QByteArray name;
    QByteArray names;
    bool isAuthority;
    int fromDay;
    int untilDay;
};

TestIdentity made(const Wanted &wanted, const TestIdentity *issuer)
{
    constexpr long day = 24L * 60 * 60;
    const Key key = newKey();
    const Leaf certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), QRandomGenerator::system()->generate());
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wanted.fromDay * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wanted.untilDay * day);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(wanted.name.constData()), int(wanted.name.size()), -1, 0);
    const Leaf above = issuer ? leafIn(issuer->certificate) : Leaf(nullptr, X509_free);
    X509 *const vouching = above ? above.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(vouching));
    extend(certificate.get(), vouching, NID_basic_constraints, wanted.isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    extend(certificate.get(), vouching, NID_subject_key_identifier, "hash");
    if (!wanted.names.isEmpty())
        extend(certificate.get(), vouching, NID_subject_alt_name, wanted.names.constData());
    const Key signing = issuer ? keyIn(issuer->key) : Key(nullptr, EVP_PKEY_free);
    if (X509_sign(certificate.get(), signing ? signing.get() : key.get(), EVP_sha256()) == 0)
        qFatal("a certificate could not be signed");
    const Bio certificateText(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificateText.get(), certificate.get());
    const Bio keyText(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    TestIdentity result;
    result.certificate = bytesOf(certificateText) + (issuer ? issuer->certificate : QByteArray());
    result.key = bytesOf(keyText);
    return result;
}

} // namespace

QSslConfiguration TestIdentity::configuration() const
{
    QSslConfiguration result = QSslConfiguration::defaultConfiguration();
    result.setLocalCertificateChain(QSslCertificate::fromData(certificate, QSsl::Pem));
    result.setPrivateKey(QSslKey(key, QSsl::Ec));
    return result;
}

QByteArray TestIdentity::fingerprint() const
{
    return QSslCertificate(certificate, QSsl::Pem).digest(QCryptographicHash::Sha256).toHex(':');
}

QString TestIdentity::write(const QString &fileName) const
{
    QFile file(fileName);
    if (!file.open(QFile::WriteOnly) || file.write(certificate + key) < 0)
        qFatal("%s could not be written", qPrintable(fileName));
    return fileName;
}

TestAuthority::TestAuthority()
    : m_own(made({"Test authority", {}, true, -1, 30}, nullptr))
{
}

TestIdentity TestAuthority::issue(
    const QByteArray &commonName, const QByteArray &names, int fromDay, int untilDay) const
{
    return made({commonName, names, false, fromDay, untilDay}, &m_own);
}

} // namespace nephoscope
