// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "schema/model/bytes.h"

namespace cundang::packages {

/// Digests of a whole file, read in pieces. @throws Error{FileUnreadable}.
Sha256 sha256_of_file(const std::filesystem::path& path);
Sha512 sha512_of_file(const std::filesystem::path& path);

}  // namespace cundang::packages
