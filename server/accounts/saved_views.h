// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "schema/model/ids.h"
#include "server/accounts/database.h"

namespace cundang::accounts {

/// A filter of the board that a person keeps.
struct SavedView {
  std::int64_t id = 0;
  PersonId person;
  UnitCode unit;      ///< for which he acted when he kept it
  std::string name;   ///< 1–100 bytes, one line
  std::string query;  ///< of /board, e.g. unit=ZJW&state=overdue
};

/// Kept views, at most 100 a person, each name once for a person and unit. Thread-safe.
class SavedViews {
 public:
  explicit SavedViews(Database& database) : database_{database} {}
  /// @throws Error{BadRequest} with the fact "field" for a name that is empty, too long, more than a line or taken, or
  /// one view too many.
  std::int64_t add(const SavedView& view);
  /// Feeds of it end with it. @throws Error{NotFound} unless it is his.
  void remove(std::int64_t id, const PersonId& person);
  /// Of one person acting for one unit, oldest first.
  std::vector<SavedView> of(const PersonId& person, const UnitCode& unit) const;

 private:
  Database& database_;
};

}  // namespace cundang::accounts
