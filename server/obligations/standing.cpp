// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/standing.h"

#include <algorithm>

namespace cundang::ledger {
namespace {

using Phase = Standing::Phase;

bool all_met(const Standing& standing) {
  return std::all_of(standing.parts.begin(), standing.parts.end(), [](const auto& part) { return part.has_value(); });
}

void serve(Standing& standing, Date day, bool disputable) {
  standing.served = day;
  standing.disputable = disputable;
  standing.disputed = false;
}

void dispute(Standing& standing) {
  standing.served_before = standing.served;
  standing.served.reset();
  standing.disputable = false;
  standing.disputed = true;
}

/// Corrected minutes take the place of what the first said of it, and of the 销号 or 免报 that rested on that alone.
void restate(Standing& standing) {
  standing.phase = Phase::Open;
  standing.ended_on.reset();
  standing.answered_on.reset();
  standing.first_met_on.reset();
  for (auto& part : standing.parts) part.reset();
}

/// Corrected minutes say otherwise: a 缺席 found by what the first said does not stand against them.
void take_statement(Standing& standing) {
  standing.absence_stated = false;
  if (standing.phase != Phase::Absent) return;
  standing.phase = Phase::Open;
  standing.ended_on.reset();
}

void take_answer(Standing& standing, const Step& step, Date day) {
  take_statement(standing);
  // Whoever answers a document has it.
  if (!standing.served) serve(standing, day, false);
  standing.last_answer = std::max(standing.last_answer.value_or(day), day);
  for (const auto index : step.parts)
    if (index < standing.parts.size() && !standing.parts[index])
      standing.parts[index] = Standing::Met{step.answer.value_or(step.shown.record), day};
  if (!all_met(standing) || !standing.still_owed()) return;
  standing.phase = Phase::Answered;
  standing.answered_on = std::nullopt;
  for (const auto& part : standing.parts)
    standing.answered_on = std::max(standing.answered_on.value_or(part->on), part->on);
  if (!standing.first_met_on) standing.first_met_on = standing.answered_on;
}

/// 退办 of one answer leaves the others standing.
void take_return(Standing& standing, const Step& step) {
  if (standing.answered_on) standing.held.push_back({*standing.answered_on, step.shown.day});
  for (auto& part : standing.parts)
    if (part && (!step.answer || part->by == *step.answer)) part.reset();
  standing.phase = Phase::Returned;
  standing.answered_on.reset();
  if (step.until) standing.new_terms.push_back(step);
}

void end(Standing& standing, Phase phase, Date day) {
  standing.phase = phase;
  standing.extension_pending = false;
  if (!standing.ended_on) standing.ended_on = day;
}

/// The days between are not the unit's; what it had answered stands, the rest begins with a new service.
void reinstate(Standing& standing, Date day) {
  if (standing.ended_on) standing.held.push_back({*standing.ended_on, day});
  standing.ended_on.reset();
  standing.phase = standing.answered_on ? Phase::Answered : Phase::Open;
  if (!standing.answered_on) standing.served.reset();
  standing.disputed = standing.disputable = false;
}

void transfer(Standing& standing, const Step& step) {
  standing.transfers.push_back({standing.owing, step.shown.day, beijing_day(step.shown.at)});
  standing.owing = step.unit;
}

void take_fault(Standing& standing, const Step& step) {
  if (!step.confirms) {
    standing.faults.push_back({step.unit, step.fault, step.shown.record, std::nullopt});
    return;
  }
  for (auto& fault : standing.faults)
    if (fault.unit == step.unit && fault.kind == step.fault && !fault.confirmed_by)
      fault.confirmed_by = step.shown.record;
}

void take(Standing& standing, const Step& step, Date day) {
  switch (step.effect) {
    case Effect::None:
    case Effect::DayRecognised:  // CountingDays has looked at it
      break;
    case Effect::Missed:
      standing.absence_stated = true;
      break;
    case Effect::Served:
      serve(standing, day, !step.by_owing_unit);
      break;
    case Effect::ServiceDisputed:
      dispute(standing);
      break;
    case Effect::ObjectionUpheld:
      standing.disputed = false;
      break;
    case Effect::ServiceRestored:
      serve(standing, standing.served_before.value_or(day), false);
      break;
    case Effect::Answered:
      take_answer(standing, step, day);
      break;
    case Effect::ExtensionAsked:
      standing.extension_pending = true;
      break;
    case Effect::ExtensionAskedLate:
      break;
    case Effect::ExtensionGranted:
      standing.extension_pending = false;
      if (step.late_after) standing.late.push_back({*step.late_after, step.shown.day});
      standing.new_terms.push_back(step);
      break;
    case Effect::ExtensionRefused:
      standing.extension_pending = false;
      break;
    case Effect::Verified:
      standing.phase = Phase::Verified;
      standing.extension_pending = false;
      break;
    case Effect::VerificationRefused:
    case Effect::Returned:
      take_return(standing, step);
      break;
    case Effect::Completed:
      end(standing, Phase::Completed, day);
      break;
    case Effect::Closed:
      end(standing, Phase::Closed, day);
      break;
    case Effect::Waived:
      take_statement(standing);
      end(standing, Phase::Waived, day);
      break;
    case Effect::Withdrawn:
      end(standing, Phase::Withdrawn, day);
      break;
    case Effect::Reinstated:
      reinstate(standing, day);
      break;
    case Effect::Transferred:
      transfer(standing, step);
      break;
    case Effect::FaultFound:
      take_fault(standing, step);
      if (step.ends) end(standing, Phase::Absent, day);
      break;
  }
}

}  // namespace

Standing settle(const Duty& duty, std::optional<Date> on) {
  Standing standing;
  standing.parts.resize(duty.parts.size());
  standing.served = duty.held_since;
  standing.owing = duty.owing;
  standing.last_leaf = duty.trigger_leaf;
  const CountingDays days{duty};
  for (const auto& step : duty.steps) {
    if (!step.shown.applies) continue;
    const auto day = days.of(step);
    if (on && *on < day) continue;
    if (step.restates) restate(standing);
    take(standing, step, day);
    standing.last_leaf = std::max(standing.last_leaf, step.shown.leaf);
  }
  return standing;
}

std::optional<Date> last_timely_day(const Duty& duty, const Standing& standing, std::optional<Date> due) {
  if (!due || (duty.needs_service() && !standing.served)) return std::nullopt;
  auto last = *due;
  if (duty.needs_service()) last = std::max(last, *standing.served);
  if (!standing.transfers.empty())
    last = std::max({last, standing.transfers.back().effective, standing.transfers.back().known});
  return last;
}

CountingDays::CountingDays(const Duty& duty) {
  for (const auto& step : duty.steps)
    if (step.effect == Effect::DayRecognised && step.shown.applies && step.answer)
      recognised_.emplace(step.answer->value, step.shown.day);
}

Date CountingDays::of(const Step& step) const {
  if (step.effect != Effect::Answered || !step.answer) return step.shown.day;
  const auto day = recognised_.find(step.answer->value);
  return day == recognised_.end() ? step.shown.day : std::min(day->second, step.shown.day);
}

UnitCode owing_on(const Duty& duty, Date day) {
  auto owing = duty.owing;
  for (const auto& step : duty.steps)
    if (step.effect == Effect::Transferred && step.shown.applies && step.shown.day <= day) owing = step.unit;
  return owing;
}

}  // namespace cundang::ledger
