// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/round_thread.h"

#include <gtest/gtest.h>

namespace cundang::app {
namespace {

using namespace std::chrono_literals;

void wait_for(const std::atomic<int>& rounds, int wanted) {
  for (int tries = 0; tries < 2000 && rounds < wanted; ++tries) std::this_thread::sleep_for(5ms);
}

TEST(RoundThread, DoesOneRoundAndTheNextWhenHurried) {
  std::atomic<int> rounds{0};
  RoundThread thread{"rounds", 1h};
  thread.start([&] { ++rounds; });
  wait_for(rounds, 1);
  EXPECT_EQ(rounds, 1);
  thread.hurry();
  wait_for(rounds, 2);
  EXPECT_EQ(rounds, 2);
}

TEST(RoundThread, StopsAfterTheRoundUnderWayWhichMayKnowIt) {
  std::atomic<int> rounds{0};
  std::atomic<bool> told{false};
  RoundThread thread{"rounds", 0ms};
  thread.start([&] {
    ++rounds;
    while (!thread.stopping()) std::this_thread::sleep_for(1ms);
    told = true;
  });
  wait_for(rounds, 1);
  thread.stop();
  EXPECT_TRUE(told);
  EXPECT_EQ(rounds, 1);
}

TEST(NextTry, DoublesUpToTheLongest) {
  const Instant now{1'000'000};
  const auto seconds = [&](int failures) { return (next_try(now, failures, 60s, 3600s).ms - now.ms) / 1000; };
  EXPECT_EQ(seconds(1), 60);
  EXPECT_EQ(seconds(2), 120);
  EXPECT_EQ(seconds(6), 1920);
  EXPECT_EQ(seconds(7), 3600);
  EXPECT_EQ(seconds(1'000'000), 3600);
}

}  // namespace
}  // namespace cundang::app
