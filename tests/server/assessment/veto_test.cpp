// SPDX-License-Identifier: GPL-3.0-or-later
// 一票否决 drawn from accident records: which accidents, whose, against which quota, and who may lift it.
#include <gtest/gtest.h>

#include "tests/server/assessment/assessment_story.h"

namespace cundang::assessment {
namespace {

using ledger::node;
using ledger::text;

struct Accident {
  const char* received;
  const char* by;
  const char* district;
  const char* sector;
  const char* occurred;
  int deaths;
  int injuries = 0;
  const char* report = "first";
};

Record accident(const Accident& told, AccessionNumber previous) {
  std::vector<Node> children{text("district", told.district),
                             text("sector", told.sector),
                             text("occurred", told.occurred + std::string{"T10:00:00+08:00"}),
                             text("deaths", std::to_string(told.deaths)),
                             text("serious-injuries", std::to_string(told.injuries)),
                             text("loss", "0"),
                             text("cause", "坍塌"),
                             text("report", told.report)};
  if (std::string_view{told.report} != "first") children.push_back(node("previous", {{"record", to_text(previous)}}));
  return ledger::record(told.by, node("accident", {}, std::move(children)));
}

Record quota(const std::string& unit, const std::string& sector, int deaths) {
  Attributes attributes{{"indicator", "死亡人数"}, {"value", std::to_string(deaths)}};
  if (!unit.empty()) attributes.emplace_back("unit", unit);
  if (!sector.empty()) attributes.emplace_back("sector", sector);
  return ledger::record("AWB", node("quotas", {{"year", "2012"}},
                                    {node("validity", {{"from", "2012-01-01"}}), text("approved-by", "市安委会"),
                                     text("basis", "假定"), node("quota", attributes)}));
}

Attributes veto_item(const std::string& grounds) {
  return {{"id", "一票否决"}, {"name", "一票否决"}, {"clause", "第十三条"},
          {"method", "veto"}, {"points", "0"},      {"grounds", grounds}};
}

/// 通报批评 alone, of the full 100 points: whom nothing vetoes is 优秀.
Attributes hundred_points() {
  auto item = criticism_item();
  for (auto& [name, value] : item)
    if (name == "points") value = "100";
  return item;
}

/// Both classes under a 考核办法 in force from that day. The shipped quotas: LSQ 8 deaths, HDQ 9, XHQ 7, 建筑施工 12.
YearStory ruled(const std::string& grounds = "deaths-over-quota major-accident concealment",
                const std::string& in_force = "2012-01-01") {
  YearStory story;
  for (const auto* unit_class : {"district", "department"})
    story.file("2012-06-02 09:00", scoring_pack(unit_class, {hundred_points(), veto_item(grounds)}, in_force));
  return story;
}

/// Files the reports; a later one that is no first report names the one before it.
AccessionNumber file_all(YearStory& story, const std::vector<Accident>& accidents) {
  AccessionNumber first, last;
  for (const auto& each : accidents) {
    last = story.file(each.received, accident(each, last));
    if (first.value == 0) first = last;
  }
  return first;
}

struct VetoCase {
  const char* name;
  std::vector<Accident> accidents;
  const char* unit;
  std::vector<std::string> verdicts;  ///< of the lines of the veto, in order
  bool vetoed;
};
class DrawnVeto : public testing::TestWithParam<VetoCase> {};
TEST_P(DrawnVeto, FollowsFromTheAccidentsAsKnown) {
  auto story = ruled();
  file_all(story, GetParam().accidents);
  const auto card = story.card(GetParam().unit, "2013-02-20");
  std::vector<std::string> verdicts;
  for (const auto& each : item_of(card, "一票否决").lines) verdicts.emplace_back(verdict_code(each.verdict));
  EXPECT_EQ(verdicts, GetParam().verdicts);
  EXPECT_EQ(card.vetoed, GetParam().vetoed);
  EXPECT_EQ(card.band, GetParam().vetoed ? "不合格" : "优秀");
}
const Accident nine_in_lsq{"2012-08-02 09:00", "AJJ", "LSQ", "矿山", "2012-08-01", 9};
const Accident ten_in_hdq{"2012-08-02 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 10};
INSTANTIATE_TEST_SUITE_P(
    Year2012, DrawnVeto,
    testing::Values(
        VetoCase{"NineDeathsAreOverAQuotaOfEight", {nine_in_lsq}, "LSQ", {"over-quota"}, true},
        VetoCase{"AsManyAsTheQuotaAreNotOver",
                 {{"2012-08-02 09:00", "AJJ", "LSQ", "矿山", "2012-08-01", 8}},
                 "LSQ",
                 {},
                 false},
        VetoCase{"SeveralAccidentsAddUp",
                 {{"2012-08-02 09:00", "AJJ", "LSQ", "矿山", "2012-08-01", 5},
                  {"2012-09-02 09:00", "AJJ", "LSQ", "道路交通", "2012-09-01", 4}},
                 "LSQ",
                 {"over-quota"},
                 true},
        VetoCase{"AnotherDistrictHasNothingToDoWithIt", {nine_in_lsq}, "XHQ", {}, false},
        VetoCase{"TenDeathsAreMajorAndOver", {ten_in_hdq}, "HDQ", {"over-quota", "major-accident"}, true},
        VetoCase{"TheDepartmentOfTheSectorToo", {ten_in_hdq}, "ZJW", {"major-accident"}, true},
        VetoCase{"ADepartmentOfAnotherSectorNot", {ten_in_hdq}, "JTJ", {}, false},
        VetoCase{"FiftySeriousInjuriesAreMajor",
                 {{"2012-08-02 09:00", "AJJ", "HDQ", "商贸", "2012-08-01", 0, 50}},
                 "HDQ",
                 {"major-accident"},
                 true},
        VetoCase{
            "FortyNineAreNot", {{"2012-08-02 09:00", "AJJ", "HDQ", "商贸", "2012-08-01", 0, 49}}, "HDQ", {}, false},
        VetoCase{"TheFollowUpCounts",
                 {{"2012-08-02 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 9},
                  {"2012-08-06 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 10, 0, "follow-up"}},
                 "ZJW",
                 {"major-accident"},
                 true},
        VetoCase{"ACancelledOneDoesNot",
                 {ten_in_hdq, {"2012-08-06 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 10, 0, "cancelled"}},
                 "HDQ",
                 {},
                 false},
        VetoCase{"ASectorsQuotaBindsItsDepartment",
                 {{"2012-08-02 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 7},
                  {"2012-09-02 09:00", "AJJ", "XHQ", "建筑施工", "2012-09-01", 6}},
                 "ZJW",
                 {"over-quota"},
                 true},
        VetoCase{"ButNoDistrict",
                 {{"2012-08-02 09:00", "AJJ", "HDQ", "建筑施工", "2012-08-01", 7},
                  {"2012-09-02 09:00", "AJJ", "XHQ", "建筑施工", "2012-09-01", 6}},
                 "HDQ",
                 {},
                 false},
        VetoCase{"AnAccidentOfTheYearBeforeIsOfThatYear",
                 {{"2012-08-02 09:00", "AJJ", "HDQ", "建筑施工", "2011-12-31", 10}},
                 "HDQ",
                 {},
                 false},
        VetoCase{"OneReportedInJanuaryIsOfTheOldYear",
                 {{"2013-01-05 09:00", "AJJ", "HDQ", "建筑施工", "2012-12-31", 10}},
                 "ZJW",
                 {"major-accident"},
                 true},
        VetoCase{"TheDistrictItselfMayTellIt",
                 {{"2012-08-02 09:00", "HDQ", "HDQ", "建筑施工", "2012-08-01", 10}},
                 "HDQ",
                 {"over-quota", "major-accident"},
                 true},
        VetoCase{"AStrangersWordWaits",
                 {{"2012-08-02 09:00", "JYW", "HDQ", "建筑施工", "2012-08-01", 10}},
                 "HDQ",
                 {"awaits-second"},
                 false},
        VetoCase{"QuotasFiledAfterTheDeathsVetoNobody",
                 {{"2012-06-05 09:00", "AJJ", "LSQ", "矿山", "2012-05-20", 9}},
                 "LSQ",
                 {"policy-after-the-fact"},
                 false}),
    [](const auto& row) { return row.param.name; });

TEST(Veto, OnlyTheGroundsOfThePackDraw) {
  for (const auto& [grounds, vetoed] :
       {std::pair{"major-accident", true}, {"deaths-over-quota", true}, {"concealment", false}, {"", false}}) {
    auto story = ruled(grounds);
    story.file("2012-08-02 09:00", accident(ten_in_hdq, {}));
    EXPECT_EQ(story.card("HDQ", "2013-02-20").vetoed, vetoed) << grounds;
  }
}

TEST(Veto, AnAccidentBeforeTheClauseWasInForceVetoesNobody) {
  auto story = ruled("major-accident", "2012-08-01");
  story.file("2012-08-02 09:00", accident(ten_in_hdq, {}));
  const auto card = story.card("HDQ", "2013-02-20");
  EXPECT_EQ(line(card, "一票否决").verdict, Verdict::BeforeAuthority);
  EXPECT_FALSE(card.vetoed);
}

TEST(Veto, TheLineNamesTheQuotaAndTheAccidents) {
  auto story = ruled();
  const auto set = story.file("2012-06-03 09:00", quota("LSQ", "", 6));
  const auto number = story.file("2012-08-02 09:00", accident(nine_in_lsq, {}));
  const auto told = line(story.card("LSQ", "2013-02-20"), "一票否决");
  EXPECT_EQ(told.records, (std::vector{set, number}));
  for (const auto& part : {to_text(set), to_text(number), std::string{"控制指标 6"}, std::string{"死亡 9 人"}})
    EXPECT_NE(told.reason.zh.find(part), std::string::npos) << told.reason.zh;
}

TEST(Veto, AQuotaRaisedSinceClearsAndOneLoweredSinceDoesNotCatch) {
  auto raised = ruled();
  raised.file("2012-08-02 09:00", accident(nine_in_lsq, {}));
  raised.file("2012-09-03 09:00", quota("LSQ", "", 9));
  EXPECT_FALSE(raised.card("LSQ", "2013-02-20").vetoed);
  auto lowered = ruled();
  lowered.file("2012-08-02 09:00", accident({"", "AJJ", "LSQ", "矿山", "2012-08-01", 7}, {}));
  lowered.file("2012-09-03 09:00", quota("LSQ", "", 5));
  EXPECT_EQ(line(lowered.card("LSQ", "2013-02-20"), "一票否决").verdict, Verdict::PolicyAfterTheFact);
  auto over_both = ruled();
  over_both.file("2012-08-02 09:00", accident(nine_in_lsq, {}));
  over_both.file("2012-09-03 09:00", quota("LSQ", "", 5));
  EXPECT_TRUE(over_both.card("LSQ", "2013-02-20").vetoed) << "over the quota that held then too";
}

TEST(Veto, AReviewLiftsTheLineItNamesAlone) {
  auto story = ruled();
  const auto number = story.file("2012-08-02 09:00", accident(ten_in_hdq, {}));
  story.file("2013-01-23 09:00", step("AWB", "scoring-sheet", "HDQ"), "zhao.kao");
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  const auto appeal = story.file("2013-01-25 09:00", step("HDQ", "appeal", ""), "he.jing");
  const auto review = [&](AccessionNumber record) {
    story.file("2013-01-28 09:00",
               step("AWB", "appeal-review", "HDQ",
                    {item({{"indicator", "一票否决"},
                           {"record", to_text(record)},
                           {"points", "0"},
                           {"reason", "经认定为自然灾害"}})},
                    to_text(appeal)),
               "wang.min");
  };
  review(number);
  auto card = story.card("HDQ", "2013-02-20");
  ASSERT_EQ(item_of(card, "一票否决").lines.size(), 2U);
  EXPECT_FALSE(item_of(card, "一票否决").lines.front().review) << "the quota";
  EXPECT_TRUE(item_of(card, "一票否决").lines.back().review);
  EXPECT_TRUE(card.vetoed);
  review(item_of(card, "一票否决").lines.front().records.front());
  EXPECT_FALSE(story.card("HDQ", "2013-02-20").vetoed);
}

}  // namespace
}  // namespace cundang::assessment
