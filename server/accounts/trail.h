// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "server/accounts/database.h"

namespace cundang::accounts {

struct TrailRow {
  Instant at;  ///< real clock
  PersonId person;
  std::string act;      ///< e.g. sign-in, sign-in.failed, person.add, token.issue
  std::string subject;  ///< whom or what it touched; never a secret
};

/// 审计轨迹 of sign-in and accounts, read by the 安全审计员. Only grows.
class Trail {
 public:
  Trail(Database& database, const Clock& clock) : database_{database}, clock_{clock} {}
  void note(const PersonId& person, std::string_view act, std::string_view subject);
  /// Newest first.
  std::vector<TrailRow> latest(int limit) const;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
