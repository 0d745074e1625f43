// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cundang::crypto {

/// Makes the directory with mode 0700, or takes an existing empty one and sets its mode; synced with its parent.
/// @throws Error{KeyUnusable} if it holds anything.
void make_key_directory(const std::filesystem::path& directory);
/// Writes a new file of mode 0600, synced with its directory. @throws Error{KeyUnusable} if it exists or cannot be
/// written.
void write_key_file(const std::filesystem::path& file, std::string_view bytes);

enum class Secrecy { Public, Secret };
/// @throws Error{KeyUnusable} if the file is missing, unreadable, larger than 64 KiB, or a secret that others may read.
std::string read_key_file(const std::filesystem::path& file, Secrecy secrecy);

}  // namespace cundang::crypto
