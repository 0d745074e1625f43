// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/worker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "archive/evidence/leaf.h"
#include "archive/ingest/packager.h"
#include "archive/ingest/publication.h"
#include "server/app/index_entries.h"
#include "server/app/ledger_entries.h"

namespace cundang::app {
namespace {

constexpr int package_window = 400;  ///< records looked at in one packaging step; classes of up to 200 each
constexpr int index_window = 50;
constexpr double arrivals_busy = 400;  ///< leaves a second; above it whoever waits for a receipt goes first
constexpr double rush_pace = 320;      ///< records a second that every stage does all the same
constexpr int settle_window = 200;
constexpr auto index_commit_after = std::chrono::milliseconds{900};  ///< new records are findable within 2 s
constexpr auto package_pause = std::chrono::milliseconds{400};       ///< one syncfs for what arrives meanwhile
constexpr auto write_back_every = std::chrono::milliseconds{250};
constexpr auto log_package_after = std::chrono::seconds{60};

/// Linux gives every thread a nice value of its own.
void be_nice(int nice) { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), nice); }

}  // namespace

Worker::Worker(WorkerParts parts, int nice)
    : parts_{parts},
      packaged_{std::max<std::int64_t>(0, parts.registry.mark("package"))},
      indexed_{parts.index.high_water()},
      settled_{std::max<std::int64_t>(0, parts.registry.mark("settle"))},
      trimmed_{0},
      published_{std::max<TreeSize>(0, parts.registry.mark("publish"))},
      log_packaged_{std::max<LeafIndex>(0, parts.registry.mark("log-package"))},
      fed_{parts.index.high_water()} {
  parts_.store.recover([&](const PackageId& id) { return parts_.registry.package(id).has_value(); });
  threads_.emplace_back(
      [this, nice] { run("package", nice, [this] { return package_step() || log_package_step(); }); });
  threads_.emplace_back([this, nice] { run("index", nice, [this] { return index_step(); }); });
  threads_.emplace_back([this, nice] {
    run("settle", nice, [this] {
      const bool settled = settle_step();
      const bool published = publish_step();
      trim();
      return settled || published;
    });
  });
  threads_.emplace_back([this, nice] { run("write-back", nice, [this] { return write_back_step(); }); });
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

/// Runs one stage until the archive closes: again at once while there is work, else when woken or twice a second.
void Worker::run(const char* name, int nice, const std::function<bool()>& step) {
  be_nice(nice);
  ::pthread_setname_np(::pthread_self(), name);
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
  const auto size_before = parts_.registrar.size();
  // The tree first: a commit shows in the registry a moment before it shows in the tree.
  const auto tree = parts_.registrar.tree();
  auto rows = parts_.registry.records(packaged_, package_window);
  while (!rows.empty() && rows.back().leaf_index >= tree.size()) rows.pop_back();
  if (rows.empty()) return false;
  const ingest::Packager packager{parts_.registry, parts_.store, parts_.spool};
  const auto packages = packager.package(rows, tree);
  parts_.registrar.run([&](ingest::Group& group) {
    for (const auto& package : packages) ingest::register_package(group, package);
    group.tx().set_mark("package", rows.back().accession.value);
  });
  packaged_ = rows.back().accession.value;
  for (const auto& package : packages) packager.settled(package);
  release_attachments(rows);
  give_way(began, size_before, rows.size());
  if (!hurry_ && !stopping_) {
    std::unique_lock lock{mutex_};
    wake_.wait_until(lock, began + package_pause, [this] { return stopping_ || hurry_; });
  }
  return true;
}

/// The container holds the bytes now; another record in the journal may still need the same ones.
void Worker::release_attachments(const std::vector<registry::RecordRow>& rows) {
  for (const auto& row : rows)
    for (const auto& attachment : parts_.registry.attachments(row.accession))
      if (const auto digest = Sha256::from_hex_text(attachment.sha256)) parts_.spool.release(*digest);
}

/// Leaves that are no records and no packages: refusals, 日结, leaf 0, notes.
bool Worker::log_package_step() {
  const auto tree = parts_.registrar.tree();
  const auto size = tree.size();
  if (log_packaged_ >= size) return false;
  auto leaves = parts_.registry.leaves_not_of(log_packaged_, {"record", "package"}, 500);
  while (!leaves.empty() && leaves.back().index >= size) leaves.pop_back();
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
  const auto package = packager.package_log(leaves, tree);
  parts_.registrar.run([&](ingest::Group& group) {
    ingest::register_package(group, package);
    group.tx().set_mark("log-package", leaves.back().index + 1);
  });
  packager.settled(package);
  log_packaged_ = leaves.back().index + 1;
  return true;
}

/// In a rush the stages keep a steady pace and leave the rest of the machine to acceptance; they catch up afterwards.
void Worker::give_way(std::chrono::steady_clock::time_point began, TreeSize size_before, std::size_t done) {
  const std::chrono::duration<double> took = Clock::now() - began;
  const auto arrived = static_cast<double>(parts_.registrar.size() - size_before);
  if (hurry_ || stopping_ || took.count() <= 0 || arrived / took.count() < arrivals_busy) return;
  std::unique_lock lock{mutex_};
  wake_.wait_until(lock,
                   began + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(static_cast<double>(done) / rush_pace)),
                   [this] { return stopping_ || hurry_; });
}

bool Worker::index_step() {
  const auto began = Clock::now();
  const auto size_before = parts_.registrar.size();
  const auto rows = parts_.registry.records(fed_, index_window);
  const auto xmls = parts_.bytes.record_xmls(rows);
  for (std::size_t i = 0; i < rows.size() && !stopping_; ++i) {
    auto read = parts_.reader.read(xmls[i]);
    if (!read) throw Error{ErrorCode::PackageUnreadable, "not readable"}.with("record", to_text(rows[i].accession));
    parts_.index.put(make_index_entry(read.value(), rows[i]));
    fed_ = rows[i].accession.value;
    if (fed_since_ == Clock::time_point::max()) fed_since_ = Clock::now();
  }
  if (fed_since_ == Clock::time_point::max()) return false;
  if (Clock::now() - fed_since_ >= index_commit_after || rows.empty() || stopping_) {
    parts_.index.commit(fed_);
    parts_.registrar.run([&](ingest::Group& group) { group.tx().set_mark("index", fed_); });
    indexed_ = fed_;
    fed_since_ = Clock::time_point::max();
  }
  give_way(began, size_before, rows.size());
  return true;
}

bool Worker::settle_step() {
  const auto began = Clock::now();
  const auto size_before = parts_.registrar.size();
  const auto rows = parts_.registry.records(settled_, settle_window);
  if (rows.empty()) return false;
  const auto xmls = parts_.bytes.record_xmls(rows);
  std::vector<registry::LedgerRow> entries;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (auto entry = ledger_entry(rows[i], xmls[i], parts_.reader)) entries.push_back(std::move(*entry));
  parts_.registrar.run([&](ingest::Group& group) {
    for (const auto& entry : entries) group.tx().insert(entry);
    group.tx().set_mark("settle", rows.back().accession.value);
  });
  if (!entries.empty()) parts_.ledger.catch_up();
  settled_ = rows.back().accession.value;
  give_way(began, size_before, rows.size());
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

bool Worker::write_back_step() {
  parts_.registry.write_back();
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, write_back_every, [this] { return stopping_.load(); });
  return false;
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
