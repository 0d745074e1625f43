// SPDX-License-Identifier: GPL-3.0-or-later
// accept_bench: how many documents a second become durable and acknowledged, beside what this machine can do at all.
// Prints the table of docs/benchmarks.md, "Acceptance". Exit status: 0 every target met, 1 one missed, 2 could not run.
#include <sys/statfs.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <optional>
#include <thread>

#include "tests/bench/accept/figures.h"
#include "tests/bench/accept/floor.h"
#include "tests/bench/accept/server_run.h"
#include "tests/bench/accept/stub_server.h"
#include "tests/bench/accept/table.h"
#include "tests/support/served_archive.h"
#include "tests/support/temp_dir.h"

namespace cundang::bench {
namespace {

struct Options {
  std::string program = support::cundang_program();
  std::string folder;
  int connections = 64;
  double seconds = 60, floor_seconds = 10, sync_seconds = 3, drain_seconds_max = 120;
  std::size_t bytes = 10240, documents = 0;
  std::vector<std::string> units{"ZJW", "JTJ", "GAJ", "SWJ"};
  std::uint64_t seed = 1;
  bool floor_only = false, stub = false;
};

std::string file_system(const std::filesystem::path& folder) {
  struct statfs status {};
  statfs(folder.c_str(), &status);
  switch (static_cast<unsigned long>(status.f_type)) {
    case 0xEF53:
      return "ext4";
    case 0x58465342:
      return "xfs";
    case 0x9123683E:
      return "btrfs";
    case 0x01021994:
      return "tmpfs: SYNC COSTS NOTHING";
    case 0x794C7630:
      return "overlayfs";
    default:
      return "type 0x" + std::to_string(status.f_type);
  }
}

std::string load_average() {
  std::string one;
  std::ifstream{"/proc/loadavg"} >> one;
  return one;
}

void print_sync(const std::string& when, const SyncRate& rate) {
  row("sync of 64 x 10 KB " + when + ", p10/p50/p90 per s",
      number(rate.p10) + "/" + number(rate.p50) + "/" + number(rate.p90));
}

Floor print_floor(const Options& options, const std::filesystem::path& folder) {
  const Corpus corpus{40000, options.bytes, options.units, options.seed + 1};
  const auto floor = measure_floor(corpus, folder, options.floor_seconds);
  row("floor, one thread, documents/s", number(floor.per_second()));
  row("  read + XSD + digest, us a document", number(floor.read_us, 1));
  row("  seal (XAdES B-T), us a document", number(floor.seal_us, 1));
  row("  statement, leaf, tree, us a document", number(floor.leaf_us, 1));
  row("  write + fdatasync of 64, us a document", number(floor.sync_us, 1));
  return floor;
}

void print_load(LoadResult load, double server_cpu) {
  const auto rate = static_cast<double>(load.accepted) / load.seconds;
  const auto accepted = static_cast<double>(std::max<std::size_t>(load.accepted, 1));
  row("accepted (201 only)", std::to_string(load.accepted) + " in " + number(load.seconds, 1) + " s");
  row("accepted/s", number(rate));
  const auto p99 = quantile(load.latencies_ms, 0.99);
  row("latency p50/p95, ms",
      number(quantile(load.latencies_ms, 0.5), 1) + "/" + number(quantile(load.latencies_ms, 0.95), 1));
  row("latency p99, ms", number(p99, 1), "<= 250", p99 <= 250);
  row("latency max, ms", number(quantile(load.latencies_ms, 1), 1));
  const auto busy = load.others[503];
  row("503 answers", std::to_string(busy), "0", busy == 0);
  for (const auto& [status, count] : load.others)
    if (status != 503) row("other answers: " + std::to_string(status), std::to_string(count), "0", false);
  row("connections made anew", std::to_string(load.reconnects));
  if (server_cpu > 0)
    row("server CPU, s (us a document)", number(server_cpu, 1) + " (" + number(1e6 * server_cpu / accepted) + ")");
  row("client CPU, s (us a document)",
      number(load.client_cpu_seconds, 1) + " (" + number(1e6 * load.client_cpu_seconds / accepted) + ")");
  if (load.corpus_ran_out) row("NOTE: ended for want of records, see --documents", "");
  if (!load.first_complaint.empty())
    std::fprintf(stderr, "first complaint: %s\n", load.first_complaint.substr(0, 2000).c_str());
}

void print_drain(const ServerRun& run) {
  if (!run.before || !run.after || !run.end) {
    row("drained/s", "no counters in /readyz", ">= 150", false);
    return;
  }
  const auto during = static_cast<double>(run.after->drained() - run.before->drained()) / run.load.seconds;
  row("drained/s while uploading (slowest stage)", number(during));
  row("backlog when uploading ended, records", std::to_string(run.after->accepted - run.after->drained()));
  const auto left = static_cast<double>(run.end->drained() - run.after->drained());
  const auto after = run.drain_seconds > 0 ? left / run.drain_seconds : 0;
  row("drained/s afterwards", number(after) + " for " + number(run.drain_seconds, 1) + " s", ">= 150",
      after >= 150 || (run.drained && left < 150));
  row("  packaged/indexed/settled at the end", std::to_string(run.end->packaged) + "/" +
                                                   std::to_string(run.end->indexed) + "/" +
                                                   std::to_string(run.end->settled));
  row("  drained whole", run.drained ? "yes" : "no, given up");
}

void print_server(const Options& options, const std::filesystem::path& folder, const Floor& floor) {
  // Made before the server starts: enough for 0.9 of the floor on every core, in at most a third of the memory that is
  // free.
  const auto wanted =
      static_cast<std::size_t>(options.seconds * floor.per_second() * 0.9 * std::thread::hardware_concurrency());
  std::ifstream meminfo{"/proc/meminfo"};
  std::size_t available = 0;
  for (std::string word; meminfo >> word;)
    if (word == "MemAvailable:") meminfo >> available;
  const auto fits = available * 1024 / 3 / options.bytes;
  const Corpus corpus{options.documents > 0 ? options.documents : std::min(wanted, fits), options.bytes, options.units,
                      options.seed};
  row("records made beforehand, all distinct", std::to_string(corpus.size()));
  const auto run = run_server(corpus, {.program = options.program,
                                       .folder = folder,
                                       .connections = options.connections,
                                       .seconds = options.seconds,
                                       .drain_seconds_max = options.drain_seconds_max,
                                       .units = options.units});
  print_sync("during", run.sync_during);
  print_load(run.load, run.server_cpu_seconds);
  for (const auto& [thread, seconds] : run.server_cpu_by_thread)
    if (seconds >= 0.05 * run.server_cpu_seconds) row("  of it threads named " + thread + ", s", number(seconds, 1));
  const auto ratio = static_cast<double>(run.load.accepted) / run.load.seconds / floor.per_second();
  row("ratio to the floor", number(ratio, 3), ">= 0.4", ratio >= 0.4);
  print_drain(run);
  row("server peak RSS (VmHWM)", megabytes(run.peak_resident_bytes), "<= 300 MB",
      run.peak_resident_bytes <= 300'000'000);
  row("  of it anonymous at the end", megabytes(run.anonymous_bytes));
  row("server start to ready, ms", number(run.ready_ms));
  row("data directory at the end", megabytes(run.disk_bytes));
  row("server's exit status after SIGTERM", std::to_string(run.exit_status), "0", run.exit_status == 0);
}

/// The client against a server that does nothing: its own limit, which the real figures must stay far below.
void print_stub(const Options& options) {
  const Corpus corpus{options.documents > 0 ? options.documents : 100000, options.bytes, options.units, options.seed};
  const StubServer stub{0, 0};
  LoadOptions load{
      .port = stub.port(), .connections = options.connections, .seconds = options.seconds, .tokens = options.units};
  print_load(run_load(corpus, load), support::cpu_seconds(stub.pid()));
}

int run(const Options& options) {
  const support::TempDir folder{options.folder};
  heading("acceptance, " + std::to_string(options.connections) + " connections, " +
          number(static_cast<double>(options.bytes) / 1024, 1) + " KB");
  row("cores / load average before", std::to_string(std::thread::hardware_concurrency()) + " / " + load_average());
  row("file system", file_system(folder.path()));
  if (options.stub) {
    print_stub(options);
    return 0;
  }
  print_sync("before", measure_sync_rate(folder.path(), options.sync_seconds));
  const auto floor = print_floor(options, folder.path());
  if (!options.floor_only) {
    print_server(options, folder.path(), floor);
    print_sync("after", measure_sync_rate(folder.path(), options.sync_seconds));
  }
  return all_met() ? 0 : 1;
}

}  // namespace
}  // namespace cundang::bench

