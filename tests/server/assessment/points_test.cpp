// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/assessment/points.h"

#include <gtest/gtest.h>

namespace cundang::assessment {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  std::int64_t thousandths;
};
class PointsText : public testing::TestWithParam<TextCase> {};
TEST_P(PointsText, GoesBothWays) {
  ASSERT_TRUE(parse_points(GetParam().text));
  EXPECT_EQ(parse_points(GetParam().text)->thousandths, GetParam().thousandths);
  EXPECT_EQ(to_text(Points{GetParam().thousandths}), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(Points, PointsText,
                         testing::Values(TextCase{"Whole", "92", 92000}, TextCase{"Half", "92.5", 92500},
                                         TextCase{"Thousandth", "0.001", 1}, TextCase{"Loss", "-2", -2000},
                                         TextCase{"SmallLoss", "-0.25", -250}, TextCase{"Nothing", "0", 0}),
                         [](const auto& row) { return row.param.name; });

TEST(Points, WhatIsNoNumberIsRefused) {
  for (const auto* text : {"", "-", "二", "1.2345", "123456", "1.", ".5", "1 ", "+1", "1e2"})
    EXPECT_FALSE(parse_points(text)) << text;
}

struct ShareCase {
  const char* name;
  std::int64_t points, part, whole, thousandths;
};
class PointsShare : public testing::TestWithParam<ShareCase> {};
TEST_P(PointsShare, IsRoundedToHundredthsHalvesAwayFromZero) {
  const auto& row = GetParam();
  EXPECT_EQ(share({row.points}, row.part, row.whole).thousandths, row.thousandths);
}
INSTANTIATE_TEST_SUITE_P(Share, PointsShare,
                         testing::Values(ShareCase{"TwoOfThree", 20000, 2, 3, 13330},
                                         ShareCase{"HalfGoesUp", 10, 1, 2, 10},
                                         ShareCase{"HalfOfALossGoesDown", -10, 1, 2, -10},
                                         ShareCase{"AllOfIt", 92500, 100, 100, 92500},
                                         ShareCase{"Rescaled", 55000, 100000, 60000, 91670}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace cundang::assessment
