// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/evidence/leaf.h"

#include <gtest/gtest.h>

#include "archive/crypto/digest.h"
#include "tests/archive/crypto/shell.h"

namespace cundang::evidence {
namespace {

const Leaf leaf{*parse_instant("2012-07-02T01:02:03.456Z"), *parse_instant("2012-07-02T01:02:03.470Z"),
                crypto::sha256("x")};
const std::string text =
    "cundang-leaf/1\nreceived 2012-07-02T01:02:03.456Z\nlogged 2012-07-02T01:02:03.470Z\n"
    "commitment 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n";

TEST(Leaf, IsFourLines) {
  EXPECT_EQ(to_text(leaf), text);
  EXPECT_EQ(parse_leaf(text), leaf);
}

TEST(Leaf, EveryTextHasOneSpelling) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char c : {'\n', ' ', '0', '9', 'A', 'Z', 'a', '+'}) {
      auto changed = text;
      changed[i] = c;
      const auto read = parse_leaf(changed);
      if (changed != text && read) {
        EXPECT_NE(*read, leaf) << changed;
        EXPECT_EQ(to_text(*read), changed);
      }
    }
    EXPECT_FALSE(parse_leaf(text.substr(0, i))) << i;
  }
}

struct BadLeaf {
  const char* name;
  std::string text;
};
TEST(Leaf, OtherTextsAreNone) {
  const std::string commitment = text.substr(text.find("commitment"));
  for (const auto& [name, bad] :
       {BadLeaf{"Empty", ""}, BadLeaf{"MoreAfter", text + "x\n"},
        BadLeaf{"CarriageReturn", "cundang-leaf/1\r" + text.substr(14)},
        BadLeaf{"Offset", "cundang-leaf/1\nreceived 2012-07-02T09:02:03.456+08:00\nlogged 2012-07-02T01:02:03.470Z\n" +
                              commitment},
        BadLeaf{"NoMilliseconds",
                "cundang-leaf/1\nreceived 2012-07-02T01:02:03Z\nlogged 2012-07-02T01:02:03.470Z\n" + commitment},
        BadLeaf{"OtherOrder",
                "cundang-leaf/1\nlogged 2012-07-02T01:02:03.456Z\nreceived 2012-07-02T01:02:03.470Z\n" + commitment},
        BadLeaf{"Version2", "cundang-leaf/2" + text.substr(14)}})
    EXPECT_FALSE(parse_leaf(bad)) << name;
}

TEST(Leaf, CommitmentIsWhatSha256sumSays) {
  const testing_support::TempFolder folder;
  const auto salt = crypto::random_bytes(32);
  const std::string statement = "cundang-statement/1 record\naccession R0000042\n";
  folder.write("salt", salt);
  folder.write("statement", statement);
  EXPECT_EQ(folder.run("cat salt statement | sha256sum").output, commit_to(salt, statement).hex() + "  -\n");
}

}  // namespace
}  // namespace cundang::evidence
