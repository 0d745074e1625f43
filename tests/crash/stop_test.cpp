// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM in the middle of work: what is under way is finished or refused, then a clean end.
#include <cstdio>
#include <thread>

#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

class Stop : public Scene {};

TEST_F(Stop, SigtermEndsCleanly) {
  for (int round = 0; round < 3; ++round) {
    start();
    account("after stop " + std::to_string(round), 10);
    if (HasFatalFailure()) return;
    holdings_.begin_round();
    clients_->upload(archive_.port());
    std::this_thread::sleep_for(std::chrono::milliseconds{random_.between(100, 400)});
    const auto began = std::chrono::steady_clock::now();
    const auto status = archive_.stop();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!status) archive_.kill();
    clients_->join();
    EXPECT_EQ(status, 0) << archive_.server_output();
    EXPECT_LT(took.count(), 20) << "seconds; a supervisor of processes kills after 30 or 90";
    std::printf("stopped in %.1f s, was ready after %.0f ms\n", took.count(), archive_.ready_ms());
    const auto verified = archive_.verify();
    EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
  }
  start();
  reckon();
}

TEST_F(Stop, IdleServerEndsAtOnce) {
  start();
  EXPECT_EQ(archive_.stop(std::chrono::seconds{10}), 0) << archive_.server_output();
}

}  // namespace
}  // namespace cundang::crash
