// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/certificate.h"

#include <openssl/pem.h>

#include "archive/crypto/digest.h"
#include "schema/model/error.h"

namespace cundang::crypto {
namespace {

constexpr int valid_days = 30 * 365 + 8;  // thirty years and the day before

void must(bool done) {
  if (!done) throw Error{ErrorCode::KeyUnusable, "a certificate cannot be made"};
}

const char* common_name(CertificateUse use) {
  switch (use) {
    case CertificateUse::Authority:
      return "cundang archive authority";
    case CertificateUse::Seal:
      return "cundang archive seal";
    case CertificateUse::TimeStamping:
      return "cundang time-stamping authority";
  }
  return "";
}

NamePtr make_name(const CertificateSubject& subject) {
  auto name = made(NamePtr{X509_NAME_new()});
  const auto add = [&](const char* field, std::string_view text) {
    must(X509_NAME_add_entry_by_txt(name.get(), field, MBSTRING_UTF8, octets(text), static_cast<int>(text.size()), -1,
                                    0) == 1);
  };
  add("O", subject.origin);
  add("CN", common_name(subject.use));
  return name;
}

/// 64 random bits that never read as a negative number (RFC 5280 section 4.1.2.2).
void set_serial(X509* certificate) {
  const auto bytes = random_bytes(8);
  const auto number = made(NumberPtr{BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr)});
  must(BN_set_bit(number.get(), 62) == 1);
  must(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

void set_validity(X509* certificate, Instant from) {
  const auto seconds = static_cast<time_t>(from.ms / 1000);
  const auto begin = made(TimePtr{ASN1_TIME_adj(nullptr, seconds, -1, 0)});
  const auto end = made(TimePtr{ASN1_TIME_adj(nullptr, seconds, valid_days - 1, 0)});
  must(X509_set1_notBefore(certificate, begin.get()) == 1 && X509_set1_notAfter(certificate, end.get()) == 1);
}

void add_extensions(X509* certificate, X509* issuer, CertificateUse use) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const auto add = [&](int nid, const char* value) {
    const ExtensionPtr extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value)};
    must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
  };
  const bool authority = use == CertificateUse::Authority;
  add(NID_basic_constraints, authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE");
  add(NID_key_usage, authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature,nonRepudiation");
  if (use == CertificateUse::TimeStamping) add(NID_ext_key_usage, "critical,timeStamping");  // RFC 3161 section 2.3
  add(NID_subject_key_identifier, "hash");
  if (!authority) add(NID_authority_key_identifier, "keyid:always");
}

BioPtr reading(std::string_view bytes) {
  return made(BioPtr{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))});
}

std::string written(BIO* bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

CertificatePtr issue_certificate(const CertificateSubject& subject, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key) {
  auto certificate = made(CertificatePtr{X509_new()});
  auto* x509 = certificate.get();
  const auto name = make_name(subject);
  must(X509_set_version(x509, X509_VERSION_3) == 1 && X509_set_subject_name(x509, name.get()) == 1 &&
       X509_set_issuer_name(x509, issuer != nullptr ? X509_get_subject_name(issuer) : name.get()) == 1 &&
       X509_set_pubkey(x509, key) == 1);
  set_serial(x509);
  set_validity(x509, subject.valid_from);
  add_extensions(x509, issuer != nullptr ? issuer : x509, subject.use);
  must(X509_sign(x509, issuer_key, EVP_sha256()) > 0);
  return certificate;
}

KeyPtr make_p256_key() { return made(KeyPtr{EVP_EC_gen("P-256")}); }

KeyPtr make_ed25519_key() { return made(KeyPtr{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")}); }

std::string to_der(X509* certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate, &bytes);
  must(size > 0);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner{bytes,
                                                                       [](unsigned char* p) { OPENSSL_free(p); }};
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
  const auto bio = made(BioPtr{BIO_new(BIO_s_mem())});
  must(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return written(bio.get());
}

std::string to_pem(EVP_PKEY* key) {
  const auto bio = made(BioPtr{BIO_new(BIO_s_mem())});
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return written(bio.get());
}

CertificatePtr certificate_from_pem(std::string_view pem) {
  return CertificatePtr{PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr)};
}

CertificatePtr certificate_from_der(std::string_view der) {
  const auto* at = octets(der);
  CertificatePtr certificate{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
  return at == octets(der) + der.size() ? std::move(certificate) : nullptr;
}

KeyPtr key_from_pem(std::string_view pem) {
  // An encrypted key must not stop the service with a question on the terminal.
  const auto no_password = [](char*, int, int, void*) { return -1; };
  return KeyPtr{PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, no_password, nullptr)};
}

}  // namespace cundang::crypto
