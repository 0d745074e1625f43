// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "archive/crypto/key_store.h"
#include "archive/evidence/checkpoint.h"
#include "archive/ingest/clock_guard.h"
#include "archive/ingest/group.h"
#include "archive/registry/registry.h"

namespace cundang::ingest {

struct RegistrarOptions {
  std::size_t group_max = 128;                     ///< members of one commit
  std::int64_t backlog_records_max = 250'000;      ///< records in the journal; past it BacklogFull
  std::int64_t backlog_bytes_max = 4'000'000'000;  ///< bytes in the journal
  bool watch_clock_jumps = true;                   ///< off where the clock is set on purpose (init of a 演练 archive)
  std::function<void()> before_commit;             ///< syncs the attachment spool; may throw
  /// Told when the disk failed in a commit, so that its outcome is unknown; the waiting callers have their answer.
  /// Where it returns, nothing is registered any more until a restart has read the disk again.
  std::function<void(const Error&)> storage_failed;
};

/// Bytes and records that wait in the journal for the worker.
struct Backlog {
  std::int64_t records = 0, bytes = 0;
};

/// 登记: the one writer of an archive. Its thread takes neighbours as a group, runs each in a savepoint, appends their
/// leaves, signs one checkpoint and commits once. Also writes 日结 when a day has ended. All public calls are
/// thread-safe.
class Registrar {
 public:
  Registrar(registry::Registry& registry, const crypto::KeyStore& keys, const Clock& clock, RegistrarOptions options);
  ~Registrar();  ///< finishes what is queued, then stops

  /// The instant of receipt; while the arrival lives, its day is not closed.
  class Arrival {
   public:
    Arrival(Registrar& registrar);
    ~Arrival();
    Arrival(const Arrival&) = delete;
    Arrival& operator=(const Arrival&) = delete;
    Instant at() const { return at_; }

   private:
    Registrar& registrar_;
    Instant at_;
  };

  /// Queues a job; its committed() or failed() is called from the writer thread.
  void enqueue(std::shared_ptr<Job> job);
  /// Runs `work` in a group of its own or beside others, and waits for the commit. For the worker. Throws what failed.
  void run(std::function<void(Group&)> work);

  /// @throws Error{BacklogFull} when the journal is full.
  void check_backlog() const;
  Backlog backlog() const { return {backlog_records_.load(), backlog_bytes_.load()}; }
  void add_backlog(std::int64_t records, std::int64_t bytes);
  TreeSize size() const { return size_.load(); }
  /// A copy of the tree as of the last commit, to compute proofs with.
  evidence::Tree tree() const;
  const std::string& origin() const { return log_key_.name; }
  const evidence::LogKey& log_key() const { return log_key_; }

 private:
  void loop();
  std::vector<std::shared_ptr<Job>> take_group();
  void close_days(const std::vector<std::shared_ptr<Job>>& waiting);
  void commit_group(std::vector<std::shared_ptr<Job>> jobs);
  std::vector<std::shared_ptr<Job>> apply_all(Group& group, const std::vector<std::shared_ptr<Job>>& jobs);
  static std::vector<std::shared_ptr<Job>> apply_each(Group& group, const std::vector<std::shared_ptr<Job>>& jobs);
  std::string store(Group& group);
  void reload();
  void give_up(const Error& why);
  bool in_flight_before(Instant limit) const;

  registry::Registry& registry_;
  const crypto::KeyStore& keys_;
  const Clock& clock_;
  RegistrarOptions options_;
  evidence::LogKey log_key_;

  // Writer thread only.
  ClockGuard guard_;
  Numbers numbers_;
  Instant last_logged_;
  Date open_day_;
  bool stale_ = false;  ///< a commit found no space: what is held here is to be read again before the next
  bool lost_ = false;   ///< what the disk holds is not known

  mutable std::mutex tree_mutex_;
  evidence::Tree tree_;
  std::atomic<TreeSize> size_{0};
  std::atomic<std::int64_t> backlog_records_{0}, backlog_bytes_{0};

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> queue_;
  std::multiset<Instant> in_flight_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace cundang::ingest
