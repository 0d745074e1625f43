// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/round_thread.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace cundang::app {
namespace {

constexpr int background_nice = 10;

}  // namespace

void RoundThread::start(std::function<void()> round) {
  if (thread_.joinable()) return;
  round_ = std::move(round);
  thread_ = std::thread{[this] { run(); }};
}

void RoundThread::hurry() {
  {
    const std::lock_guard lock{mutex_};
    hurry_ = true;
  }
  wake_.notify_all();
}

void RoundThread::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void RoundThread::run() {
  ::pthread_setname_np(::pthread_self(), name_);
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), background_nice);
  while (!stopping_) {
    round_();
    std::unique_lock lock{mutex_};
    wake_.wait_for(lock, pause_, [this] { return stopping_ || hurry_; });
    hurry_ = false;
  }
}

Instant next_try(Instant now, int failures, std::chrono::seconds first, std::chrono::seconds longest) {
  const auto doubled = first * (std::int64_t{1} << std::clamp(failures - 1, 0, 20));
  return now + std::min<std::chrono::seconds>(doubled, longest);
}

}  // namespace cundang::app
