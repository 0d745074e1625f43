// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/instant.h"

namespace cundang::assessment {

/// Points of a score, exact: thousandths, never a floating number, so that every machine gets the same.
struct Points {
  std::int64_t thousandths = 0;
  auto operator<=>(const Points&) const = default;
  Points operator+(Points other) const { return {thousandths + other.thousandths}; }
  Points operator-(Points other) const { return {thousandths - other.thousandths}; }
  Points operator-() const { return {-thousandths}; }
  Points operator*(std::int64_t times) const { return {thousandths * times}; }
  Points& operator+=(Points other) {
    thousandths += other.thousandths;
    return *this;
  }
};

/// 92.5, -2, 0.125: no trailing zeros, no plus sign.
std::string to_text(Points points);
using cundang::to_text;  // of days: their type is not of this house, so they are not found by it
/// What the form's type `points` allows: at most five digits and three decimals.
std::optional<Points> parse_points(std::string_view text);
/// points × part / whole, rounded to hundredths, halves away from zero. `whole` is above 0.
Points share(Points points, std::int64_t part, std::int64_t whole);

}  // namespace cundang::assessment
