// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cundang::indexer {

/// A character of a Chinese number, in normalised text: 〇零一二…九十百千万两.
bool is_chinese_numeral(char32_t c);
/// 二〇一二 → 2012, 八十八 → 88, 一百零五 → 105, 12 → 12. @returns nothing for a mixture or above 99,999,999.
std::optional<std::int64_t> parse_number(std::u32string_view text);

}  // namespace cundang::indexer
