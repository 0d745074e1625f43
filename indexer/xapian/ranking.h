// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "indexer/query/rank_terms.h"
#include "indexer/xapian/snapshot.h"

namespace cundang::indexer {

struct Scored {
  RecordIndex record = 0;
  double score = 0;
};

/// The numbers of the ranking; measured with tests/bench/search_eval.
struct RankingOptions {
  double k1 = 1.2, b = 0.75;
  double delta = 0.7;   ///< BM25+ (Lv and Zhai 2011): what a term adds by standing there at all
  double follow = 0.1;  ///< a record's score is its best passage's and this share of each of the next ones'
  int follow_count = 15;
  std::size_t opening_terms =
      10;  ///< only records with one of the so many weightiest terms are looked at; the others add to them
};

/// Ranks the records of `allowed` that hold a term: BM25 over passages, gathered to records. Unsorted; each record
/// once.
std::vector<Scored> rank(const Reader& reader, const std::vector<RankTerm>& terms, const RecordSet& allowed,
                         const RankingOptions& options);

/// Just the records that rank() would return, `allowed` apart: those with one of the weightiest terms.
RecordSet any_of(const Reader& reader, const std::vector<RankTerm>& terms, const RankingOptions& options);

}  // namespace cundang::indexer