int main(int argc, char** argv) try {
  cundang::bench::Options options;
  CLI::App app{"How many documents a second are accepted, beside the floor of this machine"};
  app.add_option("--cundang", options.program, "the program to measure; take a release build")->capture_default_str();
  app.add_option("--dir", options.folder, "where a temporary folder is made (on the disk to be measured)");
  app.add_option("--seconds", options.seconds, "how long to upload")->capture_default_str();
  app.add_option("--connections", options.connections)->capture_default_str();
  app.add_option("--bytes", options.bytes, "size of a record")->capture_default_str();
  app.add_option("--documents", options.documents, "records made beforehand (0: by the floor)");
  app.add_option("--units", options.units, "units that file, in turn")->capture_default_str();
  app.add_option("--seed", options.seed)->capture_default_str();
  app.add_option("--floor-seconds", options.floor_seconds)->capture_default_str();
  app.add_option("--drain-seconds", options.drain_seconds_max, "longest wait for the backlog")->capture_default_str();
  app.add_flag("--floor-only", options.floor_only, "no server run");
  app.add_flag("--stub", options.stub, "the client alone, against a server that does nothing");
  CLI11_PARSE(app, argc, argv);
  return cundang::bench::run(options);
} catch (const std::exception& error) {
  std::fprintf(stderr, "accept_bench: %s\n", error.what());
  return 2;
}
