// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/rank_terms.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/question_words.h"
#include "indexer/analysis/synonyms.h"
#include "indexer/analysis/utf8.h"
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

double weight_of(const TextTerm& term, const std::vector<Span>& words) {
  if (term.kind != TextTerm::Kind::Pair) return word_weight;
  double weight = loose_pair_weight;
  for (const auto& word : words) {
    if (word.begin > term.begin || term.end > word.end) continue;
    weight = word == Span{term.begin, term.end} ? word_weight : inner_pair_weight;
  }
  return weight;
}

class Collector {
 public:
  void add(std::u32string_view text) {
    const auto words = find_han_words(text);
    const auto terms = cut_terms(text);
    for (const auto& term : terms) {
      const bool alone = terms.size() == 1;
      if (term.kind == TextTerm::Kind::Single && !alone) continue;  // the end of a run: the pairs have it
      auto& rank_term = terms_[term.text];
      rank_term.weight += weight_of(term, words);
      rank_term.prefix = term.kind == TextTerm::Kind::Single;
    }
    for (const auto& written : find_doc_nos(text))
      for (const auto prefix : {field_row(Field::DocNo).prefix, prefix_mentioned_doc_no})
        terms_[std::string{prefix} + written.number.text()].weight += word_weight;
  }

  /// Another name counts only where it stands as a whole: 住房城乡建设 is not there because 建设 is.
  void add_names(const std::vector<std::u32string>& names) {
    RankTerm rank_term{to_utf8(names.front()), 0, false, {}};
    for (const auto& name : names) {
      std::vector<std::string> together;
      for (auto& term : cut_terms(name))
        if (term.kind == TextTerm::Kind::Pair || term.kind == TextTerm::Kind::Word)
          together.push_back(std::move(term.text));
      rank_term.weight = std::max(rank_term.weight, synonym_pair_weight * static_cast<double>(together.size()));
      if (!together.empty()) rank_term.names.push_back(std::move(together));
    }
    if (!rank_term.names.empty()) names_.push_back(std::move(rank_term));
  }

  std::vector<RankTerm> take() {
    auto all = std::move(names_);
    for (auto& [term, rank_term] : terms_) all.push_back({term, rank_term.weight, rank_term.prefix, {}});
    return all;
  }

 private:
  struct Collected {
    double weight = 0;
    bool prefix = false;
  };
  std::map<std::string, Collected> terms_;
  std::vector<RankTerm> names_;
};

}  // namespace

std::vector<RankTerm> rank_terms(const std::vector<std::string>& texts) {
  Collector collector;
  for (const auto& word : typed_words(texts)) {
    collector.add(blank_question_words(word));
    for (const auto& names : find_synonyms(word)) collector.add_names(names);
  }
  return collector.take();
}

std::vector<std::u32string> mark_units(const std::vector<std::string>& texts) {
  std::set<std::u32string> units;
  for (const auto& word : typed_words(texts)) {
    if (word.size() <= mark_length_max) units.insert(word);
    for (const auto& names : find_synonyms(word)) units.insert(names.begin(), names.end());
    const auto rest = blank_question_words(word);
    for (const auto& span : find_han_words(rest)) units.insert(word.substr(span.begin, span.end - span.begin));
    for (const auto& term : cut_terms(word))
      if (term.kind == TextTerm::Kind::Word) units.insert(word.substr(term.begin, term.end - term.begin));
  }
  return {units.begin(), units.end()};
}

}  // namespace cundang::indexer
