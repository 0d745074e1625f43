// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::indexer {

/// A text made comparable: NFKC_Casefold (UAX #31), then traditional folded to simplified, on code points; ○ and 〇 are
/// one. The text as written is never changed, only looked up by this one.
struct NormalText {
  std::u32string text;
  /// origin[i]: the code point of the source that text[i] came from; one more entry than text has, the source's length.
  std::vector<std::uint32_t> origin;
};

NormalText normalise(std::string_view utf8);
NormalText normalise(std::u32string_view source);
/// The text alone, as UTF-8.
std::string normalised_utf8(std::string_view utf8);

/// Han character, or one that is cut like it: kana, Hangul, and private use, where old papers keep characters of their
/// own.
bool is_han_like(char32_t c);
/// Letters and digits of every other script.
bool is_word_like(char32_t c);
bool is_space(char32_t c);

}  // namespace cundang::indexer
