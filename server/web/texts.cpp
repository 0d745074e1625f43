// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/texts.h"

#include <stdexcept>
#include <unordered_map>

namespace cundang::web {

const std::vector<TextRow>& all_texts() {
  static const std::vector<TextRow> rows = {
#define CUNDANG_TEXT(key, zh, en) {key, {zh, en}},
#include "server/web/texts.def"
#undef CUNDANG_TEXT
  };
  return rows;
}

const std::string& text(std::string_view key, Language language) {
  static const auto by_key = [] {
    std::unordered_map<std::string_view, const Text*> map;
    for (const auto& row : all_texts()) map.emplace(row.key, &row.text);
    return map;
  }();
  const auto found = by_key.find(key);
  if (found == by_key.end()) throw std::out_of_range{"no text " + std::string{key}};
  return in(*found->second, language);
}

}  // namespace cundang::web
