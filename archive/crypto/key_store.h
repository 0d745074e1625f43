// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/instant.h"

namespace cundang::crypto {

/// One file that a seal covers: its name in the container ("record.xml", "attachments/0001.pdf") and its digest.
struct SealedFile {
  std::string uri;
  Sha256 sha256;
};

/// The archive's keys (0600) and certificates under `keys/`: own CA, seal key (ECDSA P-256), RFC 3161 authority (P-256),
/// log key (Ed25519). Thread-safe after construction: seal() runs on many threads at once.
class KeyStore {
 public:
  /// Makes every key and certificate, synced to disk. `valid_from` comes from the archive's clock (a 演练 archive's is simulated).
  /// @throws Error{KeyUnusable} if the directory already holds keys.
  static KeyStore create(const std::filesystem::path& directory, const std::string& origin, Instant valid_from);
  /// @throws Error{KeyUnusable} naming the file that is missing, unreadable or readable by others.
  static KeyStore load(const std::filesystem::path& directory);
  KeyStore(KeyStore&&) noexcept;
  KeyStore& operator=(KeyStore&&) noexcept;
  ~KeyStore();

  /// META-INF/signatures.xml (ASiC-E, XAdES B-T): one Reference per file, token of the own authority at `at`.
  std::string seal(const std::vector<SealedFile>& files, Instant at) const;
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

/// What an XAdES B-T seal says once everything in it has been checked: digests, ECDSA signature, certificate chain to
/// `ca_pem` at the token's time, token over the SignatureValue.
struct SealReport {
  std::vector<SealedFile> files;
  Instant time;              ///< genTime of the token
  std::string problem;       ///< empty when the seal holds; else what failed, in English
};

}  // namespace cundang::crypto
