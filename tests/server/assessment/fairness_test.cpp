// SPDX-License-Identifier: GPL-3.0-or-later
// What costs a point and what never does. 5a of 2012 is due on 2012-07-10, a Tuesday.
#include <gtest/gtest.h>

#include "server/assessment/duty_line.h"
#include "server/assessment/what_if.h"
#include "tests/server/assessment/assessment_story.h"

namespace cundang::assessment {
namespace {

using ledger::node;
using ledger::text;

/// The year as it was for SWJ, by what it did about its half-year report.
YearStory reports(std::vector<Attributes> items = {reports_item()}) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", std::move(items)));
  return story;
}

TEST(WhatIf, CopiesNothingButThePoliciesItAlters) {
  WhatIf what_if;
  what_if.policy_days["及时"] = 15;
  Entry minutes;
  minutes.record.kind = "minutes";
  std::optional<Entry> room;
  EXPECT_EQ(&altered(minutes, what_if, room), &minutes) << "a body may be megabytes";
  Entry pack;
  pack.record.kind = "policy-pack";
  pack.record.content = node("policy-pack", {}, {node("policy", {{"id", "及时"}, {"days", "10"}})});
  EXPECT_EQ(&altered(pack, {}, room), &pack);
  EXPECT_EQ(altered(pack, what_if, room).record.content.children.front().attribute("days"), "15");
  EXPECT_EQ(pack.record.content.children.front().attribute("days"), "10");
}

TEST(Absent, IsJudgedByItsFindingWithoutEvidenceFromTheLog) {
  ledger::Obligation duty;
  duty.id = {std::string(32, 'a')};
  duty.state = ledger::State::Absent;
  const auto line = duty_line(duty, YearFacts{}, nullptr, {});
  EXPECT_EQ(line.verdict, Verdict::FoundAbsent);
  EXPECT_FALSE(line.absence);
  EXPECT_EQ(duty_line(duty, YearFacts{}, nullptr, {duty.id.text}).verdict, Verdict::AlreadyCharged);
}

struct LateCase {
  const char* name;
  const char* filed;      ///< empty: never
  const char* late_days;  ///< how the 办法 counts
  Verdict verdict;
  const char* change;
};
class Lateness : public testing::TestWithParam<LateCase> {};
TEST_P(Lateness, CostsWhatTheItemSays) {
  auto item = reports_item();
  for (auto& [name, value] : item)
    if (name == "late-days") value = GetParam().late_days;
  auto story = reports({item});
  if (*GetParam().filed) story.file(GetParam().filed, ledger::half_year_report("SWJ"));
  const auto told = line(story.card("SWJ", "2012-09-01"), "工作情况", "通报-半年");
  EXPECT_EQ(verdict_code(told.verdict), verdict_code(GetParam().verdict));
  EXPECT_EQ(to_text(told.change), GetParam().change);
}
INSTANTIATE_TEST_SUITE_P(
    HalfYearReport, Lateness,
    testing::Values(LateCase{"OnTheLastDayIsInTime", "2012-07-10 23:59", "working", Verdict::InTime, "0"},
                    LateCase{"TheNextMorningIsADay", "2012-07-11 00:00", "working", Verdict::Late, "-1"},
                    LateCase{"AWeekendCountsNoWorkingDay", "2012-07-16 09:00", "working", Verdict::Late, "-4"},
                    LateCase{"NaturalDaysWhereTheRulesSaySo", "2012-07-16 09:00", "calendar", Verdict::Late, "-5"},
                    LateCase{"OneDutyCostsNoMoreThanItsCap", "2012-08-20 09:00", "working", Verdict::Late, "-5"},
                    LateCase{"UnseenCostsNothingBeforeConsultation", "", "working", Verdict::MissingUnproven, "0"}),
    [](const auto& row) { return row.param.name; });

/// What stands between an unseen duty and a point lost.
struct AbsenceCase {
  const char* name;
  bool unmatched, reject_unmatched, refused, reject_refused, hidden, sheet, asked;
  const char* on;
  Verdict verdict;
};
class AbsenceEvidence : public testing::TestWithParam<AbsenceCase> {};
TEST_P(AbsenceEvidence, IsWholeOrCostsNothing) {
  const auto& row = GetParam();
  auto story = reports();
  std::vector<Node> checks;
  if (row.unmatched) {
    auto stray = ledger::half_year_report("SWJ");
    stray.answers.clear();
    const auto number = story.file("2012-07-09 10:00", stray);
    if (row.reject_unmatched) checks.push_back(node("check", {{"of", to_text(number)}, {"reason", "属2011年"}}));
  }
  if (row.refused) {
    story.refuse("2012-07-10 22:00", "SWJ");
    const auto leaf = story.facts("2012-07-12").refused.front().leaf;
    if (row.reject_refused)
      checks.push_back(node("check", {{"of", "log/" + std::to_string(leaf)}, {"reason", "内容为空"}}));
  }
  const auto duty = story.duty("通报-半年", "SWJ", "2012-08-01");
  if (row.sheet)
    story.file("2013-01-23 09:00", step("AWB", "scoring-sheet", "SWJ",
                                        {item({{"indicator", "工作情况"}, {"obligation", duty.id.text}}, checks)}));
  if (row.asked) story.file("2013-01-24 09:00", step("AWB", "consultation", "SWJ"));
  if (row.hidden) story.hide_one("SWJ");
  const auto told = line(story.card("SWJ", row.on), "工作情况", "通报-半年");
  EXPECT_EQ(verdict_code(told.verdict), verdict_code(row.verdict));
  EXPECT_EQ(to_text(told.change), row.verdict == Verdict::Missing ? "-5" : "0");
  ASSERT_TRUE(told.absence);
  EXPECT_NE(told.absence->sentence.zh.find("本系统未见"), std::string::npos);
  EXPECT_EQ(told.reason.zh.find("未报"), std::string::npos);
  EXPECT_EQ(told.absence->proven, !row.hidden);
}
INSTANTIATE_TEST_SUITE_P(UnseenReport, AbsenceEvidence,
                         testing::Values(AbsenceCase{"ExaminedAndAskedCosts", false, false, false, false, false, true,
                                                     true, "2013-03-01", Verdict::Missing},
                                         AbsenceCase{"NotExamined", false, false, false, false, false, false, false,
                                                     "2013-03-01", Verdict::MissingUnproven},
                                         AbsenceCase{"NotAsked", false, false, false, false, false, true, false,
                                                     "2013-03-01", Verdict::MissingUnproven},
                                         AbsenceCase{"TheTermToAnswerIsNotOver", false, false, false, false, false,
                                                     true, true, "2013-01-28", Verdict::MissingUnproven},
                                         AbsenceCase{"AStrayReportIsNotLookedAt", true, false, false, false, false,
                                                     true, true, "2013-03-01", Verdict::MissingUnproven},
                                         AbsenceCase{"AStrayReportIsRejectedWithReason", true, true, false, false,
                                                     false, true, true, "2013-03-01", Verdict::Missing},
                                         AbsenceCase{"ARefusedUploadIsNotLookedAt", false, false, true, false, false,
                                                     true, true, "2013-03-01", Verdict::MissingUnproven},
                                         AbsenceCase{"ARefusedUploadIsRejectedWithReason", false, false, true, true,
                                                     false, true, true, "2013-03-01", Verdict::Missing},
                                         AbsenceCase{"TheLogHidesAStatement", false, false, false, false, true, true,
                                                     true, "2013-03-01", Verdict::MissingUnproven}),
                         [](const auto& row) { return row.param.name; });

TEST(Fairness, TheChecklistNamesARefusedUploadByDigestAndTime) {
  auto story = reports();
  story.refuse("2012-07-10 22:00", "SWJ");
  const auto told = line(story.card("SWJ", "2012-09-01"), "工作情况", "通报-半年");
  ASSERT_EQ(told.absence->checklist.size(), 1U);
  EXPECT_EQ(told.absence->checklist.front().digest, std::string(64, 'a'));
  EXPECT_EQ(to_beijing_text(told.absence->checklist.front().at), "2012-07-10 22:00:00");
  EXPECT_EQ(told.absence->statements, told.absence->statements_stated);
}

TEST(Fairness, AWaivedDutyCostsNothing) {
  auto story = reports();
  const auto duty = story.duty("通报-半年", "SWJ", "2012-07-05");
  story.file("2012-07-20 09:00",
             ledger::act("AJJ", "waiver", {ledger::obligation_ref(duty.id), text("reason", "机构改革")}));
  EXPECT_EQ(line(story.card("SWJ", "2012-09-01"), "工作情况", "通报-半年").verdict, Verdict::Excused);
}

TEST(Fairness, APolicyFiledAfterTheFactNeverCostsAPoint) {
  YearStory story{false};
  story.file("2012-06-02 09:00", scoring_pack("department", {{{"id", "函告"},
                                                              {"name", "函告"},
                                                              {"clause", "第七条"},
                                                              {"method", "deduct"},
                                                              {"points", "10"},
                                                              {"rows", "4c"},
                                                              {"late", "1"},
                                                              {"missing", "5"}}}));
  const auto letter = story.file("2012-07-02 09:00", ledger::advisory_letter("ZJW"));
  story.file("2012-07-03 09:00", ledger::acknowledgement("ZJW", letter, "2012-07-03"));
  story.file("2012-07-10 09:00", ledger::read_record(CUNDANG_SOURCE_DIR "/config/packs/policies.xml"));
  story.file("2012-12-10 09:00", ledger::letter_feedback("ZJW", letter));
  const auto told = line(story.card("ZJW", "2012-12-20"), "函告", "函告-书面反馈");
  EXPECT_EQ(told.verdict, Verdict::PolicyAfterTheFact);
  EXPECT_EQ(to_text(told.change), "0");
}

TEST(Fairness, ADutyThatAroseBeforeTheRulesWereInForceIsNotScored) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {reports_item()}, "2012-07-01"));  // 5a arises on that day
  story.file("2012-07-20 09:00", ledger::half_year_report("SWJ"));
  const auto told = line(story.card("SWJ", "2012-09-01"), "工作情况", "通报-半年");
  EXPECT_EQ(told.verdict, Verdict::BeforeAuthority);
  EXPECT_EQ(to_text(told.change), "0");
}

