// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "archive/crypto/openssl_handles.h"
#include "schema/model/instant.h"

namespace cundang::crypto {

enum class CertificateUse { Authority, Seal, TimeStamping };

/// Who stands behind a certificate, and from when; each is valid from one day before `valid_from` for thirty years.
struct CertificateSubject {
  CertificateUse use;
  std::string origin;  ///< of the log; O= of the name, at most 64 characters
  Instant valid_from;
};

/// An X.509 v3 certificate (RFC 5280) for the public part of `key`; without `issuer` it signs itself.
/// @throws Error{KeyUnusable} if OpenSSL refuses the name.
CertificatePtr issue_certificate(const CertificateSubject& subject, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key);

KeyPtr make_p256_key();
KeyPtr make_ed25519_key();

std::string to_der(X509* certificate);
std::string to_pem(X509* certificate);
/// PKCS #8, unencrypted.
std::string to_pem(EVP_PKEY* key);
/// Empty handles for anything else.
CertificatePtr certificate_from_pem(std::string_view pem);
CertificatePtr certificate_from_der(std::string_view der);
KeyPtr key_from_pem(std::string_view pem);

}  // namespace cundang::crypto
