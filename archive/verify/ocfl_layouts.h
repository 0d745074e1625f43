// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/verify/json.h"

namespace cundang::verify {

/// How a storage root says its objects are laid out.
struct OcflLayout {
  std::string extension;  ///< registered name, from ocfl_layout.json
  Json config;            ///< of extensions/NAME/config.json; an empty object where there is none
};

/// Where an object of that id lies below the storage root, by extensions 0002, 0003 and 0004.
/// @returns nothing for another layout, or a configuration that cannot be followed.
std::optional<std::string> object_place(const OcflLayout& layout, std::string_view id);

}  // namespace cundang::verify
