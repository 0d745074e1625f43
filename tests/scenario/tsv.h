// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cundang::scenario {

/// One line of a table: text by the name of its column.
struct TsvRow {
  std::string place;  ///< file:line
  std::map<std::string, std::string> cells;
  /// @throws std::runtime_error with the place where the table has no such column.
  const std::string& operator[](const std::string& column) const;
};

/// Lines of a UTF-8 table: the first names the columns, cells end with a tab; lines that begin with # are remarks.
/// @throws std::runtime_error with the place: unreadable, or a line with more or fewer cells than columns.
std::vector<TsvRow> read_tsv(const std::filesystem::path& file);

}  // namespace cundang::scenario
