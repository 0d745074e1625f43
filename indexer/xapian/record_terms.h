// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/days.h"
#include "indexer/analysis/words.h"
#include "indexer/index_entry.h"

namespace cundang::indexer {

/// A record made ready for the index: one normalised text of all its paragraphs, what stands before every passage, and
/// its terms.
struct PreparedRecord {
  std::u32string text;         ///< paragraphs joined by paragraph_mark
  std::u32string head;         ///< title, number and issuer: added to each passage
  std::vector<Span> passages;  ///< in text
  std::vector<std::string> boolean_terms;
  DayNumber day = 0;  ///< 20120000 where only the year is meant; 0 where there is no date
};

PreparedRecord prepare(const IndexEntry& entry);

}  // namespace cundang::indexer
