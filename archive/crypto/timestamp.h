// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/crypto/signer.h"
#include "schema/model/instant.h"

namespace cundang::crypto {

/// The built-in time-stamping authority: makes RFC 3161 tokens (CMS SignedData over TSTInfo), written as DER here
/// because OpenSSL's TS_RESP_* wants a context per thread and builds everything anew for each. Thread-safe.
class TimestampAuthority {
 public:
  /// Borrows `key` and `certificate`; the key must live longer.
  TimestampAuthority(EVP_PKEY* key, X509* certificate);
  /// A DER TimeStampToken over a SHA-256 imprint, serial number 64 random bits, time in milliseconds, accuracy 1 s.
  std::string token(const Sha256& imprint, Instant at) const;

 private:
  P256Signer signer_;
  std::string info_head_;        ///< TSTInfo: version and policy
  std::string imprint_head_;     ///< AlgorithmIdentifier of the imprint
  std::string attributes_head_;  ///< signed attributes up to the message digest
  std::string attributes_tail_;  ///< and after it
  std::string certificates_;     ///< [0] of SignedData
  std::string signer_head_;      ///< SignerInfo up to the signed attributes
};

}  // namespace cundang::crypto
