// SPDX-License-Identifier: GPL-3.0-or-later
// What the calendar makes, clocks, fan-ins and their bounds.
#include <gtest/gtest.h>

#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

std::string due(const Obligation& obligation) { return obligation.due.day ? to_text(*obligation.due.day) : "none"; }

Record report(const std::string& unit, const std::string& kind, const std::string& rule,
              std::vector<std::string> elements) {
  std::vector<Node> children;
  for (auto& name : elements) children.push_back(text(name, "有"));
  auto made = act(unit, kind, std::move(children));
  made.answers = {to_period(rule, "2012-Q2")};
  return made;
}

TEST(JointMeeting, OneDutyAMatterWithItsDateOrTheRules) {
  Story story;
  const auto minutes =
      story.file("2012-07-12 09:00",
                 record("AJJ",
                        node("minutes", {},
                             {text("meeting-date", "2012-07-11"),
                              node("matters", {},
                                   {node("matter", {{"id", "m1"}, {"lead", "ZJW"}, {"due", "2012-07-31"}},
                                         {text("text", "验收制度")}),
                                    node("matter", {{"id", "m2"}, {"lead", "LSQ"}, {"term", "8"}, {"days", "working"}},
                                         {text("text", "复工验收")}),
                                    node("matter", {{"id", "m3"}, {"lead", "LSQ"}}, {text("text", "巡查")})})}),
                        "联席会议"));
  ASSERT_EQ(story.duties("联席-落实反馈", "2012-07-12").size(), 3u);
  EXPECT_EQ(due(story.duty("联席-落实反馈", "ZJW", "2012-07-12", "m1")), "2012-07-31") << "as written, served or not";
  EXPECT_EQ(due(story.duty("联席-落实反馈", "LSQ", "2012-07-12", "m2")), "none");
  story.file("2012-07-13 09:00", acknowledgement("LSQ", minutes, "2012-07-13"));
  EXPECT_EQ(due(story.duty("联席-落实反馈", "LSQ", "2012-07-13", "m2")), "2012-07-25");
  EXPECT_EQ(due(story.duty("联席-落实反馈", "LSQ", "2012-07-13", "m3")), "2012-07-27");
  story.file("2012-07-20 09:00", feedback("LSQ", minutes, "m3"));
  EXPECT_EQ(story.duty("联席-落实反馈", "LSQ", "2012-07-20", "m3").state, State::Answered);
  EXPECT_EQ(story.duty("联席-落实反馈", "LSQ", "2012-07-20", "m2").state, State::InProgress);
  story.file("2012-07-21 09:00", feedback("LSQ", minutes));
  EXPECT_EQ(story.duty("联席-落实反馈", "LSQ", "2012-07-21", "m2").state, State::Answered) << "without item: the whole";
}

TEST(Talk, MaterialByTheTalkFromWhoWasServed) {
  Story story;
  const auto notice = story.file(
      "2012-07-13 14:30",
      record("AJJ",
             node("talk-notice", {},
                  {text("talk-time", "2012-07-19T09:30:00+08:00"),
                   node("persons", {}, {node("person", {{"unit", "HXHG"}}), node("person", {{"unit", "HDQ"}})})}),
             "约谈"));
  auto duty = story.duty("约谈-材料", "HXHG", "2012-07-25");
  EXPECT_EQ(due(duty), "2012-07-19");
  EXPECT_EQ(duty.state, State::AwaitingService) << "an enterprise has no inbox: the bureau enters the service";
  EXPECT_EQ(duty.whose_turn, "AJJ");
  EXPECT_EQ(duty.days_overdue, 0);
  EXPECT_EQ(story.duty("约谈-材料", "HDQ", "2012-07-25").state, State::AwaitingAcknowledgement);
  story.file("2012-07-16 09:00",
             act("AJJ", "service",
                 {record_ref(notice), node("unit", {{"code", "HXHG"}}), text("channel", "in-person"),
                  text("at", "2012-07-16T09:00:00+08:00"), text("by", "罗志强")}));
  EXPECT_EQ(story.duty("约谈-材料", "HXHG", "2012-07-25").days_overdue, 6);
  EXPECT_EQ(due(story.duty("约谈-记录", "AJJ", "2012-07-25")), "2012-08-02")
      << "the bureau's own duty needs no service";
}

