// SPDX-License-Identifier: GPL-3.0-or-later
// The registry's own file fails once, at one call after the other: every write, sync and truncation of registry.sqlite,
// its WAL and its index, from the first of a start to the last of a short day's work.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

#include "schema/model/error.h"
#include "tests/crash/options.h"
#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

constexpr std::chrono::milliseconds work{120};       // of the clients, in one run
constexpr std::chrono::seconds patience{20};         // for a fault that lies further on than a slow machine got by then
constexpr std::uint64_t calls_of_a_short_day = 400;  // after those of the start

/// An archive whose calls on the registry's files can be made to fail.
class RegistryFaults : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    if (!std::filesystem::exists(CUNDANG_REGISTRY_FAULTS_LIBRARY))
      GTEST_SKIP() << "the library that lets calls fail is not built (sanitizers are on)";
  }

  support::Environment failing_at(std::uint64_t call, const std::string& kind, std::uint64_t lasts = 1) const {
    return {{"LD_PRELOAD", CUNDANG_REGISTRY_FAULTS_LIBRARY},
            {"CUNDANG_FAULT_UNDER", (archive_.data() / "registry" / "registry.sqlite").string() + which_},
            {"CUNDANG_FAULT_AT", std::to_string(call)},
            {"CUNDANG_FAULT_LASTS", std::to_string(lasts)},
            {"CUNDANG_FAULT_KIND", kind},
            {"CUNDANG_FAULT_COUNT", count_file().string()}};
  }

  /// Of the last start so far.
  std::uint64_t calls() const {
    std::uint64_t count = 0;
    std::ifstream in{count_file(), std::ios::binary};
    in.read(reinterpret_cast<char*>(&count), sizeof count);
    return count;
  }
  std::filesystem::path count_file() const { return folder_ / "calls"; }

  std::string which_;  ///< end of the name of the only file that fails; empty: all of them
};

class RegistryFails : public RegistryFaults, public testing::WithParamInterface<const char*> {
 protected:
  /// Starts with the fault lying in wait and works until it has struck. @returns how many calls there were.
  std::uint64_t work_until_it_fails(std::uint64_t call) {
    std::filesystem::remove(count_file());
    bool ready = true;
    try {
      start(failing_at(call, GetParam()));
    } catch (const std::runtime_error&) {
      ready = false;  // the fault struck on the way up
    }
    if (ready) {
      holdings_.begin_round();
      clients_->upload(archive_.port());
      std::this_thread::sleep_for(work);
      const auto until = std::chrono::steady_clock::now() + patience;
      while (calls() < call && archive_.server().running() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
      clients_->join();
    }
    end(call, ready);
    return calls();
  }

  /// Either it goes on, or it has ended by itself with the status of a failing disk; never by a signal, never so that
  /// nobody can tell why.
  void end(std::uint64_t call, bool ready) {
    // What commits with an error answers first, then ends.
    const auto ended = archive_.server().wait_for(std::chrono::milliseconds{calls() >= call ? 1500 : 0});
    if (!ended) {
      archive_.kill();
      return;
    }
    const std::vector<int> told = {error_info(ErrorCode::StorageFailed).exit_status,
                                   error_info(ErrorCode::RegistryUnreadable).exit_status};
    EXPECT_NE(std::find(told.begin(), told.end(), *ended), told.end())
        << "status " << *ended << " at call " << call << (ready ? "" : " on the way up") << "\n"
        << archive_.server_output();
    EXPECT_STRNE(GetParam(), "short") << "a short write is no fault: the rest is written next\n"
                                      << archive_.server_output();
    // A sync that says "no space" leaves as much unknown as one that says "I/O error"; a write that does is taken back,
    // and full_disk_test shows that the server lives through it.
    ended_ += ready ? 1 : 0;
    failed_starts_ += ready ? 0 : 1;
  }

  int ended_ = 0, failed_starts_ = 0;
};

TEST_P(RegistryFails, AtAnyCallNothingAcknowledgedIsLost) {
  start(failing_at(0, GetParam()));  // the clients learn the key
  const auto calls_of_a_start = calls();
  archive_.kill();
  ASSERT_GT(calls_of_a_start, 0U) << "no call was seen: the library is not at work";
  const auto calls_of_a_run = calls_of_a_start + calls_of_a_short_day;
  // Every one of them with --kills twice the number of calls; else half as many, evenly spread, from a random first.
  const auto runs = std::min<std::uint64_t>(static_cast<std::uint64_t>(std::max(2, options.kills / 2)), calls_of_a_run);
  const auto stride = calls_of_a_run / runs;
  const auto first = static_cast<std::uint64_t>(random_.between(1, static_cast<int>(stride)));
  std::uint64_t struck = 0;
  for (std::uint64_t n = 0; n < runs && !HasFatalFailure(); ++n) {
    const auto call = first + n * stride;
    struck += work_until_it_fails(call) >= call ? 1 : 0;
    start();  // on the mended disk
    account("after call " + std::to_string(call) + " failed", 50);
    archive_.kill();
  }
  if (HasFatalFailure()) return;
  EXPECT_EQ(struck, runs) << "a fault that never struck proves nothing";
  start();
  reckon();
  std::printf("%llu of %llu faults struck, of %llu calls in a run; %d ended the server, %d its start\n",
              static_cast<unsigned long long>(struck), static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(calls_of_a_run), ended_, failed_starts_);
}

INSTANTIATE_TEST_SUITE_P(Kinds, RegistryFails, testing::Values("eio", "enospc", "short"),
                         [](const auto& row) { return std::string{row.param}; });

/// No space for the registry for a while, from one call after the other of a day's work on.
class RegistryFull : public RegistryFaults {
 protected:
  /// Uploads until the disk has room again and one is accepted. @returns the last status.
  int upload_through() {
    support::HttpClient client{archive_.port()};
    int status = 0;
    for (int tries = 0; tries < 400 && (status != 201 || calls() < full_until_); ++tries)
      status = clients_->upload_one(client);
    return status;
  }

