// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cundang::registry {

/// Writes what the registry `file` holds at its last commit as a new database `copy`, while others go on writing, and
/// checks the copy's structure. Not synced: a syncfs must follow.
/// @throws Error{StorageFull | StorageFailed | RegistryUnreadable}.
void copy_registry(const std::filesystem::path& file, const std::filesystem::path& copy);

}  // namespace cundang::registry
