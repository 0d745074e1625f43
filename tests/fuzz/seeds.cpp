// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz_seeds FOLDER: writes the seeds of every target into FOLDER/TARGET/, its words into FOLDER/TARGET.dict and its
// bound in bytes into FOLDER/TARGET.max.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/fuzz/target.h"

namespace {

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out{path, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error{"cannot be written: " + path.string()};
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
    return 2;
  }
  for (const auto& target : cundang::fuzz::all_targets()) {
    const auto folder = std::filesystem::path{argv[1]} / target.name;
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const auto& seed : target.seeds()) write(folder / ("seed-" + std::to_string(++number)), seed);
    write(folder.string() + ".dict", cundang::fuzz::file("tests/fuzz/words/" + std::string{target.words} + ".dict"));
    write(folder.string() + ".max", std::to_string(target.bytes_max) + "\n");
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
