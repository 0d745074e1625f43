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
#include "server/obligations/special_periods.h"
#include "server/obligations/unit_list.h"
#include "server/obligations/unit_register.h"

namespace cundang::ledger {

/// The rules of every rule-pack applied so far, each with its versions.
class RuleBook {
 public:
  using Version = std::shared_ptr<const Rule>;
  void take(const Node& content, Date filed);
  /// Rules in force on `day` that a record of this kind and series triggers, by id.
  std::vector<Version> triggered_by(std::string_view kind, std::string_view series, Date day) const;
  /// Rules in force on `day` that a demand for a document of this kind triggers, by id.
  std::vector<Version> demanded(std::string_view kind, Date day) const;
  /// Some rule is triggered by records of this kind.
  bool is_trigger(std::string_view kind) const { return ids_by_kind_.contains(kind); }
  /// Children by which records of this kind name the trigger whose duties they state to be done or not.
  const std::vector<std::string>& states(std::string_view kind) const;
  /// Every version of every rule that the calendar triggers, by id.
  std::vector<Version> of_calendar() const;
  /// The version in force on `day` that was filed last up to that day; null where none is.
  Version in_force(std::string_view id, Date day) const;
  /// Of every rule the version filed last, by id.
  std::vector<Version> newest() const;
  /// Kinds some rule's duty is answered by; with the child that names the trigger, where rules have one.
  bool is_answer(std::string_view kind) const { return vias_.contains(kind); }
  const std::vector<std::string>& vias(std::string_view kind) const;

 private:
  struct Filed {
    Date day;
    Version rule;
  };
  std::vector<Version> named(const std::vector<std::string>& ids, Date day) const;

  std::map<std::string, std::vector<Filed>, std::less<>> by_id_;
  std::map<std::string, std::vector<std::string>, std::less<>> ids_by_kind_;    ///< trigger kind → rule ids, sorted
  std::map<std::string, std::vector<std::string>, std::less<>> ids_by_demand_;  ///< the same by the kind demanded
  std::map<std::string, std::vector<std::string>, std::less<>> vias_;           ///< answering kind → children
  std::map<std::string, std::vector<std::string>, std::less<>> states_;         ///< stating kind → children
};

/// Everything that packs say, as applied so far.
struct Packs {
  UnitRegister units;
  UnitLists lists;
  PolicyBook policies;
  Calendar calendar;       ///< as known last
  CalendarBook calendars;  ///< as known from day to day
  SpecialPeriods special_periods;
  RuleBook rules;
  DeadlineShifts shifts;

  /// @param filed day on which the ledger learns of it: from then on it holds for what arises.
  /// @returns whether it was a pack the ledger reads; a faulty one is passed over.
  bool take(const Node& content, Date filed);
};

}  // namespace cundang::ledger
