// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/utf8.h"

#include "schema/model/utf8.h"

namespace cundang::indexer {
namespace {

/// Length of a sequence by its first byte; 0 for a byte that starts none.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

/// The code point at `at`, or nothing (U+FFFD with length 1) for overlong forms, surrogates and cut sequences.
std::pair<char32_t, std::size_t> code_point_at(std::string_view utf8, std::size_t at) {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  const auto length = sequence_length(lead);
  if (length == 1) return {lead, 1};
  if (length == 0 || at + length > utf8.size()) return {0xFFFD, 1};
  char32_t c = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(utf8[at + i]);
    if ((next & 0xC0) != 0x80) return {0xFFFD, 1};
    c = (c << 6) | (next & 0x3Fu);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return {0xFFFD, 1};
  return {c, length};
}

}  // namespace

std::u32string to_code_points(std::string_view utf8) {
  std::u32string text;
  text.reserve(utf8.size() / 2);
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [c, length] = code_point_at(utf8, at);
    text += c;
    at += length;
  }
  return text;
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const auto c : text) cundang::utf8::append(utf8, c);
  return utf8;
}

}  // namespace cundang::indexer
