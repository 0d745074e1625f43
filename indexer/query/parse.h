// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "indexer/query/tree.h"

namespace cundang::indexer {

inline constexpr std::size_t query_length_max = 2000;  ///< code points

/// Reads a query (docs/formats/query.md). An empty one asks for every record.
/// @throws Error{QueryInvalid} with reason, cure and the fact "position" (code points from 0).
QueryNode parse_query(std::string_view utf8);

/// The form in which values of boolean fields are compared: normalised, white space left out. The writer uses it too.
std::string field_value(std::string_view utf8);

}  // namespace cundang::indexer
