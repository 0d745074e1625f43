// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/terms.h"

#include <algorithm>

#include "indexer/analysis/days.h"
#include "indexer/analysis/numerals.h"
#include "indexer/analysis/utf8.h"
#include "indexer/fields/fields.h"
#include "schema/model/utf8.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t word_length_max =
    60;  // code points; longer runs of letters are no words (Xapian's limit is 245 bytes)

/// Cuts `text` and tells `sink` pair(at, first, second_at, second), single(at, c), word(begin, end), number(begin, end,
/// value), day(…).
template <class Sink>
void cut(std::u32string_view text, Sink& sink) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = text[at];
    if (is_han_like(c)) {
      auto next = at + 1;
      while (next < text.size() && is_space(text[next])) ++next;
      if (next < text.size() && is_han_like(text[next]))
        sink.pair(at, c, next, text[next]);
      else
        sink.single(at, c);
      ++at;
    } else if (is_word_like(c)) {
      auto end = at + 1;
      while (end < text.size() && is_word_like(text[end])) ++end;
      sink.word(at, std::min(end, at + word_length_max));
      at = end;
    } else {
      ++at;
    }
  }
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// The letters and the figures of a mixed word: gb50016 → gb, 50016.
template <class Each>
void each_part(std::u32string_view word, Each each) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= word.size(); ++i) {
    if (i < word.size() && is_digit(word[i]) == is_digit(word[begin])) continue;
    if (i - begin < word.size()) each(begin, i);
    begin = i;
  }
}

/// Chinese numbers that count something (第八十八号, 五个工作日), so that figures find them and they find figures.
template <class Each>
void each_number(std::u32string_view text, Each each) {
  constexpr std::u32string_view counters = U"年月日号个条款项起人次家名元天届期章节批";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_chinese_numeral(text[at])) continue;
    auto end = at + 1;
    while (end < text.size() && is_chinese_numeral(text[end])) ++end;
    const bool counts = end < text.size() && counters.find(text[end]) != std::u32string_view::npos;
    const auto value = counts ? parse_number(text.substr(at, end - at)) : std::nullopt;
    if (value) each(at, end, std::to_string(*value));
    at = end;
  }
}

std::string day_term(DayNumber day) { return std::string{prefix_mentioned_day} + std::to_string(day); }

struct ListSink {
  std::u32string_view text;
  std::vector<TextTerm>& terms;
  void pair(std::size_t at, char32_t first, std::size_t second_at, char32_t second) {
    terms.push_back({to_utf8(std::u32string{first, second}), at, second_at + 1, TextTerm::Kind::Pair});
  }
  void single(std::size_t at, char32_t c) { terms.push_back({to_utf8({&c, 1}), at, at + 1, TextTerm::Kind::Single}); }
  void word(std::size_t begin, std::size_t end) {
    const auto word = text.substr(begin, end - begin);
    terms.push_back({to_utf8(word), begin, end, TextTerm::Kind::Word});
    each_part(word, [&](std::size_t from, std::size_t to) {
      terms.push_back({to_utf8(word.substr(from, to - from)), begin + from, begin + to, TextTerm::Kind::Word});
    });
  }
};

constexpr std::uint64_t pair_key(char32_t first, char32_t second, int passage) {
  return (static_cast<std::uint64_t>(first) << 24) | (static_cast<std::uint64_t>(second) << 3) |
         static_cast<std::uint64_t>(passage);
}

struct BlockSink {
  std::u32string_view text;
  int passage;
  std::vector<std::uint64_t>& pairs;
  std::vector<std::pair<std::string, int>>& others;
  void pair(std::size_t, char32_t first, std::size_t, char32_t second) {
    pairs.push_back(pair_key(first, second, passage));
  }
  void single(std::size_t, char32_t c) { pairs.push_back(pair_key(c, 0, passage)); }
  void word(std::size_t begin, std::size_t end) {
    const auto word = text.substr(begin, end - begin);
    others.emplace_back(to_utf8(word), passage);
    each_part(word, [&](std::size_t from, std::size_t to) {
      others.emplace_back(to_utf8(word.substr(from, to - from)), passage);
    });
  }
};

void count(PassageMask& mask, int passage) {
  if (frequency_in(mask, passage) < 3) mask = static_cast<PassageMask>(mask + (1u << (2 * passage)));
}

}  // namespace

std::vector<TextTerm> cut_terms(std::u32string_view normal) {
  std::vector<TextTerm> terms;
  ListSink sink{normal, terms};
  cut(normal, sink);
  each_number(normal, [&](std::size_t begin, std::size_t end, std::string value) {
    terms.push_back({std::move(value), begin, end, TextTerm::Kind::Number});
  });
  for (const auto& day : find_days(normal))
    terms.push_back({day_term(day.day), day.begin, day.end, TextTerm::Kind::Day});
  return terms;
}

void BlockTerms::clear() {
  pairs_.clear();
  others_.clear();
}

void BlockTerms::add(std::u32string_view normal, int passage) {
  BlockSink sink{normal, passage, pairs_, others_};
  cut(normal, sink);
  each_number(normal,
              [&](std::size_t, std::size_t, std::string value) { others_.emplace_back(std::move(value), passage); });
  for (const auto& day : find_days(normal)) others_.emplace_back(day_term(day.day), passage);
}

void BlockTerms::add_to_all(std::u32string_view normal, int passages) {
  for (int passage = 0; passage < passages; ++passage) add(normal, passage);
}

void BlockTerms::for_each(const std::function<void(const std::string&, PassageMask)>& each) {
  std::sort(pairs_.begin(), pairs_.end());
  std::string term;
  for (std::size_t i = 0; i < pairs_.size();) {
    const auto key = pairs_[i] >> 3;
    PassageMask mask = 0;
    for (; i < pairs_.size() && pairs_[i] >> 3 == key; ++i) count(mask, static_cast<int>(pairs_[i] & 7));
    term.clear();
    utf8::append(term, static_cast<char32_t>(key >> 21));
    if (const auto second = static_cast<char32_t>(key & 0x1FFFFF)) utf8::append(term, second);
    each(term, mask);
  }
  std::sort(others_.begin(), others_.end());
  for (std::size_t i = 0; i < others_.size();) {
    const auto begin = i;
    PassageMask mask = 0;
    for (; i < others_.size() && others_[i].first == others_[begin].first; ++i) count(mask, others_[i].second);
    each(others_[begin].first, mask);
  }
}

}  // namespace cundang::indexer
