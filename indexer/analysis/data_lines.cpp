// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/data_lines.h"

namespace cundang::indexer {

std::vector<std::string_view> cut_at(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const auto end = line.find(separator, at);
    parts.push_back(line.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

std::vector<std::string_view> data_lines(std::string_view table) {
  std::vector<std::string_view> lines;
  for (const auto line : cut_at(table, '\n'))
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  return lines;
}

}  // namespace cundang::indexer
