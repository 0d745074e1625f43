// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

namespace cundang::bench {

/// How fast this machine's disk makes 64 × 10 KB durable: one write and one fdatasync, again and again. A figure about
/// commits means nothing without it.
struct SyncRate {
  double p10 = 0, p50 = 0, p90 = 0;  ///< syncs a second, slow to fast
  int count = 0;
};

/// One after the other for `seconds`, in a file of its own below `folder`.
SyncRate measure_sync_rate(const std::filesystem::path& folder, double seconds);

/// The same from time to time (every 2 s, so that it takes next to nothing away) while something else runs.
class SyncSampler {
 public:
  explicit SyncSampler(std::filesystem::path folder);
  SyncRate stop();

 private:
  std::atomic<bool> stopping_ = false;
  std::vector<double> rates_;
  std::thread thread_;
};

}  // namespace cundang::bench
