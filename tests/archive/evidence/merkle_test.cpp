// SPDX-License-Identifier: GPL-3.0-or-later
// The tree against RFC 6962 written down naively, and against the vectors that other implementations publish.
#include "archive/evidence/merkle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "archive/crypto/digest.h"

namespace cundang::evidence {
namespace {

using namespace std::string_literals;

/// Section 2.1 word by word: MTH(D[n]).
Sha256 naive_root(const std::vector<Sha256>& d, std::size_t begin, std::size_t end) {
  if (begin == end) return crypto::sha256("");
  if (end - begin == 1) return d[begin];
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  return node_hash(naive_root(d, begin, begin + k), naive_root(d, begin + k, end));
}

/// Section 2.1.1 word by word: PATH(m, D[n]).
std::vector<Sha256> naive_path(std::size_t m, const std::vector<Sha256>& d, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return {};
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  auto path = m < k ? naive_path(m, d, begin, begin + k) : naive_path(m - k, d, begin + k, end);
  path.push_back(m < k ? naive_root(d, begin + k, end) : naive_root(d, begin, begin + k));
  return path;
}

Sha256 nth_leaf(std::int64_t n) { return leaf_hash("leaf " + std::to_string(n)); }

std::vector<Sha256> leaves(std::int64_t count) {
  std::vector<Sha256> all;
  for (std::int64_t n = 0; n < count; ++n) all.push_back(nth_leaf(n));
  return all;
}

/// Keeps full tiles as a registry would.
struct TileStore {
  std::map<std::pair<int, std::int64_t>, std::string> tiles;
  mutable int reads = 0;

