// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/ingest/publication.h"

#include <algorithm>

namespace cundang::ingest {
namespace {

constexpr TreeSize tile_width = 256;
constexpr TreeSize leaves_at_once = 64 * tile_width;  ///< bounds the memory of one round

/// Entry bundles and level-0 tiles that hold leaves from `from` (a multiple of 256) up to `to`.
void add_bundles(const registry::Registry& registry, TreeSize from, TreeSize to,
                 std::vector<packages::LogTile>& bundles) {
  for (auto begin = from; begin < to; begin += tile_width) {
    std::vector<std::string> leaves;
    for (auto& row : registry.leaves(begin, std::min(begin + tile_width, to))) leaves.push_back(std::move(row.leaf));
    bundles.push_back({-1, begin / tile_width, static_cast<int>(leaves.size()), packages::encode_entry_bundle(leaves)});
  }
}

/// Full tiles of every level that were completed between the two sizes.
void add_full_tiles(const registry::Registry& registry, TreeSize from, TreeSize to,
                    std::vector<packages::LogTile>& tiles) {
  TreeSize covers = tile_width;
  for (int level = 0; covers <= to; ++level, covers *= tile_width)
    for (auto index = from / covers; index < to / covers; ++index)
      tiles.push_back({level, index, static_cast<int>(tile_width), registry.full_tile(level, index)});
}

}  // namespace

void publish(const registry::Registry& registry, packages::LogPublisher& publisher, const evidence::Tree& tree,
             TreeSize published) {
  const auto size = tree.size();
  auto from = published / tile_width * tile_width;
  // A long way to go is gone in rounds; only the last one carries the unfinished tiles and the new checkpoint.
  while (size - from > leaves_at_once) {
    const auto to = from + leaves_at_once;
    std::vector<packages::LogTile> tiles;
    std::vector<packages::LogTile> bundles;
    add_bundles(registry, from, to, bundles);
    add_full_tiles(registry, from, to, tiles);
    publisher.publish(tiles, bundles, publisher.checkpoint());
    from = to;
  }
  std::vector<packages::LogTile> tiles;
  std::vector<packages::LogTile> bundles;
  add_bundles(registry, from, size, bundles);
  add_full_tiles(registry, from, size, tiles);
  TreeSize covers = 1;
  for (int level = 0; level < tree.levels(); ++level, covers *= tile_width) {
    auto bytes = tree.partial_tile(level);
    if (bytes.empty()) continue;
    const auto width = static_cast<int>(bytes.size() / Sha256::size);
    tiles.push_back({level, size / (covers * tile_width), width, std::move(bytes)});
  }
  publisher.publish(tiles, bundles, registry.checkpoint(size));
}

}  // namespace cundang::ingest