TEST(Quarter, ReportsBeforeTheFifthAndTheSeminarAfterThem) {
  Story story;
  EXPECT_EQ(story.duties("形势-季度分析", "2012-07-01").size(), 8u);
  EXPECT_EQ(due(story.duty("形势-季度分析", "ZJW", "2012-07-01")), "2012-07-05");
  EXPECT_EQ(due(story.duties("形势-举报投诉", "2012-10-01").back()), "2012-10-08") << "5 October lies in the holidays";
  auto seminar = story.duty("形势-研讨会", "AWB", "2012-07-03");
  EXPECT_EQ(seminar.state, State::AwaitingInputs);
  EXPECT_EQ(due(seminar), "2012-07-16") << "15 July 2012 is a Sunday";
  EXPECT_EQ(seminar.waiting_for.size(), 9u);

  story.file("2012-07-04 09:00",
             report("ZJW", "quarterly-analysis", "形势-季度分析", {"situation", "work", "results"}));
  const auto partly = story.duty("形势-季度分析", "ZJW", "2012-07-04");
  EXPECT_EQ(partly.state, State::InProgress) << "a group is missing";
  EXPECT_FALSE(partly.parts[3].met_by);
  story.file("2012-07-05 09:00", report("ZJW", "quarterly-analysis", "形势-季度分析", {"outlook"}));
  EXPECT_EQ(story.duty("形势-季度分析", "ZJW", "2012-07-05").state, State::Answered);
  EXPECT_EQ(story.duty("形势-研讨会", "AWB", "2012-07-05").waiting_for.size(), 8u);
  EXPECT_EQ(story.duty("形势-研讨会", "AWB", "2012-07-06").state, State::InProgress) << "the rest is overdue";
  EXPECT_EQ(due(story.duty("形势-举报投诉年度总结", "AJJ", "2012-07-01")), "2012-12-31");
}

TEST(HalfYear, BulletinCountsFromThePeriodsEnd) {
  const Story story;
  const auto duty = story.duty("通报-半年通报", "AJJ", "2012-07-01");
  EXPECT_EQ(duty.period, "2012-H1");
  EXPECT_EQ(due(duty), "2012-07-27") << "twenty working days from 30 June";
  EXPECT_EQ(duty.row, "5f");
}

TEST(Verification, HasItsOwnClock) {
  Story story;
  story.file("2012-07-03 09:00", half_year_report("ZJW"));
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-03");
  EXPECT_EQ(to_text(duty.verification_due.value()), "2012-07-17");
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-12-31").days_overdue, 0) << "past it the unit is not harmed";
  EXPECT_FALSE(duty.served) << "the calendar serves nobody";
}

TEST(Ahead, FarDaysStayBounded) {
  const Story story;
  const auto far = story.ledger().obligations(day("9999-12-31"));
  EXPECT_LT(far.size(), 200u);
  EXPECT_EQ(story.ledger().obligations(day("1900-01-01")).size(), 0u);
}

TEST(FanIn, RulesInARingEnd) {
  Story story;
  const auto rule = [](const std::string& id, const std::string& after) {
    return node("rule", {{"id", id}, {"system", "1"}, {"clause", "三(一)4"}, {"from", "2012-01-01"}, {"basis", "假定"}},
                {node("on", {{"kind", "joint-issue"}}),
                 node("each", {{"select", "addressees"}, {"owes", "feedback"}, {"to", "author"}}),
                 node("after", {{"all", after}}), node("due", {{"days", "5"}, {"from", "fan-in"}})});
  };
  story.file("2012-07-02 09:00", record("AWB", node("rule-pack", {}, {rule("甲", "乙"), rule("乙", "甲")})));
  auto issue = record("AJJ", node("joint-issue"));
  for (const auto* unit : {"ZJW", "JTJ", "GAJ", "SWJ", "LYJ", "HDQ", "LSQ", "XHQ"})
    issue.addressees.push_back({{unit}, ""});
  story.file("2012-07-02 10:00", issue);
  EXPECT_EQ(story.duty("甲", "ZJW", "2012-07-02").state, State::AwaitingInputs);
}

}  // namespace
}  // namespace cundang::ledger
