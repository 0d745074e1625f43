// SPDX-License-Identifier: GPL-3.0-or-later
// Every target without a fuzzer: its seeds, and a fixed number of inputs made of them, the same on every machine. The
// long runs with coverage are `tools/dev/fuzz`.
#include <gtest/gtest.h>
#include <time.h>

#include <filesystem>
#include <fstream>

#include "tests/fuzz/mutator.h"
#include "tests/fuzz/target.h"

namespace cundang::fuzz {

static void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double seconds_max = 10;  // processor time for one input
#else
constexpr double seconds_max = 2;
#endif

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Keeps an input that broke something where it can be looked at; @returns where.
std::string kept(const Target& target, const std::string& input) {
  const auto folder = std::filesystem::path{CUNDANG_BINARY_DIR} / "fuzz-found";
  std::filesystem::create_directories(folder);
  const auto path = folder / (std::string{target.name} + "-" + std::to_string(std::hash<std::string>{}(input)));
  std::ofstream{path, std::ios::binary} << input;
  return path.string();
}

class Replay : public testing::TestWithParam<Target> {
 protected:
  /// @returns whether it was accepted.
  static bool check(const std::string& input) {
    const auto& target = GetParam();
    const auto begin = processor_seconds();
    bool accepted = false;
    try {
      accepted = target.check(input);
    } catch (const std::exception& broken) {
      ADD_FAILURE() << broken.what() << "\ninput: " << kept(target, input);
    }
    const auto taken = processor_seconds() - begin;
    EXPECT_LT(taken, seconds_max) << "seconds for " << input.size() << " bytes\ninput: " << kept(target, input);
    return accepted;
  }
};

TEST_P(Replay, SeedsAreRead) {
  int accepted = 0;
  for (const auto& seed : GetParam().seeds()) {
    EXPECT_LE(seed.size(), GetParam().bytes_max);
    accepted += check(seed) ? 1 : 0;
  }
  EXPECT_GT(accepted, 0) << "no seed is accepted: what comes of them says nothing about what is read";
}

TEST_P(Replay, NoInputBreaksAPromise) {
  const auto& target = GetParam();
  const auto words = file("tests/fuzz/words/" + std::string{target.words} + ".dict");
  Mutator mutator{target.seeds(), read_words(words), target.bytes_max, 1};
  int refused = 0;
  for (int run = 0; run < target.runs && !HasFailure(); ++run) refused += check(mutator.next()) ? 0 : 1;
  std::printf("%d of %d inputs refused\n", refused, target.runs);
  EXPECT_TRUE(refused > 0 || HasFailure()) << "nothing was refused: the inputs are too tame";
}

INSTANTIATE_TEST_SUITE_P(Targets, Replay, testing::ValuesIn(all_targets()),
                         [](const auto& row) { return std::string{row.param.name}; });

}  // namespace
}  // namespace cundang::fuzz
