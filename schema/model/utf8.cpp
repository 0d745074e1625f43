// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/model/utf8.h"

#include <cstdint>
#include <cstring>

namespace cundang::utf8 {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

bool continues(std::string_view text, std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
  return i < text.size() && byte_at(text, i) >= low && byte_at(text, i) <= high;
}

/// Bytes from `at` on that are plain ASCII above the controls, or three-byte characters of U+1000–U+CFFF (all of the
/// common Chinese ones): the quick road through what most documents consist of.
std::size_t skip_common(std::string_view text, std::size_t at) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const auto* const end = reinterpret_cast<const unsigned char*>(text.data()) + text.size();
  while (p < end) {
    if (*p >= 0x20 && *p < 0x80) {
      ++p;
    } else if (end - p >= 3 && *p > 0xE0 && *p < 0xED && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
      p += 3;
    } else {
      break;
    }
  }
  return static_cast<std::size_t>(p - reinterpret_cast<const unsigned char*>(text.data()));
}

}  // namespace

std::size_t character(std::string_view text) {
  const auto lead = byte_at(text, 0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return continues(text, 1) ? 2 : 0;
  if (lead < 0xF0) {  // no overlong forms, no surrogates
    const bool second = continues(text, 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && continues(text, 2) ? 3 : 0;
  }
  if (lead > 0xF4) return 0;
  const bool second = continues(text, 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
  return second && continues(text, 2) && continues(text, 3) ? 4 : 0;
}

bool well_formed(std::string_view text) {
  while (!text.empty()) {
    const auto length = character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t xml_character(std::string_view text) {
  const auto lead = byte_at(text, 0);
  if (lead < 0x20) return lead == '\t' || lead == '\n' || lead == '\r' ? 1 : 0;
  if (lead == 0xEF && text.size() > 2 && byte_at(text, 1) == 0xBF && byte_at(text, 2) >= 0xBE) return 0;
  return character(text);
}

std::size_t first_bad(std::string_view text) {
  for (std::size_t at = skip_common(text, 0); at < text.size(); at = skip_common(text, at)) {
    const auto length = xml_character(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return text.size();
}

void append(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t value) { out += static_cast<char>(value); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6)), put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12)), put(0x80 | ((code_point >> 6) & 0x3F)), put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18)), put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F)), put(0x80 | (code_point & 0x3F));
  }
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
  std::string out;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    out.append(text.substr(0, at)).append(with);
    text.remove_prefix(at + what.size());
  }
  return out.append(text);
}

}  // namespace cundang::utf8
