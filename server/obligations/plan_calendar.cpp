// SPDX-License-Identifier: GPL-3.0-or-later
// Duties that the calendar makes.
#include <algorithm>

#include "server/obligations/duty_parts.h"
#include "server/obligations/plan.h"
#include "server/obligations/who_owes.h"

namespace cundang::ledger {
namespace {

/// From the days on which a turn arises and falls due, the day on which its duties start here; nothing: not now.
template <class StartOf>
struct Turns {
  const Packs& packs;
  StartOf start_of;
  std::vector<Turn> found;

  /// A turn counts with the version of its rule in force on the day it starts.
  void add(const RuleBook::Version& rule, Date arises, Date due, Turn turn) {
    const std::optional<Date> start = start_of(arises, due);
    if (!start || packs.rules.in_force(rule->id, *start) != rule) return;
    turn.rule = rule;
    turn.starts = *start;
    turn.due = due;
    found.push_back(std::move(turn));
  }

  void add_periodical(const RuleBook::Version& rule, int first_year, int last_year) {
    for (int year = first_year; year <= last_year; ++year)
      for (const auto month : rule->every->months) {
        Date due{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{rule->every->day}};
        if (!due.ok()) due = Date{due.year() / due.month() / std::chrono::last};
        const auto current = Period::holding(rule->every->period, due);
        Turn turn;
        turn.about = rule->every->about_previous ? current.previous() : current;
        turn.period = turn.about->text();
        add(rule, current.first_day(), due, std::move(turn));
      }
  }

  void add_special(const RuleBook::Version& rule) {
    const auto& names = rule->before->names;
    for (const auto& period : packs.special_periods.all()) {
      if (!names.empty() && std::find(names.begin(), names.end(), period.name) == names.end()) continue;
      Turn turn;
      turn.period = period.text();
      turn.begins = period.begins;
      add(rule, plus_days(period.begins, -rule->before->ahead_days), plus_days(period.begins, -1), std::move(turn));
    }
  }
};

template <class StartOf>
std::vector<Turn> turns_of_years(const Packs& packs, int first_year, int last_year, StartOf start_of) {
  Turns<StartOf> turns{packs, start_of, {}};
  for (const auto& rule : packs.rules.of_calendar()) {
    if (rule->every) turns.add_periodical(rule, first_year, last_year);
    if (rule->before) turns.add_special(rule);
  }
  std::stable_sort(turns.found.begin(), turns.found.end(), [](const Turn& a, const Turn& b) { return a.due < b.due; });
  return std::move(turns.found);
}

Text day_said(const Turn& turn) {
  const auto& clause = turn.rule->clause;
  if (turn.begins)
    return {"“" + turn.period + "”" + to_text(*turn.begins) + " 开始，须在此前（至前一日，" + clause + "）：" +
                to_text(turn.due),
            "\"" + turn.period + "\" begins on " + to_text(*turn.begins) + ": before it, by " + to_text(turn.due) +
                " (" + clause + ")"};
  const auto month = std::to_string(static_cast<unsigned>(turn.due.month()));
  const auto of_month = std::to_string(static_cast<unsigned>(turn.due.day()));
  return {month + "月" + of_month + "日前（含当日，" + clause + "）：" + to_text(turn.due),
          "by " + to_text(turn.due) + ", that day included (" + clause + ")"};
}

Duty begin(const Turn& turn, const Packs& packs) {
  const auto& rule = turn.rule;
  Duty duty;
  duty.rule = rule;
  duty.period = turn.period;
  duty.arose = turn.starts;
  duty.owed_to = in_role(rule->to, nullptr, packs, turn.starts);
  duty.issuer = duty.owed_to;
  duty.citing_text = rule->text;
  if (!rule->policy.empty()) duty.policy = packs.policies.in_force(rule->policy, turn.starts);
  duty.term = rule->term;
  if (rule->fixed_day()) duty.fixed_day = turn.due, duty.fixed_day_said = day_said(turn);
  if (rule->from == Event::PeriodEnd && turn.about) duty.event_day = turn.about->last_day();
  return duty;
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
  const auto& rule = *turn.rule;
  std::vector<UnitCode> units;
  if (rule.select == Rule::Select::List) units = listed_in_being(rule.list, packs, turn.starts);
  if (rule.select == Rule::Select::One) units = {in_role(*rule.by, nullptr, packs, turn.starts)};
  std::vector<Duty> duties;
  for (const auto& unit : units) {
    if (unit.empty()) continue;
    auto duty = begin(turn, packs);
    duty.owing = unit;
    add_rule_parts(duty, nullptr, packs);
    finish(duty);
    duties.push_back(std::move(duty));
  }
  return duties;
}

}  // namespace cundang::ledger
