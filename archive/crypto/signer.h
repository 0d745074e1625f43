// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "archive/crypto/openssl_handles.h"
#include "schema/model/bytes.h"

namespace cundang::crypto {

/// ECDSA P-256 over SHA-256, FIPS 186-4. Thread-safe: the lock is held only to take a prepared context and give it
/// back.
class P256Signer {
 public:
  /// Borrows `key`, which must live longer.
  explicit P256Signer(EVP_PKEY* key) : key_{key} {}
  /// DER ECDSA-Sig-Value, as X.509 and CMS want it.
  std::string sign_der(const Sha256& digest) const;
  /// r ‖ s, 32 bytes each, as XML signatures want it (RFC 4050 replaced; xmldsig-core1 section 6.4.3).
  std::string sign_raw(const Sha256& digest) const;

 private:
  KeyContextPtr take() const;
  EVP_PKEY* key_;
  mutable std::mutex mutex_;
  mutable std::vector<KeyContextPtr> idle_;
};

/// Ed25519 (RFC 8032), 64 bytes.
std::string sign_ed25519(EVP_PKEY* key, std::string_view message);

}  // namespace cundang::crypto
