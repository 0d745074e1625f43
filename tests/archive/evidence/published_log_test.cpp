// SPDX-License-Identifier: GPL-3.0-or-later
// Proofs out of static files alone.
#include "archive/evidence/published_log.h"

#include <gtest/gtest.h>

#include <map>

#include "archive/crypto/key_store.h"
#include "schema/model/error.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

std::string nth_leaf(std::int64_t n) { return "leaf " + std::to_string(n) + "\n"; }

/// What a web server would serve of a log of `size` leaves, written down from C2SP tlog-tiles.
struct Files {
  std::map<std::string, std::string> by_path;
  std::vector<std::string> asked;

  Files(TreeSize size, const LogKey& key, const crypto::KeyStore& keys) {
    std::vector<std::string> hashes;
    for (TreeSize n = 0; n < size; ++n) hashes.emplace_back(leaf_hash(nth_leaf(n)).bytes());
    for (int level = 0; !hashes.empty(); ++level) hashes = put_level(level, hashes);
    for (TreeSize begin = 0; begin < size; begin += 256) {
      const auto width = static_cast<int>(std::min<TreeSize>(256, size - begin));
      auto& bundle = by_path[tile_path(-1, begin / 256, width)];
      for (TreeSize n = begin; n < begin + width; ++n)
        bundle += std::string{'\0', static_cast<char>(nth_leaf(n).size())} + nth_leaf(n);
    }
    Tree tree{[](int, std::int64_t) -> std::string { return {}; }};
    for (TreeSize n = 0; n < size; ++n) tree.append(leaf_hash(nth_leaf(n)));
    by_path["checkpoint"] =
        sign_checkpoint({key.name, size, tree.root()}, key, [&](std::string_view body) { return keys.sign_log(body); });
  }
  /// @returns the level above: the roots of full tiles.
  std::vector<std::string> put_level(int level, const std::vector<std::string>& hashes) {
    std::vector<std::string> above;
    for (std::size_t begin = 0; begin < hashes.size(); begin += 256) {
      const auto width = std::min<std::size_t>(256, hashes.size() - begin);
      auto& tile = by_path[tile_path(level, static_cast<std::int64_t>(begin / 256), static_cast<int>(width))];
      for (std::size_t i = 0; i < width; ++i) tile += hashes[begin + i];
      if (width < 256) continue;
      std::vector<Sha256> row;
      for (std::size_t i = 0; i < 256; ++i) row.push_back(*Sha256::from_bytes(hashes[begin + i]));
      while (row.size() > 1) {
        std::vector<Sha256> next;
        for (std::size_t i = 0; i < row.size(); i += 2) next.push_back(node_hash(row[i], row[i + 1]));
        row = std::move(next);
      }
      above.emplace_back(row.front().bytes());
    }
    return above;
  }
  LogFiles source() {
    return [this](const std::string& path) -> std::optional<std::string> {
      asked.push_back(path);
      const auto found = by_path.find(path);
      return found == by_path.end() ? std::nullopt : std::optional{found->second};
    };
  }
};

class Published : public testing::TestWithParam<TreeSize> {
 protected:
  testing_support::TempFolder folder_;
  crypto::KeyStore keys_ =
      crypto::KeyStore::create(folder_.path() / "keys", "log.example", *parse_instant("2012-07-01T00:00:00Z"));
  LogKey key_{"log.example", keys_.log_public_key()};
};

TEST_P(Published, GivesEveryProofFromItsTiles) {
  Files files{GetParam(), key_, keys_};
  const auto log = read_published_log(files.source(), key_);
  ASSERT_EQ(log.checkpoint.size, GetParam());
  for (LeafIndex index = 0; index < GetParam(); index += std::max<LeafIndex>(1, GetParam() / 40)) {
    const auto leaf = read_published_leaf(files.source(), index, log.checkpoint.size);
    ASSERT_EQ(leaf, nth_leaf(index));
    ASSERT_TRUE(verify_inclusion(index, log.checkpoint.size, leaf_hash(leaf),
                                 log.tree.inclusion_proof(index, log.checkpoint.size), log.checkpoint.root));
    ASSERT_TRUE(verify_consistency(index + 1, log.checkpoint.size, log.tree.root_at(index + 1), log.checkpoint.root,
                                   log.tree.consistency_proof(index + 1, log.checkpoint.size)));
  }
  for (const auto& path : files.asked) EXPECT_TRUE(files.by_path.contains(path)) << path;
}
INSTANTIATE_TEST_SUITE_P(Sizes, Published, testing::Values(1, 2, 255, 256, 257, 511, 512, 1000, 66'000));

using PublishedOf300 = Published;
TEST_P(PublishedOf300, TheFullTileServesWhereThePartialOneIsGone) {
  Files files{300, key_, keys_};
  Files later{512, key_, keys_};
  files.by_path.erase("tile/0/001.p/44");
  files.by_path["tile/0/001"] = later.by_path.at("tile/0/001");
  EXPECT_EQ(read_published_log(files.source(), key_).checkpoint.size, 300);
}
TEST_P(PublishedOf300, WhatIsMissingOrChangedIsNamed) {
  for (const std::string path : {"tile/0/000", "tile/0/001.p/44", "checkpoint"}) {
    Files files{300, key_, keys_};
    files.by_path.erase(path);
    EXPECT_THROW(read_published_log(files.source(), key_), Error) << path;
  }
  for (const std::string path : {"tile/0/000", "tile/0/001.p/44"}) {
    Files files{300, key_, keys_};
    files.by_path.at(path)[17] ^= 1;
    EXPECT_THROW(read_published_log(files.source(), key_), Error) << path;
  }
  Files files{300, key_, keys_};
  const LogKey stranger{"log.example", std::string(32, 's')};
  EXPECT_THROW(read_published_log(files.source(), stranger), Error);
  files.by_path.at("tile/entries/000").resize(20);
  EXPECT_THROW(read_published_leaf(files.source(), 5, 300), Error);
}
INSTANTIATE_TEST_SUITE_P(Once, PublishedOf300, testing::Values(300));

}  // namespace
}  // namespace cundang::evidence
