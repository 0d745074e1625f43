// SPDX-License-Identifier: GPL-3.0-or-later
// Which step follows which, who may do it, and what a frozen year allows: nothing.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/app/assessment_service.h"
#include "server/assessment/result_json.h"
#include "tests/server/assessment/assessment_story.h"

namespace cundang::assessment {
namespace {

using ledger::node;
using ledger::text;

Record decision(const std::string& unit, const std::string& approved_by = "市安委会") {
  auto made = step(unit, "assessment-decision", "");
  if (!approved_by.empty()) made.content.children.push_back(text("approved-by", approved_by));
  return made;
}

/// SWJ never sent its half-year report, GAJ was five working days late; 现场考核 by hand.
YearStory scored(AccessionNumber* sheet = nullptr) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {reports_item(), criticism_item(), hand_item()}));
  story.file("2012-07-17 09:00", ledger::half_year_report("GAJ"));
  const auto duty = story.duty("通报-半年", "SWJ", "2012-08-01");
  const auto number =
      story.file("2013-01-23 09:00",
                 step("AWB", "scoring-sheet", "SWJ", {item({{"indicator", "工作情况"}, {"obligation", duty.id.text}})}),
                 "zhao.kao");
  if (sheet) *sheet = number;
  return story;
}

/// One step more, and why it has no effect (a part of the reason), or "" where it applies.
struct StepCase {
  const char* name;
  const char* when;
  const char* unit;
  const char* person;
  const char* kind;
  const char* about;
  const char* why_not;
};
class NextStep : public testing::TestWithParam<StepCase> {};
TEST_P(NextStep, AppliesOrSaysWhyNot) {
  const auto& row = GetParam();
  auto story = scored();
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  const auto appeal = story.file("2013-01-25 09:00", step("SWJ", "appeal", ""), "he.jing");
  auto made =
      std::string_view{row.kind} == "assessment-decision" ? decision(row.unit) : step(row.unit, row.kind, row.about);
  if (std::string_view{row.kind} == "appeal-review") made = step(row.unit, row.kind, row.about, {}, to_text(appeal));
  story.file(row.when, made, row.person);
  const auto told = story.assess("2013-04-01").steps.back();
  if (*row.why_not)
    EXPECT_NE(told.why_not.zh.find(row.why_not), std::string::npos) << told.why_not.zh;
  else
    EXPECT_TRUE(told.applies) << told.why_not.zh;
}
INSTANTIATE_TEST_SUITE_P(
    AfterAnAppeal, NextStep,
    testing::Values(
        StepCase{"ReviewByAnother", "2013-01-28 09:00", "AWB", "wang.min", "appeal-review", "SWJ", ""},
        StepCase{"ReviewByTheScorer", "2013-01-28 09:00", "AWB", "zhao.kao", "appeal-review", "SWJ", "须换人复核"},
        StepCase{"ReviewByTheAppellant", "2013-01-28 09:00", "AWB", "he.jing", "appeal-review", "SWJ", "申诉人"},
        StepCase{"ReviewByADepartment", "2013-01-28 09:00", "ZJW", "wang.min", "appeal-review", "SWJ", "无权"},
        StepCase{"ReviewOfAnotherUnit", "2013-01-28 09:00", "AWB", "wang.min", "appeal-review", "ZJW",
                 "没有写明所复核的申诉"},
        StepCase{"DecisionWithAnAppealOpen", "2013-03-01 09:00", "AWB", "wang.min", "assessment-decision", "",
                 "尚未复核"},
        StepCase{"DecisionWhileAppealsMayCome", "2013-01-28 09:00", "AWB", "wang.min", "assessment-decision", "",
                 "申诉期未满"},
        StepCase{"DecisionBeforeTheBooksClose", "2013-01-22 09:00", "AWB", "wang.min", "assessment-decision", "",
                 "封账日"},
        StepCase{"DecisionByADepartment", "2013-03-01 09:00", "ZJW", "wang.min", "assessment-decision", "",
                 "安委会办理"},
        StepCase{"BulletinBeforeTheDecision", "2013-03-01 09:00", "AWB", "wang.min", "assessment-bulletin", "",
                 "尚未审定"},
        StepCase{"FreezeBeforeTheBulletin", "2013-03-01 09:00", "AWB", "wang.min", "assessment-freeze", "", "尚未通报"},
        StepCase{"FreezeOfOneUnit", "2013-03-01 09:00", "AWB", "wang.min", "assessment-freeze", "SWJ", "整个年度"},
        StepCase{"AppealForAnother", "2013-01-28 09:00", "ZJW", "li.wu", "appeal", "SWJ", "自己办理"},
        StepCase{"EvidenceByTheUnit", "2013-01-28 09:00", "SWJ", "he.jing", "supporting-evidence", "SWJ", ""},
        StepCase{"SheetByADepartment", "2013-01-28 09:00", "ZJW", "li.wu", "scoring-sheet", "SWJ", "无权"}),
    [](const auto& row) { return row.param.name; });

