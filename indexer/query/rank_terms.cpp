// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/rank_terms.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/words.h"
#include "indexer/fields/fields.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t mark_length_max = 16;  // code points; longer words as typed are marked by the words in them

/// The words typed apart, normalised.
std::vector<std::u32string> typed_words(const std::vector<std::string>& texts) {
  std::vector<std::u32string> words;
  for (const auto& text : texts) {
    std::u32string word;
    for (const auto c : normalise(text).text + U"\n") {
      if (!is_space(c)) {
        word += c;
      } else if (!word.empty()) {
        words.push_back(std::move(word));
        word.clear();
      }
    }
  }
  return words;
}

class Collector {
 public:
  void add(std::u32string_view word) {
    const auto spans = find_han_words(word);
    const auto terms = cut_terms(word);
    for (const auto& term : terms) add(term, spans, terms.size() == 1);
    for (const auto& written : find_doc_nos(word))
      for (const auto prefix : {field_row(Field::DocNo).prefix, prefix_mentioned_doc_no})
        add(std::string{prefix} + written.number.text(), 1);
  }

  std::vector<RankTerm> take() {
    std::vector<RankTerm> all;
    for (auto& [term, weight] : weights_) all.push_back({term, weight, prefixes_.contains(term)});
    return all;
  }

 private:
  void add(const TextTerm& term, const std::vector<Span>& words, bool alone) {
    if (term.kind == TextTerm::Kind::Single) {
      if (!alone) return;  // the end of a run: the pairs have it
      prefixes_.insert(term.text);
      return add(term.text, 1);
    }
    const bool is_word = term.kind != TextTerm::Kind::Pair ||
                         std::find(words.begin(), words.end(), Span{term.begin, term.end}) != words.end();
    add(term.text, is_word ? 1 : loose_pair_weight);
  }
  void add(const std::string& term, double weight) {
    auto& known = weights_[term];
    known = std::max(known, weight);
  }

  std::map<std::string, double> weights_;
  std::set<std::string> prefixes_;
};

}  // namespace

std::vector<RankTerm> rank_terms(const std::vector<std::string>& texts) {
  Collector collector;
  for (const auto& word : typed_words(texts)) collector.add(word);
  return collector.take();
}

std::vector<std::u32string> mark_units(const std::vector<std::string>& texts) {
  std::set<std::u32string> units;
  for (const auto& word : typed_words(texts)) {
    if (word.size() <= mark_length_max) units.insert(word);
    for (const auto& span : find_han_words(word)) units.insert(word.substr(span.begin, span.end - span.begin));
    for (const auto& term : cut_terms(word))
      if (term.kind == TextTerm::Kind::Word) units.insert(word.substr(term.begin, term.end - term.begin));
  }
  return {units.begin(), units.end()};
}

}  // namespace cundang::indexer
