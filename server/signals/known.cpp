// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/signals/known.h"

#include <algorithm>

#include "server/obligations/calendar.h"

namespace cundang::signals {
namespace {

void add_once(std::vector<Subject>& subjects, Subject subject) {
  if (subject.unit.empty() && subject.name.empty()) return;
  if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end()) subjects.push_back(std::move(subject));
}

std::vector<Subject> subjects_by(const Known& known, const UnitCode& district, const std::string& sector,
                                 const UnitCode& unit, const std::string& unit_name) {
  std::vector<Subject> subjects;
  add_once(subjects, {Subject::Role::District, district, {}});
  for (auto& department : known.departments_of(sector))
    add_once(subjects, {Subject::Role::Department, std::move(department), {}});
  add_once(subjects, {Subject::Role::Enterprise, unit, unit.empty() ? unit_name : std::string{}});
  return subjects;
}

}  // namespace

std::vector<UnitCode> Known::departments_of(const std::string& sector) const {
  if (sector.empty()) return {};
  return lists.members("行业主管：" + sector, day);
}

std::vector<Subject> Known::subjects_of(const AccidentReport& report) const {
  return subjects_by(*this, report.district, report.sector, report.unit, report.unit_name);
}

std::vector<Subject> Known::subjects_of(const DangerReport& report) const {
  return subjects_by(*this, report.district, report.sector, report.unit, report.unit_name);
}

bool concerns(const Known& known, const Subject& subject, const AccidentReport& report) {
  switch (subject.role) {
    case Subject::Role::District:
      return report.district == subject.unit;
    case Subject::Role::Enterprise:
      return subject.unit.empty() ? report.unit.empty() && report.unit_name == subject.name
                                  : report.unit == subject.unit;
    case Subject::Role::Department: {
      const auto departments = known.departments_of(report.sector);
      return std::find(departments.begin(), departments.end(), subject.unit) != departments.end();
    }
  }
  return false;
}

std::vector<const Accident*> Known::accidents_of(const Subject& subject, Date from, Date to, bool compared) const {
  auto found = accidents.between(from, std::min(to, day));
  std::erase_if(found, [&](const auto* accident) {
    return (accident->historical && !compared) || !concerns(*this, subject, accident->known());
  });
  return found;
}

std::optional<Date> Known::report_term(const AccidentReport& report) const {
  for (const auto& policy : {"事故补报：" + report.sector, std::string{"事故补报"}}) {
    const auto threshold = thresholds.in_force(policy, report.occurred);
    if (threshold && threshold->measure == Threshold::Measure::Days)
      return ledger::plus_days(report.occurred, threshold->value);
  }
  return std::nullopt;
}

Text Known::tell(const Accident& accident) const {
  const auto& report = accident.known();
  auto text = accident_text(report);
  const auto term = report_term(report);
  if (!term || accident.is_cancelled()) return text;
  if (report.kind == AccidentReport::Kind::FollowUp && report.received > *term) {
    text.zh += "；补报期（至 " + to_text(*term) + "）外续报";
    text.en += "; followed up after the term of " + to_text(*term);
  } else if (day <= *term) {
    text.zh += "；补报期未满（至 " + to_text(*term) + "），数字可能变化";
    text.en += "; figures may still change until " + to_text(*term);
  }
  return text;
}

bool Known::is_desk(const UnitCode& code) const { return units.empty() || units.is_desk(code); }

Date months_before(Date day, int months) {
  const auto there = day - std::chrono::months{months};
  return there.ok() ? there : Date{there.year() / there.month() / std::chrono::last};
}

Date same_day_in(int year, Date day) {
  const Date there{std::chrono::year{year}, day.month(), day.day()};
  return there.ok() ? there : Date{there.year() / there.month() / std::chrono::last};
}

}  // namespace cundang::signals