TEST(Stages, AnAppealNeedsAResultToAppeal) {
  auto story = scored();
  story.file("2013-01-23 10:00", step("SWJ", "appeal", ""), "he.jing");
  EXPECT_FALSE(story.assess("2013-02-01").steps.back().applies);
}

/// Consulted on 24 January 2013, a Thursday: five working days end on the 31st. `accepted`: the reason of the 复核.
struct LateAppealCase {
  const char* name;
  const char* appealed;
  const char* accepted;
  bool applies;      ///< the appeal
  const char* said;  ///< of the appeal: why it has no effect, or by what it is taken; "" nothing
  bool reviewed;     ///< the 复核 applies
};
class LateAppeal : public testing::TestWithParam<LateAppealCase> {};
TEST_P(LateAppeal, HasNoEffectUnlessAPersonTakesItWithReason) {
  const auto& row = GetParam();
  auto story = scored();
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  const auto appeal = story.file(row.appealed, step("SWJ", "appeal", ""), "he.jing");
  auto review = step("AWB", "appeal-review", "SWJ", {}, to_text(appeal));
  if (*row.accepted) review.content.children.push_back(text("late-accepted", row.accepted));
  story.file("2013-02-05 09:00", review, "wang.min");
  const auto steps = story.card("SWJ", "2013-02-20").steps;
  const auto told = std::find_if(steps.begin(), steps.end(), [&](const auto& each) { return each.record == appeal; });
  ASSERT_NE(told, steps.end()) << "it stands on the card";
  EXPECT_EQ(told->applies, row.applies);
  const auto said = told->why_not.zh + told->note.zh;
  if (*row.said)
    EXPECT_NE(said.find(row.said), std::string::npos) << said;
  else
    EXPECT_EQ(said, "");
  EXPECT_EQ(story.assess("2013-02-20").steps.back().applies, row.reviewed);
}
INSTANTIATE_TEST_SUITE_P(TermUntil31January, LateAppeal,
                         testing::Values(LateAppealCase{"OnTheLastDay", "2013-01-31 23:59", "", true, "", true},
                                         LateAppealCase{"TheDayAfter", "2013-02-01 00:00", "", false,
                                                        "逾期申诉：申诉期至 2013-01-31", false},
                                         LateAppealCase{"TheDayAfterAndTaken", "2013-02-01 00:00", "征求意见误投他人",
                                                        true, "受理：征求意见误投他人", true}),
                         [](const auto& row) { return row.param.name; });

TEST(Stages, ALateAppealThatNobodyTakesHoldsUpNoDecision) {
  auto story = scored();
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  story.file("2013-02-05 09:00", step("SWJ", "appeal", ""), "he.jing");
  story.file("2013-03-01 09:00", decision("AWB"));
  EXPECT_TRUE(story.assess("2013-04-01").steps.back().applies);
}

TEST(Stages, ASecondConsultationOpensANewTerm) {
  auto story = scored();
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  story.file("2013-02-04 09:00", step("AWB", "consultation", "SWJ"));
  story.file("2013-02-05 09:00", step("SWJ", "appeal", ""), "he.jing");
  EXPECT_TRUE(story.assess("2013-02-20").steps.back().applies);
}

