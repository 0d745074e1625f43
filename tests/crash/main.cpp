// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/crash/options.h"

namespace cundang::crash {

Options options;

namespace {

bool read_arguments(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--keep") {
      options.keep = true;
      continue;
    }
    if (++i >= count) return false;
    if (name == "--kills")
      options.kills = std::atoi(arguments[i]);
    else if (name == "--clients")
      options.clients = std::atoi(arguments[i]);
    else if (name == "--seed")
      options.seed = std::strtoull(arguments[i], nullptr, 10);
    else if (name == "--dir")
      options.folder = arguments[i];
    else
      return false;
  }
  return options.kills > 0 && options.clients > 0;
}

}  // namespace
}  // namespace cundang::crash

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (!cundang::crash::read_arguments(argc, argv)) {
    std::fprintf(stderr, "use: crash_test [--kills N] [--clients N] [--seed N] [--dir FOLDER] [--keep]\n");
    return 64;
  }
  auto& seed = cundang::crash::options.seed;
  if (seed == 0)
    seed = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()) % 1'000'000 + 1;
  return RUN_ALL_TESTS();
}
