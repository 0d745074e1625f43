// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/worker.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "archive/evidence/leaf.h"
#include "archive/ingest/packager.h"
#include "schema/model/kind.h"
#include "server/app/index_entries.h"

namespace cundang::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int package_window = 800;  ///< records looked at in one packaging step; classes of up to 200 each
constexpr int index_window = 200;
constexpr int settle_window = 500;
constexpr auto index_commit_after = std::chrono::milliseconds{900};  ///< new records are findable within 2 s
constexpr auto package_pause = std::chrono::milliseconds{400};       ///< one syncfs for what arrives meanwhile
constexpr auto log_package_after = std::chrono::seconds{60};

/// Linux gives every thread a nice value of its own.
void be_nice(int nice) { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), nice); }

/// Whether the ledger reads records of this kind at all; old holdings neither trigger nor discharge.
bool matters_to_ledger(const Record& record) {
  if (record.historical) return false;
  if (!record.answers.empty() || !record.demands.empty()) return true;
  const auto* kind = find_kind(record.kind);
  return kind && kind->ledger;
}

}  // namespace

Worker::Worker(WorkerParts parts, int nice)
    : parts_{parts},
      packaged_{std::max<std::int64_t>(0, parts.registry.mark("package"))},
      indexed_{parts.index.high_water()},
      settled_{std::max<std::int64_t>(0, parts.registry.mark("settle"))},
      trimmed_{0},
      published_{std::max<TreeSize>(0, parts.registry.mark("publish"))},
      log_packaged_{std::max<LeafIndex>(0, parts.registry.mark("log-package"))} {
  parts_.store.recover();
  threads_.emplace_back([this, nice] { run("package", nice, [this] { return package_step() || log_package_step(); }); });
  threads_.emplace_back([this, nice] { run("index", nice, [this] { return index_step(); }); });
  threads_.emplace_back([this, nice] {
    run("settle", nice, [this] {
      const bool settled = settle_step();
      const bool published = publish_step();
      trim();
      return settled || published;
    });
  });
}

Worker::~Worker() {
  stopping_ = true;
  wake();
  for (auto& thread : threads_) thread.join();
}

void Worker::wake() {
  {
    const std::lock_guard lock{mutex_};
    ++wakes_;
  }
  wake_.notify_all();
}

std::string Worker::trouble() const {
  const std::lock_guard lock{mutex_};
  return trouble_;
}

TreeSize Worker::packaged_size() const {
  const auto size = parts_.registrar.size();
  auto explained = std::min(size, log_packaged_.load());
  const auto next = parts_.registry.record({packaged_ + 1});
  return next ? std::min(explained, next->leaf_index) : explained;
}

/// Runs one stage until the archive closes: again at once while there is work, else when woken or twice a second.
void Worker::run(const char* name, int nice, const std::function<bool()>& step) {
  be_nice(nice);
  std::uint64_t seen = 0;
  while (!stopping_) {
    bool more = false;
    try {
      more = step();
      const std::lock_guard lock{mutex_};
      if (trouble_.rfind(name, 0) == 0) trouble_.clear();
    } catch (const std::exception& error) {
      const std::lock_guard lock{mutex_};
      trouble_ = std::string{name} + ": " + explain(error);
    }
    if (more) continue;
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, std::chrono::milliseconds{250}, [&] { return stopping_ || wakes_ != seen; });
    seen = wakes_;
    if (!trouble_.empty()) wake_.wait_for(lock, std::chrono::seconds{1}, [&] { return stopping_.load(); });
  }
}

bool Worker::package_step() {
  const auto began = Clock::now();
  const auto rows = parts_.registry.records(packaged_, package_window);
  if (rows.empty()) return false;
  const ingest::Packager packager{parts_.registry, parts_.store, parts_.spool};
  const auto packages = packager.package(rows, parts_.registrar.tree());
  parts_.registrar.run([&](ingest::Group& group) {
    for (const auto& package : packages) ingest::register_package(group, package);
    group.tx().set_mark("package", rows.back().accession.value);
  });
  packaged_ = rows.back().accession.value;
  for (const auto& row : rows) packager.release_attachments(row.accession);
  if (!hurry_ && !stopping_) {
    std::unique_lock lock{mutex_};
    wake_.wait_until(lock, began + package_pause, [this] { return stopping_ || hurry_; });
  }
  return true;
}

