// SPDX-License-Identifier: GPL-3.0-or-later
// Stories of the trade: what stands in the ledger on which day.
#include "tests/server/obligations/story.h"

#include <gtest/gtest.h>

#include "server/obligations/obligation_json.h"

namespace cundang::ledger {
namespace {

Record verification(const std::string& by, const ObligationId& id, bool accepted = true) {
  return act(by, "verification",
             {obligation_ref(id), text("accepted", accepted ? "true" : "false"), text("reason", "属实")});
}

Record filed_outside(const std::string& to, AccessionNumber number, const std::string& on) {
  return act("AWB", "outside-filing",
             {node("to", {{"code", to}}), text("channel", "confidential"), text("date", on), text("signed-by", "吴静"),
              record_ref(number)});
}

std::string due(const Obligation& obligation) { return obligation.due.day ? to_text(*obligation.due.day) : "none"; }

TEST(Minutes, MakeOneDutyAPresentUnitAndNoneForTheAbsent) {
  Story story;
  auto minutes = committee_minutes({"ZJW", "JTJ"});
  auto& attendees = minutes.content.children[1].children;
  attendees.push_back(node("unit", {{"code", "SWJ"}, {"attendance", "deputy"}}));
  attendees.push_back(node("unit", {{"code", "LYJ"}, {"attendance", "leave"}}));
  story.file("2012-07-02 10:00", minutes);
  std::string owing;
  for (const auto& each : story.duties("例会-落实反馈", "2012-07-02")) owing += each.owing.text + " ";
  EXPECT_EQ(story.duties("例会-落实反馈", "2012-07-02").size(), 3u);
  EXPECT_EQ(owing.find("LYJ"), std::string::npos);
  EXPECT_TRUE(story.duties("例会-落实反馈", "2012-07-01").empty()) << "nothing before the day of receipt";
}

TEST(Minutes, AnAbsentUnitThatLeadsAnItemOwes) {
  Story story;
  auto minutes = committee_minutes({"JTJ"});
  minutes.content.children[2].children.push_back(
      node("matter", {{"id", "m2"}, {"lead", "LYJ"}}, {text("text", "景区检查")}));
  story.file("2012-07-02 10:00", minutes);
  const auto duty = story.duty("例会-落实反馈", "LYJ", "2012-07-02");
  ASSERT_EQ(duty.parts.size(), 1u);
  EXPECT_EQ(duty.parts[0].name, "景区检查");
}

TEST(Minutes, CiteTheVerySentence) {
  Story story;
  story.file("2012-07-02 10:00", committee_minutes({"ZJW"}));
  const auto duty = story.duty("例会-落实反馈", "ZJW", "2012-07-02");
  EXPECT_EQ(duty.citing_paragraph_id, "p2");
  EXPECT_EQ(duty.citing_text, "各参会单位要及时反馈会议落实情况。");
  EXPECT_EQ(duty.clause, "三(一)4");
  EXPECT_EQ(duty.row, "1c");
  EXPECT_EQ(duty.owed_to.text, "AWB");
}

TEST(Minutes, FromServiceToClosure) {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW"}));
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-09-01").state, State::AwaitingAcknowledgement);
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-09-01").days_overdue, 0) << "until served no day is late";
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-02").whose_turn, "ZJW");

  story.file("2012-07-03 09:00", acknowledgement("ZJW", minutes, "2012-07-03"));
  const auto id = story.duty("例会-落实反馈", "ZJW", "2012-07-03").id;
  EXPECT_EQ(due(story.duty("例会-落实反馈", "ZJW", "2012-07-03")), "2012-07-17");
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-17").days_overdue, 0) << "to 24:00 of the day";
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-18").days_overdue, 1);
  EXPECT_TRUE(in_state(story.duty("例会-落实反馈", "ZJW", "2012-07-18"), "逾期"));

  const auto reply = story.file("2012-07-19 11:00", feedback("ZJW", minutes, "m1"));
  auto duty = story.duty("例会-落实反馈", "ZJW", "2012-08-01");
  EXPECT_EQ(duty.state, State::Answered);
  EXPECT_EQ(duty.days_overdue, 2) << "as of the first conforming answer";
  EXPECT_EQ(duty.whose_turn, "AWB");
  EXPECT_EQ(duty.discharging, std::vector{reply});
  EXPECT_FALSE(in_state(duty, "overdue"));

  story.file("2012-07-20 09:00", verification("AWB", id));
  story.file("2012-07-23 09:00", act("AWB", "completion", {obligation_ref(id)}));
  story.file("2012-07-24 09:00", act("AWB", "closure", {obligation_ref(id), text("form", "done")}));
  const std::vector<std::pair<std::string, State>> days = {{"2012-07-02", State::AwaitingAcknowledgement},
                                                           {"2012-07-03", State::InProgress},
                                                           {"2012-07-18", State::InProgress},
                                                           {"2012-07-19", State::Answered},
                                                           {"2012-07-20", State::Verified},
                                                           {"2012-07-23", State::Completed},
                                                           {"2012-07-24", State::Closed}};
  for (const auto& [on, state] : days) EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", on).state, state) << on;
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-24").whose_turn, "");
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-24").history.size(), 6u);
}

TEST(Minutes, AnItemWithItsOwnDateIsADutyOfItsOwn) {
  Story story;
  auto minutes = committee_minutes({"ZJW"});
  minutes.content.children[2].children.push_back(
      node("matter", {{"id", "m2"}, {"lead", "ZJW"}, {"due", "2012-08-04"}}, {text("text", "建立验收制度")}));
  const auto number = story.file("2012-07-02 10:00", minutes);
  story.file("2012-07-03 09:00", acknowledgement("ZJW", number, "2012-07-03"));
  const auto own = story.duty("例会-落实反馈", "ZJW", "2012-07-03", "m2");
  EXPECT_EQ(due(own), "2012-08-06") << "4 August 2012 is a Saturday";
  EXPECT_EQ(own.citing_text, "建立验收制度");
  story.file("2012-07-10 09:00", feedback("ZJW", number, "m2"));
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-10", "m2").state, State::Answered);
  EXPECT_EQ(story.duty("例会-落实反馈", "ZJW", "2012-07-10").state, State::InProgress);
}

TEST(Minutes, SummaryWaitsForTheUnservedAndNamesThem) {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW", "JTJ", "SWJ"}));
  for (const auto* unit : {"ZJW", "JTJ"}) story.file("2012-07-03 09:00", acknowledgement(unit, minutes, "2012-07-03"));
  story.file("2012-07-10 09:00", feedback("ZJW", minutes));
  auto summary = story.duty("例会-落实汇总", "AWB", "2012-07-20");
  EXPECT_EQ(summary.state, State::AwaitingInputs);
  EXPECT_EQ(due(summary), "none");
  // JTJ is overdue since the 18th and no longer waited for; SWJ has never signed.
  EXPECT_EQ(summary.waiting_for, std::vector<UnitCode>{{"SWJ"}});
  EXPECT_NE(summary.next_step.zh.find("催签或登记送达：铭远市商务局"), std::string::npos) << summary.next_step.zh;
  EXPECT_EQ(summary.whose_turn, "AWB");

  story.file("2012-07-23 09:00", acknowledgement("SWJ", minutes, "2012-07-23"));
  story.file("2012-07-25 09:00", feedback("SWJ", minutes));
  summary = story.duty("例会-落实汇总", "AWB", "2012-07-25");
  EXPECT_EQ(summary.state, State::InProgress);
  EXPECT_EQ(due(summary), "2012-08-08") << "ten working days from 25 July";
  // What comes late moves nothing: overdue had closed JTJ's input.
  story.file("2012-07-30 09:00", feedback("JTJ", minutes));
  EXPECT_EQ(due(story.duty("例会-落实汇总", "AWB", "2012-07-30")), "2012-08-08");

  auto made = record("AWB", node("implementation-summary", {}, {text("summary", "汇总")}), "安委会例会");
  made.answers = {to_record(minutes)};
  const auto number = story.file("2012-08-01 09:00", made);
  summary = story.duty("例会-落实汇总", "AWB", "2012-08-01");
  EXPECT_EQ(summary.state, State::InProgress) << "both 上报 are parts of it";
  story.file("2012-08-02 09:00", filed_outside("AWH", number, "2012-08-02"));
  story.file("2012-08-10 09:00", filed_outside("SZF", number, "2012-08-10"));
  EXPECT_EQ(story.duty("例会-落实汇总", "AWB", "2012-08-09").days_overdue, 1);
  summary = story.duty("例会-落实汇总", "AWB", "2012-08-10");
  EXPECT_EQ(summary.state, State::Answered);
  EXPECT_EQ(summary.days_overdue, 2);
}

TEST(Minutes, AreOwedFromTheMeetingWithBothFilings) {
  Story story;
  auto notice = record("AWB", node("meeting-notice", {}, {text("meeting-date", "2012-06-20")}), "安委会例会");
  notice.doc_no = "铭安办发〔2012〕21号";
  story.file("2012-06-15 09:00", notice);
  auto duty = story.duty("例会-纪要", "AWB", "2012-06-15");
  EXPECT_EQ(due(duty), "2012-07-05") << "Dragon Boat 22–24 June is skipped";
  ASSERT_EQ(duty.parts.size(), 3u);
  auto minutes = committee_minutes({"ZJW"});
  minutes.content.children.push_back(node("notice", {{"doc-no", "铭安办发〔2012〕21号"}}));
  const auto number = story.file("2012-07-02 10:00", minutes);
  EXPECT_TRUE(story.duties("例会-纪要上报", "2012-07-02").empty()) << "the notice has made the duty already";
  story.file("2012-07-03 09:00", filed_outside("AWH", number, "2012-07-03"));
  EXPECT_EQ(story.duty("例会-纪要", "AWB", "2012-07-03").state, State::InProgress);
  story.file("2012-07-09 09:00", filed_outside("SZF", number, "2012-07-09"));
  duty = story.duty("例会-纪要", "AWB", "2012-07-09");
  EXPECT_EQ(duty.state, State::Answered);
  EXPECT_EQ(duty.days_overdue, 4);
  // The filing of the minutes is no filing of the summary.
  EXPECT_FALSE(story.duty("例会-落实汇总", "AWB", "2012-07-09").parts[1].met_by);
}

TEST(Minutes, WithoutNoticeMeetTheirOwnPart) {
  Story story;
  const auto number = story.file("2012-07-03 10:00", committee_minutes({"ZJW"}));
  auto duty = story.duty("例会-纪要上报", "AWB", "2012-07-03");
  EXPECT_EQ(due(duty), "2012-07-16");
  EXPECT_EQ(duty.parts[0].met_by, number);
  story.file("2012-07-04 09:00", filed_outside("AWH", number, "2012-07-04"));
  story.file("2012-07-05 09:00", filed_outside("SZF", number, "2012-07-05"));
  EXPECT_EQ(story.duty("例会-纪要上报", "AWB", "2012-07-05").state, State::Answered);
}

TEST(Letter, TwoDutiesFromReceipt) {
  Story story;
  const auto letter = story.file("2012-07-02 10:30", advisory_letter("LSQ"));
  story.file("2012-07-02 15:00", acknowledgement("LSQ", letter, "2012-07-02"));
  EXPECT_EQ(due(story.duty("函告-沟通", "LSQ", "2012-07-02")), "2012-07-09");
  EXPECT_EQ(due(story.duty("函告-书面反馈", "LSQ", "2012-07-02")), "2012-07-23");
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-02").policy, "函告-书面反馈");
  auto talk =
      record("LSQ", node("letter-communication", {}, {text("manner", "oral"), text("summary", "已沟通")}), "建议函");
  talk.answers.emplace_back();
  talk.answers.back().doc_no = "铭安监函〔2012〕17号";
  story.file("2012-07-06 09:00", talk);
  EXPECT_EQ(story.duty("函告-沟通", "LSQ", "2012-07-06").state, State::Answered);
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-06").state, State::InProgress) << "talk is no written answer";
  story.file("2012-07-20 09:00", letter_feedback("LSQ", letter));
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-20").state, State::Answered);
}

TEST(Letter, BindsNoEnterprise) {
  Story story;
  story.file("2012-07-02 10:30", advisory_letter("HXHG"));
  EXPECT_TRUE(story.duties("函告-书面反馈", "2012-07-02").empty());
}

TEST(Letter, AReplyProvesReceipt) {
  Story story;
  const auto letter = story.file("2012-07-02 10:30", advisory_letter("LSQ"));
  story.file("2012-07-20 09:00", letter_feedback("LSQ", letter));
  const auto duty = story.duty("函告-书面反馈", "LSQ", "2012-07-20");
  EXPECT_EQ(duty.state, State::Answered);
  EXPECT_EQ(to_text(duty.served.value()), "2012-07-20");
  EXPECT_EQ(duty.days_overdue, 0);
}

TEST(Letter, AnEmptyElementLeavesItsPartOpen) {
  Story story;
  const auto letter = story.file("2012-07-02 10:30", advisory_letter("LSQ"));
  auto answer = letter_feedback("LSQ", letter);
  answer.content.children.pop_back();
  story.file("2012-07-06 09:00", answer);
  const auto duty = story.duty("函告-书面反馈", "LSQ", "2012-07-06");
  EXPECT_EQ(duty.state, State::InProgress);
  EXPECT_TRUE(duty.parts[0].met_by);
  EXPECT_FALSE(duty.parts[2].met_by);
}

TEST(Reports, AListOwesByTheCalendar) {
  Story story;
  EXPECT_TRUE(story.duties("通报-半年", "2012-06-30").empty());
  const auto duties = story.duties("通报-半年", "2012-07-01");
  ASSERT_EQ(duties.size(), 9u);
  EXPECT_EQ(duties[0].period, "2012-H1");
  EXPECT_EQ(due(duties[0]), "2012-07-10");
  EXPECT_EQ(duties[0].owed_to.text, "AJJ");
  EXPECT_FALSE(duties[0].trigger);
  EXPECT_EQ(story.duty("通报-半年", "LYJ", "2012-07-11").days_overdue, 1);
  story.file("2012-07-12 10:00", half_year_report("SWJ"));
  EXPECT_EQ(story.duty("通报-半年", "SWJ", "2012-07-12").days_overdue, 2);
  EXPECT_EQ(story.duty("通报-半年", "SWJ", "2012-07-12").state, State::Answered);
  EXPECT_EQ(story.duty("通报-半年", "SWJ", "2012-07-11").state, State::InProgress) << "with later knowledge too";
}

TEST(Reports, AnnualReportIsAboutTheYearBefore) {
  const Story story;
  EXPECT_TRUE(story.duties("通报-全年", "2012-12-31").empty());
  const auto duty = story.duty("通报-全年", "ZJW", "2013-01-01");
  EXPECT_EQ(duty.period, "2012");
  EXPECT_EQ(due(duty), "2013-01-10");
  EXPECT_EQ(duty.parts.size(), 2u);
}

TEST(Reports, FiledEarlyCountsWhenTheDutyArises) {
  Story story;
  story.file("2012-06-28 10:00", half_year_report("ZJW"));
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-01").state, State::Answered);
  story.file("2012-07-02 10:00", half_year_report("JTJ"));
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-02").state, State::Answered);
}

TEST(Reports, PacksFiledWhileTheTermRunsStillMakeTheDuty) {
  const Story early{"2012-07-02"};
  EXPECT_EQ(early.duties("通报-半年", "2012-07-02").size(), 9u);
  EXPECT_TRUE(early.duties("通报-半年", "2012-07-01").empty());
  const Story late{"2012-07-11"};
  EXPECT_TRUE(late.duties("通报-半年", "2012-07-11").empty()) << "a rule makes no duty whose day is past";
  EXPECT_EQ(late.duties("通报-全年", "2013-01-01").size(), 9u);
}

TEST(Reports, TheListIsThatOfThePeriodsFirstDay) {
  Story story;
  const auto list = [](const std::string& from, std::vector<std::string> units) {
    std::vector<Node> children{node("validity", {{"from", from}})};
    for (const auto& unit : units) children.push_back(node("member", {{"unit", unit}}));
    return record("AWB", node("list", {{"name", "市有关部门"}}, children));
  };
  story.file("2012-07-03 10:00", list("2012-01-01", {"ZJW"}));
  EXPECT_EQ(story.duties("通报-半年", "2012-07-03").size(), 9u) << "made on 1 July";
  EXPECT_EQ(story.duties("通报-全年", "2013-01-01").size(), 1u);
}

TEST(Demand, WrittenInADocumentBindsTheNamedUnits) {
  Story story;
  auto notice = record("AWB", node("other-document"), "汛期排查");
  notice.body = {{Paragraph::Kind::Text, 0, "p3", "请于2012年7月6日前将排查情况书面反馈市安委会办公室。"}};
  notice.demands = {{"p3", {{{"HDQ"}, ""}, {{"LSQ"}, ""}}, "feedback", day("2012-07-06"), 0, true}};
  const auto number = story.file("2012-07-02 11:00", notice);
  auto duty = story.duty("文件自带要求", "HDQ", "2012-07-08", "p3");
  EXPECT_EQ(due(duty), "2012-07-06");
  EXPECT_EQ(duty.days_overdue, 0) << "not served";
  EXPECT_EQ(duty.citing_text, notice.body[0].text);
  story.file("2012-07-09 11:00", acknowledgement("HDQ", number, "2012-07-09"));
  EXPECT_EQ(story.duty("文件自带要求", "HDQ", "2012-07-10", "p3").days_overdue, 1) << "late from the day after service";
  auto answer = record("HDQ", node("other-document"), "汛期排查");
  answer.answers = {to_record(number, "p3")};
  story.file("2012-07-10 11:00", answer);
  EXPECT_EQ(story.duty("文件自带要求", "HDQ", "2012-07-10", "p3").state, State::Answered);
  EXPECT_EQ(story.duty("文件自带要求", "LSQ", "2012-07-10", "p3").state, State::AwaitingAcknowledgement);
}

TEST(Historical, NeitherTriggersNorDischarges) {
  Story story;
  auto old = committee_minutes({"ZJW"});
  old.historical = true;
  story.file("2012-07-02 10:00", old);
  EXPECT_TRUE(story.duties("例会-落实反馈", "2012-07-02").empty());
  auto report = half_year_report("ZJW");
  report.historical = true;
  story.file("2012-07-02 11:00", report);
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-02").state, State::InProgress);
}

TEST(Policy, FiledAfterTheDutyAroseIsOnlyForInformation) {
  Story story;
  auto rule = node(
      "rule", {{"id", "抽查-意见"}, {"system", "9"}, {"clause", "五(九)"}, {"from", "2012-01-01"}, {"basis", "假定"}},
      {node("on", {{"kind", "spot-check-record"}}),
       node("one", {{"by", "author"}, {"owes", "spot-check-opinion"}, {"to", "government"}}),
       node("due", {{"policy", "抽查后"}, {"from", "received"}})});
  story.file("2012-07-02 09:00", record("AWB", node("rule-pack", {}, {rule})));
  story.file("2012-07-02 10:00", record("AJJ", node("spot-check-record"), "抽查"));
  EXPECT_EQ(due(story.duty("抽查-意见", "AJJ", "2012-07-02")), "none") << "no policy, no date";
  story.file("2012-07-03 09:00", record("AWB", node("policy-pack", {},
                                                    {node("policy", {{"id", "抽查后"},
                                                                     {"days", "5"},
                                                                     {"unit", "working"},
                                                                     {"from", "2012-01-01"},
                                                                     {"basis", "铭安办发〔2012〕30号"}})})));
  const auto duty = story.duty("抽查-意见", "AJJ", "2012-07-03");
  EXPECT_EQ(due(duty), "2012-07-09");
  EXPECT_TRUE(duty.policy_after_the_fact);
  EXPECT_NE(duty.due.arithmetic[1].zh.find("来源 铭安办发〔2012〕30号，事后登记"), std::string::npos);
}

TEST(Packs, OnlyTheOfficeChangesTheRules) {
  Story story;
  story.file("2012-07-02 09:00", record("HXHG", node("list", {{"name", "市有关部门"}})));
  EXPECT_EQ(story.duties("通报-全年", "2013-01-01").size(), 9u);
}

TEST(Json, HasOneFormWithBothLanguages) {
  Story story;
  story.file("2012-07-02 10:30", advisory_letter("LSQ"));
  const auto json = to_json(story.duty("函告-沟通", "LSQ", "2012-07-02"));
  EXPECT_EQ(json.find("{\"id\":\""), 0u);
  EXPECT_NE(json.find("\"state\":\"awaiting-acknowledgement\",\"state_name\":{\"zh\":\"待签收\",\"en\":\"awaiting "
                      "acknowledgement\"}"),
            std::string::npos);
  EXPECT_NE(json.find("\"served\":null,\"due\":{\"day\":null,\"provisional\":false"), std::string::npos);
}

}  // namespace
}  // namespace cundang::ledger
