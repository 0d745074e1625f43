// SPDX-License-Identifier: GPL-3.0-or-later
// T2: 接近或超过控制考核指标.
#include <algorithm>

#include "server/signals/detect.h"
#include "server/signals/detect_words.h"

namespace cundang::signals {
namespace {

std::optional<Subject> subject_of(const Known& known, const Quota& quota) {
  if (quota.unit.empty()) return std::nullopt;
  const auto* unit = known.units.find(quota.unit);
  auto role = Subject::Role::District;
  if (unit && unit->unit_class == UnitClass::Department) role = Subject::Role::Department;
  if (unit && unit->unit_class == UnitClass::Enterprise) role = Subject::Role::Enterprise;
  return Subject{role, quota.unit, {}};
}

Text used_text(const Quota& quota, std::int64_t used, const Threshold& near) {
  const auto n = std::to_string(used), q = decimal_text(quota.thousandths);
  if (used * 1000 > quota.thousandths)
    return {"本年累计 " + n + " ＞ 控制指标 " + q + "：超过", "so far " + n + " > quota " + q + ": over"};
  const auto percent = std::to_string(near.value) + "%";
  return {"本年累计 " + n + " ≥ 控制指标 " + q + " 的 " + percent + "：接近",
          "so far " + n + " ≥ " + percent + " of quota " + q + ": near"};
}

std::optional<Candidate> detect(const Known& known, const Quota& quota, const Threshold& near) {
  const std::chrono::year year{quota.year};
  const Date begins{year, std::chrono::January, std::chrono::day{1}};
  const Date ends{year, std::chrono::December, std::chrono::day{31}};
  const auto subject = subject_of(known, quota);
  auto accidents = known.accidents.between(begins, std::min(ends, known.day));
  std::erase_if(accidents, [&](const auto* accident) {
    const auto& report = accident->known();
    return accident->historical || !quota.covers(report) || counted(quota.indicator, report) == 0 ||
           (subject && !concerns(known, *subject, report));
  });
  std::int64_t used = 0;
  for (const auto* accident : accidents) used += counted(quota.indicator, accident->known());
  if (used == 0 || used * 1000 * 100 < quota.thousandths * near.value) return std::nullopt;
  Candidate found;
  found.trigger = Trigger::T2Quota;
  found.targets = subject ? std::vector{subject->unit} : known.departments_of(quota.sector);
  if (subject)
    found.subject = *subject;
  else if (!found.targets.empty())
    found.subject = {Subject::Role::Department, found.targets.front(), {}};
  found.about = std::to_string(quota.year) + " " + quota.sector + indicator_name(quota.indicator).zh;
  found.facts = firsts_of(accidents);
  found.compared = {quota.pack};
  found.thresholds = {near};
  found.arithmetic = {threshold_text(near), quota_text(quota), used_text(quota, used, near)};
  return found;
}

}  // namespace

std::vector<Candidate> detect_quotas(const Known& known) {
  std::vector<Candidate> found;
  const auto near = usable(known, "T2-接近控制指标", {Threshold::Measure::Percent});
  if (!near) return found;
  const auto year = static_cast<int>(known.day.year());
  auto quotas = known.quotas.of_year(year);
  // Accidents of December are still reported in January.
  if (known.day.month() == std::chrono::January)
    for (const auto* quota : known.quotas.of_year(year - 1)) quotas.push_back(quota);
  for (const auto* quota : quotas)
    if (auto one = detect(known, *quota, *near)) found.push_back(std::move(*one));
  return found;
}

}  // namespace cundang::signals
