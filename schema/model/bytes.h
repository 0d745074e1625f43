// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cundang {

/// Bytes are kept in std::string and passed as std::string_view; text is UTF-8.
std::string to_hex(std::string_view bytes);
/// @returns nothing unless `hex` is an even number of lower- or upper-case hex digits.
std::optional<std::string> from_hex(std::string_view hex);
std::string to_base64(std::string_view bytes);
/// Strict RFC 4648 with padding and without white space. @returns nothing for anything else.
std::optional<std::string> from_base64(std::string_view text);

/// A digest of a fixed size; the algorithm is in the type.
template <std::size_t Size, class Algorithm>
struct Digest {
  static constexpr std::size_t size = Size;
  std::array<std::uint8_t, Size> octets{};

  auto operator<=>(const Digest&) const = default;
  std::string_view bytes() const { return {reinterpret_cast<const char*>(octets.data()), Size}; }
  std::string hex() const { return to_hex(bytes()); }
  static std::optional<Digest> from_bytes(std::string_view raw) {
    if (raw.size() != Size) return std::nullopt;
    Digest digest;
    for (std::size_t i = 0; i < Size; ++i) digest.octets[i] = static_cast<std::uint8_t>(raw[i]);
    return digest;
  }
  static std::optional<Digest> from_hex_text(std::string_view hex) {
    const auto raw = from_hex(hex);
    return raw ? from_bytes(*raw) : std::nullopt;
  }
};

struct Sha256Tag {};
struct Sha512Tag {};
using Sha256 = Digest<32, Sha256Tag>;  ///< FIPS 180-4
using Sha512 = Digest<64, Sha512Tag>;

}  // namespace cundang
