// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 10a–10e (形势分析与预测).
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

Obligation of_period(const Story& story, const std::string& rule, const std::string& unit, const std::string& period,
                     const std::string& on) {
  for (auto& each : story.duties(rule, on))
    if (each.owing.text == unit && each.period == period) return each;
  ADD_FAILURE() << "no duty " << rule << " of " << unit << " about " << period;
  return {};
}

void row_10a() {
  Story story;
  ASSERT_EQ(story.duties("形势-季度分析", "2012-07-01").size(), 8U) << "every 有关成员单位 on the list";
  const auto duty = of_period(story, "形势-季度分析", "ZJW", "2012-Q2", "2012-07-01");
  EXPECT_EQ(duty.row, "10a");
  EXPECT_EQ(due(duty), "2012-07-05");
  EXPECT_EQ(due(of_period(story, "形势-季度分析", "ZJW", "2012-Q3", "2012-10-01")), "2012-10-08")
      << "5 October lies in the holidays";
  story.file("2012-07-04 09:00", for_period(act("ZJW", "quarterly-analysis", filled({"situation", "work", "results"})),
                                            "形势-季度分析", "2012-Q2"));
  EXPECT_FALSE(of_period(story, "形势-季度分析", "ZJW", "2012-Q2", "2012-07-04").parts[3].met_by)
      << "a group is missing";
  story.file("2012-07-06 09:00",
             for_period(act("ZJW", "quarterly-analysis", filled({"outlook"})), "形势-季度分析", "2012-Q2"));
  EXPECT_EQ(of_period(story, "形势-季度分析", "ZJW", "2012-Q2", "2012-07-31").days_overdue, 1);
}

void row_10b() {
  Story story;
  const auto duty = of_period(story, "形势-举报投诉", "AJJ", "2012-Q2", "2012-07-01");
  EXPECT_EQ(duty.row, "10b");
  EXPECT_EQ(due(duty), "2012-07-05");
  EXPECT_EQ(duty.owed_to.text, "AWB");
  story.file("2012-07-05 17:30", for_period(act("AJJ", "complaint-statistics", filled({"figures", "forecast"})),
                                            "形势-举报投诉", "2012-Q2"));
  EXPECT_EQ(of_period(story, "形势-举报投诉", "AJJ", "2012-Q2", "2012-07-06").state, State::Answered);
}

void row_10c() {
  Story story;
  const auto duty = of_period(story, "形势-举报投诉年度总结", "AJJ", "2012", "2012-07-01");
  EXPECT_EQ(duty.row, "10c");
  EXPECT_EQ(due(duty), "2012-12-31") << "年末";
  story.file("2012-12-28 09:00",
             for_period(act("AJJ", "complaint-summary", filled({"summary"})), "形势-举报投诉年度总结", "2012"));
  EXPECT_EQ(of_period(story, "形势-举报投诉年度总结", "AJJ", "2012", "2012-12-28").state, State::InProgress)
      << "the next stage is not arranged";
}

void row_10d() {
  Story story;
  const auto duty = of_period(story, "形势-研讨会", "AWB", "2012-Q2", "2012-07-02");
  EXPECT_EQ(duty.row, "10d");
  EXPECT_EQ(duty.state, State::AwaitingInputs);
  EXPECT_EQ(duty.waiting_for.size(), 9U) << "10a of eight units and 10b";
  EXPECT_EQ(due(duty), "2012-07-16") << "15 July 2012 is a Sunday";
  EXPECT_EQ(of_period(story, "形势-研讨会", "AWB", "2012-Q2", "2012-07-06").state, State::InProgress)
      << "what is not in is overdue";
  story.file(
      "2012-07-20 09:00",
      for_period(record("AWB", node("seminar-record", {}, {text("period", "2012-Q2"), text("held-on", "2012-07-13")}),
                        "形势分析研讨会"),
                 "形势-研讨会", "2012-Q2"));
  const auto met = of_period(story, "形势-研讨会", "AWB", "2012-Q2", "2012-07-20");
  EXPECT_EQ(met.state, State::Answered);
  EXPECT_EQ(met.days_overdue, 0) << "the deadline binds the meeting, not its record";
}

void row_10e() {
  Story story;
  const auto seminar =
      story.file("2012-07-16 09:00",
                 record("AWB", node("seminar-record", {}, {text("period", "2012-Q2"), text("held-on", "2012-07-13")}),
                        "形势分析研讨会"));
  const auto duty = story.duty("形势-预测报告", "AWB", "2012-07-16");
  EXPECT_EQ(duty.row, "10e");
  EXPECT_EQ(due(duty), "2012-07-20") << "policy 预测报告: five working days from the seminar";
  ASSERT_EQ(duty.parts.size(), 5U) << "report, both 上报, copies to districts and departments";
  auto report = answering(act("AWB", "forecast-report", filled({"analysis", "forecast", "suggestions"})), seminar);
  report.copies = refs({"HDQ", "LSQ", "XHQ"});
  const auto first = story.file("2012-07-18 09:00", report);
  story.file("2012-07-18 10:00", went_up("AWB", "AWH", first, "2012-07-18"));
  story.file("2012-07-18 11:00", went_up("AWB", "SZF", first, "2012-07-18"));
  const auto partly = story.duty("形势-预测报告", "AWB", "2012-07-18");
  EXPECT_TRUE(partly.parts[3].met_by) << "every district has it";
  EXPECT_FALSE(partly.parts[4].met_by) << "no department has it";
  report.copies = refs({"ZJW", "JTJ", "GAJ", "SWJ", "LYJ", "JXW", "JYW", "WSJ", "ZLJ"});
  story.file("2012-07-20 09:00", report);
  EXPECT_EQ(story.duty("形势-预测报告", "AWB", "2012-07-20").state, State::Answered);
}

class Analysis : public testing::TestWithParam<RowCase> {};
TEST_P(Analysis, Row) { GetParam().holds(); }

INSTANTIATE_TEST_SUITE_P(systems, Analysis,
                         testing::Values(RowCase{"10a", row_10a}, RowCase{"10b", row_10b}, RowCase{"10c", row_10c},
                                         RowCase{"10d", row_10d}, RowCase{"10e", row_10e}),
                         row_name);

}  // namespace
}  // namespace cundang::ledger
