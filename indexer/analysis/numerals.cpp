// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/numerals.h"

namespace cundang::indexer {
namespace {

/// 0–9, or -1.
int digit_of(char32_t c) {
  if (c == U'零' || c == U'〇') return 0;
  if (c == U'两') return 2;
  constexpr std::u32string_view digits = U"一二三四五六七八九";
  const auto at = digits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at) + 1;
}

int unit_of(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    default:
      return 0;
  }
}

std::optional<std::int64_t> parse_positional(std::u32string_view text) {
  std::int64_t value = 0;
  for (const auto c : text) {
    const int digit = c >= '0' && c <= '9' ? static_cast<int>(c - '0') : digit_of(c);
    if (digit < 0) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

/// 一百零五: digits with 十百千 and one 万.
std::optional<std::int64_t> parse_with_units(std::u32string_view text) {
  std::int64_t whole = 0, section = 0, digit = -1;
  for (const auto c : text) {
    if (const auto d = digit_of(c); d >= 0) {
      if (digit > 0) return std::nullopt;  // 五六十: no number
      digit = d;
    } else if (const auto unit = unit_of(c)) {
      section += (digit > 0 ? digit : 1) * unit;
      digit = -1;
    } else if (c == U'万' && whole == 0) {
      whole = (section + (digit > 0 ? digit : 0)) * 10000;
      section = 0, digit = -1;
    } else {
      return std::nullopt;
    }
  }
  return whole + section + (digit > 0 ? digit : 0);
}

}  // namespace

bool is_chinese_numeral(char32_t c) { return digit_of(c) >= 0 || unit_of(c) != 0 || c == U'万'; }

std::optional<std::int64_t> parse_number(std::u32string_view text) {
  if (text.empty() || text.size() > 8) return std::nullopt;
  if (text.find_first_of(U"十百千万") == std::u32string_view::npos) return parse_positional(text);
  return parse_with_units(text);
}

}  // namespace cundang::indexer
