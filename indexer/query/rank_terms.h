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
};

/// Weight of a pair of characters that is no word by itself: it holds words together, but means little alone.
inline constexpr double loose_pair_weight = 0.5;

/// The terms of the texts, each once. Words typed apart are cut apart.
std::vector<RankTerm> rank_terms(const std::vector<std::string>& texts);

/// The normalised strings to be marked in a snippet: words as typed, and the words in them.
std::vector<std::u32string> mark_units(const std::vector<std::string>& texts);

}  // namespace cundang::indexer
