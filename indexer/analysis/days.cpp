// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/days.h"

#include <chrono>
#include <optional>

#include "indexer/analysis/numerals.h"

namespace cundang::indexer {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_numeral(char32_t c) { return is_digit(c) || is_chinese_numeral(c); }

/// Reads a number from `at` on, at most `length_max` characters, and moves `at` behind it.
std::optional<std::int64_t> take_number(std::u32string_view text, std::size_t& at, std::size_t length_max) {
  const auto begin = at;
  while (at < text.size() && at - begin <= length_max && is_numeral(text[at])) ++at;
  if (at == begin || at - begin > length_max) return std::nullopt;
  return parse_number(text.substr(begin, at - begin));
}

bool take(std::u32string_view text, std::size_t& at, char32_t c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

std::optional<DayNumber> to_day(std::int64_t y, std::int64_t m, std::int64_t d) {
  if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(y)},
                                        std::chrono::month{static_cast<unsigned>(m)},
                                        std::chrono::day{static_cast<unsigned>(d)}};
  if (!day.ok()) return std::nullopt;
  return static_cast<DayNumber>(y * 10000 + m * 100 + d);
}

/// The separators a date of figures may have: the same one twice.
bool is_separator(char32_t c) { return c == '-' || c == '.' || c == '/' || c == 0x2010 || c == 0x2013; }

/// A day whose first character stands at `begin`.
std::optional<WrittenDay> day_at(std::u32string_view text, std::size_t begin) {
  auto at = begin;
  const auto year = take_number(text, at, 4);
  if (!year || at >= text.size() || at - begin != 4) return std::nullopt;
  const auto separator = text[at];
  if (separator != U'年' && !is_separator(separator)) return std::nullopt;
  ++at;
  const auto month = take_number(text, at, 3);
  if (!month || !take(text, at, separator == U'年' ? U'月' : separator)) return std::nullopt;
  const auto day = take_number(text, at, 3);
  if (!day || (separator == U'年' && !take(text, at, U'日'))) return std::nullopt;
  const auto number = to_day(*year, *month, *day);
  if (!number) return std::nullopt;
  return WrittenDay{*number, begin, at};
}

}  // namespace

std::vector<WrittenDay> find_days(std::u32string_view normal) {
  std::vector<WrittenDay> days;
  for (std::size_t at = 0; at + 7 < normal.size(); ++at) {
    const auto c = normal[at];
    const bool may_begin = c == '1' || c == '2' || c == U'一' || c == U'二';
    if (!may_begin || (at > 0 && is_numeral(normal[at - 1]))) continue;
    const auto day = day_at(normal, at);
    if (!day) continue;
    days.push_back(*day);
    at = day->end - 1;
  }
  return days;
}

}  // namespace cundang::indexer
