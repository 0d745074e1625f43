// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/points.h"

#include <cstdlib>

namespace cundang::assessment {

std::string to_text(Points points) {
  const auto size = std::abs(points.thousandths);
  auto text = (points.thousandths < 0 ? "-" : "") + std::to_string(size / 1000);
  auto decimals = std::to_string(1000 + size % 1000).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return decimals.empty() ? text : text + "." + decimals;
}

std::optional<Points> parse_points(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto decimals = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  if (whole.empty() || whole.size() > 5 || decimals.size() > 3) return std::nullopt;
  if (dot != std::string_view::npos && decimals.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : std::string{whole} + std::string{decimals} + std::string(3 - decimals.size(), '0')) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return Points{negative ? -value : value};
}

Points share(Points points, std::int64_t part, std::int64_t whole) {
  const auto product = points.thousandths * part;
  const auto hundredth = whole * 10;
  const auto half = hundredth / 2;
  const auto hundredths = product >= 0 ? (product + half) / hundredth : -((-product + half) / hundredth);
  return {hundredths * 10};
}

}  // namespace cundang::assessment
