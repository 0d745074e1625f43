// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "archive/verify/ocfl_inventory.h"

namespace cundang::verify {

/// An inventory as it stood at an earlier version.
struct EarlierInventory {
  const OcflInventory& inventory;
  std::string place;
  std::string folder;  ///< "v1"
  int version = 0;     ///< 1
};

/// Holds an earlier inventory against the current one (OCFL 1.1 sections 3.3.1, 3.5.1 and 3.7): the same object, the
/// same content folder, the same states of the versions it knows.
void compare_inventories(const EarlierInventory& earlier, const OcflInventory& current, OcflFindings& findings);

}  // namespace cundang::verify
