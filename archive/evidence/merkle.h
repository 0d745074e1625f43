// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/bytes.h"
#include "schema/model/ids.h"

namespace cundang::evidence {

/// RFC 6962 section 2.1: SHA-256(0x00 ‖ leaf) and SHA-256(0x01 ‖ left ‖ right).
Sha256 leaf_hash(std::string_view leaf);
Sha256 node_hash(const Sha256& left, const Sha256& right);
/// Root of the empty tree: SHA-256 of nothing.
Sha256 empty_root();

/// A full tile of C2SP tlog-tiles (height 8): 256 hashes of 32 bytes.
struct Tile {
  int level = 0;           ///< 0: leaf hashes
  std::int64_t index = 0;  ///< n-th tile of its level
  std::string hashes;      ///< 256 × 32 bytes
};

/// Gives the bytes of a *full* tile. Throws when it cannot.
using FullTileReader = std::function<std::string(int level, std::int64_t index)>;

/// The log's tree: holds only the unfinished tile of every level, reads full ones through the reader (and caches some).
/// Not thread-safe; a value apart from the reader: copy it (some 20 KB a level), append to the copy, and drop the copy
/// when a commit fails.
class Tree {
 public:
  explicit Tree(FullTileReader reader);
  /// Goes on from a stored state: `edge` are the leaf hashes after the last full level-0 tile, in order. Reads the full
  /// tiles that the unfinished upper ones stand on. Requires full_leaves to be a multiple of 256, edge shorter than
  /// 256.
  Tree(FullTileReader reader, TreeSize full_leaves, const std::vector<Sha256>& edge);

  TreeSize size() const { return size_; }
  Sha256 root() const;
  /// @returns the index of the new leaf.
  LeafIndex append(const Sha256& leaf_hash);
  /// Tiles completed since the last call, lowest level first; store them in the transaction that stores the leaves.
  /// The latest stay readable here even while the reader cannot see them yet.
  std::vector<Tile> take_completed();
  /// RFC 6962 section 2.1.1, from the leaf upwards. Requires index < at <= size().
  std::vector<Sha256> inclusion_proof(LeafIndex index, TreeSize at) const;
  /// RFC 6962 section 2.1.2. Requires 0 < from <= to <= size().
  std::vector<Sha256> consistency_proof(TreeSize from, TreeSize to) const;
  Sha256 root_at(TreeSize at) const;
  /// Hashes of an unfinished tile (fewer than 256 × 32 bytes), empty where there is none.
  std::string partial_tile(int level) const;
  int levels() const;

 private:
  /// The hashes of a tile and every perfect node above them: rows[h][i] covers hashes i·2^h up to (i+1)·2^h.
  struct Nodes {
    std::array<std::vector<Sha256>, 9> rows;
    void add(const Sha256& hash);
    std::string bytes() const;
  };
  struct FullTile {
    int level;
    std::int64_t index;
    Nodes nodes;
  };
  using FullTilePtr = std::shared_ptr<const FullTile>;  ///< never changes, so copies of a tree share it

  void add(int level, const Sha256& hash);
  Sha256 perfect(int height, std::int64_t index) const;
  Sha256 range(LeafIndex begin, LeafIndex end) const;
  const Nodes& full_tile(int level, std::int64_t index) const;
  const FullTile& remember(FullTilePtr tile) const;

  FullTileReader reader_;
  TreeSize size_ = 0;
  std::vector<Nodes> edges_;                ///< per tile level, the unfinished tile
  std::vector<FullTilePtr> completed_;      ///< not yet taken; also read from here
  mutable std::vector<FullTilePtr> cache_;  ///< a few full tiles, most recently read last
};

/// @returns whether the path leads from the leaf to the root (RFC 9162 section 2.1.3.2).
bool verify_inclusion(LeafIndex index, TreeSize size, const Sha256& leaf, const std::vector<Sha256>& path,
                      const Sha256& root);
bool verify_consistency(TreeSize from, TreeSize to, const Sha256& from_root, const Sha256& to_root,
                        const std::vector<Sha256>& path);

/// C2SP path of a tile below log/, e.g. "tile/0/x001/234" or "tile/0/x001/234.p/17"; level -1 names an entry bundle
/// ("tile/entries/…").
std::string tile_path(int level, std::int64_t index, int width = 256);

}  // namespace cundang::evidence
