// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// A day as a number, 20120301; comparable.
using DayNumber = std::int32_t;
inline constexpr DayNumber day_number_max = 99999999;

/// A day written in a text. Offsets are code points of the normalised text.
struct WrittenDay {
  DayNumber day = 0;
  std::size_t begin = 0, end = 0;
};

/// Every whole day in normalised text: 2012年3月1日, 二〇一二年三月一日, 2012-03-01, 2012.3.1, 2012/3/1 — an existing
/// day between 1900 and 2199.
std::vector<WrittenDay> find_days(std::u32string_view normal);

}  // namespace cundang::indexer
