// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace cundang::support {

/// SplitMix64: the same seed gives the same numbers on every machine and library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [low, high].
  int between(int low, int high) {
    return low + static_cast<int>(next() % (static_cast<std::uint64_t>(high - low) + 1));
  }
  bool one_in(int n) { return between(1, n) == 1; }
  template <class Table>
  const auto& pick(const Table& table) {
    return table[next() % std::size(table)];
  }
  /// One character out of a text of three-byte UTF-8 characters (CJK).
  std::string_view pick_character(std::string_view characters) {
    return characters.substr(3 * (next() % (characters.size() / 3)), 3);
  }

 private:
  std::uint64_t state_;
};

}  // namespace cundang::support
