// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cundang::verify {

/// Which tile a file below log/ is; level −1 is an entry bundle.
struct TileName {
  int level = 0;
  std::int64_t index = 0;
  int width = 256;
  auto operator<=>(const TileName&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 misreads it
};

/// Reads "tile/0/x001/234.p/17". @returns nothing for a path that C2SP tlog-tiles does not write just so.
std::optional<TileName> parse_tile_path(std::string_view path);

/// The files below log/, by path: tiles and all others.
struct LogListing {
  std::map<TileName, std::string> tiles;
  std::vector<std::string> others;
  /// The narrowest file that holds at least `width` of a tile; nothing when there is none.
  std::optional<TileName> find(int level, std::int64_t index, int width) const;
};
/// @returns nothing when a folder cannot be read.
std::optional<LogListing> list_log(const std::filesystem::path& log);

/// Leaves of an entry bundle; nothing unless lengths and bytes agree to the end.
std::optional<std::vector<std::string_view>> split_bundle(std::string_view bundle);

}  // namespace cundang::verify
