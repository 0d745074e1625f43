// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace cundang::tools {

/// A progress bar on standard error, only where that is a terminal. Call step() as often as you like; it draws ten
/// times a second.
class Progress {
 public:
  /// @param total 0 where it is not known
  Progress(std::string what, std::int64_t total);
  ~Progress();  ///< leaves the last state on a line of its own
  void step(std::int64_t done);

 private:
  void draw();
  std::string what_;
  std::int64_t total_, done_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point began_, drawn_{};
};

}  // namespace cundang::tools
