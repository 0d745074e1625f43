// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/normalise.h"

#include <gtest/gtest.h>

#include "indexer/analysis/utf8.h"

namespace cundang::indexer {
namespace {

struct FoldCase {
  const char* name;
  const char* written;
  const char* normal;
};

struct Folding : testing::TestWithParam<FoldCase> {};

TEST_P(Folding, GivesOneFormForAllSpellings) { EXPECT_EQ(normalised_utf8(GetParam().written), GetParam().normal); }

INSTANTIATE_TEST_SUITE_P(
    Spellings, Folding,
    testing::Values(FoldCase{"WideFigures", "５日前", "5日前"}, FoldCase{"WideLetters", "ＧＢ／Ｔ", "gb/t"},
                    FoldCase{"Capitals", "LPG", "lpg"},
                    FoldCase{"Traditional", "安全生產監督管理局", "安全生产监督管理局"},
                    FoldCase{"OneSimplifiedManyTraditional", "後勤", "后勤"}, FoldCase{"Lift", "電梯", "电梯"},
                    FoldCase{"CircleForZero", "二○一二", "二〇一二"}, FoldCase{"BracketedNumber", "㈠", "(一)"},
                    FoldCase{"CircleBeforeALetterThatJoins", "○\uFB01", "〇fi"},
                    FoldCase{"CircleUnderAnAccent", "○\u0301", "〇\u0301"}, FoldCase{"CircledNumber", "①", "1"},
                    FoldCase{"RomanNumber", "Ⅱ段", "ii段"}, FoldCase{"SquareMetre", "㎡", "m2"},
                    FoldCase{"SmallBrackets", "﹝2012﹞", "〔2012〕"},
                    FoldCase{"CombiningAccent", "cafe\xCC\x81", "caf\xC3\xA9"},
                    FoldCase{"ExtensionB", "\xF0\xAC\xAD\x9A", "\xF0\xAC\xAD\x9A"},
                    FoldCase{"PrivateUse", "\xEE\x80\x80", "\xEE\x80\x80"}, FoldCase{"Nothing", "", ""}),
    [](const auto& row) { return row.param.name; });

TEST(Normalise, KnowsWhereEachCharacterCameFrom) {
  const auto normal = normalise("第㈠項５");
  EXPECT_EQ(to_utf8(normal.text), "第(一)项5");
  EXPECT_EQ(normal.origin, (std::vector<std::uint32_t>{0, 1, 1, 1, 2, 3, 4}));
}

TEST(Normalise, BrokenBytesBecomeReplacementCharacters) {
  EXPECT_EQ(to_code_points("a\xFF"
                           "b"),
            U"a\xFFFD"
            U"b");
  EXPECT_EQ(to_code_points("\xE5\xAE"), U"\xFFFD\xFFFD") << "cut in the middle";
  EXPECT_EQ(to_code_points("\xC0\x80"), U"\xFFFD\xFFFD") << "overlong";
  EXPECT_EQ(to_code_points("\xED\xA0\x80").size(), 3u) << "a surrogate";
}

}  // namespace
}  // namespace cundang::indexer
