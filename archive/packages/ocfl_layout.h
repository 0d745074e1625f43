// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "schema/model/ids.h"

// Names of OCFL 1.1 as docs/formats/package.md uses it: all that the store and the independent verifier share.
namespace cundang::packages {

namespace ocfl {
inline constexpr std::string_view root_namaste = "0=ocfl_1.1";
inline constexpr std::string_view root_namaste_text = "ocfl_1.1\n";
inline constexpr std::string_view object_namaste = "0=ocfl_object_1.1";
inline constexpr std::string_view object_namaste_text = "ocfl_object_1.1\n";
inline constexpr std::string_view layout_file = "ocfl_layout.json";
inline constexpr std::string_view layout_extension = "0004-hashed-n-tuple-storage-layout";
inline constexpr std::string_view layout_config = "extensions/0004-hashed-n-tuple-storage-layout/config.json";
inline constexpr std::string_view inventory = "inventory.json";
inline constexpr std::string_view sidecar = "inventory.json.sha512";
inline constexpr std::string_view inventory_type = "https://ocfl.io/1.1/spec/#inventory";
inline constexpr std::string_view content_prefix = "v1/content/";
/// Exact bytes of the two files that say how objects are laid out.
std::string layout_file_text();
std::string layout_config_text();
/// "HEX  inventory.json\n"
std::string sidecar_text(std::string_view sha512_hex);
}  // namespace ocfl

/// Where an object lies below the storage root: SHA-256 of the id in hex as three folders of three digits, then whole.
std::filesystem::path object_path(const PackageId& id);

}  // namespace cundang::packages
