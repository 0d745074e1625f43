// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace cundang::forms {

/// "secret.label", "secret.header" or "secret.title" for an element in which a marking is looked for, by local name;
/// else empty.
std::string_view secret_code(std::string_view element);

/// `text` (UTF-8) of an element of that code carries a marking: for label and header, it says 秘密, 机密 or 绝密 at all
/// (white space and 工作秘密 left out); for a title see title_is_marked.
bool carries_marking(std::string_view code, std::string_view text);

/// ASCII space and control, U+00A0, U+2000–U+200F, U+2028–U+202F, U+205F–U+2064, U+3000, U+FEFF: what may stand
/// between two characters of a marking (GB/T 9704-2012 7.2.2 sets one space between 秘 and 密).
bool is_blank(std::string_view character);

}  // namespace cundang::forms
