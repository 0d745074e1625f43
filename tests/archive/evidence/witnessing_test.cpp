// SPDX-License-Identifier: GPL-3.0-or-later
// What C2SP tlog-witness says of each request, as a table.
#include "archive/evidence/witnessing.h"

#include <gtest/gtest.h>

#include "archive/crypto/key_store.h"
#include "archive/evidence/merkle.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

using Kind = WitnessDecision::Kind;

class Witnessing : public testing::Test {
 protected:
  Tree tree_of(TreeSize size, const std::string& what = "leaf") const {
    Tree tree{[](int, std::int64_t) -> std::string { return {}; }};
    for (TreeSize n = 0; n < size; ++n) tree.append(leaf_hash(what + std::to_string(n)));
    return tree;
  }
  std::string note_of(const Tree& tree, const std::string& origin = "log.example") const {
    return sign_checkpoint({origin, tree.size(), tree.root()}, {origin, keys_.log_public_key()},
                           [this](std::string_view body) { return keys_.sign_log(body); });
  }
  std::string ask(TreeSize old, TreeSize size) const {
    const auto tree = tree_of(size);
    return consistency_text(old, old > 0 && old <= size ? tree.consistency_proof(old, size) : std::vector<Sha256>{},
                            note_of(tree));
  }
  WitnessDecision judge(const std::string& request, TreeSize seen) const {
    return judge_request(request, {{"log.example", keys_.log_public_key()}},
                         [&](const std::string& origin) -> std::optional<Checkpoint> {
                           if (seen == 0) return std::nullopt;
                           return Checkpoint{origin, seen, tree_of(seen).root()};
                         });
  }
  testing_support::TempFolder folder_;
  crypto::KeyStore keys_ =
      crypto::KeyStore::create(folder_.path() / "keys", "log.example", *parse_instant("2012-07-01T00:00:00Z"));
};

TEST_F(Witnessing, CosignsALogThatGrewFromWhatItHasSeen) {
  EXPECT_EQ(judge(ask(0, 5), 0).kind, Kind::Cosign) << "the first time";
  const auto grown = judge(ask(5, 300), 5);
  EXPECT_EQ(grown.kind, Kind::Cosign);
  EXPECT_EQ(grown.checkpoint.size, 300);
  EXPECT_EQ(judge(ask(300, 300), 300).kind, Kind::Cosign) << "the same again";
}

TEST_F(Witnessing, RefusesAsTheSpecificationSays) {
  EXPECT_EQ(judge("old 0\n\nno note\n", 0).kind, Kind::Malformed);
  EXPECT_EQ(judge("old 05\n\n" + note_of(tree_of(9)), 0).kind, Kind::Malformed) << "a leading zero";
  EXPECT_EQ(judge(ask(6, 5), 5).kind, Kind::Malformed) << "old beyond the checkpoint";
  EXPECT_EQ(judge("old 0\n\n" + note_of(tree_of(5), "other.example"), 0).kind, Kind::UnknownLog);
  auto forged = ask(0, 5);
  forged[forged.size() - 5] = forged[forged.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(judge(forged, 0).kind, Kind::NotSigned);
  const auto conflict = judge(ask(3, 9), 5);
  EXPECT_EQ(conflict.kind, Kind::OtherSize);
  EXPECT_EQ(conflict.last_size, 5);
  EXPECT_EQ(judge(ask(0, 9), 5).kind, Kind::OtherSize) << "as if it had seen nothing";
}

TEST_F(Witnessing, SeesRollbackSplitViewAndFork) {
  EXPECT_EQ(judge(ask(5, 5), 9).kind, Kind::OtherSize) << "rolled back";
  EXPECT_EQ(judge("old 9\n\n" + note_of(tree_of(9, "other")), 9).kind, Kind::OtherRoot);
  const auto other = tree_of(12, "other");
  EXPECT_EQ(judge(consistency_text(9, other.consistency_proof(9, 12), note_of(other)), 9).kind, Kind::NotConsistent);
  auto text = parse_consistency_text(ask(9, 12));
  text->path.pop_back();
  EXPECT_EQ(judge(consistency_text(9, text->path, text->checkpoint_note), 9).kind, Kind::NotConsistent);
  EXPECT_EQ(judge(consistency_text(0, text->path, text->checkpoint_note), 0).kind, Kind::NotConsistent)
      << "from nothing there is no proof";
}

TEST_F(Witnessing, ReadsNoMoreHashesThanALogCanHave) {
  std::string text = "old 5\n";
  for (int i = 0; i < 64; ++i) text += to_base64(std::string(32, 'h')) + "\n";
  EXPECT_FALSE(parse_consistency_text(text + "\n" + note_of(tree_of(9))));
}

}  // namespace
}  // namespace cundang::evidence
