// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/instant.h"

namespace cundang::ledger {

/// A reporting period: 2012, 2012-H1, 2012-Q3, 2012-07.
struct Period {
  enum class Length { Month, Quarter, HalfYear, Year };
  Length length = Length::Year;
  int year = 0;
  unsigned index = 1;  ///< counted from 1 within the year

  auto operator<=>(const Period&) const = default;
  Date first_day() const;
  Date last_day() const;
  Period previous() const;
  std::string text() const;
  static Period holding(Length length, Date day);
};

/// 2012, 2012-H1, 2012-Q3, 2012-07; nothing for any other word, a 特定时期 too.
std::optional<Period> parse_period(std::string_view text);
/// month | quarter | half-year | year.
std::optional<Period::Length> parse_period_length(std::string_view text);

}  // namespace cundang::ledger
