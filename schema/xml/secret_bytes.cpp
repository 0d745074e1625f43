// SPDX-License-Identifier: GPL-3.0-or-later
// find_secret_in_bytes: a tolerant look at what no parser takes. It may see a marking where a parser would see none,
// never the other way round for a plain header.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "schema/model/utf8.h"
#include "schema/xml/secret.h"
#include "schema/xml/secret_words.h"

namespace cundang::forms {
namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20;  // looked at
constexpr std::size_t most_text = 4096;                   // of one header element
constexpr int most_tags = 1000;                           // that may carry a marking

unsigned char octet(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

/// UTF-16 as UTF-8; characters outside the basic plane become nonsense, which hurts nobody here.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto high = octet(bytes, big_endian ? i : i + 1), low = octet(bytes, big_endian ? i + 1 : i);
    utf8::append(text, static_cast<char32_t>(high << 8 | low));
  }
  return text;
}

/// The three words and the star of a marking in GBK, put into UTF-8 where they stand: enough to recognise a marking.
std::string with_gbk_words(std::string_view bytes) {
  std::string text{bytes};
  const std::pair<std::string_view, std::string_view> words[] = {{"\xA1\xEF", "★"},
                                                                 {"\xB9\xA4\xD7\xF7\xC3\xD8\xC3\xDC", "工作秘密"},
                                                                 {"\xC3\xD8\xC3\xDC", "秘密"},
                                                                 {"\xBB\xFA\xC3\xDC", "机密"},
                                                                 {"\xBE\xF8\xC3\xDC", "绝密"}};
  for (const auto& [gbk, utf8_word] : words) text = utf8::replace_all(text, gbk, utf8_word);
  return text;
}

std::string as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || (bytes.size() > 1 && bytes[0] == '<' && bytes[1] == '\0'))
    return from_utf16(bytes, false);
  if (bytes.starts_with("\xFE\xFF") || (bytes.size() > 1 && bytes[0] == '\0')) return from_utf16(bytes, true);
  return utf8::first_bad(bytes) == bytes.size() ? std::string{bytes} : with_gbk_words(bytes);
}

/// `text` with tags and comments left out and numeric references written out.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("<![CDATA[")) {
      i += 8;
    } else if (text[i] == '<') {
      const auto end = text.substr(i).starts_with("<!--") ? text.find("-->", i) : text.find('>', i);
      if (end == std::string_view::npos) break;
      i = text[end] == '-' ? end + 2 : end;
    } else if (text.substr(i).starts_with("&#")) {
      const bool hex = i + 2 < text.size() && text[i + 2] == 'x';
      const auto end = text.find(';', i);
      if (end == std::string_view::npos || end - i > 12) continue;
      const auto digits = std::string{text.substr(i + (hex ? 3 : 2), end - i - (hex ? 3 : 2))};
      const auto value = std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10);
      if (value <= 0x10FFFF) utf8::append(out, static_cast<char32_t>(value));
      i = end;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool is_name_end(char c) { return c == '>' || c == '/' || static_cast<unsigned char>(c) <= 0x20; }

/// Local name of the start tag at `at` (just behind '<').
std::string_view tag_name(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && end - at < 64 && !is_name_end(text[end])) ++end;
  auto name = text.substr(at, end - at);
  if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return name;
}

/// What follows the start tag, up to the end tag of that name or as far as a header element may reach.
std::string_view content_from(std::string_view text, std::size_t at, std::string_view name) {
  const auto rest = text.substr(at, most_text);
  const auto end = rest.find(std::string{name} + ">", name.size());
  return rest.substr(0, end);
}

}  // namespace

std::optional<Finding> find_secret_in_bytes(std::string_view bytes) {
  const auto text = as_utf8(bytes.substr(0, most_bytes));
  const std::string_view all{text};
  int tags = 0;
  for (auto at = all.find('<'); at != std::string_view::npos; at = all.find('<', at + 1)) {
    const auto name = tag_name(all, at + 1);
    const auto code = secret_code(name);
    if (code.empty()) continue;
    if (++tags > most_tags) break;
    const auto content = content_from(all, at + 1, name);
    const auto attributes = content.substr(0, content.find('>'));
    if (carries_marking(code, plain("<" + std::string{content})) || carries_marking(code, attributes))
      return secret_finding(code);
  }
  return std::nullopt;
}

}  // namespace cundang::forms
