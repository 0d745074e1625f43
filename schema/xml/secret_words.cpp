// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/xml/secret_words.h"

#include <algorithm>
#include <string>

#include "schema/model/utf8.h"
#include "schema/xml/secret_title.h"

namespace cundang::forms {

bool is_blank(std::string_view c) {
  if (c.size() == 1) return static_cast<unsigned char>(c[0]) <= 0x20;
  if (c == "\xC2\xA0" || c == "\xE3\x80\x80" || c == "\xEF\xBB\xBF") return true;
  return c.size() == 3 && (c.starts_with("\xE2\x80") || c.starts_with("\xE2\x81")) &&
         ((c[1] == '\x80' && (static_cast<unsigned char>(c[2]) <= 0x8F || (c[2] >= '\xA8' && c[2] <= '\xAF'))) ||
          (c[1] == '\x81' && static_cast<unsigned char>(c[2]) >= 0x9F && static_cast<unsigned char>(c[2]) <= 0xA4));
}

namespace {

std::string without_space(std::string_view text) {
  std::string packed;
  while (!text.empty()) {
    const auto length = std::max<std::size_t>(1, utf8::character(text));
    const auto c = text.substr(0, length);
    if (!is_blank(c)) packed += c;
    text.remove_prefix(length);
  }
  return packed;
}

}  // namespace

std::string_view secret_code(std::string_view element) {
  if (element == "label") return "secret.label";
  if (element == "title") return "secret.title";
  for (const auto* header : {"security", "issuer-mark", "copy-number", "urgency", "doc-no", "signatory"})
    if (element == header) return "secret.header";
  return {};
}

bool carries_marking(std::string_view code, std::string_view text) {
  if (code == "secret.title") return title_is_marked(text);
  const auto packed = utf8::replace_all(without_space(text), "工作秘密", "");
  for (const auto* word : {"秘密", "机密", "绝密"})
    if (packed.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace cundang::forms
