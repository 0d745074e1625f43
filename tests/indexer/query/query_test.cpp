// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include "indexer/query/day_span.h"
#include "indexer/query/parse.h"
#include "indexer/query/rank_terms.h"
#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

struct QueryCase {
  const char* name;
  const char* query;
  const char* understood;
};

struct Understanding : testing::TestWithParam<QueryCase> {};

TEST_P(Understanding, IsShownBack) { EXPECT_EQ(show(parse_query(GetParam().query)), GetParam().understood); }

INSTANTIATE_TEST_SUITE_P(
    Queries, Understanding,
    testing::Values(QueryCase{"Empty", "  ", "全部"}, QueryCase{"Words", "有限空间 作业", "任一词：有限空间 作业"},
                    QueryCase{"Exact", "\"三同时\"", "原文含“三同时”"},
                    QueryCase{"ExactAndWords", "\"三同时\" 建设", "原文含“三同时” 且 任一词：建设"},
                    QueryCase{"Minus", "通报 -批评", "不含“批评” 且 任一词：通报"},
                    QueryCase{"And", "隧道 AND 桥梁", "含“隧道” 且 含“桥梁”"},
                    QueryCase{"OrBindsLooserThanAnd", "甲 OR 乙 AND 丙", "含“甲” 或 （含“乙” 且 含“丙”）"},
                    QueryCase{"Brackets", "(隧道 OR 桥梁) 检查", "（含“隧道” 或 含“桥梁”） 且 任一词：检查"},
                    QueryCase{"Field", "kind:minutes 隐患", "文种为“minutes” 且 任一词：隐患"},
                    QueryCase{"ChineseField", "文种：会议纪要", "文种为“会议纪要”"},
                    QueryCase{"TextField", "title:情况通报", "标题含“情况通报”"},
                    QueryCase{"Year", "year:2012", "日期 2012 至 2012"},
                    QueryCase{"DateSpan", "date:2012-03..2012-05-01", "日期 2012-03 至 2012-05-01"},
                    QueryCase{"OpenSpan", "date:2012..", "日期不早于 2012"},
                    QueryCase{"BareSpan", "2012-01-01..2012-06-30", "日期 2012-01-01 至 2012-06-30"},
                    QueryCase{"NumberWithRoundBrackets", "应急厅函 (2018) 154 号", "文号 应急厅函〔2018〕154号"},
                    QueryCase{"NumberAmongOperators", "铭安办(2012)5号 OR 隧道", "文号 铭安办〔2012〕5号 或 含“隧道”"},
                    QueryCase{"BracketsInsideAWord", "建设(一期)工程", "任一词：建设(一期)工程"},
                    QueryCase{"ChineseQuotesAreText", "“三合一”场所", "任一词：“三合一”场所"},
                    QueryCase{"HyphenInsideAWord", "GB-50016", "任一词：GB-50016"},
                    QueryCase{"ColonInText", "注意：防火", "任一词：注意：防火"}),
    [](const auto& row) { return row.param.name; });

struct WrongCase {
  const char* name;
  const char* query;
  const char* position;
};

struct Refusing : testing::TestWithParam<WrongCase> {};

TEST_P(Refusing, PointsAtTheCharacter) {
  try {
    parse_query(GetParam().query);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::QueryInvalid);
    ASSERT_EQ(error.facts().size(), 1u);
    EXPECT_EQ(error.facts()[0], (std::pair<std::string, std::string>{"position", GetParam().position}));
    const Error general{ErrorCode::QueryInvalid};
    for (const auto& [said, else_said] :
         {std::pair{error.reason(), general.reason()}, {error.cure(), general.cure()}}) {
      EXPECT_NE(said.zh, else_said.zh);
      EXPECT_NE(said.en, else_said.en);
      EXPECT_EQ(said.en.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9"), std::string::npos) << said.en;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Queries, Refusing,
    testing::Values(WrongCase{"OpenQuote", "隐患 \"整改", "3"}, WrongCase{"EmptyQuote", "隐患 \"\"", "3"},
                    WrongCase{"OpenBracket", "甲 (乙 丙", "2"}, WrongCase{"ClosedBracket", "甲 )", "2"},
                    WrongCase{"NothingAfterOr", "甲 OR", "4"}, WrongCase{"NothingBeforeAnd", "AND 甲", "0"},
                    WrongCase{"UnknownField", "甲 kinds:minutes", "2"}, WrongCase{"EmptyField", "kind: ", "5"},
                    WrongCase{"NoDate", "date:去年", "5"}, WrongCase{"EmptyBrackets", "()", "1"}),
    [](const auto& row) { return row.param.name; });

TEST(Query, IsBounded) {
  EXPECT_THROW(parse_query(std::string(3 * query_length_max, 'a')), Error);
  EXPECT_THROW(parse_query(std::string(100, '(')), Error);
}

TEST(DaySpan, IsRead) {
  EXPECT_EQ(parse_day_span(U"2012")->to, 20129999);
  EXPECT_EQ(parse_day_span(U"2012年7月")->from, 20120700);
  EXPECT_EQ(parse_day_span(U"二〇一二年七月二日")->from, 20120702);
  EXPECT_FALSE(parse_day_span(U".."));
  EXPECT_FALSE(parse_day_span(U"2013..2012"));
  EXPECT_FALSE(parse_day_span(U"2012-13"));
}

TEST(RankTerms, WordsWeighMoreThanTheirSeams) {
  double word = 0, seam = 0;
  for (const auto& term : rank_terms({"安全检查"})) {
    if (term.term == "检查") word = term.weight;
    if (term.term == "全检") seam = term.weight;
  }
  EXPECT_EQ(word, word_weight);
  EXPECT_EQ(seam, loose_pair_weight);
}

TEST(RankTerms, ACharacterAloneIsAPrefix) {
  const auto terms = rank_terms({"煤"});
  ASSERT_EQ(terms.size(), 1u);
  EXPECT_TRUE(terms[0].prefix);
}

}  // namespace
}  // namespace cundang::indexer
