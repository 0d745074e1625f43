// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/duty_view.h"

#include <algorithm>

#include "server/obligations/act.h"

namespace cundang::ledger {
namespace {

using Phase = Standing::Phase;

std::string unit_name(const UnitCode& code, const UnitRegister& units) {
  const auto* unit = units.find(code);
  return unit ? unit->full_name() : code.text;
}

std::string unit_names(const std::vector<UnitCode>& codes, const UnitRegister& units) {
  std::string names;
  for (const auto& code : codes) names += (names.empty() ? "" : "、") + unit_name(code, units);
  return names;
}

/// In English, by the names a text uses.
std::string called(const std::vector<UnitCode>& codes, const UnitRegister& units, Date on) {
  std::string names;
  for (const auto& code : codes) names += (names.empty() ? "" : ", ") + units.called(code, on).en;
  return names;
}

std::string joined(const std::vector<UnitCode>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : " ") + code.text;
  return text;
}

/// Enterprises and outsiders have no inbox here: what they get is entered by the office.
bool has_inbox(const UnitCode& code, const UnitRegister& units) {
  const auto* unit = units.find(code);
  return unit && unit->unit_class != UnitClass::Enterprise && unit->unit_class != UnitClass::Other;
}

State state_of(const Duty& duty, const Standing& standing, const DueState& due, const UnitRegister& units) {
  switch (standing.phase) {
    case Phase::Answered:
      return State::Answered;
    case Phase::Returned:
      return State::Returned;
    case Phase::Verified:
      return State::Verified;
    case Phase::Completed:
      return State::Completed;
    case Phase::Closed:
      return State::Closed;
    case Phase::Waived:
      return State::Waived;
    case Phase::Withdrawn:
      return State::Withdrawn;
    case Phase::Absent:
      return State::Absent;
    case Phase::Open:
      break;
  }
  if (due.waiting) return State::AwaitingInputs;
  if (!duty.needs_service() || standing.served) return State::InProgress;
  return has_inbox(standing.owing, units) ? State::AwaitingAcknowledgement : State::AwaitingService;
}

/// Whether it was done another's record says: before that nobody is late.
bool awaits_statement(const Duty& duty, Date on) {
  return duty.rule->stated && std::none_of(duty.steps.begin(), duty.steps.end(), [&](const Step& step) {
           return step.effect == Effect::Missed && step.shown.applies && step.shown.day <= on;
         });
}

/// Days of (from, until] on which an answer lay with the supervisor: they are not the unit's.
int days_held(const Standing& standing, Date from, Date until) {
  int days = 0;
  for (const auto& held : standing.held)
    days += std::max(0, days_between(std::max(held.from, from), std::min(held.until, until)));
  return days;
}

/// A late day counts for who owed the duty then.
bool is_of_present_owner(const Standing& standing, Date day) {
  return standing.transfers.empty() || standing.transfers.back().effective <= day;
}

/// Days late of the unit that owes the duty on `on`: after the due day, its service and its own taking over.
int days_overdue(const Duty& duty, const Standing& standing, const DueDate& due, Date on) {
  if (standing.phase == Phase::Waived || standing.phase == Phase::Withdrawn || standing.phase == Phase::Absent ||
      awaits_statement(duty, on))
    return 0;
  const auto from = last_timely_day(duty, standing, due.day);
  if (!from) return 0;
  const auto until = standing.answered_on.value_or(on);
  const auto late = [&](Date after, Date last) {
    return std::max(0, days_between(after, last) - days_held(standing, after, last));
  };
  int days = late(*from, until);
  for (const auto& span : standing.late)
    if (is_of_present_owner(standing, span.from)) days += late(span.from, std::min(span.until, until));
  return days;
}

/// Who owed it before, each with the days late that are its own.
std::vector<Tenure> tenures(const Duty& duty, const Standing& standing, const DueReckoner& reckoner) {
  std::vector<Tenure> earlier;
  for (const auto& transfer : standing.transfers) {
    const auto last = plus_days(transfer.effective, -1);
    const auto then = settle(duty, last);
    earlier.push_back({transfer.from, last, days_overdue(duty, then, reckoner.reckon(duty, then, last).due, last)});
  }
  return earlier;
}

/// The office's step: an abolished unit cannot act.
void tell_transfer(Obligation& o, const UnitRegister& units, Date on) {
  const auto* office = units.of_class(UnitClass::Office, on);
  if (office) o.whose_turn = office->code.text;
  const auto successors = units.standing_for(o.owing, on);
  o.next_step = {
      "待划转：" + unit_name(o.owing, units) + " 已撤销" +
          (successors.empty() ? "，名册未列继任单位" : "，继任单位 " + unit_names(successors, units)),
      "to be transferred: " + units.called(o.owing, on).en + " is no more" +
          (successors.empty() ? ", no successor is registered" : ", successor " + called(successors, units, on))};
}

void tell_turn(Obligation& o, const Standing& standing, const DueState& due, const UnitRegister& units, Date on) {
  const auto turn = [&](const UnitCode& unit, std::string_view zh, std::string_view en) {
    o.whose_turn = unit.text;
    o.next_step = {(unit_name(unit, units) + "：").append(zh), (units.called(unit, on).en + ": ").append(en)};
  };
  if (o.awaits_transfer) return tell_transfer(o, units, on);
  if (standing.disputed) return turn(o.owed_to, "裁定送达异议", "rule on the objection to service");
  if (awaits_answer(o.state) && standing.absence_stated)
    return turn(o.owed_to, "认定缺席，或经说明免办", "find that it was absent, or waive it");
  if (standing.extension_pending) return turn(o.owed_to, "决定是否同意延期", "decide on the extension asked for");
  switch (o.state) {
    case State::AwaitingService:
      return turn(o.owed_to, "送达并登记", "serve it and enter the service");
    case State::AwaitingAcknowledgement:
      return turn(o.owing, "签收", "sign for receipt");
    case State::AwaitingInputs:
      if (!due.unserved.empty())
        return turn(o.owing, "催签或登记送达：" + unit_names(due.unserved, units),
                    "prompt or enter the service of " + called(due.unserved, units, on));
      o.whose_turn = joined(due.waiting_for);
      o.next_step = {"等待反馈：" + unit_names(due.waiting_for, units),
                     "waiting for " + called(due.waiting_for, units, on)};
      return;
    case State::InProgress:
      if (o.stage_due)
        return turn(o.owing, "办理并反馈；阶段反馈于 " + to_text(*o.stage_due) + " 前",
                    "act and answer; interim answer by " + to_text(*o.stage_due));
      return turn(o.owing, "办理并反馈", "act and answer");
    case State::Answered:
      if (o.verification_days_overdue > 0)
        return turn(
            o.owed_to, "核实（核实期限已过 " + std::to_string(o.verification_days_overdue) + " 天，责任不在承办单位）",
            "verify (" + std::to_string(o.verification_days_overdue) + " days past its own term, not the unit's)");
      return turn(o.owed_to, "核实", "verify");
    case State::Returned:
      return turn(o.owing, "重报", "answer again");
    case State::Verified:
      return turn(o.owed_to, "办结或销号", "complete or close");
    case State::Completed:
      return turn(o.owed_to, "销号", "close");
    case State::Closed:
    case State::Waived:
    case State::Withdrawn:
    case State::Absent:
      return;
  }
}

void tell_parts(Obligation& o, const Duty& duty, const Standing& standing) {
  for (std::size_t i = 0; i < duty.parts.size(); ++i) {
    const auto& part = duty.parts[i];
    Part shown{part.name, part.item, part.kind, std::nullopt, std::nullopt};
    if (standing.parts[i]) {
      shown.met_by = standing.parts[i]->by;
      shown.met_on = standing.parts[i]->on;
      if (std::find(o.discharging.begin(), o.discharging.end(), *shown.met_by) == o.discharging.end())
        o.discharging.push_back(*shown.met_by);
    }
    o.parts.push_back(std::move(shown));
  }
}

void tell_origin(Obligation& o, const Duty& duty) {
  const auto& rule = *duty.rule;
  o.id = duty.id;
  o.rule = rule.id;
  o.system = rule.system;
  o.row = rule.row;
  o.clause = rule.clause;
  o.basis = rule.basis;
  o.name = rule.name;
  o.owes = rule.owes;
  o.period = duty.period;
  o.trigger = duty.trigger;
  if (duty.trigger) o.service_record = duty.service_record;
  o.arose = duty.arose;
  o.item = duty.item;
  o.citing_paragraph_id = duty.citing_paragraph_id;
  o.citing_text = duty.citing_text;
  o.owed_to = duty.owed_to;
  o.contributing = duty.contributing;
}

void tell_holder(Obligation& o, const Duty& duty, const Standing& standing, const DueReckoner& reckoner,
                 const UnitRegister& units, Date on) {
  o.owing = standing.owing;
  o.earlier = tenures(duty, standing, reckoner);
  o.awaits_transfer = awaits_answer(o.state) && units.is_abolished(o.owing, on);
}

}  // namespace

