// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's side of the log's tree: append, tiles, proofs. Checking proofs is merkle_verify.cpp.
#include "archive/evidence/merkle.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "archive/crypto/digest.h"
#include "schema/model/error.h"

namespace cundang::evidence {
namespace {

constexpr int tile_height = 8;
constexpr std::int64_t tile_width = 256;
constexpr std::size_t hash_size = Sha256::size;
constexpr std::size_t cached_tiles = 16;

/// Largest power of two smaller than `n`; n > 1 (RFC 6962 section 2.1, "k").
std::int64_t split_of(std::int64_t n) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(n - 1)));
}

void subproof(std::int64_t from, LeafIndex begin, LeafIndex end, bool whole,
              const std::function<Sha256(LeafIndex, LeafIndex)>& range, std::vector<Sha256>& path) {
  if (from == end - begin) {
    if (!whole) path.push_back(range(begin, end));
    return;
  }
  const auto k = split_of(end - begin);
  if (from <= k) {
    subproof(from, begin, begin + k, whole, range, path);
    path.push_back(range(begin + k, end));
  } else {
    subproof(from - k, begin + k, end, false, range, path);
    path.push_back(range(begin, begin + k));
  }
}

}  // namespace

Tree::Tree(FullTileReader reader) : reader_{std::move(reader)} {}

Tree::Tree(FullTileReader reader, TreeSize full_leaves, const std::vector<Sha256>& edge) : reader_{std::move(reader)} {
  assert(full_leaves % tile_width == 0 && static_cast<std::int64_t>(edge.size()) < tile_width);
  size_ = full_leaves;
  // The unfinished tile of level n holds the roots of the full tiles of level n - 1 that no full tile of level n
  // covers.
  for (auto count = full_leaves / tile_width; count > 0; count /= tile_width) {
    const int below = static_cast<int>(edges_.empty() ? 0 : edges_.size() - 1);
    if (edges_.empty()) edges_.emplace_back();
    Nodes nodes;
    for (auto index = count / tile_width * tile_width; index < count; ++index)
      nodes.add(full_tile(below, index).rows[tile_height].front());
    edges_.push_back(std::move(nodes));
  }
  for (const auto& hash : edge) append(hash);
}

LeafIndex Tree::append(const Sha256& leaf_hash) {
  ++size_;
  add(0, leaf_hash);
  return size_ - 1;
}

void Tree::add(int level, const Sha256& hash) {
  const auto at = static_cast<std::size_t>(level);
  if (edges_.size() <= at) edges_.resize(at + 1);
  edges_[at].add(hash);
  if (edges_[at].rows[tile_height].empty()) return;
  const auto index = (size_ >> (tile_height * (level + 1))) - 1;
  completed_.push_back(std::make_shared<FullTile>(FullTile{level, index, std::move(edges_[at])}));
  edges_[at] = {};
  add(level + 1, completed_.back()->nodes.rows[tile_height].front());
}

std::vector<Tile> Tree::take_completed() {
  std::stable_sort(completed_.begin(), completed_.end(),
                   [](const auto& a, const auto& b) { return a->level < b->level; });
  std::vector<Tile> tiles;
  for (auto& tile : completed_) {
    tiles.push_back({tile->level, tile->index, tile->nodes.bytes()});
    remember(std::move(tile));
  }
  completed_.clear();
  return tiles;
}

Sha256 Tree::root() const { return root_at(size_); }

Sha256 Tree::root_at(TreeSize at) const {
  assert(at >= 0 && at <= size_);
  return at == 0 ? empty_root() : range(0, at);
}

std::vector<Sha256> Tree::inclusion_proof(LeafIndex index, TreeSize at) const {
  assert(index >= 0 && index < at && at <= size_);
  std::vector<Sha256> path;
  for (LeafIndex begin = 0, end = at; end - begin > 1;) {
    const auto middle = begin + split_of(end - begin);
    if (index < middle) {
      path.push_back(range(middle, end));
      end = middle;
    } else {
      path.push_back(range(begin, middle));
      begin = middle;
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<Sha256> Tree::consistency_proof(TreeSize from, TreeSize to) const {
  assert(from > 0 && from <= to && to <= size_);
  std::vector<Sha256> path;
  subproof(
      from, 0, to, true, [this](LeafIndex begin, LeafIndex end) { return range(begin, end); }, path);
  return path;
}

std::string Tree::partial_tile(int level) const {
  return level < levels() ? edges_[static_cast<std::size_t>(level)].bytes() : std::string{};
}

int Tree::levels() const { return static_cast<int>(edges_.size()); }

/// Root of leaves begin…end; begin is always a multiple of the largest power of two that fits.
Sha256 Tree::range(LeafIndex begin, LeafIndex end) const {
  const auto count = end - begin;
  if (std::has_single_bit(static_cast<std::uint64_t>(count))) {
    const int height = std::countr_zero(static_cast<std::uint64_t>(count));
    return perfect(height, begin >> height);
  }
  const auto middle = begin + split_of(count);
  return node_hash(range(begin, middle), range(middle, end));
}

/// Root of the `index`-th perfect subtree of 2^height leaves.
Sha256 Tree::perfect(int height, std::int64_t index) const {
  const int level = height / tile_height;
  const int row = height % tile_height;
  const auto tile = index >> (tile_height - row);
  const auto place = static_cast<std::size_t>(index & ((tile_width >> row) - 1));
  const bool unfinished = tile == size_ >> (tile_height * (level + 1));
  const auto& nodes = unfinished ? edges_[static_cast<std::size_t>(level)] : full_tile(level, tile);
  return nodes.rows[static_cast<std::size_t>(row)][place];
}

const Tree::Nodes& Tree::full_tile(int level, std::int64_t index) const {
  const auto wanted = [&](const auto& tile) { return tile->level == level && tile->index == index; };
  if (const auto found = std::find_if(completed_.rbegin(), completed_.rend(), wanted); found != completed_.rend())
    return (*found)->nodes;
  if (const auto found = std::find_if(cache_.begin(), cache_.end(), wanted); found != cache_.end()) {
    std::rotate(found, found + 1, cache_.end());
    return cache_.back()->nodes;
  }
  const auto bytes = reader_(level, index);
  if (bytes.size() != tile_width * hash_size)
    throw Error{ErrorCode::LogInconsistent, "a tile has not its 256 hashes"}.with("tile", tile_path(level, index));
  Nodes nodes;
  for (std::size_t at = 0; at < bytes.size(); at += hash_size)
    nodes.add(*Sha256::from_bytes(std::string_view{bytes}.substr(at, hash_size)));
  return remember(std::make_shared<FullTile>(FullTile{level, index, std::move(nodes)})).nodes;
}

const Tree::FullTile& Tree::remember(FullTilePtr tile) const {
  if (cache_.size() == cached_tiles) cache_.erase(cache_.begin());
  cache_.push_back(std::move(tile));
  return *cache_.back();
}

void Tree::Nodes::add(const Sha256& hash) {
  rows[0].push_back(hash);
  for (std::size_t row = 0; row < tile_height && rows[row].size() % 2 == 0; ++row)
    rows[row + 1].push_back(node_hash(rows[row][rows[row].size() - 2], rows[row].back()));
}

std::string Tree::Nodes::bytes() const {
  std::string joined;
  joined.reserve(rows[0].size() * hash_size);
  for (const auto& hash : rows[0]) joined += hash.bytes();
  return joined;
}

}  // namespace cundang::evidence
