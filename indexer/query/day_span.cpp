// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/query/day_span.h"

#include "indexer/analysis/normalise.h"
#include "indexer/analysis/numerals.h"

namespace cundang::indexer {
namespace {

/// Cuts a number off the front, up to one of `ends` or the end of the text.
std::optional<int> take_part(std::u32string_view& text, std::u32string_view ends) {
  const auto end = std::min(text.find_first_of(ends), text.size());
  const auto value = parse_number(text.substr(0, end));
  if (!value || *value > 9999) return std::nullopt;
  text.remove_prefix(std::min(end + 1, text.size()));
  return static_cast<int>(*value);
}

/// One date, a month or a year: its first and its last day.
std::optional<DaySpan> parse_one(std::u32string_view text) {
  constexpr std::u32string_view year_ends = U"年-./", month_ends = U"月-./", day_ends = U"日";
  const auto year = take_part(text, year_ends);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  const int begin = *year * 10000;
  if (text.empty()) return DaySpan{begin, begin + 9999};
  const auto month = take_part(text, month_ends);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.empty()) return DaySpan{begin + *month * 100, begin + *month * 100 + 99};
  const auto day = take_part(text, day_ends);
  if (!day || *day < 1 || *day > 31 || !text.empty()) return std::nullopt;
  return DaySpan{begin + *month * 100 + *day, begin + *month * 100 + *day};
}

}  // namespace

std::optional<DaySpan> parse_day_span(std::u32string_view typed) {
  const auto normal = normalise(typed).text;
  const std::u32string_view text{normal};
  const auto dots = text.find(U"..");
  if (dots == std::u32string_view::npos) return parse_one(text);
  const auto left = text.substr(0, dots), right = text.substr(dots + 2);
  if (left.empty() && right.empty()) return std::nullopt;
  DaySpan span;
  if (!left.empty()) {
    const auto from = parse_one(left);
    if (!from) return std::nullopt;
    span.from = from->from;
  }
  if (!right.empty()) {
    const auto to = parse_one(right);
    if (!to) return std::nullopt;
    span.to = to->to;
  }
  if (span.from > span.to) return std::nullopt;
  return span;
}

}  // namespace cundang::indexer
