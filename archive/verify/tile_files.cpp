// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/tile_files.h"

#include <algorithm>

#include "archive/evidence/merkle.h"
#include "archive/verify/leaf_facts.h"

namespace cundang::verify {
namespace {

constexpr int deepest_level = 7;  // 256^8 leaves are more than a TreeSize counts
constexpr std::size_t longest_path = 128;

/// Digits of "x001/234" or "234".
std::int64_t index_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits.size() > 18 ? -1 : count_of(digits);
}

}  // namespace

std::optional<TileName> parse_tile_path(std::string_view path) {
  if (!path.starts_with("tile/") || path.size() > longest_path) return std::nullopt;
  const auto rest = path.substr(5);
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size()) return std::nullopt;
  const auto level = rest.substr(0, slash);
  TileName name;
  name.level = level == "entries" ? -1 : static_cast<int>(count_of(level.substr(0, 2)));
  auto number = rest.substr(slash + 1);
  if (const auto partial = number.find(".p/"); partial != std::string_view::npos) {
    const auto width = count_of(number.substr(partial + 3));
    if (width < 1 || width > 255) return std::nullopt;
    name.width = static_cast<int>(width);
    number = number.substr(0, partial);
  }
  if (number.empty()) return std::nullopt;
  name.index = index_of(number);
  const bool sound = name.level >= (level == "entries" ? -1 : 0) && name.level <= deepest_level && name.index >= 0;
  return sound && evidence::tile_path(name.level, name.index, name.width) == path ? std::optional{name} : std::nullopt;
}

std::optional<TileName> LogListing::find(int level, std::int64_t index, int width) const {
  const auto found = tiles.lower_bound({level, index, width});
  if (found == tiles.end() || found->first.level != level || found->first.index != index) return std::nullopt;
  return found->first;
}

std::optional<LogListing> list_log(const std::filesystem::path& log) {
  LogListing listing;
  std::error_code problem;
  for (std::filesystem::recursive_directory_iterator each{log, problem}, end; !problem && each != end;
       each.increment(problem)) {
    if (each->is_directory(problem) && !each->is_symlink(problem)) continue;
    const auto path = each->path().lexically_relative(log).generic_string();
    if (const auto tile = parse_tile_path(path))
      listing.tiles.emplace(*tile, path);
    else
      listing.others.push_back(path);
  }
  if (problem) return std::nullopt;
  std::sort(listing.others.begin(), listing.others.end());
  return listing;
}

std::optional<std::vector<std::string_view>> split_bundle(std::string_view bundle) {
  std::vector<std::string_view> leaves;
  while (!bundle.empty()) {
    if (bundle.size() < 2) return std::nullopt;
    const auto length =
        static_cast<std::size_t>(static_cast<unsigned char>(bundle[0]) * 256 + static_cast<unsigned char>(bundle[1]));
    if (bundle.size() < 2 + length) return std::nullopt;
    leaves.push_back(bundle.substr(2, length));
    bundle.remove_prefix(2 + length);
  }
  return leaves;
}

}  // namespace cundang::verify
