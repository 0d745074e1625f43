// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/server_run.h"

#include <sys/stat.h>

#include <thread>

#include "tests/bench/accept/figures.h"
#include "tests/support/http_client.h"
#include "tests/support/served_archive.h"

namespace cundang::bench {
namespace {

std::int64_t disk_usage(const std::filesystem::path& folder) {
  std::int64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder, ignored}) {
    struct stat status {};
    if (lstat(entry.path().c_str(), &status) == 0) bytes += 512 * static_cast<std::int64_t>(status.st_blocks);
  }
  return bytes;
}

/// Waits until every stage has all that is accepted, or gives up.
void drain(ServerRun& run, int port, const std::string& token, double seconds_max) {
  const auto began = Clock::now();
  while (run.drain_seconds < seconds_max && !run.drained) {
    run.end = read_progress(port, token);
    if (!run.end) return;
    run.drained = run.end->backlog == 0 && run.end->drained() >= run.end->accepted;
    if (!run.drained) std::this_thread::sleep_for(std::chrono::milliseconds{250});
    run.drain_seconds = seconds_between(began, Clock::now());
  }
}

}  // namespace

std::optional<Progress> read_progress(int port, const std::string& token) {
  const auto answer = support::HttpClient{port}.get("/readyz", {{"Authorization", "Bearer " + token}});
  if (!answer) return std::nullopt;
  const auto number = [&](const char* key) { return support::json_number(answer->body, key); };
  const auto accepted = number("accepted"), packaged = number("packaged"), indexed = number("indexed"),
             settled = number("settled");
  if (!accepted || !packaged || !indexed || !settled) return std::nullopt;
  return Progress{*accepted, *packaged, *indexed, *settled, number("backlog").value_or(0)};
}

ServerRun run_server(const Corpus& corpus, const ServerRunOptions& options) {
  ServerRun run;
  support::ServedArchive archive{{.program = options.program, .data = options.folder / "data"}};
  archive.init();
  LoadOptions load{.connections = options.connections, .seconds = options.seconds, .tokens = {}};
  for (const auto& unit : options.units) load.tokens.push_back(archive.token(unit));
  archive.start();
  run.ready_ms = archive.ready_ms();
  load.port = archive.port();
  const auto pid = archive.server().pid();
  run.before = read_progress(load.port, load.tokens.front());
  SyncSampler sampler{options.folder};
  const auto cpu_before = support::cpu_seconds(pid);
  run.load = run_load(corpus, load);
  run.server_cpu_seconds = support::cpu_seconds(pid) - cpu_before;
  run.server_cpu_by_thread = support::cpu_seconds_by_thread(pid);
  run.after = read_progress(load.port, load.tokens.front());
  run.sync_during = sampler.stop();
  if (run.after) drain(run, load.port, load.tokens.front(), options.drain_seconds_max);
  run.peak_resident_bytes = support::peak_resident_bytes(pid);
  run.anonymous_bytes = support::status_bytes(pid, "RssAnon");
  run.exit_status = archive.stop().value_or(-1);
  run.disk_bytes = disk_usage(archive.data());
  return run;
}

}  // namespace cundang::bench
