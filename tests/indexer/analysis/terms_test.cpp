// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/analysis/terms.h"

#include <gmock/gmock.h>

#include <map>

#include "indexer/analysis/days.h"
#include "indexer/analysis/doc_no.h"
#include "indexer/analysis/numerals.h"
#include "indexer/analysis/passages.h"
#include "indexer/analysis/question_words.h"
#include "indexer/analysis/synonyms.h"
#include "indexer/analysis/utf8.h"

namespace cundang::indexer {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> terms;
  for (auto& term : cut_terms(normalise(text).text)) terms.push_back(std::move(term.text));
  return terms;
}

TEST(Terms, HanIsCutInOverlappingPairsAndTheLastCharacterStandsAlone) {
  EXPECT_THAT(terms_of("安全生产"), ElementsAre("安全", "全生", "生产", "产"));
  EXPECT_THAT(terms_of("通 知"), ElementsAre("通知", "知")) << "white space inside a word is layout";
  EXPECT_THAT(terms_of("甲，乙"), ElementsAre("甲", "乙")) << "no pair reaches over a comma";
  EXPECT_THAT(terms_of("市市政市容委"), ElementsAre("市市", "市政", "政市", "市容", "容委", "委"))
      << "a character doubled stays doubled";
}

TEST(Terms, LettersAndFiguresAreWordsAndTheirPartsToo) {
  EXPECT_THAT(terms_of("GB50016-2014"), ElementsAre("gb50016", "gb", "50016", "2014"));
  EXPECT_THAT(terms_of("15个"), Not(Contains("5")));
}

TEST(Terms, ChineseNumbersThatCountAlsoStandInFigures) {
  EXPECT_THAT(terms_of("五个工作日"), Contains("5"));
  EXPECT_THAT(terms_of("第八十八号"), Contains("88"));
  EXPECT_THAT(terms_of("统一思想"), Not(Contains("1")));
}

TEST(Terms, DaysAreOneTermHoweverWritten) {
  for (const auto* day : {"2012年3月1日", "二〇一二年三月一日", "二○一二年三月一日", "二零一二年三月一日",
                          "２０１２年３月１日", "2012-03-01", "2012.3.1"})
    EXPECT_THAT(terms_of(day), Contains("D20120301")) << day;
  EXPECT_THAT(terms_of("二〇一二年三月十一日"), Contains("D20120311"));
  EXPECT_THAT(terms_of("2012年3月10日"), Not(Contains("D20120301")));
  EXPECT_TRUE(find_days(U"2012年13月1日").empty());
  EXPECT_TRUE(find_days(U"2011年2月29日").empty());
}

TEST(Numerals, AreRead) {
  const std::map<std::u32string, std::int64_t> numbers = {
      {U"一", 1},         {U"十", 10},          {U"十五", 15},       {U"二十", 20},           {U"八十八", 88},
      {U"一百零五", 105}, {U"四百九十三", 493}, {U"二〇一二", 2012}, {U"一千零四十二", 1042}, {U"三万", 30000},
      {U"493", 493}};
  for (const auto& [text, value] : numbers) EXPECT_EQ(parse_number(text), value) << to_utf8(text);
  EXPECT_EQ(parse_number(U"五六十"), std::nullopt);
  EXPECT_EQ(parse_number(U"甲"), std::nullopt);
}

TEST(Terms, ABlockCountsEachPassageUpToThree) {
  BlockTerms block;
  block.add(U"安全安全安全安全", 0);
  block.add(U"安全", 2);
  std::map<std::string, PassageMask> masks;
  block.for_each([&](const std::string& term, PassageMask mask) { masks[term] = mask; });
  EXPECT_EQ(frequency_in(masks["安全"], 0), 3);
  EXPECT_EQ(frequency_in(masks["安全"], 1), 0);
  EXPECT_EQ(frequency_in(masks["安全"], 2), 1);
  EXPECT_EQ(frequency_in(masks["全安"], 0), 3);
}

TEST(Passages, AreAboutEqualAndCutAtSentences) {
  std::u32string text;
  while (text.size() < 1000) text += U"请各单位按时报送整改情况。";
  const auto passages = cut_passages(text);
  ASSERT_EQ(passages.size(), 3u);
  EXPECT_EQ(passages.front().begin, 0u);
  EXPECT_EQ(passages.back().end, text.size());
  for (const auto& passage : passages) EXPECT_EQ(text[passage.end - 1], U'。');
}

TEST(Passages, ACutInsideASentenceOverlaps) {
  const auto passages = cut_passages(std::u32string(1000, U'安'));
  for (std::size_t i = 1; i < passages.size(); ++i) EXPECT_EQ(passages[i - 1].end, passages[i].begin + cut_overlap);
  EXPECT_EQ(cut_passages(U"").size(), 1u);
}

TEST(DocNo, TheMarkInRunningTextIsFound) {
  const auto marks = [](std::u32string_view text) {
    const auto found = find_doc_nos(normalise(text).text);
    return found.empty() ? std::vector<std::string>{} : found.front().marks;
  };
  EXPECT_THAT(marks(U"根据国办发〔2004〕7号"), ElementsAre("国办发"));
  EXPECT_THAT(marks(U"（铭安办函〔2013〕67号）"), ElementsAre("铭安办函"));
  EXPECT_THAT(marks(U"现转发国能综通安全〔2021〕108号"), ElementsAre("国能综通安全"));
  EXPECT_TRUE(marks(U"会议（2012）由局长主持").empty());
  EXPECT_TRUE(marks(U"〔2012〕5号").empty()) << "no mark";
}

TEST(QuestionWords, AreLeftOutButNotFromLongerWords) {
  const auto rest = [](std::string_view text) { return to_utf8(blank_question_words(normalise(text).text)); };
  EXPECT_EQ(rest("如何处理隐患").substr(0, 2), "\x1E\x1E");
  EXPECT_EQ(rest("管理目的地"), "管理目的地");
  EXPECT_EQ(rest("什么"), "什么") << "nothing else was asked";
}

TEST(Synonyms, OfNamesThatOverlapTheLongestCounts) {
  const auto found = find_synonyms(normalise("市安委会办公室").text);
  ASSERT_EQ(found.size(), 1u) << "the committee is not its office";
  EXPECT_THAT(found[0], testing::UnorderedElementsAre(U"安委办", U"安全生产委员会办公室"));
}

}  // namespace
}  // namespace cundang::indexer
