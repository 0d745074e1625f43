// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/standing.h"

#include <algorithm>

namespace cundang::ledger {
namespace {

using Phase = Standing::Phase;

bool all_met(const Standing& standing) {
  return std::all_of(standing.parts.begin(), standing.parts.end(), [](const auto& part) { return part.has_value(); });
}

void take_answer(Standing& standing, const Step& step) {
  // Whoever answers a document has it.
  if (!standing.served) standing.served = step.shown.day;
  for (const auto index : step.parts)
    if (index < standing.parts.size() && !standing.parts[index])
      standing.parts[index] = Standing::Met{step.answer.value_or(step.shown.record), step.shown.day};
  if (!all_met(standing) || !standing.still_owed()) return;
  standing.phase = Phase::Answered;
  standing.answered_on = std::nullopt;
  for (const auto& part : standing.parts)
    standing.answered_on = std::max(standing.answered_on.value_or(part->on), part->on);
  if (!standing.first_met_on) standing.first_met_on = standing.answered_on;
}

/// 退办 of one answer leaves the others standing.
void take_return(Standing& standing, const Step& step) {
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

void take(Standing& standing, const Step& step) {
  const auto day = step.shown.day;
  switch (step.effect) {
    case Effect::None:
    case Effect::Missed:
      break;
    case Effect::Served:
      standing.served = day;
      standing.disputable = !step.by_owing_unit;
      break;
    case Effect::ServiceDisputed:
      standing.served.reset();
      standing.disputable = false;
      break;
    case Effect::Answered:
      take_answer(standing, step);
      break;
    case Effect::ExtensionAsked:
      standing.extension_pending = true;
      break;
    case Effect::ExtensionGranted:
      standing.extension_pending = false;
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
      end(standing, Phase::Waived, day);
      break;
    case Effect::Withdrawn:
      end(standing, Phase::Withdrawn, day);
      break;
  }
}

}  // namespace

Standing settle(const Duty& duty, std::optional<Date> on) {
  Standing standing;
  standing.parts.resize(duty.parts.size());
  standing.served = duty.held_since;
  standing.last_leaf = duty.trigger_leaf;
  for (const auto& step : duty.steps) {
    if (!step.shown.applies || (on && *on < step.shown.day)) continue;
    take(standing, step);
    standing.last_leaf = std::max(standing.last_leaf, step.shown.leaf);
  }
  return standing;
}

}  // namespace cundang::ledger
