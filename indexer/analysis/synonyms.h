// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// Other names (data/synonyms.inc) for the names that stand in a normalised text; of names that overlap the longest
/// counts.
std::vector<std::u32string> find_synonyms(std::u32string_view normal);

}  // namespace cundang::indexer
