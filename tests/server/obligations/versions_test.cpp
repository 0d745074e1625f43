// SPDX-License-Identifier: GPL-3.0-or-later
// Rules, policies, calendars, lists and periods change; what was due under the old version stays due.
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

Record pack(Node content) { return record("AWB", std::move(content)); }

Node policy_of(const std::string& id, const std::string& days) {
  return node("policy-pack", {},
              {node("policy", {{"id", id}, {"days", days}, {"unit", "working"}, {"from", "2012-01-01"}})});
}

/// Minutes of 2 July, signed for by 住建委 on 3 July: its feedback is due on 17 July.
struct Before {
  Story story;
  AccessionNumber minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW"}));
  AccessionNumber signed_for = story.file("2012-07-03 09:00", acknowledgement("ZJW", minutes, "2012-07-03"));
  std::string due_now() const { return due(story.duty("例会-落实反馈", "ZJW", "2012-07-20")); }
  /// The same meeting again, received on 6 July and signed for that day.
  std::string due_of_new_minutes() {
    auto again = committee_minutes({"ZJW"});
    again.doc_no = "铭安办纪要〔2012〕4号";
    const auto number = story.file("2012-07-06 10:00", again);
    story.file("2012-07-06 11:00", acknowledgement("ZJW", number, "2012-07-06"));
    for (const auto& each : story.duties("例会-落实反馈", "2012-07-06"))
      if (each.trigger == number) return due(each);
    return "none";
  }
};

TEST(Versions, APolicyFiledLaterChangesNothingBefore) {
  Before before;
  ASSERT_EQ(before.due_now(), "2012-07-17");
  before.story.file("2012-07-05 09:00", pack(policy_of("及时", "15")));
  EXPECT_EQ(before.due_now(), "2012-07-17") << "though the new one claims to hold from January";
  EXPECT_EQ(before.due_of_new_minutes(), "2012-07-27") << "fifteen working days from 6 July";
}

TEST(Versions, APolicyThatComesTooLateIsForInformationAndFixedByTheFirst) {
  Story story;
  const auto rule =
      node("rule", {{"id", "甲"}, {"system", "5"}, {"clause", "四(五)"}, {"from", "2012-01-01"}, {"basis", "假定"}},
           {node("on", {{"kind", "joint-issue"}}),
            node("each", {{"select", "addressees"}, {"owes", "feedback"}, {"to", "author"}}),
            node("due", {{"policy", "新口径"}, {"from", "received"}})});
  story.file("2012-07-02 08:00", pack(node("rule-pack", {}, {rule})));
  auto issue = record("AJJ", node("joint-issue"));
  issue.addressees = refs({"ZJW"});
  story.file("2012-07-02 09:00", issue);
  EXPECT_EQ(due(story.duty("甲", "ZJW", "2012-07-02")), "none");
  story.file("2012-07-04 09:00", pack(policy_of("新口径", "5")));
  story.file("2012-07-05 09:00", pack(policy_of("新口径", "3")));
  EXPECT_EQ(due(story.duty("甲", "ZJW", "2012-07-06")), "2012-07-09") << "the first one filed";
  EXPECT_TRUE(story.duty("甲", "ZJW", "2012-07-06").policy_after_the_fact);
}

TEST(Versions, ARuleFiledLaterChangesNothingBefore) {
  Before before;
  auto rule = node("rule",
                   {{"id", "例会-落实反馈"},
                    {"system", "1"},
                    {"row", "1c"},
                    {"clause", "三(一)4"},
                    {"from", "2012-01-01"},
                    {"basis", "新规定"}},
                   {node("on", {{"kind", "minutes"}, {"series", "安委会例会"}}),
                    node("each", {{"select", "attendees/unit"}, {"owes", "implementation-feedback"}, {"to", "author"}}),
                    node("due", {{"days", "3"}})});
  before.story.file("2012-07-05 09:00", pack(node("rule-pack", {}, {rule})));
  EXPECT_EQ(before.due_now(), "2012-07-17");
  auto corrected = act("AWB", "correction",
                       {node("corrects", {{"record", to_text(before.minutes)}}), text("reason", "错字"),
                        node("replacement", {}, {committee_minutes({"ZJW", "JTJ"}).content})});
  before.story.file("2012-07-05 15:00", corrected);
  EXPECT_EQ(before.due_now(), "2012-07-17") << "a correction is read by the rule of its first day";
  EXPECT_EQ(before.story.duty("例会-落实反馈", "JTJ", "2012-07-05").basis, "假定");
  EXPECT_EQ(before.due_of_new_minutes(), "2012-07-11") << "three working days from 6 July";
}

