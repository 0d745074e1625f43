// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outlets/outlet.h"

namespace cundang::outlets {

std::string file_name(std::string_view name) {
  std::string safe;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    safe += plain ? c : '_';
  }
  return safe;
}

}  // namespace cundang::outlets
