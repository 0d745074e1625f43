// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/crypto/seal_check.h"

#include <openssl/pem.h>

#include <optional>

#include "archive/crypto/digest.h"
#include "archive/crypto/openssl_handles.h"
#include "archive/crypto/seal_scan.h"

namespace cundang::crypto {
namespace {

/// The trusted CA of this thread's last check, and the seal certificate last found to be signed by it: a verifier meets
/// the same two a million times, and reading a certificate costs OpenSSL 3 as much as checking a signature.
struct TrustedCa {
  std::string pem;
  std::string der;
  CertificatePtr certificate;
  StorePtr store;
  std::string seal_der;
  CertificatePtr seal;
};

CertificatePtr read_der(std::string_view der) {
  const auto* at = octets(der);
  CertificatePtr certificate{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
  return at == octets(der) + der.size() ? std::move(certificate) : nullptr;
}

std::string digest_of(std::string_view bytes) { return std::string{sha256(bytes).bytes()}; }

/// @returns null if the text is no certificate.
TrustedCa* trust(std::string_view ca_pem) {
  static thread_local TrustedCa last;
  if (last.store && last.pem == ca_pem) return &last;
  const auto bio = made(BioPtr{BIO_new_mem_buf(ca_pem.data(), static_cast<int>(ca_pem.size()))});
  CertificatePtr ca{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
  if (!ca) return nullptr;
  last = {};
  unsigned char* der = nullptr;
  const int size = i2d_X509(ca.get(), &der);
  if (size <= 0) return nullptr;
  last.der.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  last.store = made(StorePtr{X509_STORE_new()});
  if (X509_STORE_add_cert(last.store.get(), ca.get()) != 1) return nullptr;
  last.certificate = std::move(ca);
  last.pem = ca_pem;
  return &last;
}

bool valid_at(const X509* certificate, time_t time) {
  return X509_cmp_time(X509_get0_notBefore(certificate), &time) < 0 &&
         X509_cmp_time(X509_get0_notAfter(certificate), &time) > 0;
}

/// Whether the certificate leads to the authority at `time`; the store must be set to that time.
bool chain_holds(CertificatePtr& certificate, const std::string& der, TrustedCa& ca, time_t time) {
  if (ca.seal && ca.seal_der == der) return valid_at(ca.seal.get(), time) && valid_at(ca.certificate.get(), time);
  const auto context = made(StoreContextPtr{X509_STORE_CTX_new()});
  if (X509_STORE_CTX_init(context.get(), ca.store.get(), certificate.get(), nullptr) != 1 ||
      X509_verify_cert(context.get()) != 1)
    return false;
  ca.seal_der = der;
  ca.seal = std::move(certificate);
  return true;
}

/// A seal certificate signs and does nothing else: it is no authority's and no time-stamp authority's.
bool may_seal(X509* certificate) {
  return X509_check_ca(certificate) == 0 && (X509_get_key_usage(certificate) & KU_DIGITAL_SIGNATURE) != 0 &&
         (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) == 0;
}

/// r ‖ s over SHA-256 of `text` (FIPS 186-4).
bool signature_holds(X509* certificate, std::string_view text, std::string_view raw) {
  if (raw.size() != 64) return false;
  auto r = made(NumberPtr{BN_bin2bn(octets(raw), 32, nullptr)});
  auto s = made(NumberPtr{BN_bin2bn(octets(raw) + 32, 32, nullptr)});
  const auto parts = made(EcdsaPtr{ECDSA_SIG_new()});
  ECDSA_SIG_set0(parts.get(), r.release(), s.release());
  std::string der(80, '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  const int size = i2d_ECDSA_SIG(parts.get(), &out);
  auto* key = X509_get0_pubkey(certificate);
  if (size <= 0 || key == nullptr || EVP_PKEY_is_a(key, "EC") != 1) return false;
  const auto context = made(KeyContextPtr{EVP_PKEY_CTX_new(key, nullptr)});
  const auto digest = sha256(text);
  return EVP_PKEY_verify_init(context.get()) == 1 &&
         EVP_PKEY_verify(context.get(), octets(der), static_cast<std::size_t>(size), digest.octets.data(),
                         digest.octets.size()) == 1;
}

/// YYYYMMDDhhmmss[.f…]Z
std::optional<Instant> instant_of(const ASN1_GENERALIZEDTIME* time) {
  std::string text{reinterpret_cast<const char*>(ASN1_STRING_get0_data(time)),
                   static_cast<std::size_t>(ASN1_STRING_length(time))};
  if (text.size() < 15) return std::nullopt;
  for (const auto& [place, mark] : {std::pair{12, ":"}, {10, ":"}, {8, "T"}, {6, "-"}, {4, "-"}})
    text.insert(static_cast<std::size_t>(place), mark);
  return parse_instant(text);
}

template <class Object, class Encode>
bool encodes_as(Object* object, Encode encode, std::string_view der) {
  unsigned char* bytes = nullptr;
  const int size = encode(object, &bytes);
  const bool same =
      size >= 0 && std::string_view{reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size)} == der;
  OPENSSL_free(bytes);
  return same;
}

/// OpenSSL takes names for the same that differ in case or in spaces; here they are the same bytes.
bool names_its_certificate(PKCS7_SIGNER_INFO* signer, X509* certificate) {
  const unsigned char* issuer = nullptr;
  std::size_t size = 0;
  return X509_NAME_get0_der(X509_get_issuer_name(certificate), &issuer, &size) == 1 &&
         encodes_as(signer->issuer_and_serial->issuer, i2d_X509_NAME, {reinterpret_cast<const char*>(issuer), size}) &&
         ASN1_INTEGER_cmp(signer->issuer_and_serial->serial, X509_get0_serialNumber(certificate)) == 0;
}

/// What no signature covers and OpenSSL passes over stands as our authority writes it (RFC 5652 sections 5.1 and 5.3),
/// so that not one bit of a token can change unseen: DER throughout, one certificate, one signer, these algorithms.
bool frame_is_plain(PKCS7* token, std::string_view der) {
  constexpr std::string_view sha256_algorithm{"\x30\x0D\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00", 15};
  constexpr std::string_view ecdsa_algorithm{"\x30\x0A\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03\x02", 12};
  if (PKCS7_type_is_signed(token) != 1 || !encodes_as(token, i2d_PKCS7, der)) return false;
  const auto* data = token->d.sign;
  if (ASN1_INTEGER_get(data->version) != 3 || sk_X509_num(data->cert) != 1 || data->crl != nullptr ||
      sk_X509_ALGOR_num(data->md_algs) != 1 || sk_PKCS7_SIGNER_INFO_num(data->signer_info) != 1)
    return false;
  auto* signer = sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0);
  return ASN1_INTEGER_get(signer->version) == 1 && signer->unauth_attr == nullptr &&
         names_its_certificate(signer, sk_X509_value(data->cert, 0)) &&
         encodes_as(sk_X509_ALGOR_value(data->md_algs, 0), i2d_X509_ALGOR, sha256_algorithm) &&
         encodes_as(signer->digest_alg, i2d_X509_ALGOR, sha256_algorithm) &&
         encodes_as(signer->digest_enc_alg, i2d_X509_ALGOR, ecdsa_algorithm);
}

/// RFC 3161 section 2.4.2 over the imprint, its signer's chain at the time the store is set to.
bool token_holds(PKCS7* token, std::string_view stamped, TrustedCa& ca) {
  const auto context = made(TokenCheckPtr{TS_VERIFY_CTX_new()});
  auto* imprint = static_cast<unsigned char*>(OPENSSL_memdup(sha256(stamped).octets.data(), Sha256::size));
  if (imprint == nullptr) throw std::bad_alloc{};
  TS_VERIFY_CTX_set_imprint(context.get(), imprint, Sha256::size);  // takes both
  X509_STORE_up_ref(ca.store.get());
  TS_VERIFY_CTX_set_store(context.get(), ca.store.get());
  TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_IMPRINT);
  return TS_RESP_verify_token(context.get(), token) == 1;
}

/// Fills the report's time; @returns what is wrong, empty when all holds.
std::string find_problem(const ScannedSeal& seal, TrustedCa& ca, SealReport& report) {
  const bool known = ca.seal && ca.seal_der == seal.seal_certificate;
  auto fresh = known ? nullptr : read_der(seal.seal_certificate);
  auto* certificate = known ? ca.seal.get() : fresh.get();
  if (certificate == nullptr) return "the seal certificate cannot be read";
  if (seal.ca_certificate != ca.der) return "the seal names another authority";
  if (digest_of(seal.seal_certificate) != seal.certificate_digest) return "SigningCertificateV2 is not the seal's";
  if (digest_of(seal.signed_properties) != seal.properties_digest) return "SignedProperties were changed";
  if (!signature_holds(certificate, seal.signed_info, seal.signature)) return "the signature does not hold";

  const auto* at = octets(seal.token);
  const TokenPtr token{d2i_PKCS7(nullptr, &at, static_cast<long>(seal.token.size()))};
  if (!token || at != octets(seal.token) + seal.token.size()) return "the time-stamp token cannot be read";
  if (!frame_is_plain(token.get(), seal.token)) return "the time-stamp token is framed unlike this archive's";
  const TokenInfoPtr info{PKCS7_to_TS_TST_INFO(token.get())};
  const auto time = info ? instant_of(TS_TST_INFO_get_time(info.get())) : std::nullopt;
  if (!time) return "the time-stamp token states no time";
  const auto seconds = static_cast<time_t>(time->ms / 1000);
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(ca.store.get()), seconds);
  if (!token_holds(token.get(), seal.signature_value, ca)) return "the time-stamp token does not hold";
  report.time = *time;
  if (seal.signing_time != *time) return "SigningTime and token differ";
  if (!may_seal(certificate)) return "the certificate is not for seals";
  if (!chain_holds(fresh, seal.seal_certificate, ca, seconds))
    return "the seal certificate does not lead to the authority";
  return {};
}

}  // namespace

SealReport check_seal(std::string_view signatures_xml, std::string_view ca_pem) {
  SealReport report;
  auto seal = scan_seal(signatures_xml);
  if (!seal) {
    report.problem = "not a seal of this archive's layout";
    return report;
  }
  auto* ca = trust(ca_pem);
  report.problem = ca == nullptr ? "the authority's certificate cannot be read" : find_problem(*seal, *ca, report);
  report.files = std::move(seal->files);
  return report;
}

}  // namespace cundang::crypto
