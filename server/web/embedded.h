// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace cundang::web {

struct EmbeddedFile {
  std::string_view name;  ///< e.g. "style.css", "board.mustache"
  std::string_view bytes;
};

/// Templates and assets, built in. Defined in a source written by embed.cmake.
const std::vector<EmbeddedFile>& embedded_files();
/// Bytes of one file; empty view where there is none.
std::string_view embedded_file(std::string_view name);

}  // namespace cundang::web