TEST(Fairness, OneMatterIsChargedOnce) {
  auto story = reports({reports_item("甲"), reports_item("乙")});
  story.file("2012-07-11 09:00", ledger::half_year_report("SWJ"));
  const auto card = story.card("SWJ", "2012-09-01");
  EXPECT_EQ(to_text(line(card, "甲", "通报-半年").change), "-1");
  EXPECT_EQ(line(card, "乙", "通报-半年").verdict, Verdict::AlreadyCharged);
}

TEST(Fairness, AnUnservedLetterIsNeverLate) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {{{"id", "函告"},
                                                              {"name", "函告"},
                                                              {"clause", "第七条"},
                                                              {"method", "rate"},
                                                              {"points", "10"},
                                                              {"rows", "4c"}}}));
  story.file("2012-07-02 09:00", ledger::advisory_letter("ZJW"));
  const auto card = story.card("ZJW", "2012-12-20");
  EXPECT_EQ(line(card, "函告", "函告-书面反馈").verdict, Verdict::Unserved);
  EXPECT_FALSE(item_of(card, "函告").applicable) << "nothing to judge: 缺项";
}

TEST(Fairness, WhatNobodyOwedIsRescaledNeitherFullNorZero) {
  auto story = reports(
      {reports_item(),
       {{"id", "督查"}, {"name", "督查"}, {"clause", "第八条"}, {"method", "rate"}, {"points", "10"}, {"rows", "8b"}}});
  story.file("2012-07-12 09:00", ledger::half_year_report("SWJ"));
  const auto card = story.card("SWJ", "2012-09-01");
  EXPECT_EQ(to_text(item_of(card, "工作情况").score), "8");
  EXPECT_FALSE(item_of(card, "督查").applicable);
  EXPECT_EQ(to_text(card.total), "16") << "8 of 10, of 20 points in all";
}

