// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schema/model/bytes.h"

namespace cundang::crypto {

Sha256 sha256(std::string_view bytes);
Sha512 sha512(std::string_view bytes);
/// SHA-256 of the concatenation of two texts, without joining them.
Sha256 sha256(std::string_view first, std::string_view second);

/// HMAC-SHA-256 (RFC 2104) of `bytes` under `key`.
Sha256 hmac_sha256(std::string_view key, std::string_view bytes);

/// Hashes bytes as they pass. finish() once; then the object is spent.
class Hasher {
 public:
  /// From Md5 on only to check values that others computed (OCFL fixity).
  enum class Algorithm { Sha256, Sha512, Md5, Sha1, Blake2b512, Sha512_256 };
  explicit Hasher(Algorithm algorithm);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();
  void update(std::string_view bytes);
  /// Raw digest bytes, as many as the algorithm gives.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Bytes of the operating system's random source. @throws Error{Internal} if it fails.
std::string random_bytes(std::size_t count);

}  // namespace cundang::crypto
