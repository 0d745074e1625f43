// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cundang::accounts {

/// Writes what the accounts database `file` holds at its last commit as a new database `copy` (0600), while the service
/// goes on. Not synced: a syncfs must follow. @throws Error{StorageFull | StorageFailed | RegistryUnreadable}.
void copy_accounts(const std::filesystem::path& file, const std::filesystem::path& copy);

}  // namespace cundang::accounts