  std::uint64_t full_until_ = 0;
};

TEST_F(RegistryFull, TheServerLivesThroughItFromAnyCallOn) {
  start(failing_at(0, "full"));
  const auto calls_of_a_start = calls();
  archive_.kill();
  const int runs = std::max(2, options.kills / 4);
  for (int run = 0; run < runs && !HasFailure(); ++run) {
    std::filesystem::remove(count_file());
    const auto at = calls_of_a_start + static_cast<std::uint64_t>(random_.between(1, 200));
    const auto lasts = static_cast<std::uint64_t>(random_.between(1, 40));
    full_until_ = at + lasts;
    start(failing_at(at, "full", lasts));
    clients_->upload(archive_.port());
    std::this_thread::sleep_for(work);
    clients_->join();
    EXPECT_EQ(upload_through(), 201) << "no space from call " << at << " for " << lasts << "\n"
                                     << archive_.server_output();
    EXPECT_GE(calls(), full_until_) << "the disk was not full long enough to prove anything";
    ASSERT_TRUE(archive_.server().running()) << archive_.server_output();
    account("after no space from call " + std::to_string(at) + " for " + std::to_string(lasts), 50);
    archive_.kill();
  }
  start();
  reckon();
}

/// SQLite calls it an I/O error when the index of its WAL finds no space to grow.
TEST_F(RegistryFull, TheIndexOfTheWalCannotGrow) {
  which_ = "-shm";
  start(failing_at(0, "full"));
  const auto of_a_start = calls();  // the second block follows when the WAL has 4,062 pages
  archive_.kill();
  std::filesystem::remove(count_file());
  full_until_ = of_a_start + 1 + 3;
  start(failing_at(of_a_start + 1, "full", 3));
  ASSERT_EQ(calls(), of_a_start);
  clients_->upload(archive_.port());
  for (int tries = 0; tries < 600 && calls() == of_a_start; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  std::this_thread::sleep_for(work);
  clients_->join();
  ASSERT_GT(calls(), of_a_start) << "the WAL has not grown";
  EXPECT_EQ(upload_through(), 201) << archive_.server_output();
  ASSERT_TRUE(archive_.server().running()) << archive_.server_output();
  reckon();
}

}  // namespace
}  // namespace cundang::crash
