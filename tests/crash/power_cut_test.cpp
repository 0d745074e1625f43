// SPDX-License-Identifier: GPL-3.0-or-later
// The power fails: not only the process is gone, but every write that no sync had made durable.
#include "tests/crash/power_cut.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "tests/crash/options.h"
#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

class PowerFails : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    if (!PowerCut::available()) GTEST_SKIP() << "the library that remembers writes is not built (sanitizers are on)";
  }
  /// @returns how many writes the power cut took back.
  std::size_t upload_and_strike(bool disk_lies, int keep_one_in) {
    const PowerCut cut{archive_.data(), folder_ / "unsynced"};
    start(cut.environment(disk_lies));
    account("after a power cut", 50);
    if (HasFatalFailure()) return 0;
    holdings_.begin_round();
    clients_->upload(archive_.port());
    std::this_thread::sleep_for(std::chrono::milliseconds{random_.between(50, 400)});
    archive_.kill();
    clients_->join();
    return cut.strike(random_, keep_one_in);
  }
};

TEST_F(PowerFails, NothingAcknowledgedIsLost) {
  std::size_t lost = 0;
  const int cuts = std::max(4, options.kills / 4);
  for (int n = 0; n < cuts && !HasFatalFailure(); ++n) lost += upload_and_strike(false, n % 2 == 0 ? 0 : 2);
  if (HasFatalFailure()) return;
  start();
  reckon();
  std::printf("%d power cuts took back %zu writes that no sync had made durable\n", cuts, lost);
}

/// The test tests itself: on a disk that only pretends to sync, acknowledged records are lost, and that must be seen.
TEST_F(PowerFails, ADiskThatLiesIsNoticed) {
  start();
  EXPECT_EQ(archive_.stop(), 0);
  const auto lost = upload_and_strike(true, 0);
  EXPECT_GT(lost, 0U) << "no write was remembered: the library is not at work";
  try {
    start();
  } catch (const std::runtime_error&) {
    SUCCEED() << "it does not start";
    return;
  }
  clients_->account_for(archive_.port(), holdings_.all());
  EXPECT_FALSE(holdings_.complaints().empty()) << lost << " writes lost, and nobody complains";
}

}  // namespace
}  // namespace cundang::crash
