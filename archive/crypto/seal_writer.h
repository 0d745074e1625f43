// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "archive/crypto/seal_report.h"
#include "archive/crypto/timestamp.h"

namespace cundang::crypto {

/// Writes META-INF/signatures.xml: ASiC-E with one XAdES B-T signature (ETSI EN 319 132-1, EN 319 162-1),
/// docs/formats/seal.md. Thread-safe.
class SealWriter {
 public:
  /// Borrows `key`, which must live longer, and `authority`.
  SealWriter(EVP_PKEY* key, X509* certificate, X509* ca, const TimestampAuthority& authority);
  /// @throws Error{Internal} if a uri has characters that would need escaping.
  std::string seal(const std::vector<SealedFile>& files, Instant at) const;

 private:
  P256Signer signer_;
  const TimestampAuthority& authority_;
  std::string signing_certificate_;  ///< the SigningCertificateV2 element
  std::string key_info_;             ///< the KeyInfo element and what follows up to SignedProperties
};

}  // namespace cundang::crypto
