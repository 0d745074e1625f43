// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace cundang::crypto {

/// An Ed25519 key of its own in a file (PKCS #8 PEM, 0600), e.g. of a witness. Thread-safe.
class NoteKeyFile {
 public:
  /// Makes the key where the file is not there, synced to disk; the folder must exist.
  /// @throws Error{KeyUnusable} where the file cannot be read or written, others may read it, or it holds another key.
  static NoteKeyFile load_or_make(const std::filesystem::path& file);
  NoteKeyFile(NoteKeyFile&&) noexcept;
  NoteKeyFile& operator=(NoteKeyFile&&) noexcept;
  ~NoteKeyFile();

  const std::string& public_key() const;  ///< 32 raw bytes
  /// 64 bytes (RFC 8032).
  std::string sign(std::string_view message) const;

 private:
  struct Key;
  explicit NoteKeyFile(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

}  // namespace cundang::crypto
