// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/accept/load_client.h"
#include "tests/bench/accept/sync_rate.h"

namespace cundang::bench {

/// Counters of /readyz: how far each stage behind the receipt has come.
struct Progress {
  std::int64_t accepted = 0, packaged = 0, indexed = 0, settled = 0, backlog = 0;
  /// Of the slowest stage.
  std::int64_t drained() const { return std::min({packaged, indexed, settled}); }
};
/// @returns nothing when the server does not answer or shows no counters.
std::optional<Progress> read_progress(int port, const std::string& token);

struct ServerRunOptions {
  std::filesystem::path program, folder;
  int connections = 64;
  double seconds = 60;
  double drain_seconds_max = 120;
  std::vector<std::string> units;
};

struct ServerRun {
  LoadResult load;
  SyncRate sync_during;
  double server_cpu_seconds = 0;                       ///< while uploading
  std::map<std::string, double> server_cpu_by_thread;  ///< of it, by name of thread
  std::int64_t peak_resident_bytes = 0;                ///< VmHWM over the whole run, drain included
  std::int64_t anonymous_bytes = 0;                    ///< RssAnon at the end: without mapped files
  std::optional<Progress> before, after, end;
  double drain_seconds = 0;  ///< from the last answer until nothing was left, or given up
  bool drained = false;
  std::int64_t disk_bytes = 0;  ///< of the data directory at the end
  double ready_ms = 0;
  int exit_status = 0;  ///< of the server after SIGTERM
};

/// A fresh archive, served, loaded, drained and stopped.
ServerRun run_server(const Corpus& corpus, const ServerRunOptions& options);

}  // namespace cundang::bench
