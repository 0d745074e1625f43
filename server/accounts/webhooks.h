// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/accounts/trail.h"

namespace cundang::accounts {

/// A program that is told of what happens to a unit's duties.
struct Webhook {
  std::int64_t id = 0;
  UnitCode unit;
  std::string url;
  std::string secret;  ///< signs every delivery; shown once, kept because signing needs it
  Instant created;
  Date since;  ///< the archive's day on which it was entered
  bool enabled = true;
  Instant failing_since;  ///< first failure since the last success; 0 while all is well
  int failures = 0;       ///< in a row
  Instant next_try;
  std::string trouble;  ///< what went wrong last
};

/// Webhooks as the system administrator enters them. Thread-safe.
class Webhooks {
 public:
  Webhooks(Database& database, Trail& trail, const Clock& clock) : database_{database}, trail_{trail}, clock_{clock} {}

  /// The secret of the new hook. The address is the caller's to check.
  std::string add(const UnitCode& unit, const std::string& url, Date since, const PersonId& by);
  /// What waits for it in the outbox goes with it. @throws Error{NotFound}
  void remove(std::int64_t id, const PersonId& by);
  /// Enabling forgets earlier failures, so that what waits goes out at once. @throws Error{NotFound}
  void enable(std::int64_t id, bool enabled, const PersonId& by);
  /// Tried at once; failures so far still count.
  void hurry(std::int64_t id);
  void succeeded(std::int64_t id);
  void failed(std::int64_t id, const std::string& trouble, Instant next_try);
  /// Disabled after it failed for too long; what went wrong stays, and what waits for it stays in the outbox.
  void give_up(std::int64_t id);
  std::vector<Webhook> all() const;

 private:
  Database& database_;
  Trail& trail_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
