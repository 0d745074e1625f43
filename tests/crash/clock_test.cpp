// SPDX-License-Identifier: GPL-3.0-or-later
// received_at decides timeliness: a wall clock that cannot be trusted stops acceptance (503), never clamps in silence.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/crash/scene.h"

namespace cundang::crash {
namespace {

class WallClock : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    if (!std::filesystem::exists(CUNDANG_CLOCKSHIFT_LIBRARY))
      GTEST_SKIP() << "the library that moves the clock is not built (sanitizers are on)";
  }
  void start_with_clock() {
    move(0);
    start({{"LD_PRELOAD", CUNDANG_CLOCKSHIFT_LIBRARY}, {"CUNDANG_CLOCK_SHIFT", file().string()}});
  }
  /// The server's wall clock is right but for so many seconds, from now on.
  void move(std::int64_t seconds) const {
    const int fd = open(file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    (void)!pwrite(fd, &seconds, sizeof seconds, 0);
    close(fd);
  }
  int upload() {
    support::HttpClient client{archive_.port()};
    return clients_->upload_one(client);
  }
  int upload_until(int wanted, std::chrono::seconds within) {
    int status = 0;
    for (const auto until = std::chrono::steady_clock::now() + within;
         std::chrono::steady_clock::now() < until && status != wanted;) {
      status = upload();
      if (status != wanted) std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return status;
  }
  /// Enough work that the reckoning proves something.
  void upload_some() {
    for (int n = 0; n < 25; ++n) EXPECT_EQ(upload(), 201);
  }

 private:
  std::filesystem::path file() const { return folder_ / "clock-shift"; }
};

TEST_F(WallClock, BehindTheLogPausesUntilItHasCaughtUp) {
  start_with_clock();
  upload_some();
  move(-60);
  EXPECT_EQ(upload(), 503);
  EXPECT_EQ(upload(), 503) << "not only once";
  move(-1);
  EXPECT_EQ(upload_until(201, std::chrono::seconds{10}), 201) << "within 2 s of the last leaf is no fault";
  move(0);
  reckon();
}

TEST_F(WallClock, JumpForwardPausesAndLeavesNoTrace) {
  start_with_clock();
  upload_some();
  move(3600);
  EXPECT_EQ(upload(), 503);
  EXPECT_EQ(upload(), 503) << "not only once";
  archive_.stop();
  start_with_clock();
  EXPECT_EQ(upload(), 201) << "put right and started again, with no leaf from the hour that never was";
  reckon();
}

}  // namespace
}  // namespace cundang::crash
