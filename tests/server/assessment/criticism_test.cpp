// SPDX-License-Identifier: GPL-3.0-or-later
// 3f, bands, bonus and veto.
#include <gtest/gtest.h>

#include "tests/server/assessment/assessment_story.h"

namespace cundang::assessment {
namespace {

using ledger::node;
using ledger::text;

Record finding(const std::string& unit, const std::string& kind, const ObligationId& duty) {
  return ledger::act("AJJ", "fault-finding",
                     {ledger::obligation_ref(duty), node("unit", {{"code", unit}}), text("kind", kind),
                      text("reason", "无故不参加约谈")});
}
Record criticism(const std::vector<std::string>& units, AccessionNumber of) {
  std::vector<Node> criticised;
  for (const auto& unit : units) criticised.push_back(node("unit", {{"code", unit}}));
  return ledger::record(
      "AJJ",
      node("criticism", {},
           {node("criticised", {}, criticised), node("fault", {{"kind", "unserious"}, {"finding", to_text(of)}})}),
      "约谈");
}

YearStory with(std::vector<Attributes> items) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", std::move(items)));
  return story;
}

TEST(Criticism, CostsOncePerFindingAndSparesTheDutyItNames) {
  auto story = with({reports_item(), criticism_item()});
  story.file("2012-07-12 09:00", ledger::half_year_report("SWJ"));
  const auto duty = story.duty("通报-半年", "SWJ", "2012-07-20");
  const auto found = story.file("2012-08-01 09:00", finding("SWJ", "unserious", duty.id));
  story.file("2012-08-02 09:00", criticism({"SWJ", "MYJT"}, found));
  story.file("2012-08-03 09:00", criticism({"SWJ"}, found));
  const auto card = story.card("SWJ", "2012-09-01");
  const auto& lines = item_of(card, "通报批评").lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(to_text(lines[0].change), "-2");
  EXPECT_EQ(lines[1].verdict, Verdict::AlreadyCharged);
  EXPECT_EQ(line(card, "工作情况", "通报-半年").verdict, Verdict::AlreadyCharged);
  EXPECT_EQ(to_text(card.total), "18") << "the report is late and criticised: once";
}

TEST(Criticism, ACorrectionOfACorrectionHolds) {
  auto story = with({criticism_item()});
  const auto duty = story.duty("通报-半年", "SWJ", "2012-07-20");
  const auto found = story.file("2012-08-01 09:00", finding("SWJ", "unserious", duty.id));
  const auto first = story.file("2012-08-02 09:00", criticism({"SWJ"}, found));
  const auto correct = [&](const std::string& when, AccessionNumber named, const std::string& unit) {
    return story.file(
        when, ledger::record("AJJ", node("correction", {},
                                         {node("corrects", {{"record", to_text(named)}}), text("reason", "单位有误"),
                                          node("replacement", {}, {criticism({unit}, found).content})})));
  };
  const auto second = correct("2012-08-03 09:00", first, "ZJW");
  EXPECT_TRUE(item_of(story.card("SWJ", "2012-09-01"), "通报批评").lines.empty());
  correct("2012-08-04 09:00", second, "SWJ");
  EXPECT_EQ(item_of(story.card("SWJ", "2012-09-01"), "通报批评").lines.size(), 1U);
}

TEST(Criticism, WithoutAFindingAgainstTheUnitCostsNothing) {
  auto story = with({criticism_item()});
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-05");
  const auto found = story.file("2012-08-01 09:00", finding("ZJW", "unserious", duty.id));
  story.file("2012-08-02 09:00", criticism({"SWJ"}, found));
  EXPECT_EQ(item_of(story.card("SWJ", "2012-09-01"), "通报批评").lines.front().verdict, Verdict::NoFinding);
}

TEST(Criticism, BelongsToTheYearOfTheFailedDuty) {
  auto story = with({criticism_item()});
  const auto duty = story.duty("通报-全年", "SWJ", "2013-01-12");  // about 2012, due 2013-01-10
  const auto found = story.file("2013-01-14 09:00", finding("SWJ", "unserious", duty.id));
  story.file("2013-01-15 09:00", criticism({"SWJ"}, found));
  EXPECT_EQ(item_of(story.card("SWJ", "2013-02-01"), "通报批评").lines.size(), 1U);
}

TEST(Criticism, TheShippedPackScoresItAlone) {
  YearStory story;
  for (const auto* name : {"district", "department"})
    story.file("2012-06-02 09:00",
               ledger::read_record(std::string{CUNDANG_SOURCE_DIR "/config/packs/scoring-2012-"} + name + ".xml"));
  const auto card = story.card("SWJ", "2012-09-01");  // owed the half-year report, never seen
  ASSERT_EQ(card.items.size(), 2U);
  EXPECT_EQ(card.items[0].id, "通报批评");
  EXPECT_EQ(card.items[1].method, Method::Prompt);
  EXPECT_FALSE(card.items[1].lines.empty());
  for (const auto& each : card.items[1].lines) EXPECT_EQ(to_text(each.change), "0");
  EXPECT_EQ(to_text(card.total), "100");
}

TEST(ScoringPack, AnExampleScoresNobody) {
  YearStory story;
  for (const auto* name : {"district", "department"}) {
    const auto example = ledger::read_record(
        std::string{CUNDANG_SOURCE_DIR "/config/packs/examples/scoring-example-2012-"} + name + ".xml");
    EXPECT_TRUE(scoring_check(example.content).empty());
    EXPECT_EQ(to_text(read_scoring_pack(example.content)->full()), "100");
    story.file("2012-06-02 09:00", example);
  }
  for (const auto& table : story.assess("2012-09-01").classes) EXPECT_TRUE(table.cards.empty());
}

struct BandCase {
  const char* name;
  const char* points;
  const char* band;
};
class Bands : public testing::TestWithParam<BandCase> {};
/// One item of 100 points by hand, so that any total can be had.
TEST_P(Bands, IncludeTheirFirstPoint) {
  auto story = with({hand_item("现场考核", "by-hand", "100")});
  const auto first = story.file("2013-01-23 09:00",
                                step("AWB", "scoring-sheet", "SWJ",
                                     {item({{"indicator", "现场考核"}, {"points", GetParam().points}},
                                           {node("evidence", {{"record", "R0000003"}})})}),
                                "zhao.kao");
  story.file("2013-01-23 10:00",
             step("AWB", "scoring-sheet", "SWJ", {item({{"indicator", "现场考核"}, {"points", GetParam().points}})},
                  to_text(first)),
             "wang.min");
  EXPECT_EQ(story.card("SWJ", "2013-02-01").band, GetParam().band);
}
INSTANTIATE_TEST_SUITE_P(From90And80And60, Bands,
                         testing::Values(BandCase{"Ninety", "90", "优秀"}, BandCase{"JustBelowNinety", "89.99", "良好"},
                                         BandCase{"Eighty", "80", "良好"}, BandCase{"JustBelowEighty", "79.99", "合格"},
                                         BandCase{"Sixty", "60", "合格"},
                                         BandCase{"JustBelowSixty", "59.99", "不合格"}),
                         [](const auto& row) { return row.param.name; });

TEST(Veto, ConcealmentMeansTheLowestBandAndTheLastRank) {
  auto story = with({criticism_item(),
                     {{"id", "否决"},
                      {"name", "一票否决"},
                      {"clause", "第十三条"},
                      {"method", "veto"},
                      {"points", "0"},
                      {"grounds", "concealment"}}});
  const auto duty = story.duty("通报-半年", "SWJ", "2012-07-05");
  story.file("2012-08-01 09:00", finding("SWJ", "concealment", duty.id));
  const auto card = story.card("SWJ", "2012-09-01");
  EXPECT_TRUE(card.vetoed);
  EXPECT_EQ(card.band, "不合格");
  EXPECT_EQ(card.rank, 9);
}

TEST(Bonus, StandsOnTopOfTheFullPointsUpToItsOwn) {
  auto story = with({criticism_item(), hand_item("加分", "bonus", "2")});
  const auto first =
      story.file("2013-01-23 09:00",
                 step("AWB", "scoring-sheet", "SWJ",
                      {item({{"indicator", "加分"}, {"points", "3"}}, {node("evidence", {{"record", "R0000003"}})})}),
                 "zhao.kao");
  story.file("2013-01-23 10:00",
             step("AWB", "scoring-sheet", "SWJ", {item({{"indicator", "加分"}, {"points", "3"}})}, to_text(first)),
             "wang.min");
  EXPECT_EQ(to_text(story.card("SWJ", "2013-02-01").total), "12");
}

struct PackFault {
  const char* name;
  Attributes indicator;
  const char* code;
};
class FaultyPack : public testing::TestWithParam<PackFault> {};
TEST_P(FaultyPack, IsRefusedWithReasonAndCure) {
  const auto findings = scoring_check(scoring_pack("district", {GetParam().indicator}).content);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.front().code, GetParam().code);
  EXPECT_FALSE(findings.front().cure.zh.empty());
  EXPECT_FALSE(read_scoring_pack(scoring_pack("district", {GetParam().indicator}).content));
}
INSTANTIATE_TEST_SUITE_P(
    Indicator, FaultyPack,
    testing::Values(
        PackFault{"DeductionWithoutDuties",
                  {{"id", "a"}, {"method", "deduct"}, {"points", "5"}, {"late", "1"}},
                  "scoring.bad-indicator"},
        PackFault{"DeductionThatDeductsNothing",
                  {{"id", "a"}, {"method", "deduct"}, {"points", "5"}, {"rows", "5a"}},
                  "scoring.bad-indicator"},
        PackFault{"DeductionWrittenNegative",
                  {{"id", "a"}, {"method", "criticism"}, {"points", "5"}, {"each", "-2"}},
                  "scoring.bad-indicator"},
        PackFault{
            "CriticismWithoutNumber", {{"id", "a"}, {"method", "criticism"}, {"points", "5"}}, "scoring.bad-indicator"},
        PackFault{"VetoWithPoints", {{"id", "a"}, {"method", "veto"}, {"points", "5"}}, "scoring.bad-indicator"},
        PackFault{"VetoOnAGroundThatIsNone",
                  {{"id", "a"}, {"method", "veto"}, {"points", "0"}, {"grounds", "late-reply"}},
                  "scoring.bad-indicator"},
        PackFault{"VetoOnOneGroundTwice",
                  {{"id", "a"}, {"method", "veto"}, {"points", "0"}, {"grounds", "concealment concealment"}},
                  "scoring.bad-indicator"},
        PackFault{"GroundsOfWhatIsNoVeto",
                  {{"id", "a"}, {"method", "by-hand"}, {"points", "5"}, {"grounds", "concealment"}},
                  "scoring.bad-indicator"},
        PackFault{"CreditAboveOne",
                  {{"id", "a"}, {"method", "rate"}, {"points", "5"}, {"rows", "1c"}, {"late-credit", "1.5"}},
                  "scoring.bad-indicator"}),
    [](const auto& row) { return row.param.name; });

TEST(ScoringPack, WithoutAuthorityIsRefused) {
  auto pack = scoring_pack("district", {criticism_item()});
  std::erase_if(pack.content.children, [](const auto& child) { return child.name == "authority"; });
  ASSERT_FALSE(scoring_check(pack.content).empty());
  EXPECT_EQ(scoring_check(pack.content).front().code, "scoring.no-authority");
}

}  // namespace
}  // namespace cundang::assessment
