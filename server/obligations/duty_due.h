// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "server/obligations/due_date.h"
#include "server/obligations/packs.h"
#include "server/obligations/standing.h"

namespace cundang::ledger {

/// Finds the inputs of a fan-in.
using InputsOf = std::function<std::vector<const Duty*>(const Duty&)>;

/// A due date and, of a fan-in, what it waits for.
struct DueState {
  DueDate due;
  std::vector<UnitCode> waiting_for;  ///< units whose inputs are neither in nor overdue, in order, once each
  std::vector<UnitCode> unserved;     ///< those of them that have not been served
  bool waiting = false;
  bool after_the_fact = false;  ///< the policy was filed only after the duty arose: must never cost a point
  std::string policy;           ///< id, where the date rests on one
};

/// Reckons the due date of a duty as of `on`.
class DueReckoner {
 public:
  DueReckoner(const Packs& packs, InputsOf inputs_of) : packs_{packs}, inputs_of_{std::move(inputs_of)} {}
  DueState reckon(const Duty& duty, const Standing& standing, Date on) const {
    return reckon(duty, standing, on, true);
  }
  /// Last day of the supervisor's own term to verify (policy 核实); nothing unless an answer waits for it.
  std::optional<Date> verification_due(const Duty& duty, const Standing& standing) const;
  /// Day by which the next 阶段反馈 of a long item is due (policy 阶段反馈), where it lies before the due day.
  std::optional<Date> stage_due(const Duty& duty, const Standing& standing, const DueDate& due) const;
  /// 临期: `on` lies within the policy's days before the due day, or on it.
  bool is_due_soon(const DueDate& due, Date on) const;

 private:
  DueState reckon(const Duty& duty, const Standing& standing, Date on, bool follow) const;
  std::optional<Date> fan_in_day(const Duty& duty, Date on, DueState& state) const;
  std::optional<Date> turn_day(const Duty& duty, Date served, Date on, bool follow, DueState& state) const;
  TermSource term_source(const Duty& duty, DueState& state) const;
  void count_from_event(const Duty& duty, const Standing& standing, Date on, bool follow, DueState& state) const;

  const Packs& packs_;
  InputsOf inputs_of_;
};

}  // namespace cundang::ledger
