// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::bench {

/// Records made before the clock starts, so that making them costs the run nothing. All distinct.
class Corpus {
 public:
  struct Document {
    std::string_view bytes;
    std::size_t unit;  ///< index into the units given
  };
  /// `count` records of about `bytes` each, in turn for every unit (codes of the unit register); different seeds give
  /// different records.
  Corpus(std::size_t count, std::size_t bytes, const std::vector<std::string>& units, std::uint64_t seed);
  std::size_t size() const { return ends_.size() - 1; }
  Document operator[](std::size_t n) const {
    return {std::string_view{text_}.substr(ends_[n], ends_[n + 1] - ends_[n]), n % units_};
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_{0};
  std::size_t units_;
};

}  // namespace cundang::bench
