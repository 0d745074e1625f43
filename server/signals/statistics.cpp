// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/statistics.h"

#include <map>

namespace cundang::signals {
namespace {

using Rows = std::map<std::string, StatisticRow>;

/// Counts one accident in the row it belongs to, of this year or of the year before.
void count(Rows& rows, const std::string& key, bool this_year, const AccidentReport& report) {
  if (key.empty()) return;
  auto& row = rows[key];
  (this_year ? row.now : row.before).add(report);
}

std::vector<StatisticRow> listed(Rows&& rows, bool by_unit) {
  std::vector<StatisticRow> list;
  for (auto& [key, row] : rows) {
    if (by_unit)
      row.unit.text = key;
    else
      row.sector = key;
    list.push_back(std::move(row));
  }
  return list;
}

bool counts_for(const Known& known, const Quota& quota, const AccidentReport& report) {
  if (!quota.covers(report)) return false;
  return quota.unit.empty() || report.district == quota.unit || report.unit == quota.unit ||
         concerns(known, {Subject::Role::Department, quota.unit, {}}, report);
}

}  // namespace

void Tally::add(const AccidentReport& report) {
  ++accidents;
  if (grade_of(report.toll) >= Grade::Larger) ++larger_or_worse;
  toll.deaths += report.toll.deaths;
  toll.serious_injuries += report.toll.serious_injuries;
  toll.loss_yuan += report.toll.loss_yuan;
}

AccidentStatistics accident_statistics(const Known& known, const std::function<bool(const Accident&)>& may_see) {
  const auto year = static_cast<int>(known.day.year());
  const auto first_day = [](int of) { return Date{std::chrono::year{of}, std::chrono::January, std::chrono::day{1}}; };
  AccidentStatistics statistics;
  statistics.on = known.day;
  statistics.before_on = same_day_in(year - 1, known.day);
  Rows districts, departments, sectors;
  const auto add = [&](const Accident* accident, bool this_year) {
    if (may_see && !may_see(*accident)) return;
    const auto& report = accident->known();
    (this_year ? statistics.whole.now : statistics.whole.before).add(report);
    count(districts, report.district.text, this_year, report);
    count(sectors, report.sector, this_year, report);
    for (const auto& department : known.departments_of(report.sector))
      count(departments, department.text, this_year, report);
    if (this_year) statistics.accidents.push_back(*accident);
  };
  const auto this_year = known.accidents.between(first_day(year), known.day);
  for (const auto* accident : this_year) add(accident, true);
  for (const auto* accident : known.accidents.between(first_day(year - 1), statistics.before_on)) add(accident, false);
  for (const auto* quota : known.quotas.of_year(year)) {
    if (may_see) break;
    QuotaUse use{*quota, 0};
    for (const auto* accident : this_year)
      if (counts_for(known, *quota, accident->known())) use.used += counted(quota->indicator, accident->known());
    const auto* unit = known.units.find(quota->unit);
    if (quota->unit.empty())
      (quota->sector.empty() ? statistics.whole : sectors[quota->sector]).quotas.push_back(std::move(use));
    else if (unit && unit->unit_class == UnitClass::Department)
      departments[quota->unit.text].quotas.push_back(std::move(use));
    else if (!unit || unit->unit_class == UnitClass::District)
      districts[quota->unit.text].quotas.push_back(std::move(use));
  }
  statistics.districts = listed(std::move(districts), true);
  statistics.departments = listed(std::move(departments), true);
  statistics.sectors = listed(std::move(sectors), false);
  return statistics;
}

}  // namespace cundang::signals
