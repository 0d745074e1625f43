// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <vector>

namespace cundang::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

/// The p-th part (0–1) of the values, nearest rank; 0 of none. Sorts them.
double quantile(std::vector<double>& values, double p);
/// CPU time of the calling thread in seconds, user and kernel.
double thread_cpu_seconds();

}  // namespace cundang::bench
