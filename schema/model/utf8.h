// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cundang::utf8 {

/// Bytes of the well-formed UTF-8 character that `text` begins with (Unicode 15, table 3-7), 1–4; 0 when it begins
/// with none. `text` is not empty.
std::size_t character(std::string_view text);
/// Whether the whole of `text` is well-formed UTF-8.
bool well_formed(std::string_view text);
/// As character(), and 0 also for what XML 1.0 does not allow (production 2, Char): control characters, U+FFFE, U+FFFF.
std::size_t xml_character(std::string_view text);
/// Offset of the first byte that no XML character begins at; text.size() when all is well.
std::size_t first_bad(std::string_view text);
/// Appends `code_point` (at most U+10FFFF) as UTF-8.
void append(std::string& out, char32_t code_point);

/// `text` with each `what` (not empty) written as `with`; in time linear in `text`.
std::string replace_all(std::string_view text, std::string_view what, std::string_view with);

}  // namespace cundang::utf8
