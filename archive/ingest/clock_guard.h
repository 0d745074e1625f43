// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "schema/model/instant.h"

namespace cundang::ingest {

/// Watches the archive's clock against the machine's uninterrupted one. Used by the writer thread only.
class ClockGuard {
 public:
  static constexpr std::chrono::milliseconds behind_max{2'000};    ///< behind the last leaf
  static constexpr std::chrono::milliseconds forward_max{30'000};  ///< ahead of elapsed time, between two looks

  explicit ClockGuard(const Clock& clock, bool watch_jumps);
  /// The time now. @throws Error{ClockUntrusted} when it lies behind `last_logged` by more than 2 s, or jumped forward
  /// and no ruling has accepted it.
  Instant look(Instant last_logged, bool ruling);

 private:
  const Clock& clock_;
  bool watch_jumps_;
  bool jumped_ = false;
  Instant seen_;
  std::chrono::nanoseconds seen_elapsed_;
};

}  // namespace cundang::ingest
