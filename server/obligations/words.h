// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::ledger {

/// The words of an attribute that holds several, separated by spaces.
inline std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const auto end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

constexpr std::size_t said_bytes_max = 6'000;  ///< 2,000 Chinese characters

/// Leaves of a text that every duty of a record repeats what fits, cut between characters, and an ellipsis: a record of
/// a few megabytes may make thousands of duties. The record has the rest.
inline void shorten(std::string& text) {
  if (text.size() <= said_bytes_max) return;
  auto end = said_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text += "…";
}

}  // namespace cundang::ledger
