// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "indexer/analysis/words.h"

namespace cundang::indexer {

inline constexpr std::size_t passage_length = 400;  ///< code points aimed at

inline constexpr std::size_t cut_overlap = 16;  ///< code points

/// Stands between paragraphs that are cut together: no letter and no white space, so no term reaches over it.
inline constexpr char32_t paragraph_mark = 0x1E;

/// Cuts a text into passages of about the same length, at ends of sentences where there is one near. Never empty: a
/// text without a character is one empty passage. A cut inside a sentence repeats one character, so that no pair is
/// lost.
std::vector<Span> cut_passages(std::u32string_view normal);

}  // namespace cundang::indexer
