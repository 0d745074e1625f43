// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// The lines of a table under data/, without empty ones and those that begin with #.
std::vector<std::string_view> data_lines(std::string_view table);
/// Cut at every `separator`.
std::vector<std::string_view> cut_at(std::string_view line, char separator);

}  // namespace cundang::indexer
