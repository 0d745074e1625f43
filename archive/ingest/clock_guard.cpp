// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/clock_guard.h"

#include <ctime>

#include "schema/model/error.h"

namespace cundang::ingest {
namespace {

/// Time since boot, suspension included, which no one can set.
std::chrono::nanoseconds elapsed() {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

}  // namespace

ClockGuard::ClockGuard(const Clock& clock, bool watch_jumps)
    : clock_{clock}, watch_jumps_{watch_jumps}, seen_{clock.now()}, seen_elapsed_{elapsed()} {}

Instant ClockGuard::look(Instant last_logged, bool ruling) {
  const auto now = clock_.now();
  if (now + behind_max < last_logged)
    throw Error{ErrorCode::ClockUntrusted, "the clock is behind the log"}
        .with("clock", to_text(now))
        .with("last_leaf", to_text(last_logged));
  if (!watch_jumps_) return now;
  const auto elapsed_now = elapsed();
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(elapsed_now - seen_elapsed_);
  if (std::chrono::milliseconds{now.ms - seen_.ms} > passed + forward_max) jumped_ = true;
  seen_ = now;
  seen_elapsed_ = elapsed_now;
  if (jumped_ && ruling) jumped_ = false;
  if (jumped_) throw Error{ErrorCode::ClockUntrusted, "the clock jumped forward"}.with("clock", to_text(now));
  return now;
}

}  // namespace cundang::ingest
