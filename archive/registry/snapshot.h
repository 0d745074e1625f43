// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cundang::registry {

/// Writes what the database `file` (of the registry, of the accounts) holds at its last commit as a new database `copy`
/// (0600 at the end; until then let its folder keep others out), while others go on writing, and checks the copy's
/// structure. Not synced: a syncfs must follow.
/// @throws Error{StorageFull | StorageFailed | RegistryUnreadable}.
void copy_database(const std::filesystem::path& file, const std::filesystem::path& copy);

}  // namespace cundang::registry
