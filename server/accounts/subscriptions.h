// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts/trail.h"

namespace cundang::accounts {

/// Where a person wants mail about a unit's duties, and which.
struct Subscription {
  PersonId person;
  std::string person_name;
  UnitCode unit;
  std::string address;
  bool digest = true;   ///< 每日提醒
  bool at_once = true;  ///< 送达, 退办, 催办 at once
};

/// One subscription for each person and unit. Thread-safe.
class Subscriptions {
 public:
  Subscriptions(Database& database, Trail& trail) : database_{database}, trail_{trail} {}

  /// Replaces what was there. The address is the caller's to check.
  void set(const Subscription& subscription);
  void remove(const PersonId& person, const UnitCode& unit);
  std::optional<Subscription> find(const PersonId& person, const UnitCode& unit) const;
  /// Of persons who are enabled and still may act for the unit, by unit and person.
  std::vector<Subscription> active() const;

 private:
  Database& database_;
  Trail& trail_;
};

}  // namespace cundang::accounts
