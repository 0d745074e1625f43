// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace cundang::crash {

/// From the command line: crash_test --kills 200 --seed 7 --clients 32 [--dir FOLDER] [--keep] [gtest options].
struct Options {
  int kills = 20;
  int clients = 32;
  std::uint64_t seed = 0;  ///< 0: from the clock; printed, so that a failure can be run again
  std::string folder;      ///< where temporary folders are made; default $TMPDIR or /tmp
  bool keep = false;       ///< leave the archive behind
};
extern Options options;

}  // namespace cundang::crash
