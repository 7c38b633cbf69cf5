// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/certificates.h"

#include <QByteArray>
#include <QDateTime>
#include <QRandomGenerator>
#include <memory>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace nephoscope::demo::cloudmanager {

namespace {
template <auto release>
struct Release {
    template <class Thing>
    void operator()(Thing *thing) const
    {
        release(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Signed = std::unique_ptr<X509, Release<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Release<X509_REQ_free>>;
using Bio = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;

Key newKey() { return Key(EVP_EC_gen("P-256")); }

void setName(X509_NAME *name, const std::string &commonName)
{
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(commonName.data()),
        static_cast<int>(commonName.size()), -1, 0);
}

std::string textOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string nameText(const X509_NAME *name)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253);
    return textOf(bio.get());
}

qint64 milliseconds(const ASN1_TIME *time)
{
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    const QDate date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    return QDateTime(date, QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC).toMSecsSinceEpoch();
}

std::string serialText(const X509 *certificate)
{
    const Number number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    char *text = BN_bn2hex(number.get());
    std::string serial = text;
    OPENSSL_free(text);
    return serial;
}

Bio reading(const std::string &pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }
} // namespace

std::string makeSigningRequest(const std::string &commonName)
{
    const Key key = newKey();
    const Request request(X509_REQ_new());
    setName(X509_REQ_get_subject_name(request.get()), commonName);
    X509_REQ_set_pubkey(request.get(), key.get());
    X509_REQ_sign(request.get(), key.get(), EVP_sha256());
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509_REQ(bio.get(), request.get());
    return textOf(bio.get());
}

Certificate makeCertificate(const std::string &commonName)
{
    constexpr long year = 365L * 24 * 60 * 60;
    const Key key = newKey();
    const Signed made(X509_new());
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), QRandomGenerator::system()->generate());
    X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), year);
    setName(X509_get_subject_name(made.get()), commonName);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    X509_set_pubkey(made.get(), key.get());
    X509_sign(made.get(), key.get(), EVP_sha256());
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), made.get());
    return readCertificate(textOf(bio.get())).value_or(Certificate());
}

std::optional<Certificate> readCertificate(const std::string &pem)
{
    const Signed read(PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr));
    if (!read)
        return std::nullopt;
    Certificate certificate;
    certificate.issuer = nameText(X509_get_issuer_name(read.get()));
    certificate.subject = nameText(X509_get_subject_name(read.get()));
    certificate.start = milliseconds(X509_get0_notBefore(read.get()));
    certificate.end = milliseconds(X509_get0_notAfter(read.get()));
    certificate.serial = serialText(read.get());
    certificate.pem = pem;
    return certificate;
}

bool isPrivateKey(const std::string &pem)
{
    const Key key(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, nullptr, nullptr));
    return key != nullptr;
}

Json certificateView(const Certificate &certificate)
{
    return {{"publicId", certificate.id}, {"directIssuerName", certificate.issuer},
        {"subjectName", certificate.subject}, {"startDate", certificate.start}, {"endDate", certificate.end},
        {"serialNumber", certificate.serial}, {"certificate", certificate.pem}, {"certificateType", certificate.type}};
}

} // namespace nephoscope::demo::cloudmanager
