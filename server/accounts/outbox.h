// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/ids.h"
#include "schema/model/instant.h"
#include "server/accounts/database.h"

namespace cundang::accounts {

/// One thing to be sent, and what became of it.
struct Outgoing {
  enum class State { Waiting, Accepted, Refused };

  std::int64_t id = 0;
  std::string key;      ///< never twice: putting a key again changes nothing
  std::string channel;  ///< mail, webhook, checkpoint
  std::string target;   ///< mail address, number of the hook, name of the outlet
  UnitCode unit;        ///< whose duties
  std::string event;    ///< of a webhook
  std::string subject, body;
  std::vector<ObligationId> about;
  Instant created, next_try;  ///< real clock
  int tries = 0;              ///< attempts that failed
  State state = State::Waiting;
  std::string answer;                     ///< the other side's last words, or what went wrong last
  Instant sent_at;                        ///< archive's clock; 0 while waiting
  std::optional<AccessionNumber> record;  ///< its 发送登记, once filed
};

/// How far messages have been planned.
struct PlanMark {
  LeafIndex leaf = -1;  ///< steps up to this leaf have been told
  Date day;             ///< days up to this one
};

/// What waits to be sent, durable before anything is sent and until its 发送登记 is filed: nothing is lost by a crash,
/// and what was under way then is sent again under the same id. Thread-safe.
class Outbox {
 public:
  Outbox(Database& database, const Clock& clock) : database_{database}, clock_{clock} {}

  bool has(std::string_view key) const;
  std::optional<PlanMark> mark() const;
  /// All of them, and then the mark. Of `outgoing` key, channel, target, unit, event, subject, body and about
  /// count.
  void put(const std::vector<Outgoing>& outgoing, const PlanMark& mark);
  void put(const std::vector<Outgoing>& outgoing);

  /// Waiting ones whose time has come, oldest first. @param target empty: any
  std::vector<Outgoing> due(std::string_view channel, std::string_view target, int limit) const;
  void accepted(std::int64_t id, std::string_view answer, Instant sent_at);
  void refused(std::int64_t id, std::string_view answer, Instant sent_at);
  /// It failed this time and waits on.
  void put_off(std::int64_t id, std::string_view trouble, Instant next_try);
  /// Everything that waits is tried at once.
  void hurry();

  /// Decided ones that stand in no 发送登记 yet and belong to no batch, oldest first.
  std::vector<Outgoing> unfiled(std::string_view channel, int limit) const;
  /// Binds rows to one 发送登记 before it is filed: after a crash the same batch is filed under the same name.
  void bind(const std::vector<std::int64_t>& ids, std::string_view batch);
  /// Names of batches that are bound and not yet filed.
  std::vector<std::string> bound() const;
  std::vector<Outgoing> of_batch(std::string_view batch) const;
  void filed(std::string_view batch, AccessionNumber record);
  /// Where filing was refused for good: it is not tried again.
  void give_up_filing(std::string_view batch);

  /// Newest first; without checkpoints, which are no messages to anybody's desk.
  std::vector<Outgoing> latest(int limit) const;
  /// @param target empty: any
  std::int64_t waiting(std::string_view channel, std::string_view target = {}) const;
  /// The newest that was taken over by that target.
  std::optional<Outgoing> last_accepted(std::string_view channel, std::string_view target) const;
  /// Forgets what was filed and is older.
  void forget_before(Instant created);

 private:
  std::vector<Outgoing> select(std::string_view rest, const std::vector<Database::Value>& values) const;
  Database& database_;
  const Clock& clock_;
};

}  // namespace cundang::accounts
