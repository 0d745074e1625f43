// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/period.h"

namespace cundang::ledger {
namespace {

unsigned months_of(Period::Length length) {
  switch (length) {
    case Period::Length::Month:
      return 1;
    case Period::Length::Quarter:
      return 3;
    case Period::Length::HalfYear:
      return 6;
    case Period::Length::Year:
      return 12;
  }
  return 12;
}

}  // namespace

std::optional<Period::Length> parse_period_length(std::string_view text) {
  if (text == "month") return Period::Length::Month;
  if (text == "quarter") return Period::Length::Quarter;
  if (text == "half-year") return Period::Length::HalfYear;
  if (text == "year") return Period::Length::Year;
  return std::nullopt;
}

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  int year = 0;
  for (const char digit : text.substr(0, 4)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    year = year * 10 + (digit - '0');
  }
  // The text of a period is its only spelling.
  for (const auto length :
       {Period::Length::Year, Period::Length::HalfYear, Period::Length::Quarter, Period::Length::Month})
    for (unsigned index = 1; index <= 12 / months_of(length); ++index)
      if (const Period period{length, year, index}; period.text() == text) return period;
  return std::nullopt;
}

Date Period::first_day() const {
  return Date{std::chrono::year{year}, std::chrono::month{(index - 1) * months_of(length) + 1}, std::chrono::day{1}};
}

Date Period::last_day() const {
  const auto last_month = std::chrono::month{index * months_of(length)};
  return Date{std::chrono::year{year} / last_month / std::chrono::last};
}

Period Period::previous() const {
  if (index > 1) return {length, year, index - 1};
  return {length, year - 1, 12 / months_of(length)};
}

std::string Period::text() const {
  const auto number = std::to_string(index);
  switch (length) {
    case Length::Month:
      return std::to_string(year) + (index < 10 ? "-0" : "-") + number;
    case Length::Quarter:
      return std::to_string(year) + "-Q" + number;
    case Length::HalfYear:
      return std::to_string(year) + "-H" + number;
    case Length::Year:
      break;
  }
  return std::to_string(year);
}

Period Period::holding(Length length, Date day) {
  return {length, static_cast<int>(day.year()), (static_cast<unsigned>(day.month()) - 1) / months_of(length) + 1};
}

}  // namespace cundang::ledger
