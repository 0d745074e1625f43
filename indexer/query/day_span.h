// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "indexer/analysis/days.h"

namespace cundang::indexer {

/// First and last day meant; records of which only the year is known (20120000) lie in their whole year.
struct DaySpan {
  DayNumber from = 0, to = day_number_max;
};

/// 2012, 2012-07, 2012-07-02, 2012年7月2日, 二〇一二年七月, and a..b, a.. and ..b of these. @returns nothing for
/// anything else.
std::optional<DaySpan> parse_day_span(std::u32string_view typed);

}  // namespace cundang::indexer
