// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/query/tree.h"
#include "indexer/xapian/ranking.h"
#include "indexer/xapian/snapshot.h"

namespace cundang::indexer {

/// The records that a query node is true of. Texts are verified only in records of `allowed`: whoever may not read a
/// record learns nothing of it, not even by the time it takes.
RecordSet match(const Reader& reader, const QueryNode& node, const RecordSet& allowed, const RankingOptions& options);

/// The records with one of the boolean terms.
RecordSet with_any_term(const Reader& reader, const std::vector<std::string>& terms);

}  // namespace cundang::indexer
