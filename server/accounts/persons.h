// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/model/agent.h"
#include "server/accounts/trail.h"

namespace cundang::accounts {

/// One who signs in. For each unit he may act for, his roles there.
struct Person {
  PersonId id;
  std::string name;  ///< as shown
  bool enabled = true;
  bool has_password = false;
  std::map<UnitCode, std::set<Role>> grants;
};

/// Persons and what they may do. Thread-safe. `by` is who did it, for the trail.
class Persons {
 public:
  Persons(Database& database, Trail& trail, const Clock& clock) : database_{database}, trail_{trail}, clock_{clock} {}

  /// @throws Error{BadRequest} for a name that is taken or not 2–32 of [a-z0-9._-] beginning with a letter or digit.
  void add(const PersonId& id, const std::string& name, const PersonId& by);
  /// Replaces his roles for that unit; none takes the unit away.
  /// @throws Error{Forbidden} where he would hold two of the three administrators' roles; Error{NotFound}.
  void grant(const PersonId& id, const UnitCode& unit, const std::set<Role>& roles, const PersonId& by);
  /// A disabled person's sessions end at once.
  void enable(const PersonId& id, bool enabled, const PersonId& by);
  std::optional<Person> find(const PersonId& id) const;
  std::vector<Person> all() const;

 private:
  Database& database_;
  Trail& trail_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
