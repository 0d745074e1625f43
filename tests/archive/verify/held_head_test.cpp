// SPDX-License-Identifier: GPL-3.0-or-later
// The strongest adversary: he holds the log's key and writes a log that is sound in itself. Only who kept a receipt or
// an old checkpoint sees it.
#include "archive/verify/held_head.h"

#include <gtest/gtest.h>

#include "archive/crypto/digest.h"
#include "archive/crypto/key_store.h"
#include "archive/evidence/leaf.h"
#include "archive/evidence/merkle.h"
#include "archive/packages/durable_file.h"
#include "archive/packages/log_files.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::verify {
namespace {

using evidence::Checkpoint;
using evidence::LogKey;

std::string leaf_of(const std::string& what) {
  const auto at = *parse_instant("2012-07-02T01:00:00Z");
  return to_text(evidence::Leaf{at, at, crypto::sha256(what)});
}

std::vector<std::string> leaves_to(int count) {
  std::vector<std::string> leaves;
  for (int n = 0; n < count; ++n) leaves.push_back(leaf_of(std::to_string(n)));
  return leaves;
}

class HeldHeads : public testing::Test {
 protected:
  evidence::Tree tree_of(const std::vector<std::string>& leaves) const {
    evidence::Tree tree{[](int, std::int64_t) -> std::string { return {}; }};
    for (const auto& leaf : leaves) tree.append(evidence::leaf_hash(leaf));
    return tree;
  }
  std::string note_of(const std::vector<std::string>& leaves) const { return note_of(leaves, key_.name); }
  std::string note_of(const std::vector<std::string>& leaves, const std::string& origin) const {
    const auto tree = tree_of(leaves);
    return sign_checkpoint({origin, tree.size(), tree.root()}, key_,
                           [this](std::string_view body) { return keys_.sign_log(body); });
  }
  /// A log of these leaves, whole and signed, in a folder of its own.
  LogReport published(const std::vector<std::string>& leaves) {
    const auto log = folder_.path() / ("log" + std::to_string(++logs_));
    packages::LogPublisher publisher{log};
    publisher.publish_keys(key_.vkey(), keys_.ca_pem());
    auto tree = tree_of(leaves);
    std::vector<packages::LogTile> tiles, bundles;
    for (auto& tile : tree.take_completed()) tiles.push_back({tile.level, tile.index, 256, std::move(tile.hashes)});
    TreeSize covers = 1;
    for (int level = 0; level < tree.levels(); ++level, covers *= 256)
      if (auto bytes = tree.partial_tile(level); !bytes.empty())
        tiles.push_back({level, tree.size() / (covers * 256), static_cast<int>(bytes.size() / 32), bytes});
    for (std::size_t at = 0; at < leaves.size(); at += 256) {
      const std::vector<std::string> some{
          leaves.begin() + static_cast<std::ptrdiff_t>(at),
          leaves.begin() + static_cast<std::ptrdiff_t>(std::min(at + 256, leaves.size()))};
      bundles.push_back({-1, static_cast<std::int64_t>(at / 256), static_cast<int>(some.size()),
                         packages::encode_entry_bundle(some)});
    }
    publisher.publish(tiles, bundles, note_of(leaves));
    auto report = check_log(log);
    EXPECT_TRUE(report.findings.empty()) << "the log alone must look sound: " << report.findings.front().reason.en;
    return report;
  }
  static std::string codes(LogReport report, const std::vector<HeldHead>& held) {
    check_against(report, held);
    std::string all;
    for (const auto& each : report.findings) {
      EXPECT_FALSE(each.reason.zh.empty() || each.cure.zh.empty());
      all += (all.empty() ? "" : " ") + each.code;
    }
    return all;
  }
  HeldHead held(const std::vector<std::string>& leaves) const { return *parse_held_head("held", note_of(leaves)); }
  /// What a unit holds of one leaf, as `cundang log prove` gives it.
  HeldHead held_proof(const std::vector<std::string>& leaves, LeafIndex index) const {
    const auto tree = tree_of(leaves);
    return *parse_held_head("proof", evidence::proof_text(index, tree.inclusion_proof(index, tree.size()),
                                                          note_of(leaves), leaves.at(static_cast<std::size_t>(index))));
  }

