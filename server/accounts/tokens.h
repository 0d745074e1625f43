// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/model/agent.h"
#include "server/accounts/trail.h"

namespace cundang::accounts {

struct TokenRow {
  std::int64_t id = 0;
  UnitCode unit;
  PersonId person;  ///< who answers for it
  std::string label;
  Instant created;
  bool revoked = false;
};

/// API tokens of units' systems. Shown once, kept as SHA-256. Thread-safe; a known token costs one digest and one
/// look-up in memory, and a token revoked by another process is refused within five seconds.
class Tokens {
 public:
  Tokens(Database& database, Trail& trail, const Clock& clock) : database_{database}, trail_{trail}, clock_{clock} {}

  std::string issue(const UnitCode& unit, const PersonId& person, const std::string& label, const PersonId& by);
  void revoke(std::int64_t id, const PersonId& by);
  /// The actor behind a token: its unit, with the role Submitter, and Office where the token's person holds it there.
  std::optional<Actor> find(std::string_view secret);
  std::vector<TokenRow> all() const;

 private:
  struct Known {
    Actor actor;
    std::chrono::steady_clock::time_point until;
  };
  std::optional<Actor> look_up(const std::string& hash) const;
  Database& database_;
  Trail& trail_;
  const Clock& clock_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, Known> known_;  ///< by hash
};

}  // namespace cundang::accounts
