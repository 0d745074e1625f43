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

constexpr std::chrono::milliseconds work{120};  // of the clients, in one run

class RegistryFails : public Scene, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    Scene::SetUp();
    if (!std::filesystem::exists(CUNDANG_REGISTRY_FAULTS_LIBRARY))
      GTEST_SKIP() << "the library that lets calls fail is not built (sanitizers are on)";
  }

  support::Environment failing_at(std::uint64_t call) const {
    return {{"LD_PRELOAD", CUNDANG_REGISTRY_FAULTS_LIBRARY},
            {"CUNDANG_FAULT_UNDER", (archive_.data() / "registry" / "registry.sqlite").string()},
            {"CUNDANG_FAULT_AT", std::to_string(call)},
            {"CUNDANG_FAULT_KIND", GetParam()},
            {"CUNDANG_FAULT_COUNT", count_file().string()}};
  }

  /// Starts with the fault lying in wait and works for a while. @returns how many calls there were.
  std::uint64_t work_until_it_fails(std::uint64_t call) {
    std::filesystem::remove(count_file());
    bool ready = true;
    try {
      start(failing_at(call));
    } catch (const std::runtime_error&) {
      ready = false;  // the fault struck on the way up
    }
    if (ready) {
      holdings_.begin_round();
      clients_->upload(archive_.port());
      std::this_thread::sleep_for(work);
      clients_->join();
    }
    end(call, ready);
    return calls();
  }

  /// Either it goes on, or it has ended by itself with the status of a failing disk; never by a signal, never so that
  /// nobody can tell why.
  void end(std::uint64_t call, bool ready) {
    // What commits with an error answers first, then ends.
    const auto ended = archive_.server().wait_for(std::chrono::milliseconds{calls() >= call && call > 0 ? 1500 : 0});
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
    if (ready) {
      EXPECT_STRNE(GetParam(), "enospc") << "a full disk is no reason to die\n" << archive_.server_output();
    }
    ended_ += ready ? 1 : 0;
    failed_starts_ += ready ? 0 : 1;
  }

  std::uint64_t calls() const {
    std::uint64_t count = 0;
    std::ifstream in{count_file(), std::ios::binary};
    in.read(reinterpret_cast<char*>(&count), sizeof count);
    return count;
  }
  std::filesystem::path count_file() const { return folder_ / "calls"; }

  int ended_ = 0, failed_starts_ = 0;
};

TEST_P(RegistryFails, AtAnyCallNothingAcknowledgedIsLost) {
  start();  // the clients learn the key
  archive_.kill();
  const auto calls_of_a_run = work_until_it_fails(0);
  ASSERT_GT(calls_of_a_run, 20U) << "no call was seen: the library is not at work";
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
  EXPECT_GT(struck, runs / 2);
  start();
  reckon();
  std::printf("%llu of %llu faults struck, of %llu calls in a run; %d ended the server, %d its start\n",
              static_cast<unsigned long long>(struck), static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(calls_of_a_run), ended_, failed_starts_);
}

INSTANTIATE_TEST_SUITE_P(Kinds, RegistryFails, testing::Values("eio", "enospc", "short"),
                         [](const auto& row) { return std::string{row.param}; });

}  // namespace
}  // namespace cundang::crash
