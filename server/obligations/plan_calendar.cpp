// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that the calendar makes.
#include <algorithm>

#include "server/obligations/duty_parts.h"
#include "server/obligations/plan.h"
#include "server/obligations/who_owes.h"

namespace cundang::ledger {
namespace {

/// Turns whose due day lies in the years given, each with the version of its rule in force on the day it starts.
template <class StartOf>
std::vector<Turn> turns_of_years(const Packs& packs, int first_year, int last_year, StartOf start_of) {
  std::vector<Turn> turns;
  for (const auto& rule : packs.rules.of_calendar())
    for (int year = first_year; year <= last_year; ++year)
      for (const auto month : rule->every->months) {
        Date due{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{rule->every->day}};
        if (!due.ok()) due = Date{due.year() / due.month() / std::chrono::last};
        const auto current = Period::holding(rule->every->period, due);
        const std::optional<Date> start = start_of(current.first_day(), due);
        if (start && packs.rules.in_force(rule->id, *start) == rule)
          turns.push_back({rule, rule->every->about_previous ? current.previous() : current, *start, due});
      }
  std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.due < b.due; });
  return turns;
}

/// A unit of the list that is no more owes through its successors; each owes once.
std::vector<UnitCode> in_being(const Packs& packs, const std::vector<UnitCode>& members, Date day) {
  std::vector<UnitCode> units;
  for (const auto& member : members)
    for (auto& unit : packs.units.standing_for(member, day))
      if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(std::move(unit));
  return units;
}

}  // namespace

std::vector<Turn> turns_arising(const Packs& packs, Date after, Date last) {
  return turns_of_years(packs, static_cast<int>(after.year()), static_cast<int>(last.year()) + 1,
                        [&](Date arises, Date) -> std::optional<Date> {
                          if (after < arises && arises <= last) return arises;
                          return std::nullopt;
                        });
}

std::vector<Turn> turns_open(const Packs& packs, Date day) {
  return turns_of_years(packs, static_cast<int>(day.year()), static_cast<int>(day.year()) + 1,
                        [&](Date arises, Date due) -> std::optional<Date> {
                          if (arises <= day && day <= due) return day;
                          return std::nullopt;
                        });
}

std::vector<Duty> plan_turn(const Turn& turn, const Packs& packs) {
  const auto start = turn.starts;
  const auto& rule = turn.rule;
  std::vector<UnitCode> units;
  if (rule->select == Rule::Select::List) units = in_being(packs, packs.lists.members(rule->list, start), start);
  if (rule->select == Rule::Select::One) units = {in_role(rule->by, nullptr, packs, start)};
  std::vector<Duty> duties;
  for (const auto& unit : units) {
    if (unit.empty()) continue;
    Duty duty;
    duty.rule = rule;
    duty.about = turn.about;
    duty.period = turn.about.text();
    duty.arose = start;
    duty.owing = unit;
    duty.owed_to = in_role(rule->to, nullptr, packs, start);
    duty.issuer = duty.owed_to;
    duty.citing_text = rule->text;
    if (!rule->policy.empty()) duty.policy = packs.policies.in_force(rule->policy, start);
    duty.term = rule->term;
    if (rule->fixed_day()) duty.fixed_day = turn.due;
    if (rule->from == Rule::Event::PeriodEnd) duty.event_day = turn.about.last_day();
    add_rule_parts(duty);
    finish(duty);
    duties.push_back(std::move(duty));
  }
  return duties;
}

}  // namespace cundang::ledger
