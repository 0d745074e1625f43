// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/registrar.h"

#include <pthread.h>

#include <algorithm>
#include <future>
#include <utility>

#include "archive/crypto/digest.h"
#include "archive/ingest/log_state.h"

namespace cundang::ingest {
namespace {

/// 日结: what every unit's counters stood at when the day ended.
evidence::Statement day_close(Date day, Instant closed, const Numbers& numbers, TreeSize size) {
  evidence::Statement statement{"day-close"};
  statement.add("day", to_text(day)).add("closed", to_text(closed));
  for (const auto& [code, counters] : numbers.units)
    statement.add("unit-counter",
                  code.text + " " + std::to_string(counters.accepted) + " " + std::to_string(counters.refused));
  statement.add("size", std::to_string(size));
  return statement;
}

bool is_storage_error(ErrorCode code) {
  return code == ErrorCode::StorageFull || code == ErrorCode::StorageFailed || code == ErrorCode::RegistryUnreadable;
}

/// A job made of one function, with somebody waiting for it.
class WaitedJob final : public Job {
 public:
  explicit WaitedJob(std::function<void(Group&)> work) : work_{std::move(work)} {}
  void apply(Group& group) override { work_(group); }
  void committed(const Head&) override { done_.set_value(); }
  void failed(std::exception_ptr why) override { done_.set_exception(std::move(why)); }
  void wait() { done_.get_future().get(); }

 private:
  std::function<void(Group&)> work_;
  std::promise<void> done_;
};

}  // namespace

Registrar::Registrar(registry::Registry& registry, const crypto::KeyStore& keys, const Clock& clock,
                     RegistrarOptions options)
    : registry_{registry},
      keys_{keys},
      clock_{clock},
      options_{std::move(options)},
      log_key_{registry.meta("origin"), keys.log_public_key()},
      guard_{clock, options_.watch_clock_jumps},
      numbers_{load_numbers(registry)},
      last_logged_{last_logged(registry)},
      open_day_{first_open_day(registry)},
      tree_{load_tree(registry)},
      size_{tree_.size()} {
  const auto [records, bytes] = registry.journal_size();
  backlog_records_ = records;
  backlog_bytes_ = bytes;
  thread_ = std::thread{[this] { loop(); }};
}

Registrar::~Registrar() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Registrar::Arrival::Arrival(Registrar& registrar) : registrar_{registrar} {
  // Time and entry under one lock: the writer cannot close a day between the two.
  const std::lock_guard lock{registrar_.mutex_};
  at_ = registrar_.clock_.now();
  registrar_.in_flight_.insert(at_);
}

Registrar::Arrival::~Arrival() {
  const std::lock_guard lock{registrar_.mutex_};
  registrar_.in_flight_.erase(registrar_.in_flight_.find(at_));
}

void Registrar::enqueue(std::shared_ptr<Job> job) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) throw Error{ErrorCode::Unavailable, "the archive is stopping"};
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void Registrar::run(std::function<void(Group&)> work) {
  const auto job = std::make_shared<WaitedJob>(std::move(work));
  enqueue(job);
  job->wait();
}

void Registrar::check_backlog() const {
  const auto now = backlog();
  if (now.records >= options_.backlog_records_max || now.bytes >= options_.backlog_bytes_max)
    throw Error{ErrorCode::BacklogFull}
        .with("records", std::to_string(now.records))
        .with("bytes", std::to_string(now.bytes));
}

void Registrar::add_backlog(std::int64_t records, std::int64_t bytes) {
  backlog_records_ += records;
  backlog_bytes_ += bytes;
}

evidence::Tree Registrar::tree() const {
  const std::lock_guard lock{tree_mutex_};
  return tree_;
}

void Registrar::loop() {
  ::pthread_setname_np(::pthread_self(), "register");
  for (;;) {
    auto jobs = take_group();
    {
      const std::lock_guard lock{mutex_};
      if (jobs.empty() && stopping_ && queue_.empty()) return;
    }
    close_days(jobs);
    // Receipts of the day after the open one wait until its 日结 stands; those before go first.
    const auto limit = end_of_beijing_day(open_day_);
    const auto late = std::stable_partition(
        jobs.begin(), jobs.end(), [&](const auto& job) { return !job->received() || *job->received() < limit; });
    {
      const std::lock_guard lock{mutex_};
      queue_.insert(queue_.begin(), late, jobs.end());
    }
    const bool held_back = late != jobs.end();
    jobs.erase(late, jobs.end());
    if (!jobs.empty()) {
      commit_group(std::move(jobs));
    } else if (held_back) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});  // somebody of yesterday is still on the way
    }
  }
}

std::vector<std::shared_ptr<Job>> Registrar::take_group() {
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, std::chrono::milliseconds{500}, [this] { return stopping_ || !queue_.empty(); });
  std::vector<std::shared_ptr<Job>> jobs;
  while (!queue_.empty() && jobs.size() < options_.group_max) {
    jobs.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return jobs;
}

bool Registrar::in_flight_before(Instant limit) const {
  const std::lock_guard lock{mutex_};
  return !in_flight_.empty() && *in_flight_.begin() < limit;
}

