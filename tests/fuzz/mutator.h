// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/random.h"

namespace cundang::fuzz {

/// The words of a libFuzzer dictionary: what stands in quotes on each line, \xNN, \\ and \" undone.
std::vector<std::string> read_words(std::string_view dictionary);

/// Makes inputs out of seeds the way a fuzzer without coverage does: bytes changed, stretches and lines lost, doubled,
/// moved or repeated to the bound, numbers and words of the format put in, seeds spliced. The same construction gives
/// the same inputs on every machine.
class Mutator {
 public:
  Mutator(std::vector<std::string> seeds, std::vector<std::string> words, std::size_t bytes_max, std::uint64_t seed);
  std::string next();

 private:
  struct Stretch {
    std::size_t begin, length;
  };
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_.next() % limit; }
  Stretch stretch(const std::string& bytes);
  Stretch line(const std::string& bytes);
  void hurt(std::string& bytes);
  void put(std::string& bytes, std::string_view what);
  std::string number();

  std::vector<std::string> seeds_, words_;
  std::size_t bytes_max_;
  support::Random random_;
};

}  // namespace cundang::fuzz
