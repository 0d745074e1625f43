// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cundang::indexer {

struct Span {
  std::size_t begin = 0, end = 0;  ///< code points
  bool operator==(const Span&) const = default;
};

/// Words of two Han characters or more, as ICU's dictionary cuts normalised text.
std::vector<Span> find_han_words(std::u32string_view normal);

}  // namespace cundang::indexer
