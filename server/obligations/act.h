// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "schema/model/entry.h"
#include "server/obligations/duty.h"
#include "server/obligations/standing.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {

/// Who may do an act (docs/formats/rules.md, Steps).
enum class ActBy { OwingUnit, Supervisor };

/// What judging an act on one duty needs besides the duty.
struct ActContext {
  const UnitRegister& units;        ///< outlives the judging
  UnitCode by;                      ///< acting unit
  Text may_not;                     ///< not empty: it may not act for that unit
  bool supervises = false;          ///< it is owed to, or a supervising body, and does not owe
  std::optional<Date> due;          ///< current due day
  std::optional<Date> late_after;   ///< last day on which the owing unit is in time
  std::optional<Date> deemed_from;  ///< first day on which service may be deemed, where policy 催签 says
  Date issued;                      ///< document's date of the trigger, else its receipt
};

/// Not empty: the decision `expects` a step below the last that applies; its author had not seen that one.
Text outdated(const Node& content, const Standing& standing);
/// An extension was asked for after the date, and nobody has decided on it up to `on`.
bool late_request(const Duty& duty, Date on);
/// The unit so called may not do this.
Text not_entitled(const Text& called);
/// A step of this record on a duty, that counts from its receipt and applies unless `why_not` says otherwise.
Step begin_step(const Entry& entry, Text text, Text why_not);
/// A kind that is an act on a duty.
bool is_act(std::string_view kind);
ActBy act_by(std::string_view kind);
/// The step the act makes on the duty: applying, or 无效 with its reason.
Step judge(const Entry& entry, const Duty& duty, const Standing& standing, const ActContext& context);

}  // namespace cundang::ledger
