// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "archive/verify/container_verify.h"
#include "schema/model/finding.h"
#include "schema/model/ids.h"

namespace cundang::verify {

/// One OCFL object as far as it holds.
struct ObjectReport {
  bool late = false;              ///< came into place while the archive was being read: neighbours may be missing
  std::string place;              ///< "packages/3c0/ff4/240/3c0f…"
  PackageId id;                   ///< empty when the inventory cannot be read
  std::string inventory_sha512;   ///< hex, of the bytes of inventory.json
  std::vector<LeafFacts> leaves;  ///< of the containers that hold
  std::int64_t bytes = 0;
  Findings findings;
};

/// Folders of all objects below the storage root, in order; what stands in the root or on the way and does not belong
/// there is a finding.
std::vector<std::string> find_objects(const std::filesystem::path& packages, Findings& findings);

/// Reads every byte of one object: its form, inventory, sidecar, digests, containers. `folder` is one of
/// find_objects().
ObjectReport check_object(const std::filesystem::path& packages, const std::string& folder, const Trust& trust);

}  // namespace cundang::verify