/// Leaves that are no records and no packages: refusals, 日结, leaf 0, notes.
bool Worker::log_package_step() {
  const auto size = parts_.registrar.size();
  if (log_packaged_ >= size) return false;
  const auto leaves = parts_.registry.leaves_not_of(log_packaged_, {"record", "package"}, 500);
  if (leaves.empty()) {
    // Nothing but records and packages up to here: those explain themselves. Kept in memory; a restart finds it again.
    log_packaged_ = size;
    return false;
  }
  const auto first = evidence::parse_leaf(leaves.front().leaf);
  const auto last = evidence::parse_leaf(leaves.back().leaf);
  const bool waited = first && last && last->logged >= first->logged + log_package_after;
  if (!hurry_ && leaves.size() < 256 && !waited && leaves.front().type != "genesis") return false;
  const ingest::Packager packager{parts_.registry, parts_.store, parts_.spool};
  const auto package = packager.package_log(leaves, parts_.registrar.tree());
  parts_.registrar.run([&](ingest::Group& group) {
    ingest::register_package(group, package);
    group.tx().set_mark("log-package", leaves.back().index + 1);
  });
  log_packaged_ = leaves.back().index + 1;
  return true;
}

bool Worker::index_step() {
  static thread_local auto uncommitted_since = Clock::time_point::max();
  static thread_local std::int64_t fed = indexed_;
  const auto rows = parts_.registry.journal_after(fed, index_window);
  for (const auto& row : rows) {
    const auto record = parts_.registry.record(row.accession);
    auto read = parts_.reader.read(row.record_xml);
    if (!record || !read) throw Error{ErrorCode::RegistryUnreadable, "journal"}.with("record", to_text(row.accession));
    parts_.index.put(make_index_entry(read.value(), *record));
    fed = row.accession.value;
    if (uncommitted_since == Clock::time_point::max()) uncommitted_since = Clock::now();
    if (stopping_) break;
  }
  if (uncommitted_since == Clock::time_point::max()) return false;
  if (Clock::now() - uncommitted_since >= index_commit_after || rows.empty() || stopping_) {
    parts_.index.commit(fed);
    indexed_ = fed;
    uncommitted_since = Clock::time_point::max();
  }
  return true;
}

bool Worker::settle_step() {
  const auto rows = parts_.registry.journal_after(settled_, settle_window);
  if (rows.empty()) return false;
  std::vector<registry::LedgerRow> entries;
  for (const auto& row : rows) {
    const auto record = parts_.registry.record(row.accession);
    auto read = parts_.reader.read(row.record_xml);
    if (!record || !read) throw Error{ErrorCode::RegistryUnreadable, "journal"}.with("record", to_text(row.accession));
    if (matters_to_ledger(read.value()))
      entries.push_back({record->leaf_index, row.accession, record->received_at, record->unit, record->person, row.record_xml});
  }
  parts_.registrar.run([&](ingest::Group& group) {
    for (const auto& entry : entries) group.tx().insert(entry);
    group.tx().set_mark("settle", rows.back().accession.value);
  });
  if (!entries.empty()) parts_.ledger.catch_up();
  settled_ = rows.back().accession.value;
  return true;
}

bool Worker::publish_step() {
  const auto tree = parts_.registrar.tree();
  if (published_ >= tree.size()) return false;
  ingest::publish(parts_.registry, parts_.publisher, tree, published_);
  published_ = tree.size();
  parts_.registrar.run([&](ingest::Group& group) { group.tx().set_mark("publish", tree.size()); });
  return true;
}

/// Bytes leave the journal behind the slowest stage, some hundred at a time.
void Worker::trim() {
  const auto done = std::min({packaged_.load(), indexed_.load(), settled_.load()});
  if (done <= trimmed_) return;
  const auto [records, bytes] = parts_.registry.journal_size(done);
  if (records > 0) {
    parts_.registrar.run([&](ingest::Group& group) { group.tx().trim_journal(done); });
    parts_.registrar.add_backlog(-records, -bytes);
  }
  trimmed_ = done;
}

}  // namespace cundang::app