TEST(Versions, ARuleHoldsNoLongerThanItsPack) {
  Story story;
  const auto rule = node(
      "rule", {{"id", "乙"}, {"system", "5"}, {"clause", "四(五)"}, {"from", "2012-01-01"}, {"basis", "假定"}},
      {node("on", {{"kind", "joint-issue"}}),
       node("each", {{"select", "addressees"}, {"owes", "feedback"}, {"to", "author"}}), node("due", {{"days", "5"}})});
  story.file("2012-07-02 08:00",
             pack(node("rule-pack", {}, {node("validity", {{"from", "2012-01-01"}, {"until", "2012-07-31"}}), rule})));
  auto issue = record("AJJ", node("joint-issue"));
  issue.addressees = refs({"ZJW"});
  story.file("2012-07-31 09:00", issue);
  story.file("2012-08-01 09:00", issue);
  EXPECT_EQ(story.duties("乙", "2012-08-01").size(), 1U);
}

TEST(Versions, AListFiledLaterChangesNothingBefore) {
  Story story;
  ASSERT_EQ(story.duties("通报-半年", "2012-07-01").size(), 9U);
  story.file(
      "2012-07-05 09:00",
      pack(node("list", {{"name", "市有关部门"}},
                {node("member", {{"unit", "ZJW"}}), node("member", {{"unit", "HDQ"}, {"from", "2012-10-01"}})})));
  EXPECT_EQ(story.duties("通报-半年", "2012-07-05").size(), 9U);
  EXPECT_EQ(story.duties("通报-全年", "2013-01-02").size(), 2U) << "a member from October on owes in January";
}

TEST(Versions, ACalendarFiledAgainChangesNothingBefore) {
  Before before;
  before.story.file("2012-07-05 09:00", pack(node("calendar", {{"year", "2012"}},
                                                  {node("day", {{"date", "2012-07-10"}, {"off", "true"}})})));
  EXPECT_EQ(before.due_now(), "2012-07-17");
  EXPECT_EQ(before.due_of_new_minutes(), "2012-07-23") << "10 July is off by now: ten working days from 6 July";
}

TEST(Versions, ACalendarFiledAgainMovesNoShiftedDayAndNoStageBefore) {
  Story story;
  auto letter = advisory_letter("LSQ");
  letter.demands = {Demand{"p1", {}, "feedback", day("2012-12-31")}};
  const auto number = story.file("2012-07-02 10:00", letter);
  story.file("2012-07-03 09:00", acknowledgement("LSQ", number, "2012-07-03"));
  story.file("2012-07-11 09:00", act("AWB", "deadline-shift",
                                     {text("day", "2012-07-10"), text("until", "2012-07-13"), text("reason", "停电"),
                                      text("proof", "日志")}));
  const auto stage = [&] { return to_text(story.duty("文件自带要求", "LSQ", "2012-07-13", "p1").stage_due.value()); };
  ASSERT_EQ(due(story.duty("通报-半年", "ZJW", "2012-07-12")), "2012-07-13");
  ASSERT_EQ(stage(), "2012-08-02");
  story.file("2012-07-12 09:00", pack(node("calendar", {{"year", "2012"}},
                                           {node("day", {{"date", "2012-07-13"}, {"off", "true"}}),
                                            node("day", {{"date", "2012-08-02"}, {"off", "true"}})})));
  EXPECT_EQ(due(story.duty("通报-半年", "ZJW", "2012-07-13")), "2012-07-13") << "as when the duty arose";
  EXPECT_EQ(stage(), "2012-08-02") << "the interim answer too";
}

TEST(Versions, PeriodsFiledAgainChangeNothingBefore) {
  Story story{"2012-05-10"};
  const auto flood = [&](std::string_view on) {
    for (const auto& each : story.duties("特定时期-通知", on))
      if (each.period == "2012-汛期") return due(each);
    return std::string{"none"};
  };
  ASSERT_EQ(flood("2012-05-10"), "2012-05-31");
  story.file("2012-05-14 09:00",
             pack(node("special-periods", {{"year", "2012"}},
                       {node("period", {{"name", "汛期"}, {"begins", "2012-05-25"}, {"ends", "2012-09-15"}}),
                        node("period", {{"name", "高温"}, {"begins", "2012-07-10"}, {"ends", "2012-08-31"}})})));
  EXPECT_EQ(flood("2012-05-20"), "2012-05-31") << "the duty had arisen";
  EXPECT_EQ(story.duties("特定时期-通知", "2012-12-31").size(), 2U) << "the new table holds for what is to come";
}

}  // namespace
}  // namespace cundang::ledger
