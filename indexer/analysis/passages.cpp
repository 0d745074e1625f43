// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/passages.h"

#include <algorithm>

namespace cundang::indexer {
namespace {

bool ends_sentence(char32_t c) { return c == U'。' || c == ';' || c == '!' || c == '?' || c == paragraph_mark; }

/// The end of a sentence nearest to `aim`, at most `reach` away; `aim` itself where there is none.
std::size_t nearest_end(std::u32string_view text, std::size_t aim, std::size_t reach) {
  for (std::size_t away = 0; away <= reach; ++away) {
    if (ends_sentence(text[aim - 1 - away])) return aim - away;
    if (aim + away < text.size() && ends_sentence(text[aim + away - 1])) return aim + away;
  }
  return aim;
}

}  // namespace

std::vector<Span> cut_passages(std::u32string_view normal) {
  const auto count = std::max<std::size_t>(1, (normal.size() + passage_length / 2) / passage_length);
  std::vector<Span> passages;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= count; ++i) {
    const auto end = i == count ? normal.size() : nearest_end(normal, normal.size() * i / count, passage_length / 4);
    const bool inside = end < normal.size() && !ends_sentence(normal[end - 1]);
    passages.push_back({begin, inside ? std::min(normal.size(), end + cut_overlap) : end});
    begin = end;
  }
  return passages;
}

}  // namespace cundang::indexer