TEST(Stages, NobodyIsDecidedOnWhoWasNotConsulted) {
  auto story = scored();
  story.file("2013-01-23 09:30", step("AWB", "scoring-sheet", "GAJ"), "zhao.kao");
  story.file("2013-01-24 09:00", step("AWB", "consultation", "GAJ"));
  story.file("2013-03-01 09:00", decision("AWB"), "wang.min");
  EXPECT_NE(story.assess("2013-04-01").steps.back().why_not.zh.find("SWJ 已核分而尚未征求意见"), std::string::npos);
  story.file("2013-03-02 09:00", step("AWB", "consultation", "SWJ"));
  story.file("2013-03-29 09:00", decision("AWB"), "wang.min");
  EXPECT_TRUE(story.assess("2013-04-01").steps.back().applies) << story.assess("2013-04-01").steps.back().why_not.zh;
}

struct TurnCase {
  const char* name;
  const char* on;
  int steps;  ///< of those below, how many have been taken
  const char* stage;
  const char* due;
};
class WhoseTurn : public testing::TestWithParam<TurnCase> {};
/// The terms are those of policies-assessment.xml; the Spring Festival of 2013 lies in the way.
TEST_P(WhoseTurn, IsSaidWithItsDate) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {reports_item()}));
  const std::vector<std::pair<std::string, Record>> steps = {
      {"2013-01-25 09:00", step("SWJ", "self-assessment", "")},
      {"2013-01-28 09:00", step("AWB", "scoring-sheet", "SWJ")},
      {"2013-01-30 09:00", step("AWB", "consultation", "SWJ")},
      {"2013-03-01 09:00", decision("AWH", "")},
      {"2013-03-04 09:00", step("AWB", "assessment-bulletin", "")},
      {"2013-03-05 09:00", step("AWB", "assessment-freeze", "")}};
  for (int i = 0; i < GetParam().steps; ++i) story.file(steps[i].first, steps[i].second);
  const auto standing = story.card("SWJ", GetParam().on).standing;
  EXPECT_EQ(stage_code(standing.next), GetParam().stage);
  EXPECT_EQ(standing.due ? to_text(*standing.due) : "", GetParam().due);
}
INSTANTIATE_TEST_SUITE_P(Year2012, WhoseTurn,
                         testing::Values(TurnCase{"SelfFirst", "2013-01-23", 0, "self-assessment", "2013-01-29"},
                                         TurnCase{"ThenTheScorers", "2013-01-25", 1, "scoring", "2013-02-17"},
                                         TurnCase{"ScoringWithoutSelfAssessment", "2013-02-01", 0, "scoring",
                                                  "2013-02-17"},
                                         TurnCase{"ThenTheUnitIsAsked", "2013-01-28", 2, "consultation", "2013-01-31"},
                                         TurnCase{"ItMayAppeal", "2013-01-30", 3, "appeal", "2013-02-06"},
                                         TurnCase{"ThenTheCommitteeDecides", "2013-02-07", 3, "decision", "2013-02-25"},
                                         TurnCase{"ThenTheBulletin", "2013-03-01", 4, "bulletin", "2013-03-08"},
                                         TurnCase{"ThenTheFreeze", "2013-03-04", 5, "freeze", "2013-03-11"},
                                         TurnCase{"ThenNothing", "2013-03-06", 6, "done", ""}),
                         [](const auto& row) { return row.param.name; });

/// The whole way, with an appeal that is granted, to the freeze.
YearStory frozen() {
  auto story = scored();
  const auto duty = story.duty("通报-半年", "SWJ", "2012-08-01");
  story.file("2013-01-24 09:00", step("AWB", "consultation", ""));
  const auto appeal = story.file("2013-01-25 09:00", step("SWJ", "appeal", ""), "he.jing");
  story.file(
      "2013-01-28 09:00",
      step(
          "AWB", "appeal-review", "SWJ",
          {item(
              {{"indicator", "工作情况"}, {"obligation", duty.id.text}, {"points", "-2"}, {"reason", "机要送达有据"}})},
          to_text(appeal)),
      "wang.min");
  story.file("2013-03-01 09:00", decision("AWB"));
  story.file("2013-03-04 09:00", step("AWB", "assessment-bulletin", ""));
  story.file("2013-03-05 09:00", step("AWB", "assessment-freeze", ""));
  return story;
}

