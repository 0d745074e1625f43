// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/obligations/calendar.h"
#include "server/obligations/deadline_shift.h"
#include "server/obligations/policy.h"
#include "server/obligations/rule.h"
#include "server/obligations/unit_list.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {

/// The rules of every rule-pack applied so far, each with its versions.
class RuleBook {
 public:
  using Version = std::shared_ptr<const Rule>;
  void take(const Node& content);
  /// Rules in force on `day` that a record of this kind and series triggers, by id.
  std::vector<Version> triggered_by(std::string_view kind, std::string_view series, Date day) const;
  /// Every version of every rule that the calendar triggers, by id.
  std::vector<Version> of_calendar() const;
  /// The version filed last that is in force on `day`; null where none is.
  Version in_force(std::string_view id, Date day) const;
  /// Kinds some rule's duty is answered by; with the child that names the trigger, where rules have one.
  bool is_answer(std::string_view kind) const { return vias_.contains(kind); }
  const std::vector<std::string>& vias(std::string_view kind) const;

 private:
  std::map<std::string, std::vector<Version>, std::less<>> by_id_;
  std::map<std::string, std::vector<std::string>, std::less<>> ids_by_kind_;  ///< trigger kind → rule ids, sorted
  std::map<std::string, std::vector<std::string>, std::less<>> vias_;         ///< answering kind → children
};

/// Everything that packs say, as applied so far.
struct Packs {
  UnitRegister units;
  UnitLists lists;
  PolicyBook policies;
  Calendar calendar;
  RuleBook rules;
  DeadlineShifts shifts;

  /// @returns whether it was a pack the ledger reads; a faulty one is passed over.
  bool take(const Node& content);
};

}  // namespace cundang::ledger
