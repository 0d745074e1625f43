// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cundang::verify {

/// Digest algorithms by the names OCFL gives them (1.1 section 3.4, extensions 0001 and 0009).
bool is_ocfl_algorithm(std::string_view name);
/// Whether this program computes it. What it does not (BLAKE2b of other lengths) a reader leaves unchecked (E028).
bool computes(std::string_view algorithm);
/// Hex digits of a value; 0 for "size", which is a decimal number.
std::size_t digits_of(std::string_view algorithm);
/// Whether `value` is of the algorithm's form: whole hex, in either case.
bool is_value_of(std::string_view algorithm, std::string_view value);

/// Values of a text by an algorithm that computes(): lower-case hex.
std::string digest_by(std::string_view algorithm, std::string_view bytes);

/// What reading a file once through gives.
struct FileDigests {
  std::int64_t size = 0;
  std::map<std::string, std::string> values;  ///< algorithm → lower-case hex
};
/// @param algorithms each of which computes()
/// @returns nothing when the file is not a regular one or cannot be read to its end.
std::optional<FileDigests> digests_of_file(const std::filesystem::path& path, const std::set<std::string>& algorithms);

}  // namespace cundang::verify
