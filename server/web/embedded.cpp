// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/embedded.h"

namespace cundang::web {

std::string_view embedded_file(std::string_view name) {
  for (const auto& file : embedded_files())
    if (file.name == name) return file.bytes;
  return {};
}

}  // namespace cundang::web
