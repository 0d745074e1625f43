// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/instant.h"
#include "schema/model/node.h"

namespace cundang::ledger {

/// 特定时期: 两节, 两会, 汛期 …; both days included.
struct SpecialPeriod {
  int year = 0;
  std::string name;
  Date begins, ends;
  /// 2012-汛期
  std::string text() const { return std::to_string(year) + "-" + name; }
};

/// The periods of every special-periods table applied so far; a later table of a year replaces that year's.
class SpecialPeriods {
 public:
  void take(const Node& content);
  /// In the order in which they begin.
  const std::vector<SpecialPeriod>& all() const { return periods_; }

 private:
  std::vector<SpecialPeriod> periods_;
};

}  // namespace cundang::ledger
