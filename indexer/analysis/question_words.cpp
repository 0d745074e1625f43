// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/question_words.h"

#include <algorithm>

#include "indexer/analysis/data_lines.h"
#include "indexer/analysis/normalise.h"
#include "indexer/analysis/passages.h"
#include "indexer/analysis/utf8.h"
#include "indexer/analysis/words.h"

namespace cundang::indexer {
namespace {

constexpr std::string_view table =
#include "indexer/analysis/data/question_words.inc"
    ;

/// Longest first, so that 怎么办 goes before 怎么.
const std::vector<std::u32string>& question_words() {
  static const auto words = [] {
    std::vector<std::u32string> all;
    for (const auto line : data_lines(table)) all.push_back(to_code_points(line));
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return all;
  }();
  return words;
}

/// Whether a longer word reaches over an end of [begin, end).
bool cuts_a_word(const std::vector<Span>& words, std::size_t begin, std::size_t end) {
  return std::any_of(words.begin(), words.end(), [&](const Span& word) {
    const bool apart = word.end <= begin || word.begin >= end;
    const bool within = word.begin >= begin && word.end <= end;
    return !apart && !within;
  });
}

}  // namespace

std::u32string blank_question_words(std::u32string_view normal) {
  const auto words = find_han_words(normal);
  std::u32string rest{normal};
  for (const auto& question : question_words())
    for (auto at = rest.find(question); at != std::u32string::npos; at = rest.find(question, at + 1))
      if (!cuts_a_word(words, at, at + question.size()))
        std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(at), question.size(), paragraph_mark);
  const bool something =
      std::any_of(rest.begin(), rest.end(), [](char32_t c) { return is_han_like(c) || is_word_like(c); });
  return something ? rest : std::u32string{normal};
}

}  // namespace cundang::indexer