void Registrar::close_days(const std::vector<std::shared_ptr<Job>>& waiting) {
  for (;;) {
    const auto limit = end_of_beijing_day(open_day_);
    if (clock_.now() < limit) return;
    for (const auto& job : waiting)
      if (job->received() && *job->received() < limit) return;  // they are registered first, then we come back
    if (in_flight_before(limit)) return;
    const auto day = open_day_;
    const auto closing = std::make_shared<WaitedJob>([&, day](Group& group) {
      group.tx().set_meta("open_day", to_text(next_day(day)));
      group.tx().set_mark("day-close " + to_text(day), group.next_leaf());
      group.append(day_close(day, end_of_beijing_day(day), group.numbers(), group.next_leaf()),
                   crypto::random_bytes(32), end_of_beijing_day(day));
    });
    commit_group({closing});
    try {
      closing->wait();
    } catch (const std::exception&) {
      return;  // the clock or the disk is not to be trusted now; the day is closed when it is
    }
    open_day_ = next_day(day);
  }
}

void Registrar::commit_group(std::vector<std::shared_ptr<Job>> jobs) {
  bool committing = false;
  try {
    if (lost_) throw Error{ErrorCode::StorageFailed, "an earlier commit failed; restart"};
    if (stale_) reload();
    bool ruling = false;
    bool attachments = false;
    for (const auto& job : jobs) {
      ruling = ruling || job->restores_clock();
      attachments = attachments || job->has_attachments();
    }
    const auto now = guard_.look(last_logged_, ruling);
    auto tx = registry_.begin();
    Group group{tx, tree(), numbers_, std::max(now, last_logged_)};
    jobs = apply_all(group, jobs);
    auto checkpoint = store(group);
    if (attachments && options_.before_commit) options_.before_commit();
    committing = true;
    tx.commit();
    committing = false;
    // Only now may anything signed leave.
    if (!group.leaves_.empty()) last_logged_ = group.logged_;
    numbers_ = std::move(group.numbers_);
    {
      const std::lock_guard lock{tree_mutex_};
      tree_ = std::move(group.tree_);
      size_ = tree_.size();
    }
    auto snapshot = tree();
    if (checkpoint.empty()) checkpoint = registry_.checkpoint(snapshot.size());
    const Head head{snapshot.size(), checkpoint, snapshot};
    for (const auto& job : jobs) job->committed(head);
  } catch (const std::exception& error) {
    const auto why = std::current_exception();
    for (const auto& job : jobs) job->failed(why);
    if (!committing) return;
    // A COMMIT that errors is unknown. A full disk has left the file as it was: forget what we hold and read it again,
    // as soon as it can be read. A disk that failed may have kept half of it, and what it reads back now need not be
    // what a restart will find.
    const auto* known = dynamic_cast<const Error*>(&error);
    if (known && known->code() == ErrorCode::StorageFull)
      stale_ = true;
    else
      give_up(known ? *known : Error{ErrorCode::StorageFailed, error.what()});
  }
}

/// A refused member falls out alone. Seldom does one, and a savepoint makes SQLite set aside every page a member
/// touches: so first all together, and where one falls, again from the beginning with a savepoint for each.
std::vector<std::shared_ptr<Job>> Registrar::apply_all(Group& group, const std::vector<std::shared_ptr<Job>>& jobs) {
  try {
    for (const auto& job : jobs) job->apply(group);
    return jobs;
  } catch (const Error& error) {
    if (is_storage_error(error.code())) throw;  // a full or failing disk fails the whole group
  }
  group.tx().restart();
  group.begin_again(tree(), numbers_);
  return apply_each(group, jobs);
}

std::vector<std::shared_ptr<Job>> Registrar::apply_each(Group& group, const std::vector<std::shared_ptr<Job>>& jobs) {
  std::vector<std::shared_ptr<Job>> survivors;
  std::vector<std::pair<std::shared_ptr<Job>, std::exception_ptr>> fallen;
  for (const auto& job : jobs) {
    group.tx().savepoint();
    try {
      job->apply(group);
      group.tx().release();
      survivors.push_back(job);
    } catch (const Error& error) {
      if (is_storage_error(error.code())) throw;
      group.tx().rollback_to_savepoint();
      fallen.emplace_back(job, std::current_exception());
    }
  }
  for (const auto& [job, why] : fallen) job->failed(why);
  return survivors;
}

std::string Registrar::store(Group& group) {
  for (const auto& code : group.touched_) group.tx_.set_counters(group.numbers_.units[code]);
  if (group.leaves_.empty()) return {};
  const auto size = group.tree_.size();
  for (auto& leaf : group.leaves_) {
    leaf.group_size = leaf.type == "package" ? 0 : size;  // nobody holds a receipt of a package's leaf
    group.tx_.insert(leaf);
  }
  for (const auto& tile : group.tree_.take_completed()) group.tx_.insert(tile);
  auto note = evidence::sign_checkpoint({log_key_.name, size, group.tree_.root()}, log_key_,
                                        [this](std::string_view body) { return keys_.sign_log(body); });
  group.tx_.insert_checkpoint(size, note);
  return note;
}

/// What a group builds on, from the registry. Nothing changes unless all of it can be read.
void Registrar::reload() {
  auto numbers = load_numbers(registry_);
  const auto last = last_logged(registry_);
  const auto day = first_open_day(registry_);
  auto tree = load_tree(registry_);
  numbers_ = std::move(numbers);
  last_logged_ = last;
  open_day_ = day;
  const std::lock_guard lock{tree_mutex_};
  tree_ = std::move(tree);
  size_ = tree_.size();
  stale_ = false;
}

/// What the disk holds cannot be known from here: stop before a promise is made on a guess; a restart reads it again.
void Registrar::give_up(const Error& why) {
  lost_ = true;
  if (options_.storage_failed) options_.storage_failed(why);
}

}  // namespace cundang::ingest
