// SPDX-License-Identifier: GPL-3.0-or-later
// The one target of this program, driven by libFuzzer. As `fuzz_NAME --seeds FOLDER` it writes its seeds into FOLDER,
// its words into FOLDER.dict and its bound in bytes into FOLDER.max, and ends.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/fuzz/target.h"

namespace {

using namespace cundang::fuzz;

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out{path, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error{"cannot be written: " + path.string()};
}

void write_seeds(const Target& target, const std::string& folder) {
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const auto& seed : target.seeds())
    write(std::filesystem::path{folder} / ("seed-" + std::to_string(++number)), seed);
  write(folder + ".dict", file("tests/fuzz/words/" + std::string{target.words} + ".dict"));
  write(folder + ".max", std::to_string(target.bytes_max) + "\n");
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  if (*argc != 3 || std::string_view{(*argv)[1]} != "--seeds") return 0;
  try {
    write_seeds(all_targets().at(0), (*argv)[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    std::exit(1);
  }
  std::exit(0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto target = all_targets().at(0);
  try {
    target.check({reinterpret_cast<const char*>(data), size});
  } catch (const std::exception& broken) {
    std::fprintf(stderr, "%s: %s\n", std::string{target.name}.c_str(), broken.what());
    std::abort();  // so that libFuzzer keeps the input
  }
  return 0;
}