  void keep(const std::vector<Tile>& completed) {
    for (const auto& tile : completed) tiles[{tile.level, tile.index}] = tile.hashes;
  }
  FullTileReader reader() const {
    return [this](int level, std::int64_t index) {
      ++reads;
      return tiles.at({level, index});
    };
  }
};

FullTileReader no_reader() {
  return [](int, std::int64_t) -> std::string { throw std::logic_error("no tile should be read"); };
}

// Vectors of the certificate-transparency reference implementation (merkle tree of eight inputs).
const std::vector<std::string> ct_inputs = {"",
                                            "\0"s,
                                            "\x10",
                                            "\x20\x21",
                                            "\x30\x31",
                                            "\x40\x41\x42\x43",
                                            "\x50\x51\x52\x53\x54\x55\x56\x57",
                                            "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
const std::vector<std::string> ct_roots = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                           "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                           "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                           "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                           "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                           "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                           "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(Merkle, CertificateTransparencyVectors) {
  EXPECT_EQ(empty_root().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Tree tree{no_reader()};
  EXPECT_EQ(tree.root(), empty_root());
  for (std::size_t n = 0; n < ct_inputs.size(); ++n) {
    EXPECT_EQ(tree.append(leaf_hash(ct_inputs[n])), static_cast<LeafIndex>(n));
    EXPECT_EQ(tree.root().hex(), ct_roots[n]) << n + 1 << " leaves";
  }
}

TEST(Merkle, Rfc6962ExampleOfSevenLeaves) {
  // Section 2.1.3: PATH(d0) = [b, h, l], PATH(d3) = [c, g, l], PATH(d4) = [f, j, k], PATH(d6) = [i, k].
  const auto d = leaves(7);
  Tree tree{no_reader()};
  for (const auto& leaf : d) tree.append(leaf);
  const auto g = node_hash(d[0], d[1]), h = node_hash(d[2], d[3]), i = node_hash(d[4], d[5]);
  const auto k = node_hash(g, h), l = node_hash(i, d[6]);
  EXPECT_EQ(tree.inclusion_proof(0, 7), (std::vector{d[1], h, l}));
  EXPECT_EQ(tree.inclusion_proof(3, 7), (std::vector{d[2], g, l}));
  EXPECT_EQ(tree.inclusion_proof(4, 7), (std::vector{d[5], d[6], k}));
  EXPECT_EQ(tree.inclusion_proof(6, 7), (std::vector{i, k}));
  // PROOF(3, D[7]) = [c, d, g, l], PROOF(4, D[7]) = [l], PROOF(6, D[7]) = [i, j, k].
  EXPECT_EQ(tree.consistency_proof(3, 7), (std::vector{d[2], d[3], g, l}));
  EXPECT_EQ(tree.consistency_proof(4, 7), (std::vector{l}));
  EXPECT_EQ(tree.consistency_proof(6, 7), (std::vector{i, d[6], k}));
}

TEST(Merkle, EverySizeTo600AgreesWithTheNaiveTree) {
  const auto d = leaves(600);
  TileStore store;
  Tree tree{store.reader()};
  for (std::size_t n = 1; n <= d.size(); ++n) {
    tree.append(d[n - 1]);
    store.keep(tree.take_completed());
    ASSERT_EQ(tree.root(), naive_root(d, 0, n)) << n;
  }
  for (std::size_t n = 1; n <= d.size(); ++n) ASSERT_EQ(tree.root_at(static_cast<TreeSize>(n)), naive_root(d, 0, n));
}

TEST(Merkle, EveryInclusionProofTo600) {
  const auto d = leaves(600);
  TileStore store;
  Tree tree{store.reader()};
  for (const auto& leaf : d) tree.append(leaf);
  store.keep(tree.take_completed());
  for (TreeSize size = 1; size <= 600; ++size) {
    const auto root = tree.root_at(size);
    // All leaves of small trees; of larger ones those beside the borders and a spread of the rest.
    for (LeafIndex m = 0; m < size; m += (size < 130 || m % 256 > 250 || m % 256 < 4 || size - m < 5) ? 1 : 7) {
      const auto path = tree.inclusion_proof(m, size);
      ASSERT_TRUE(verify_inclusion(m, size, d[static_cast<std::size_t>(m)], path, root)) << m << " of " << size;
      if (size % 37 == 0) {
        ASSERT_EQ(path, naive_path(static_cast<std::size_t>(m), d, 0, static_cast<std::size_t>(size)));
      }
      ASSERT_FALSE(verify_inclusion(m ^ 1, size, d[static_cast<std::size_t>(m)], path, root) && size > 1);
    }
  }
}

TEST(Merkle, EveryConsistencyProofTo300) {
  TileStore store;
  Tree tree{store.reader()};
  std::vector<Sha256> roots{empty_root()};
  for (const auto& leaf : leaves(300)) {
    tree.append(leaf);
    roots.push_back(tree.root());
  }
  store.keep(tree.take_completed());
  for (TreeSize to = 1; to <= 300; ++to) {
    for (TreeSize from = 1; from <= to; ++from) {
      const auto path = tree.consistency_proof(from, to);
      const auto& old_root = roots[static_cast<std::size_t>(from)];
      const auto& new_root = roots[static_cast<std::size_t>(to)];
      ASSERT_TRUE(verify_consistency(from, to, old_root, new_root, path)) << from << " to " << to;
      ASSERT_FALSE(from < to &&
                   verify_consistency(from, to, roots[static_cast<std::size_t>(from - 1)], new_root, path));
      ASSERT_FALSE(verify_consistency(from, to, old_root, roots[static_cast<std::size_t>(to - 1)], path));
    }
  }
}

TEST(Merkle, RandomPairsOfALargeTreeAreConsistentAndNothingElseIs) {
  constexpr std::int64_t count = 70'000;
  TileStore store;
  Tree tree{store.reader()};
  for (const auto& leaf : leaves(count)) {
    tree.append(leaf);
    if (tree.size() % 4096 == 0) store.keep(tree.take_completed());
  }
  store.keep(tree.take_completed());
  std::mt19937_64 random{20120702};
  std::uniform_int_distribution<TreeSize> size{1, count};
  for (int round = 0; round < 300; ++round) {
    const auto a = size(random), b = size(random);
    const auto from = std::min(a, b), to = std::max(a, b);
    const auto path = tree.consistency_proof(from, to);
    const auto old_root = tree.root_at(from), new_root = tree.root_at(to);
    ASSERT_TRUE(verify_consistency(from, to, old_root, new_root, path)) << from << " to " << to;
    ASSERT_LE(path.size(), 63U);
    if (from == to) continue;
    ASSERT_FALSE(verify_consistency(from, to, new_root, new_root, path));
    for (std::size_t i = 0; i < path.size(); ++i) {
      auto changed = path;
      changed[i].octets[0] ^= 1U;
      ASSERT_FALSE(verify_consistency(from, to, old_root, new_root, changed)) << i;
    }
  }
}

TEST(Merkle, AProofHoldsForNothingElse) {
  const auto d = leaves(300);
  Tree tree{no_reader()};
  for (const auto& leaf : d) tree.append(leaf);
  const auto root = tree.root();
  const auto path = tree.inclusion_proof(123, 300);
  ASSERT_TRUE(verify_inclusion(123, 300, d[123], path, root));
  for (std::size_t i = 0; i < path.size(); ++i) {
    auto changed = path;
    changed[i].octets[i % 32] ^= 1U;
    EXPECT_FALSE(verify_inclusion(123, 300, d[123], changed, root));
  }
  auto longer = path, shorter = path;
  longer.push_back(root);
  shorter.pop_back();
  EXPECT_FALSE(verify_inclusion(123, 300, d[123], longer, root));
  EXPECT_FALSE(verify_inclusion(123, 300, d[123], shorter, root));
  EXPECT_FALSE(verify_inclusion(123, 300, d[124], path, root));
  EXPECT_FALSE(verify_inclusion(300, 300, d[123], path, root));
  EXPECT_FALSE(verify_inclusion(-1, 300, d[123], path, root));
  EXPECT_FALSE(verify_consistency(0, 300, empty_root(), root, {}));
  EXPECT_FALSE(verify_consistency(301, 300, root, root, {}));
  EXPECT_FALSE(verify_consistency(300, 300, root, root, {root}));
}

TEST(Merkle, APathTooShortOrTooLongForTheSizeProvesNothing) {
  const auto a = nth_leaf(0), b = nth_leaf(1), c = nth_leaf(2);
  // The hashes come out right in each row; only the size says that they cannot be the tree's.
  EXPECT_FALSE(verify_inclusion(0, 2, a, {}, a));
  EXPECT_FALSE(verify_inclusion(0, 4, a, {b}, node_hash(a, b)));
  EXPECT_FALSE(verify_inclusion(0, 1, a, {b}, node_hash(b, a)));
  EXPECT_FALSE(verify_inclusion(0, 2, a, {b, c}, node_hash(c, node_hash(a, b))));
  EXPECT_FALSE(verify_consistency(1, 2, a, a, {}));
  EXPECT_FALSE(verify_consistency(1, 2, a, node_hash(node_hash(a, b), c), {b, c}));
  EXPECT_FALSE(verify_consistency(1, 2, node_hash(c, a), node_hash(c, node_hash(a, b)), {b, c}));
  const auto ab = node_hash(a, b), d = nth_leaf(3);
  EXPECT_TRUE(verify_consistency(3, 4, node_hash(ab, c), node_hash(ab, node_hash(c, d)), {c, d, ab}));
  EXPECT_FALSE(verify_consistency(3, 4, node_hash(a, node_hash(ab, c)), node_hash(a, node_hash(ab, node_hash(c, d))),
                                  {c, d, ab, a}));
  EXPECT_FALSE(verify_consistency(2, 4, node_hash(a, b), node_hash(a, b), {}));
  EXPECT_FALSE(verify_consistency(3, 4, a, a, {}));
}

TEST(Merkle, BordersOfTilesAt65536) {
  constexpr std::int64_t count = 65536 + 3 * 256 + 5;
  const auto d = leaves(count);
  TileStore store;
  Tree tree{store.reader()};
  for (const auto& leaf : d) {
    tree.append(leaf);
    if (tree.size() % 4096 == 0) store.keep(tree.take_completed());
  }
  store.keep(tree.take_completed());
  EXPECT_EQ(tree.levels(), 3);
  EXPECT_EQ(store.tiles.size(), 256U + 3U + 1U);
  EXPECT_EQ(tree.partial_tile(0).size(), 5U * 32U);
  EXPECT_EQ(tree.partial_tile(1).size(), 3U * 32U);
  EXPECT_EQ(tree.partial_tile(2).size(), 1U * 32U);
  for (const TreeSize size : {TreeSize{255}, TreeSize{256}, TreeSize{257}, TreeSize{65535}, TreeSize{65536},
                              TreeSize{65537}, TreeSize{65792}, count}) {
    const auto root = naive_root(d, 0, static_cast<std::size_t>(size));
    ASSERT_EQ(tree.root_at(size), root) << size;
    for (const LeafIndex m :
         {LeafIndex{0}, LeafIndex{255}, LeafIndex{256}, LeafIndex{65535}, LeafIndex{65536}, size - 1}) {
      if (m >= size) continue;
      ASSERT_TRUE(verify_inclusion(m, size, nth_leaf(m), tree.inclusion_proof(m, size), root)) << m << " of " << size;
    }
    for (const TreeSize from : {TreeSize{1}, TreeSize{255}, TreeSize{256}, TreeSize{65535}, TreeSize{65536}}) {
      if (from > size) continue;
      ASSERT_TRUE(verify_consistency(from, size, naive_root(d, 0, static_cast<std::size_t>(from)), root,
                                     tree.consistency_proof(from, size)));
    }
  }
}

class TreeResumes : public testing::TestWithParam<std::int64_t> {};

TEST_P(TreeResumes, AndIsTheSameTree) {
  const auto size = GetParam();
  const auto d = leaves(size + 300);
  TileStore store;
  Tree whole{store.reader()};
  for (std::int64_t n = 0; n < size; ++n) whole.append(d[static_cast<std::size_t>(n)]);
  store.keep(whole.take_completed());
  const auto full = size / 256 * 256;
  Tree resumed{store.reader(), full, {d.begin() + full, d.begin() + size}};
  ASSERT_EQ(resumed.size(), size);
  EXPECT_THAT(resumed.take_completed(), testing::IsEmpty());
  for (std::int64_t n = size; n < size + 300; ++n) {
    ASSERT_EQ(resumed.root(), whole.root()) << n;
    whole.append(d[static_cast<std::size_t>(n)]);
    resumed.append(d[static_cast<std::size_t>(n)]);
  }
  const auto a = whole.take_completed(), b = resumed.take_completed();
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].level, b[i].level);
    EXPECT_EQ(a[i].index, b[i].index);
    EXPECT_EQ(a[i].hashes, b[i].hashes);
  }
  for (int level = 0; level < whole.levels(); ++level)
    EXPECT_EQ(whole.partial_tile(level), resumed.partial_tile(level));
}
INSTANTIATE_TEST_SUITE_P(At, TreeResumes,
                         testing::Values(0, 1, 255, 256, 257, 511, 512, 65535, 65536, 65537, 65536 + 256, 66000,
                                         131072));

TEST(Merkle, ACopyIsDroppedWithoutATrace) {
  TileStore store;
  Tree tree{store.reader()};
  for (const auto& leaf : leaves(250)) tree.append(leaf);
  const auto before = tree.root();
  {
    auto scratch = tree;
    for (int n = 0; n < 20; ++n) scratch.append(nth_leaf(1000 + n));
    EXPECT_EQ(scratch.take_completed().size(), 1U);
    EXPECT_EQ(scratch.size(), 270);
  }
  EXPECT_EQ(tree.root(), before);
  EXPECT_EQ(tree.size(), 250);
  EXPECT_THAT(tree.take_completed(), testing::IsEmpty());
}

TEST(Merkle, ProofsOfAGroupNeedNoTileThatIsNotStoredYet) {
  Tree tree{no_reader()};
  for (const auto& leaf : leaves(250)) tree.append(leaf);
  for (int n = 250; n < 330; ++n) tree.append(nth_leaf(n));
  EXPECT_EQ(tree.take_completed().size(), 1U);
  for (LeafIndex n = 250; n < 330; ++n)
    EXPECT_TRUE(verify_inclusion(n, 330, nth_leaf(n), tree.inclusion_proof(n, 330), tree.root()));
}

TEST(Merkle, ABrokenTileIsAnError) {
  Tree tree{[](int, std::int64_t) { return "short"s; }, 0, {}};
  for (const auto& leaf : leaves(256)) tree.append(leaf);
  EXPECT_ANY_THROW((Tree{[](int, std::int64_t) { return "short"s; }, 256, {}}));
}

struct TilePathCase {
  int level;
  std::int64_t index;
  int width;
  const char* path;
};
class TilePath : public testing::TestWithParam<TilePathCase> {};
TEST_P(TilePath, IsC2sp) {
  EXPECT_EQ(tile_path(GetParam().level, GetParam().index, GetParam().width), GetParam().path);
}
INSTANTIATE_TEST_SUITE_P(TlogTiles, TilePath,
                         testing::Values(TilePathCase{0, 0, 256, "tile/0/000"}, TilePathCase{0, 999, 256, "tile/0/999"},
                                         TilePathCase{0, 1000, 256, "tile/0/x001/000"},
                                         TilePathCase{0, 1234067, 256, "tile/0/x001/x234/067"},
                                         TilePathCase{0, 1234, 17, "tile/0/x001/234.p/17"},
                                         TilePathCase{2, 5, 1, "tile/2/005.p/1"},
                                         TilePathCase{-1, 1234, 256, "tile/entries/x001/234"},
                                         TilePathCase{-1, 0, 5, "tile/entries/000.p/5"}));

}  // namespace
}  // namespace cundang::evidence
