// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "indexer/query/rank_terms.h"
#include "indexer/xapian/snapshot.h"

namespace cundang::indexer {

/// The blocks with a term, ascending: of a plain term its own; of a prefix those with any term that begins so; of a
/// name of several terms those with a passage that holds them all, or two that are neighbours.
std::vector<Reader::Posting> postings_of(const Reader& reader, const RankTerm& term);

/// The blocks with all the terms in one passage or in neighbouring ones; the masks say which, once each.
std::vector<Reader::Posting> postings_with_all(const Reader& reader, std::vector<RankTerm> terms);

}  // namespace cundang::indexer