TEST(Stages, AnAppealShowsBeforeAndAfter) {
  const auto card = frozen().card("SWJ", "2013-04-01");
  const auto told = line(card, "工作情况", "通报-半年");
  EXPECT_EQ(to_text(told.before_review), "-5");
  EXPECT_EQ(to_text(told.change), "-2");
  EXPECT_TRUE(told.review);
  EXPECT_NE(told.reason.zh.find("机要送达有据"), std::string::npos);
  EXPECT_LT(card.before_review, card.total);
}

TEST(Stages, NothingMovesAFrozenYear) {
  auto story = frozen();
  const auto before = story.assess("2013-03-06");
  const auto late = ledger::half_year_report("SWJ");
  story.file("2013-04-01 09:00", late);
  story.file("2013-04-02 09:00", step("AWB", "scoring-sheet", "SWJ"), "zhao.kao");
  story.file("2013-04-03 09:00", scoring_pack("department", {criticism_item()}));
  // A day off more would make GAJ's report four working days late instead of five, and move the day the books closed.
  story.file("2013-04-04 09:00",
             ledger::record("AWB", node("calendar", {{"year", "2012"}},
                                        {node("day", {{"date", "2012-07-16"}, {"off", "true"}, {"name", "更正"}})})));
  story.file("2013-04-04 10:00",
             ledger::record("AWB", node("calendar", {{"year", "2013"}},
                                        {node("day", {{"date", "2013-01-21"}, {"off", "true"}, {"name", "更正"}})})));
  auto after = story.assess("2014-01-01");
  EXPECT_EQ(to_text(after.books_close), to_text(before.books_close));
  EXPECT_TRUE(after.frozen);
  EXPECT_FALSE(after.steps.back().applies);
  EXPECT_NE(after.steps.back().why_not.zh.find("已冻结"), std::string::npos);
  ASSERT_EQ(after.classes.size(), before.classes.size());
  for (std::size_t i = 0; i < after.classes.size(); ++i)
    for (std::size_t j = 0; j < after.classes[i].cards.size(); ++j) {
      JsonWriter one, two;
      write_json(one, before.classes[i].cards[j]);
      write_json(two, after.classes[i].cards[j]);
      EXPECT_EQ(one.text(), two.text());
    }
}

TEST(Stages, AWhatIfOverAFrozenYearSaysWhoseScoreMovesAndWhy) {
  const auto story = frozen();
  WhatIf what_if;
  what_if.packs.push_back(*read_scoring_pack(scoring_pack("department", {{{"id", "工作情况"},
                                                                          {"name", "工作情况"},
                                                                          {"clause", "第七条"},
                                                                          {"method", "deduct"},
                                                                          {"points", "10"},
                                                                          {"rows", "5a 5b"},
                                                                          {"late", "2"},
                                                                          {"missing", "5"}}})
                                                 .content));
  const auto moves = compare(story.assess("2013-04-01"), story.assess("2013-04-01", what_if));
  ASSERT_FALSE(moves.empty());
  bool said = false;
  for (const auto& move : moves)
    for (const auto& why : move.why) said = said || why.zh.find("-5 → -10") != std::string::npos;
  EXPECT_TRUE(said) << "GAJ, five working days late";
}

