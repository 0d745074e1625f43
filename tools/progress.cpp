// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace cundang::tools {

Progress::Progress(std::string what, std::int64_t total)
    : what_{std::move(what)},
      total_{total},
      terminal_{::isatty(STDERR_FILENO) == 1},
      began_{std::chrono::steady_clock::now()} {}

Progress::~Progress() {
  if (!terminal_) return;
  draw();
  std::fputc('\n', stderr);
}

void Progress::step(std::int64_t done) {
  done_ = done;
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ < std::chrono::milliseconds{100}) return;
  drawn_ = now;
  draw();
}

void Progress::draw() {
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  const auto rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0.0;
  if (total_ > 0) {
    const auto filled = static_cast<int>(std::min<std::int64_t>(30, 30 * done_ / total_));
    const std::string bar =
        std::string(static_cast<std::size_t>(filled), '#') + std::string(static_cast<std::size_t>(30 - filled), '.');
    std::fprintf(stderr, "\r%s [%s] %lld/%lld  %.0f/s ", what_.c_str(), bar.c_str(), static_cast<long long>(done_),
                 static_cast<long long>(total_), rate);
  } else {
    std::fprintf(stderr, "\r%s %lld  %.0f/s ", what_.c_str(), static_cast<long long>(done_), rate);
  }
}

}  // namespace cundang::tools
