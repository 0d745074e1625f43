// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schema/model/bytes.h"
#include "schema/model/ids.h"
#include "schema/model/instant.h"

namespace cundang::packages {

/// inventory.json of an object of one version, as docs/formats/package.md writes it.
struct Inventory {
  PackageId id;
  Instant created;
  std::string message;
  std::map<std::string, Sha512> files;  ///< logical path → digest; the content path is v1/content/ + logical path
  bool operator==(const Inventory&) const = default;
};

/// Deterministic JSON, one file a line.
std::string to_json(const Inventory& inventory);
/// Accepts exactly what to_json() writes. @returns nothing for anything else.
std::optional<Inventory> parse_inventory(std::string_view json);

}  // namespace cundang::packages
