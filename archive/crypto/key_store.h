// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/crypto/seal_report.h"
#include "schema/model/bytes.h"
#include "schema/model/instant.h"

namespace cundang::crypto {

/// The archive's keys (0600) and certificates under `keys/` (0700): own CA, seal key (ECDSA P-256), RFC 3161 authority
/// (P-256), log key (Ed25519); ca.key ca.pem seal.key seal.pem tsa.key tsa.pem log.key. Thread-safe after construction:
/// seal() runs on many threads at once.
class KeyStore {
 public:
  /// Makes every key and certificate, synced to disk. `valid_from` comes from the archive's clock (a 演练 archive's is
  /// simulated). Certificates begin a day before `valid_from` and last thirty years. Calls for a directory whose parent
  /// exists.
  /// @throws Error{KeyUnusable} if the directory already holds anything, or `origin` has more than 64 characters.
  static KeyStore create(const std::filesystem::path& directory, const std::string& origin, Instant valid_from);
  /// ca.key may be absent: it is needed only to issue certificates and is better kept elsewhere.
  /// @throws Error{KeyUnusable} naming the file that is missing, unreadable, readable by others, or does not fit its
  /// certificate.
  static KeyStore load(const std::filesystem::path& directory);
  KeyStore(KeyStore&&) noexcept;
  KeyStore& operator=(KeyStore&&) noexcept;
  ~KeyStore();

  /// META-INF/signatures.xml (ASiC-E, XAdES B-T, docs/formats/seal.md): one Reference per file, token of the own
  /// authority at `at`. @throws Error{Internal} if a uri has characters outside [A-Za-z0-9._/-].
  std::string seal(const std::vector<SealedFile>& files, Instant at) const;
  /// Detached signature by the seal key (ECDSA P-256 over SHA-256, DER), as `openssl dgst -verify` reads it.
  std::string sign_detached(std::string_view message) const;
  /// Ed25519 signature (64 bytes) by the log key.
  std::string sign_log(std::string_view message) const;

  const std::string& log_public_key() const;  ///< 32 raw bytes
  const std::string& ca_pem() const;
  const std::string& seal_certificate_der() const;
  const std::string& tsa_certificate_der() const;
  const std::string& ca_certificate_der() const;
  const std::string& tsa_pem() const;

 private:
  struct Keys;
  explicit KeyStore(std::unique_ptr<Keys> keys);
  std::unique_ptr<Keys> keys_;
};

/// @returns whether `signature` over `message` is by the Ed25519 key of these 32 raw bytes.
bool verify_ed25519(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace cundang::crypto
