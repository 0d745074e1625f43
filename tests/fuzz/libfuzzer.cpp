// SPDX-License-Identifier: GPL-3.0-or-later
// The one target of this program, driven by libFuzzer.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto target = cundang::fuzz::all_targets().at(0);
  try {
    target.check({reinterpret_cast<const char*>(data), size});
  } catch (const std::exception& broken) {
    std::fprintf(stderr, "%s: %s\n", std::string{target.name}.c_str(), broken.what());
    std::abort();  // so that libFuzzer keeps the input
  }
  return 0;
}
