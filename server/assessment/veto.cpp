// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/veto.h"

#include <algorithm>
#include <optional>

namespace cundang::assessment {
namespace {

using signals::Accident;
using signals::AccidentReport;
using signals::Quota;

constexpr std::size_t accidents_told_max = 20;  // all stand among the records of the line

/// 属地: the district named. 行业: a department that held the sector on that day.
bool holds_sector(const YearFacts& facts, const UnitCode& unit, const AccidentReport& report) {
  if (report.sector.empty()) return false;
  const auto departments = facts.known.lists.members("行业主管：" + report.sector, report.occurred);
  return std::find(departments.begin(), departments.end(), unit) != departments.end();
}
bool answers_for(const YearFacts& facts, const UnitCode& unit, const AccidentReport& report) {
  return report.district == unit || holds_sector(facts, unit, report);
}

/// The last word on the accident is of somebody whose business it is.
bool vouched_for(const YearFacts& facts, const AccidentReport& report) {
  if (answers_for(facts, report.reporter, report)) return true;
  const auto* reporter = facts.ledger.units().find(report.reporter);
  if (!reporter) return false;
  using enum UnitClass;
  const auto of = {Office, Bureau, Committee, Government};
  return std::find(of.begin(), of.end(), reporter->unit_class) != of.end();
}

/// Of the year up to the day counted to, by day; old holdings are no ground.
std::vector<const Accident*> accidents_of_year(const YearFacts& facts) {
  const std::chrono::year year{facts.year};
  const Date first{year, std::chrono::January, std::chrono::day{1}};
  const Date last{year, std::chrono::December, std::chrono::day{31}};
  auto found = facts.known.accidents.between(first, std::min(last, facts.counted_to));
  std::erase_if(found, [](const auto* accident) { return accident->historical; });
  return found;
}

/// Its first report, by which it is called, and the last, which tells it.
void add_records(std::vector<AccessionNumber>& records, const Accident& accident) {
  records.push_back(accident.first);
  if (accident.known().number != accident.first) records.push_back(accident.known().number);
}

void say_verdict(ScoreLine& line) {
  line.reason.zh += "（" + verdict_name(line.verdict).zh + "）";
  line.reason.en += " (" + verdict_name(line.verdict).en + ")";
}

bool was_in_force(const Authority& authority, Date day) { return authority.in_force && *authority.in_force < day; }

/// Which quota a line is about: the unit's own, or that of a sector for the whole city.
struct Scope {
  UnitCode unit;
  std::string sector;
  bool operator==(const Scope&) const = default;
};

bool concerns(const YearFacts& facts, const UnitCode& unit, const Scope& scope, const AccidentReport& report) {
  return scope.unit.empty() ? holds_sector(facts, unit, report) : answers_for(facts, unit, report);
}

/// Of the unit itself, or of a sector for the whole city; what is set for the whole city alone vetoes nobody.
std::vector<Scope> scopes(const YearFacts& facts, const UnitCode& unit) {
  std::vector<Scope> found;
  for (const auto& version : facts.quotas)
    for (const auto* quota : version.book.of_year(facts.year)) {
      const Scope scope{quota->unit, quota->sector};
      const bool meant = quota->unit == unit || (quota->unit.empty() && !quota->sector.empty());
      if (quota->indicator == signals::Indicator::Deaths && meant &&
          std::find(found.begin(), found.end(), scope) == found.end())
        found.push_back(scope);
    }
  return found;
}

const Quota* quota_of(const QuotaVersion& version, int year, const Scope& scope) {
  for (const auto* quota : version.book.of_year(year))
    if (quota->indicator == signals::Indicator::Deaths && Scope{quota->unit, quota->sector} == scope) return quota;
  return nullptr;
}

/// Deaths counted against one quota, and the accident that went over it.
struct Count {
  std::vector<const Accident*> accidents;
  std::int64_t deaths = 0;
  const Accident* over = nullptr;
};

Count count_against(const YearFacts& facts, const UnitCode& unit, const Scope& scope, const Quota& quota) {
  Count count;
  for (const auto* accident : accidents_of_year(facts)) {
    const auto& report = accident->known();
    if (report.toll.deaths == 0 || !quota.covers(report) || !vouched_for(facts, report) ||
        !concerns(facts, unit, scope, report))
      continue;
    count.accidents.push_back(accident);
    count.deaths += report.toll.deaths;
    if (!count.over && count.deaths * 1000 > quota.thousandths) count.over = accident;
  }
  return count;
}

Text list_of(const std::vector<const Accident*>& accidents) {
  Text text;
  for (std::size_t i = 0; i < std::min(accidents.size(), accidents_told_max); ++i) {
    const auto& report = accidents[i]->known();
    const auto named = to_text(report.number) + " " + to_text(report.occurred);
    const auto deaths = std::to_string(report.toll.deaths);
    if (i > 0) text.zh += "，", text.en += ", ";
    text.zh.append(named).append(" 死亡 ").append(deaths).append(" 人");
    text.en.append(named).append(" deaths ").append(deaths);
  }
  if (accidents.size() > accidents_told_max) text.zh += " 等", text.en += " …";
  return text;
}

ScoreLine over_line(const YearFacts& facts, const QuotaVersion& version, const Quota& quota, const Count& count,
                    const Authority& authority) {
  ScoreLine line;
  const auto day = count.over->known().occurred;
  line.verdict = Verdict::OverQuota;
  if (day < version.filed) line.verdict = Verdict::PolicyAfterTheFact;
  if (!was_in_force(authority, day)) line.verdict = Verdict::BeforeAuthority;
  line.records = {quota.pack};
  for (const auto* accident : count.accidents) add_records(line.records, *accident);
  const auto said = signals::quota_text(quota), list = list_of(count.accidents);
  const auto deaths = std::to_string(count.deaths), n = std::to_string(count.accidents.size());
  const auto known = to_text(facts.counted_to), over = to_text(count.over->first);
  line.reason = {said.zh + "；截至 " + known + " 登记事故 " + n + " 起，死亡 " + deaths + " 人，" + to_text(day) +
                     " 事故 " + over + " 起超过：" + list.zh,
                 said.en + "; by " + known + " accidents registered: " + n + ", deaths: " + deaths +
                     ", over with accident " + over + " of " + to_text(day) + ": " + list.en};
  if (line.verdict != Verdict::OverQuota) say_verdict(line);
  return line;
}

/// The version filed last holds; one filed only after the deaths takes nobody, then the version before it is looked
/// at. A quota raised since clears the unit.
std::optional<ScoreLine> over_quota(const YearFacts& facts, const UnitCode& unit, const Scope& scope,
                                    const Authority& authority) {
  std::optional<ScoreLine> told;
  for (auto version = facts.quotas.rbegin(); version != facts.quotas.rend(); ++version) {
    const auto* quota = quota_of(*version, facts.year, scope);
    if (!quota) continue;
    const auto count = count_against(facts, unit, scope, *quota);
    if (!count.over) return told;
    auto line = over_line(facts, *version, *quota, count, authority);
    if (line.verdict != Verdict::PolicyAfterTheFact) return line;
    if (!told) told = std::move(line);
  }
  return told;
}

}  // namespace

std::vector<ScoreLine> concealments(const YearFacts& facts, const UnitCode& unit, const Authority& authority) {
  std::vector<ScoreLine> lines;
  for (const auto& finding : facts.criticisms.findings()) {
    if (finding.unit != unit || finding.kind != "concealment" || static_cast<int>(finding.day.year()) != facts.year)
      continue;
    ScoreLine line;
    line.verdict = was_in_force(authority, finding.day) ? Verdict::Concealment : Verdict::BeforeAuthority;
    line.records = {finding.record};
    line.reason = {"认定 " + to_text(finding.record) + "：" + finding.reason,
                   "finding " + to_text(finding.record) + ": " + finding.reason};
    if (line.verdict != Verdict::Concealment) say_verdict(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ScoreLine> major_accidents(const YearFacts& facts, const UnitCode& unit, const Authority& authority) {
  std::vector<ScoreLine> lines;
  for (const auto* accident : accidents_of_year(facts)) {
    const auto& report = accident->known();
    if (accident->grade() < signals::Grade::Major || !answers_for(facts, unit, report)) continue;
    ScoreLine line;
    line.verdict = Verdict::MajorAccident;
    if (!vouched_for(facts, report)) line.verdict = Verdict::AwaitsSecond;
    if (!was_in_force(authority, report.occurred)) line.verdict = Verdict::BeforeAuthority;
    add_records(line.records, *accident);
    const auto told = facts.known.tell(*accident);
    const auto number = to_text(accident->first);
    line.reason = {"事故 " + number + "：" + told.zh, "accident " + number + ": " + told.en};
    if (line.verdict == Verdict::AwaitsSecond) {
      line.reason.zh += "；由 " + report.reporter.text + " 登记，须由局、安委办、属地或行业主管部门续报";
      line.reason.en += "; told by " + report.reporter.text + ": bureau, office, district or department must confirm";
    }
    if (line.verdict == Verdict::BeforeAuthority) say_verdict(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ScoreLine> deaths_over_quota(const YearFacts& facts, const UnitCode& unit, const Authority& authority) {
  std::vector<ScoreLine> lines;
  for (const auto& scope : scopes(facts, unit))
    if (auto line = over_quota(facts, unit, scope, authority)) lines.push_back(std::move(*line));
  return lines;
}

bool vetoes(const ScoreLine& line) {
  using enum Verdict;
  const bool ground = line.verdict == HandScored || line.verdict == Concealment || line.verdict == OverQuota ||
                      line.verdict == MajorAccident;
  return ground && !line.review;
}

}  // namespace cundang::assessment
