// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "indexer/analysis/terms.h"

namespace cundang::indexer {

/// One term that lifts a record, and how much.
struct RankTerm {
  std::string term;
  double weight = 1;
  bool prefix = false;  ///< every term that begins so counts as this one: a single character
  /// Not empty: other names for one thing, each by its terms; counts once where all terms of one name stand together.
  std::vector<std::vector<std::string>> names = {};
};

/// Weights of a pair of characters: a word by itself; a part of a longer word; across words, where it says only that
/// they stand together. Measured with tests/bench/search_eval.
inline constexpr double word_weight = 1, inner_pair_weight = 0.7, loose_pair_weight = 0.5;
/// What another name for the same thing weighs, for each pair of characters it has.
inline constexpr double synonym_pair_weight = 0.4;

/// The terms of the texts, each once; one that occurs twice weighs twice. Words typed apart are cut apart, question
/// words left out.
std::vector<RankTerm> rank_terms(const std::vector<std::string>& texts);

/// The normalised strings to be marked in a snippet: words as typed, the words in them, and their other names.
std::vector<std::u32string> mark_units(const std::vector<std::string>& texts);

}  // namespace cundang::indexer
