// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "archive/ingest/registrar.h"
#include "archive/packages/log_files.h"
#include "archive/packages/package_store.h"
#include "archive/packages/spool.h"
#include "archive/registry/registry.h"
#include "indexer/xapian/index.h"
#include "schema/xml/record_reader.h"
#include "server/app/ledger_view.h"
#include "server/app/record_bytes.h"

namespace cundang::app {

/// What the worker works on; all of it outlives the worker.
struct WorkerParts {
  registry::Registry& registry;
  ingest::Registrar& registrar;
  packages::PackageStore& store;
  packages::Spool& spool;
  packages::LogPublisher& publisher;
  indexer::IndexWriter& index;
  LedgerView& ledger;
  const RecordReader& reader;
  const RecordBytes& bytes;
};

/// Everything after the receipt: package 入库, index 索引, settle 清算, publish 公布. Each stage has a mark in the
/// registry and does the journal in accession order, so that a crash repeats a step and never skips one. Bytes leave
/// the journal behind the slowest.
class Worker {
 public:
  Worker(WorkerParts parts, int nice);
  ~Worker();  ///< finishes the steps under way

  void wake();
  /// Records done by each stage (the highest accession number).
  std::int64_t packaged() const { return packaged_; }
  std::int64_t indexed() const { return indexed_; }
  std::int64_t settled() const { return settled_; }
  TreeSize published() const { return published_; }
  /// While somebody waits for it, everything is packaged at once and log leaves too.
  void hurry(bool on) {
    hurry_ = on;
    wake();
  }
  /// What went wrong last, empty when all is well; the stage tries again.
  std::string trouble() const;

 private:
  void run(const char* name, int nice, const std::function<bool()>& step);
  bool package_step();
  bool index_step();
  void give_way(std::chrono::steady_clock::time_point began, TreeSize size_before, std::size_t done);
  bool settle_step();
  bool publish_step();
  bool log_package_step();
  void release_attachments(const std::vector<registry::RecordRow>& rows);
  bool write_back_step();
  void trim();

  WorkerParts parts_;
  std::atomic<std::int64_t> packaged_, indexed_, settled_, trimmed_;
  std::atomic<TreeSize> published_, log_packaged_;
  // Index thread only: what is put and not yet committed.
  using Clock = std::chrono::steady_clock;
  std::int64_t fed_;
  Clock::time_point fed_since_ = Clock::time_point::max();
  std::atomic<bool> stopping_{false}, hurry_{false};
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::uint64_t wakes_ = 0;
  std::string trouble_;
  std::vector<std::thread> threads_;
};

}  // namespace cundang::app
