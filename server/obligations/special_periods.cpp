// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/special_periods.h"

#include <algorithm>
#include <cstdlib>

namespace cundang::ledger {

void SpecialPeriods::take(const Node& content) {
  const int year = std::atoi(std::string{content.attribute("year")}.c_str());
  std::erase_if(periods_, [&](const auto& each) { return each.year == year; });
  for (const auto* node : content.select("period")) {
    const auto begins = parse_date(node->attribute("begins"));
    const auto ends = parse_date(node->attribute("ends"));
    if (begins && ends) periods_.push_back({year, std::string{node->attribute("name")}, *begins, *ends});
  }
  std::stable_sort(periods_.begin(), periods_.end(), [](const auto& a, const auto& b) { return a.begins < b.begins; });
}

}  // namespace cundang::ledger
