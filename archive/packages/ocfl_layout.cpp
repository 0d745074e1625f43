// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/packages/ocfl_layout.h"

#include "archive/crypto/digest.h"

namespace cundang::packages {

namespace ocfl {

std::string layout_file_text() {
  return "{\n  \"extension\": \"" + std::string{layout_extension} +
         "\",\n  \"description\": \"Hashed N-tuple Storage Layout: SHA-256 of the object id, 3 x 3\"\n}\n";
}

std::string layout_config_text() {
  return "{\n  \"extensionName\": \"" + std::string{layout_extension} +
         "\",\n  \"digestAlgorithm\": \"sha256\",\n  \"tupleSize\": 3,\n  \"numberOfTuples\": 3,\n"
         "  \"shortObjectRoot\": false\n}\n";
}

std::string sidecar_text(std::string_view sha512_hex) {
  return std::string{sha512_hex} + "  " + std::string{inventory} + "\n";
}

}  // namespace ocfl

std::filesystem::path object_path(const PackageId& id) {
  const auto hex = crypto::sha256(id.text).hex();
  return std::filesystem::path{hex.substr(0, 3)} / hex.substr(3, 3) / hex.substr(6, 3) / hex;
}

}  // namespace cundang::packages
