// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace cundang::fuzz {
namespace {

TEST(Mutator, GivesTheSameInputsEveryTimeAndManyOfThem) {
  const std::vector<std::string> seeds{"kind:minutes date:2012-07-02\nsecond line\n", "x"};
  Mutator first{seeds, {"AND", "〔2012〕"}, 200, 7}, second{seeds, {"AND", "〔2012〕"}, 200, 7};
  std::set<std::string> seen;
  std::size_t longest = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto input = first.next();
    ASSERT_EQ(input, second.next());
    longest = std::max(longest, input.size());
    seen.insert(input);
  }
  EXPECT_EQ(longest, 200U) << "some input is as long as the bound allows, and none longer";
  EXPECT_GT(seen.size(), 1000U);
  EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](const std::string& input) {
    return input.find("AND") != std::string::npos;
  })) << "words are put in";
}

TEST(Mutator, BearsSeedsWithoutAByte) {
  Mutator mutator{{""}, {}, 10, 1};
  for (int i = 0; i < 1000; ++i) EXPECT_LE(mutator.next().size(), 10U);
}

TEST(Words, AreReadAsLibFuzzerReadsThem) {
  const auto words = read_words("# 注释 \"no word\"\n\"<zz>\"\nname=\"\\x00\\\"\\\\\"\n\n\"\\xe5\\x8f\\xb7\"\n");
  EXPECT_EQ(words, (std::vector<std::string>{"<zz>", std::string{"\0\"\\", 3}, "号"}));
}

}  // namespace
}  // namespace cundang::fuzz
