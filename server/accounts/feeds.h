// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/accounts/trail.h"

namespace cundang::accounts {

/// What a secret address opens: the unit's calendar, or one saved view of the board.
struct Feed {
  std::int64_t id = 0;
  PersonId person;          ///< who made it and answers for it
  UnitCode unit;            ///< for which he acted
  std::int64_t view = 0;    ///< 0: the unit's calendar
  std::string name, query;  ///< of the saved view
  Instant created;
};

/// Secret addresses for programs that cannot sign in. Shown once, kept as SHA-256. Thread-safe.
class Feeds {
 public:
  Feeds(Database& database, Trail& trail, const Clock& clock) : database_{database}, trail_{trail}, clock_{clock} {}

  /// The secret of a new address; others of the same thing stay. @throws Error{NotFound} where the view is not his,
  /// Error{BadRequest} at more than 100.
  std::string issue(const PersonId& person, const UnitCode& unit, std::int64_t view);
  /// @throws Error{NotFound} unless it is his and still open.
  void revoke(std::int64_t id, const PersonId& person);
  /// Nothing for a secret that is unknown or revoked, or whose person is disabled or no longer acts for the unit.
  std::optional<Feed> find(std::string_view secret) const;
  /// Open ones of one person acting for one unit, oldest first.
  std::vector<Feed> of(const PersonId& person, const UnitCode& unit) const;

 private:
  Database& database_;
  Trail& trail_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
