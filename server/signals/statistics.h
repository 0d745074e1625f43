// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/signals/known.h"

namespace cundang::signals {

/// So many accidents, and what they cost together.
struct Tally {
  std::int64_t accidents = 0, larger_or_worse = 0;
  Toll toll;
  void add(const AccidentReport& report);
};

/// How much of a quota is used.
struct QuotaUse {
  Quota quota;
  std::int64_t used = 0;
  /// In thousandths of the quota; 0 quota: nothing.
  std::int64_t used_thousandths() const { return quota.thousandths > 0 ? used * 1'000'000 / quota.thousandths : 0; }
};

/// One district, department or sector.
struct StatisticRow {
  UnitCode unit;       ///< of a district or department
  std::string sector;  ///< of a sector
  Tally now, before;   ///< to the day; the same days of the year before
  std::vector<QuotaUse> quotas;
};

struct AccidentStatistics {
  Date on, before_on;
  StatisticRow whole;
  std::vector<StatisticRow> districts, departments, sectors;  ///< by code or name
  std::vector<Accident> accidents;                            ///< of the year, by day of occurrence
};

/// Of the year of `known.day`, 1 January to that day. Cancelled accidents do not count, old holdings do.
/// @param may_see narrows to the accidents a reader may know of; empty: all. Quotas of others are then left out.
AccidentStatistics accident_statistics(const Known& known, const std::function<bool(const Accident&)>& may_see = {});

}  // namespace cundang::signals
