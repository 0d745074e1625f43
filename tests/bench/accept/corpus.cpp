// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/accept/corpus.h"

#include "tests/support/record_maker.h"

namespace cundang::bench {

Corpus::Corpus(std::size_t count, std::size_t bytes, const std::vector<std::string>& units, std::uint64_t seed)
    : units_{units.size()} {
  std::vector<support::RecordMaker> makers;
  for (const auto& unit : units)
    makers.emplace_back(support::RecordMaker::Options{.seed = seed, .unit = unit, .bytes = bytes});
  text_.reserve(count * (bytes + 64));
  for (std::size_t n = 0; n < count; ++n) {
    text_ += makers[n % units.size()].make(n);
    ends_.push_back(text_.size());
  }
}

}  // namespace cundang::bench