/// A policy, and a part of why assuming other days for it is refused; "" where it is not.
struct AssumedCase {
  const char* name;
  const char* policy;
  const char* why_not;
};
class AssumedPolicy : public testing::TestWithParam<AssumedCase> {};
TEST_P(AssumedPolicy, IsCountedInDaysOrRefusedWithReasonAndCure) {
  const auto story = scored();
  WhatIf what_if;
  what_if.policy_days[GetParam().policy] = 3;
  std::string reason, cure;
  try {
    story.assess("2013-04-01", what_if);
  } catch (const Error& error) {
    reason = error.reason().zh;
    cure = error.cure().zh;
  }
  if (!*GetParam().why_not) {
    EXPECT_EQ(reason, "");
    return;
  }
  EXPECT_NE(reason.find(GetParam().why_not), std::string::npos) << reason;
  EXPECT_FALSE(cure.empty());
}
INSTANTIATE_TEST_SUITE_P(OfTheShippedPacks, AssumedPolicy,
                         testing::Values(AssumedCase{"WorkingDays", "及时", ""},
                                         AssumedCase{"CalendarDays", "阶段反馈", ""},
                                         AssumedCase{"Months", "T1-短期内", "6 个月，不以日计"},
                                         AssumedCase{"Percent", "T2-同比增幅", "30%，不以日计"},
                                         AssumedCase{"Count", "T2-事故多发-起数", "3（次数、起数），不以日计"},
                                         AssumedCase{"NeverFiled", "没有的口径", "没有登记这个执行口径"}),
                         [](const auto& row) { return row.param.name; });

TEST(Stages, HandScoresNeedEvidenceAndASecondPerson) {
  auto story = scored();
  const auto sheet = [&](const std::string& person, std::vector<Node> evidence, const std::string& about = {}) {
    return story.file(
        "2013-01-24 09:00",
        step("AWB", "scoring-sheet", "SWJ",
             {item({{"indicator", "现场考核"}, {"points", "18"}, {"reason", "两处隐患"}}, std::move(evidence))}, about),
        person);
  };
  const auto told = [&] { return line(story.card("SWJ", "2013-02-20"), "现场考核"); };
  const auto bare = sheet("zhao.kao", {});
  sheet("wang.min", {}, to_text(bare));
  EXPECT_EQ(told().verdict, Verdict::AwaitsSecond) << "no 佐证";
  const auto first = sheet("zhao.kao", {node("evidence", {{"record", "R0000003"}})});
  EXPECT_EQ(told().verdict, Verdict::AwaitsSecond);
  sheet("zhao.kao", {}, to_text(first));
  EXPECT_EQ(told().verdict, Verdict::AwaitsSecond) << "the same person twice";
  sheet("wang.min", {}, to_text(first));
  EXPECT_EQ(told().verdict, Verdict::HandScored);
  EXPECT_EQ(to_text(told().change), "18");
}

TEST(Stages, TheSameQuestionGivesTheSameBytes) {
  const auto story = frozen();
  EXPECT_EQ(to_json(story.assess("2013-04-01")), to_json(story.assess("2013-04-01")));
}

TEST(WhoSeesWhat, AUnitSeesItsCardAndItsClassWithoutNames) {
  auto story = scored();
  const auto own = app::narrowed(story.assess("2013-02-01"), {{"he.jing"}, {"SWJ"}, false});
  ASSERT_EQ(own.result.classes.size(), 1U);
  ASSERT_EQ(own.result.classes.front().cards.size(), 1U);
  EXPECT_EQ(own.result.classes.front().cards.front().unit.text, "SWJ");
  EXPECT_EQ(own.result.classes.front().cards.front().rank, 0) << "no rank before the 审定";
  ASSERT_EQ(own.distributions.size(), 1U);
  EXPECT_EQ(own.distributions.front().units, 9);
  const auto text = to_json(own.result);
  for (const auto* other : {"\"GAJ\"", "\"ZJW\"", "公安局"}) EXPECT_EQ(text.find(other), std::string::npos) << other;
  EXPECT_THROW(app::narrowed(story.assess("2013-02-01"), {{"x"}, {"MYJT"}, false}), Error) << "an enterprise";
  const auto all = app::narrowed(story.assess("2013-02-01"), {{"zhao.kao"}, {"AWB"}, true});
  EXPECT_EQ(all.result.classes.back().cards.size(), 9U);
}

}  // namespace
}  // namespace cundang::assessment
