// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/duty_due.h"

#include <algorithm>

namespace cundang::ledger {
namespace {

Text day_said(const Duty& duty) {
  if (!duty.fixed_day_said.zh.empty()) return duty.fixed_day_said;
  const auto day = to_text(*duty.fixed_day);
  return {"文件写明 " + day + " 前（含当日）", "the document says by " + day + ", that day included"};
}

Text extended_said(const Step& step, const std::string& until) {
  if (!step.late_after) return {"同意延期至 " + until, "extended to " + until};
  const auto late = to_text(next_day(*step.late_after)), granted = to_text(step.shown.day);
  return {"同意延期至 " + until + "（逾期后申请，" + late + " 至 " + granted + " 照计逾期）",
          "extended to " + until + " (asked for too late: " + late + " to " + granted + " stay late)"};
}

void add_once(std::vector<UnitCode>& units, const UnitCode& unit) {
  if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

}  // namespace

DueState DueReckoner::reckon(const Duty& duty, const Standing& standing, Date on, bool follow) const {
  DueState state;
  if (duty.fixed_day) {
    state.due = due_on(packs_.calendars.known_on(duty.arose), day_said(duty), *duty.fixed_day, duty.rule->shift);
    if (follow && !duty.rule->after.empty()) fan_in_day(duty, on, state);
  } else {
    count_from_event(duty, standing, on, follow, state);
  }
  packs_.shifts.apply(packs_.calendars.known_on(duty.arose), on, state.due);
  for (const auto& step : standing.new_terms) {
    const bool returned = step.effect != Effect::ExtensionGranted;
    const Text old = state.due.day ? Text{"原期限 " + to_text(*state.due.day), "old due day " + to_text(*state.due.day)}
                                   : Text{"原期限未起算", "the old term had not begun"};
    const auto until = to_text(*step.until);
    auto next = due_on(packs_.calendars.known_on(step.shown.day),
                       returned ? Text{"退办，限 " + until + " 前重报", "returned for rework, due by " + until}
                                : extended_said(step, until),
                       *step.until);
    auto arithmetic = std::move(state.due.arithmetic);
    arithmetic.push_back(old);
    std::move(next.arithmetic.begin(), next.arithmetic.end(), std::back_inserter(arithmetic));
    next.arithmetic = std::move(arithmetic);
    state.due = std::move(next);
    packs_.shifts.apply(packs_.calendars.known_on(step.shown.day), on, state.due);
  }
  return state;
}

void DueReckoner::count_from_event(const Duty& duty, const Standing& standing, Date on, bool follow,
                                   DueState& state) const {
  const auto source = term_source(duty, state);
  const auto event = event_name(duty.rule->from);
  std::optional<Date> day = duty.event_day;
  if (duty.rule->from == Rule::Event::Served) day = standing.served;
  if (duty.rule->from == Rule::Event::FanIn && follow) day = fan_in_day(duty, on, state);
  if (duty.order > 0 && day) day = turn_day(duty, *day, on, follow, state);
  if (!day) {
    state.due.arithmetic.push_back(state.waiting
                                       ? Text{"尚未汇齐，期限未起算", "inputs are not complete: the term has not begun"}
                                       : Text{"尚未送达，期限未起算", "not served: the term has not begun"});
    state.due.arithmetic.push_back(source.said);
    return;
  }
  if (!duty.term && state.policy.empty()) {
    state.due.arithmetic.push_back({event.zh + " " + to_text(*day), event.en + " on " + to_text(*day)});
    state.due.arithmetic.push_back(source.said);
    return;
  }
  state.due = due_after(packs_.calendars.known_on(duty.arose), event, *day, source);
}

TermSource DueReckoner::term_source(const Duty& duty, DueState& state) const {
  if (duty.term) {
    const auto said = term_text(*duty.term);
    return {*duty.term, {"期限 " + said.zh + "（写明）", "term " + said.en + " (as written)"}};
  }
  const auto& id = duty.rule->policy;
  auto policy = duty.policy;
  if (!policy) {
    policy = packs_.policies.in_force(id, duty.arose);
    state.after_the_fact = policy.has_value();
  }
  if (!policy)
    return {
        {},
        {"执行口径“" + id + "”尚未登记，无法计算期限", "policy \"" + id + "\" is not filed: no date can be counted"}};
  state.policy = id;
  const auto said = term_text(policy->term);
  const std::string late_zh = state.after_the_fact ? "，事后登记，仅供提示" : "";
  const std::string late_en = state.after_the_fact ? ", filed after the duty arose: for information only" : "";
  return {policy->term,
          {id + " = " + said.zh + "（执行口径 " + id + "，来源 " + policy->basis + late_zh + "）",
           id + " = " + said.en + " (policy " + id + ", source " + policy->basis + late_en + ")"}};
}

std::optional<Date> DueReckoner::fan_in_day(const Duty& duty, Date on, DueState& state) const {
  std::optional<Date> latest;
  for (const auto* input : inputs_of_(duty)) {
    if (on < input->arose) continue;
    const auto standing = settle(*input, on);
    const bool served = !input->needs_service() || standing.served;
    // Inputs of inputs are not followed, so that rules in a ring end here.
    const auto due = served ? reckon(*input, standing, on, false).due.day : std::nullopt;
    // An input that comes late does not move the day again: overdue had closed it.
    auto closed = standing.first_met_on ? standing.first_met_on : standing.ended_on;
    if (duty.rule->overdue_closes && duty.order == 0 && due && *due < on)
      closed = std::min(closed.value_or(next_day(*due)), next_day(*due));
    if (closed) {
      latest = std::max(latest.value_or(*closed), *closed);
      continue;
    }
    state.waiting = true;
    add_once(state.waiting_for, standing.owing);
    if (!served) add_once(state.unserved, standing.owing);
  }
  if (state.waiting) return std::nullopt;
  return latest ? latest : std::optional{duty.arose};
}

/// Of units that act one after another: the later of service and the lower ones' acts; a late one opens nothing.
std::optional<Date> DueReckoner::turn_day(const Duty& duty, Date served, Date on, bool follow, DueState& state) const {
  if (!follow) return inputs_of_(duty).empty() ? std::optional{served} : std::nullopt;
  const auto opened = fan_in_day(duty, on, state);
  return opened ? std::optional{std::max(served, *opened)} : std::nullopt;
}

std::optional<Date> DueReckoner::verification_due(const Duty& duty, const Standing& standing) const {
  if (standing.phase != Standing::Phase::Answered || !standing.answered_on) return std::nullopt;
  const auto policy = packs_.policies.in_force(policy_id::verification, duty.arose);
  if (!policy) return std::nullopt;
  return due_after(packs_.calendars.known_on(*standing.answered_on), {}, *standing.answered_on, {policy->term, {}}).day;
}

std::optional<Date> DueReckoner::stage_due(const Duty& duty, const Standing& standing, const DueDate& due) const {
  if (!standing.still_owed() || !due.day || (duty.needs_service() && !standing.served)) return std::nullopt;
  const auto policy = packs_.policies.in_force(policy_id::stage_report, duty.arose);
  if (!policy) return std::nullopt;
  const auto begun = std::max(standing.last_answer.value_or(duty.arose), standing.served.value_or(duty.arose));
  const auto day = due_after(packs_.calendars.known_on(duty.arose), {}, begun, {policy->term, {}}).day;
  return day && *day < *due.day ? day : std::nullopt;
}

bool DueReckoner::is_due_soon(const DueDate& due, Date on) const {
  if (!due.day || *due.day < on) return false;
  const auto term = packs_.policies.term(policy_id::due_soon, on, Term{5, false});
  if (!term.working) return days_between(on, *due.day) <= term.days;
  int left = 0;
  for (auto day = on; day < *due.day && left <= term.days; day = next_day(day))
    if (packs_.calendar.is_working_day(next_day(day))) ++left;
  return left <= term.days;
}

}  // namespace cundang::ledger
