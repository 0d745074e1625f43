// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// For each name of data/synonyms.inc that stands in a normalised text, its other names; of names that overlap the
/// longest counts.
std::vector<std::vector<std::u32string>> find_synonyms(std::u32string_view normal);

}  // namespace cundang::indexer
