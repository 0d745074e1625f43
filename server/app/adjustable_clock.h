// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>

#include "schema/model/instant.h"

namespace cundang::app {

/// A 演练 archive's clock while its documents are filed: runs on from wherever it was last set. Thread-safe.
class AdjustableClock final : public Clock {
 public:
  explicit AdjustableClock(Instant start) { set(start); }
  void set(Instant at) { offset_ms_ = at.ms - monotonic_ms(); }
  Instant now() const override { return {offset_ms_ + monotonic_ms()}; }

 private:
  static std::int64_t monotonic_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  std::atomic<std::int64_t> offset_ms_{0};
};

}  // namespace cundang::app