TEST(Fairness, ManyLettersCostNoMoreThanTheItem) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {{{"id", "函告"},
                                                              {"name", "函告"},
                                                              {"clause", "第七条"},
                                                              {"method", "deduct"},
                                                              {"points", "10"},
                                                              {"rows", "4c"},
                                                              {"late", "1"}}}));
  for (int i = 0; i < 4; ++i) {
    const auto letter = story.file("2012-07-02 09:00", ledger::advisory_letter("ZJW"));
    story.file("2012-07-03 09:00", ledger::acknowledgement("ZJW", letter, "2012-07-03"));
    story.file("2012-08-10 09:00", ledger::letter_feedback("ZJW", letter));
  }
  EXPECT_EQ(to_text(item_of(story.card("ZJW", "2012-12-20"), "函告").score), "0") << "单项分值扣完为止";
}

TEST(Fairness, TheAnnualReportOf2012DueInJanuaryBelongsTo2012) {
  const auto duty = reports().duty("通报-全年", "SWJ", "2013-01-08");
  EXPECT_EQ(to_text(*duty.due.day), "2013-01-10");
  EXPECT_EQ(assessment_year(duty), 2012);
}

TEST(Fairness, EnterprisesAndTheOfficeHaveNoCard) {
  const auto result = reports().assess("2012-09-01");
  for (const auto& table : result.classes)
    for (const auto& card : table.cards)
      EXPECT_FALSE(card.unit.text == "MYJT" || card.unit.text == "AJJ" || card.unit.text == "AWB") << card.unit.text;
  EXPECT_EQ(result.performance.size(), 4U);
  EXPECT_EQ(result.classes.front().cards.size(), 0U) << "no 考核办法 for districts: nobody is scored";
}

TEST(PackVersions, ALineNamesThePackTheLedgerCountedWith) {
  YearStory story;
  story.file("2012-06-02 09:00", scoring_pack("department", {reports_item()}));
  const auto minutes = story.file("2012-07-02 10:00", ledger::committee_minutes({"ZJW"}));
  story.file("2012-07-03 09:00", ledger::acknowledgement("ZJW", minutes, "2012-07-03"));
  const auto before = line(story.card("ZJW", "2012-09-01"), "履职提示", "例会-落实反馈");
  ASSERT_TRUE(before.policy_pack);
  const auto pack = [](const std::string& unit) {
    return ledger::record(
        unit,
        ledger::node(
            "policy-pack", {},
            {ledger::node("policy", {{"id", "及时"}, {"days", "15"}, {"unit", "working"}, {"from", "2012-01-01"}})}));
  };
  story.file("2012-06-20 09:00", pack("ZJW"));
  story.file("2012-07-05 09:00", pack("AWB"));
  const auto after = line(story.card("ZJW", "2012-09-01"), "履职提示", "例会-落实反馈");
  EXPECT_EQ(to_text(*after.duty->due.day), to_text(*before.duty->due.day));
  EXPECT_EQ(after.policy_pack, before.policy_pack) << "neither a department's nor one filed after the duty arose";
}

}  // namespace
}  // namespace cundang::assessment