Obligation view(const Duty& duty, Date on, const DueReckoner& reckoner, const UnitRegister& units) {
  const auto standing = settle(duty, on);
  auto due = reckoner.reckon(duty, standing, on);
  Obligation o;
  tell_origin(o, duty);
  tell_parts(o, duty, standing);
  if (duty.needs_service() || duty.held_since) o.served = standing.served;
  o.answered_on = standing.answered_on;
  o.verification_due = reckoner.verification_due(duty, standing);
  if (o.verification_due) o.verification_days_overdue = std::max(0, days_between(*o.verification_due, on));
  o.service_disputed = standing.disputed;
  o.extension_asked_late = standing.still_owed() && late_request(duty, on);
  o.absence_stated = standing.absence_stated;
  o.faults = standing.faults;
  o.policy = due.policy;
  o.policy_after_the_fact = due.after_the_fact;
  o.state = state_of(duty, standing, due, units);
  tell_holder(o, duty, standing, reckoner, units, on);
  // A unit that is no more is late up to its last day; what follows is the office's to settle.
  o.days_overdue = days_overdue(duty, standing, due.due, o.awaits_transfer ? *units.find(o.owing)->until : on);
  o.due_soon = awaits_answer(o.state) && reckoner.is_due_soon(due.due, on);
  o.stage_due = reckoner.stage_due(duty, standing, due.due);
  o.waiting_for = due.waiting_for;
  const CountingDays days{duty};
  for (const auto& step : duty.steps)
    if (days.of(step) <= on) o.history.push_back(step.shown);
  tell_turn(o, standing, due, units, on);
  o.due = std::move(due.due);
  return o;
}

bool involves(const Obligation& obligation, const UnitCode& unit) {
  const auto is_unit = [&](const UnitCode& each) { return each == unit; };
  return obligation.owing == unit || obligation.owed_to == unit ||
         std::any_of(obligation.contributing.begin(), obligation.contributing.end(), is_unit) ||
         std::any_of(obligation.earlier.begin(), obligation.earlier.end(),
                     [&](const Tenure& each) { return each.unit == unit; });
}

bool is_overdue(const Obligation& obligation) { return obligation.days_overdue > 0 && awaits_answer(obligation.state); }

bool in_state(const Obligation& obligation, std::string_view state) {
  if (state == "overdue" || state == "逾期") return is_overdue(obligation);
  if (state == "due-soon" || state == "临期") return obligation.due_soon;
  if (state == "awaiting-transfer" || state == "待划转") return obligation.awaits_transfer;
  return parse_state(state) == obligation.state;
}

}  // namespace cundang::ledger
