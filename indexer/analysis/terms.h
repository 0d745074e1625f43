// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/normalise.h"

namespace cundang::indexer {

/// Changes whenever the same text would give other terms: an index names the version it was made with, and is refused
/// by another.
inline constexpr int analyser_version = 2;

/// One term of a text and where it stands (code points of the normalised text).
struct TextTerm {
  std::string text;
  std::size_t begin = 0, end = 0;
  enum class Kind {
    Pair,    ///< two neighbouring Han characters, white space between them ignored
    Single,  ///< the last Han character of a run: so every character begins a term, and one can be searched alone by
             ///< prefix
    Word,    ///< letters and digits; of a mixture (gb50016) its parts too
    Number,  ///< a Chinese number before a counting word, in figures: 五个 → 5
    Day,     ///< D20120301
  } kind = Kind::Pair;
};

/// The terms of a normalised text in reading order, as often as they stand there. Writer and query use this one cut.
std::vector<TextTerm> cut_terms(std::u32string_view normal);

/// Passages share one entry of the index, a *block*; a term's frequency in it is kept as two bits for each passage.
inline constexpr int passages_per_block = 8;
using PassageMask = std::uint16_t;
/// How often a term stands in a passage, cut at 3: beyond that BM25 hardly looks.
inline int frequency_in(PassageMask mask, int passage) { return (mask >> (2 * passage)) & 3; }

/// Collects the terms of one block. Reusable: clear() keeps the memory.
class BlockTerms {
 public:
  void clear();
  /// Adds a passage's text; `passage` below passages_per_block.
  void add(std::u32string_view normal, int passage);
  /// Adds a text that stands in each of the first `passages` passages (title, number, issuer).
  void add_to_all(std::u32string_view normal, int passages);
  /// Calls `each` once for every distinct term.
  void for_each(const std::function<void(const std::string& term, PassageMask mask)>& each);

 private:
  std::vector<std::uint64_t> pairs_;  // first << 24 | second << 3 | passage, second 0 for a Single
  std::vector<std::pair<std::string, int>> others_;
};

}  // namespace cundang::indexer