  testing_support::TempFolder folder_;
  int logs_ = 0;
  crypto::KeyStore keys_ =
      crypto::KeyStore::create(folder_.path() / "keys", "log.example", *parse_instant("2012-07-01T00:00:00Z"));
  LogKey key_{"log.example", keys_.log_public_key()};
};

TEST_F(HeldHeads, AgreeWithALogThatOnlyGrew) {
  const auto log = published(leaves_to(600));
  std::vector<HeldHead> all;
  for (const int size : {1, 2, 255, 256, 257, 512, 599, 600}) all.push_back(held(leaves_to(size)));
  all.push_back(held_proof(leaves_to(300), 17));
  EXPECT_EQ(codes(log, all), "");
}

TEST_F(HeldHeads, ShowThatTheTailWasDeleted) {
  EXPECT_EQ(codes(published(leaves_to(299)), {held(leaves_to(300))}), "log.rolled-back");
}

TEST_F(HeldHeads, ShowThatAnOlderStateWasPutBackAndGrewAnew) {
  auto anew = leaves_to(200);
  for (int n = 0; n < 200; ++n) anew.push_back(leaf_of("anew " + std::to_string(n)));
  EXPECT_EQ(codes(published(leaves_to(200)), {held(leaves_to(300))}), "log.rolled-back");
  EXPECT_EQ(codes(published(anew), {held(leaves_to(300))}), "log.forked") << "although it is longer again";
}

TEST_F(HeldHeads, ShowASplitView) {
  auto other = leaves_to(300);
  other.back() = leaf_of("for the others");
  EXPECT_EQ(codes(published(other), {held(leaves_to(300))}), "log.split-view");
}

TEST_F(HeldHeads, ShowASpliceAndNameTheLeaf) {
  auto spliced = leaves_to(600);
  spliced[41] = leaf_of("something else");
  EXPECT_EQ(codes(published(spliced), {held(leaves_to(300))}), "log.forked");
  EXPECT_EQ(codes(published(spliced), {held_proof(leaves_to(300), 41)}), "log.leaf-replaced");
  EXPECT_EQ(codes(published(spliced), {held_proof(leaves_to(300), 42)}), "log.forked") << "another leaf was replaced";
  EXPECT_EQ(codes(published(spliced), {held(leaves_to(41)), held(leaves_to(42))}), "log.forked")
      << "a head from before the splice agrees";
}

TEST_F(HeldHeads, OfAnotherLogOrKeyAreNotPassedOver) {
  const auto log = published(leaves_to(10));
  auto note = note_of(leaves_to(5));
  note[0] = 'x';
  EXPECT_EQ(codes(log, {*parse_held_head("held", note)}), "log.held-unsigned");
  EXPECT_EQ(codes(log, {*parse_held_head("held", note_of(leaves_to(5), "other.example"))}), "log.other-origin")
      << "the same key signs for two logs";
  const Checkpoint head{"log.example", 5, tree_of(leaves_to(5)).root()};
  const auto two = check_consistency(head, {"other.example", 5, head.root}, {}, "held");
  ASSERT_EQ(two.size(), 1U);
  EXPECT_EQ(two.front().code, "log.other-origin");
  EXPECT_FALSE(parse_held_head("held", "no checkpoint at all"));
}

struct HeadsCase {
  std::string name;
  TreeSize held, shown;
  bool same_log;
  std::string code;
};
class TwoHeads : public HeldHeads, public testing::WithParamInterface<HeadsCase> {};
TEST_P(TwoHeads, AreConsistentOrSayWhatIsWrong) {
  const auto& row = GetParam();
  auto shown_leaves = leaves_to(static_cast<int>(row.shown));
  if (!row.same_log) shown_leaves.front() = leaf_of("another");
  const auto held_tree = tree_of(leaves_to(static_cast<int>(row.held)));
  const auto shown_tree = tree_of(shown_leaves);
  const auto path =
      row.held > 0 && row.held <= row.shown ? shown_tree.consistency_proof(row.held, row.shown) : std::vector<Sha256>{};
  const auto findings = check_consistency({"log.example", row.held, held_tree.root()},
                                          {"log.example", row.shown, shown_tree.root()}, path, "held");
  EXPECT_EQ(findings.empty() ? "" : findings.front().code, row.code);
}
INSTANTIATE_TEST_SUITE_P(Table, TwoHeads,
                         testing::Values(HeadsCase{"Grew", 5, 8, true, ""}, HeadsCase{"Same", 8, 8, true, ""},
                                         HeadsCase{"FromNothing", 0, 8, true, ""},
                                         HeadsCase{"Shrank", 8, 5, true, "log.rolled-back"},
                                         HeadsCase{"SameSizeOtherTree", 8, 8, false, "log.split-view"},
                                         HeadsCase{"GrewFromAnotherTree", 5, 8, false, "log.forked"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::verify
