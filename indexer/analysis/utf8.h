// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace cundang::indexer {

/// Text as code points. Bytes that are no UTF-8 become U+FFFD, one for each byte.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view text);

}  // namespace cundang::indexer
