// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 0, 1a–1d (工作例会) and 2a–2c (联席会议).
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

Record meeting_notice(const std::string& by, const std::string& series, const std::vector<std::string>& invited,
                      const std::string& date) {
  return record(by, node("meeting-notice", {}, {text("meeting-date", date), units("attendees", invited)}), series);
}

Record minutes_of(const std::string& by, const std::string& series, AccessionNumber notice, std::vector<Node> attendees,
                  const std::string& date) {
  return record(by,
                node("minutes", {},
                     {text("meeting-date", date), node("attendees", {}, std::move(attendees)),
                      node("notice", {{"record", to_text(notice)}})}),
                series);
}

void row_0() {
  Story story;
  auto paper = record("SZF", node("other-document"));
  paper.addressees = refs({"HDQ", "LSQ", "XHQ"});
  paper.body = {{Paragraph::Kind::Text, 0, "p3", "请于7月6日前反馈。"}};
  paper.demands = {{"p3", refs({"HDQ"}), "feedback", day("2012-07-06"), 0, true},
                   {"p4", refs({"LSQ"}), "feedback", std::nullopt, 5, true},
                   {"p5", {}, "feedback", std::nullopt, 0, true}};
  const auto number = story.file("2012-07-02 09:00", paper);
  for (const auto* unit : {"HDQ", "LSQ", "XHQ"})
    story.file("2012-07-03 09:00", acknowledgement(unit, number, "2012-07-03"));
  const auto written = story.duty("文件自带要求", "HDQ", "2012-07-09", "p3");
  EXPECT_EQ(due(written), "2012-07-06") << "as written";
  EXPECT_EQ(written.days_overdue, 3);
  EXPECT_EQ(written.citing_text, "请于7月6日前反馈。");
  EXPECT_EQ(written.owed_to.text, "SZF");
  EXPECT_EQ(due(story.duty("文件自带要求", "LSQ", "2012-07-09", "p4")), "2012-07-10")
      << "five working days from service";
  EXPECT_EQ(due(story.duty("文件自带要求", "XHQ", "2012-07-09", "p5")), "2012-07-17") << "及时: ten working days";
  EXPECT_EQ(story.duties("文件自带要求", "2012-07-09").size(), 5U) << "without units every addressee owes";
  story.file("2012-07-09 15:00", answering(record("HDQ", node("other-document")), number));
  EXPECT_EQ(story.duty("文件自带要求", "HDQ", "2012-07-20", "p3").days_overdue, 3) << "as of the first answer";
}

/// The notice binds, the minutes say who came.
void attendance(const std::string& by, const std::string& series, const std::string& rule, const std::string& row) {
  Story story;
  const std::vector<std::string> invited = {"ZJW", "JTJ", "SWJ", "LYJ", "GAJ"};
  const auto notice = story.file("2012-06-25 09:00", meeting_notice(by, series, invited, "2012-07-02"));
  ASSERT_EQ(story.duties(rule, "2012-06-25").size(), 5U);
  EXPECT_EQ(story.duty(rule, "ZJW", "2012-06-25").row, row);
  EXPECT_EQ(story.duty(rule, "ZJW", "2012-06-25").state, State::AwaitingAcknowledgement);
  for (const auto& unit : invited) story.file("2012-06-26 09:00", acknowledgement(unit, notice, "2012-06-26"));
  EXPECT_EQ(due(story.duty(rule, "ZJW", "2012-06-26")), "2012-07-02") << "the meeting itself";
  EXPECT_EQ(story.duty(rule, "LYJ", "2012-07-03").days_overdue, 0) << "nobody has said yet who came";

  story.file("2012-07-04 09:00", minutes_of(by, series, notice,
                                            {unit("ZJW"), unit("JTJ", "attendance", "deputy"),
                                             unit("SWJ", "attendance", "leave"), unit("LYJ", "attendance", "absent")},
                                            "2012-07-02"));
  const auto came = story.duty(rule, "ZJW", "2012-07-04");
  EXPECT_EQ(came.state, State::Closed);
  EXPECT_EQ(to_text(came.answered_on.value()), "2012-07-02");
  EXPECT_EQ(came.days_overdue, 0);
  EXPECT_EQ(story.duty(rule, "JTJ", "2012-07-04").state, State::Closed) << "代会 is there";
  EXPECT_EQ(story.duty(rule, "SWJ", "2012-07-04").state, State::Waived) << "请假";
  const auto absent = story.duty(rule, "LYJ", "2012-07-04");
  EXPECT_EQ(absent.state, State::InProgress);
  EXPECT_EQ(absent.days_overdue, 2);
  EXPECT_EQ(absent.history.back().text.zh, "纪要载明：缺席");
  EXPECT_EQ(story.duty(rule, "GAJ", "2012-07-31").days_overdue, 0) << "an absent unit only where the minutes name it";
  EXPECT_EQ(absent.whose_turn, by) << "the unit can no longer come: the office finds so, or waives";

  const auto found_absent = [&](const std::string& who, const std::string& when) {
    story.file(when, act("AWB", "fault-finding",
                         {obligation_ref(story.duty(rule, who, "2012-07-04").id), unit(who), text("kind", "no-show"),
                          text("reason", "无故不到会")}));
    return story.duty(rule, who, when.substr(0, 10));
  };
  const auto found = found_absent("LYJ", "2012-07-06 09:00");
  EXPECT_EQ(found.state, State::Absent);
  EXPECT_EQ(found.days_overdue, 0) << "not late: not done";
  EXPECT_FALSE(found.answered_on);
  EXPECT_EQ(found.faults.at(0).kind, "no-show");
  EXPECT_TRUE(found.whose_turn.empty());
  EXPECT_NE(found_absent("GAJ", "2012-07-06 10:00").state, State::Absent) << "no minutes say so";
  EXPECT_EQ(found_absent("ZJW", "2012-07-06 11:00").state, State::Closed) << "it was there";
  EXPECT_NE(story.duty(rule, "ZJW", "2012-07-06").history.back().why_not.zh, "");
}

/// What the second version of the minutes says of a unit, and what then holds.
struct Restated {
  std::string name, first, second;
  State state;
  int days_overdue;
};
void PrintTo(const Restated& row, std::ostream* out) { *out << row.name; }

class CorrectedAttendance : public testing::TestWithParam<std::tuple<Restated, std::string>> {};

TEST_P(CorrectedAttendance, TheLastVersionHolds) {
  const auto& [row, series] = GetParam();
  const bool committee = series == "安委会例会";
  const std::string by = committee ? "AWB" : "AJJ", rule = committee ? "例会-参会" : "联席-参会";
  Story story;
  const auto notice = story.file("2012-06-25 09:00", meeting_notice(by, series, {"LYJ"}, "2012-07-02"));
  story.file("2012-06-26 09:00", acknowledgement("LYJ", notice, "2012-06-26"));
  const auto said = [&](const std::string& attendance) {
    return minutes_of(by, series, notice, {unit("LYJ", "attendance", attendance)}, "2012-07-02");
  };
  const auto minutes = story.file("2012-07-04 09:00", said(row.first));
  const auto correct = [&](const std::string& when, const std::string& attendance) {
    story.file(when, record(by, node("correction", {},
                                     {node("corrects", {{"record", to_text(minutes)}}), text("reason", "误记"),
                                      node("replacement", {}, {said(attendance).content})})));
  };
  correct("2012-07-09 09:00", row.second);
  const auto now = story.duty(rule, "LYJ", "2012-07-09");
  EXPECT_EQ(state_name(now.state).zh, state_name(row.state).zh);
  EXPECT_EQ(now.days_overdue, row.days_overdue);
  correct("2012-07-10 09:00", row.first);
  const auto before = story.duty(rule, "LYJ", "2012-07-10");
  correct("2012-07-11 09:00", row.second);
  EXPECT_EQ(story.duty(rule, "LYJ", "2012-07-11").state, row.state) << "corrected to and fro";
  EXPECT_NE(before.state, row.state);
}

INSTANTIATE_TEST_SUITE_P(
    Meetings, CorrectedAttendance,
    testing::Combine(testing::Values(Restated{"CameThenAbsent", "present", "absent", State::InProgress, 7},
                                     Restated{"OnLeaveThenAbsent", "leave", "absent", State::InProgress, 7},
                                     Restated{"OnLeaveThenCame", "leave", "present", State::Closed, 0},
                                     Restated{"CameThenOnLeave", "deputy", "leave", State::Waived, 0}),
                     testing::Values("安委会例会", "联席会议")),
    [](const auto& row) {
      return std::get<0>(row.param).name + (std::get<1>(row.param) == "安委会例会" ? "Committee" : "Joint");
    });

TEST(Attendance, WhatAPersonHasWaivedCorrectedMinutesDoNotReopen) {
  Story story;
  const auto notice = story.file("2012-06-25 09:00", meeting_notice("AWB", "安委会例会", {"LYJ"}, "2012-07-02"));
  const auto id = story.duty("例会-参会", "LYJ", "2012-06-26").id;
  story.file("2012-06-28 09:00", act("AWB", "waiver", {obligation_ref(id), text("reason", "另有任务")}));
  story.file("2012-07-04 09:00",
             minutes_of("AWB", "安委会例会", notice, {unit("LYJ", "attendance", "absent")}, "2012-07-02"));
  EXPECT_EQ(story.duty("例会-参会", "LYJ", "2012-07-04").state, State::Waived);
}

TEST(Attendance, CorrectedMinutesUndoAnAbsence) {
  for (const auto& [said, state] : {std::pair{"present", State::Closed}, {"leave", State::Waived}}) {
    Story story;
    const auto notice = story.file("2012-06-25 09:00", meeting_notice("AWB", "安委会例会", {"LYJ"}, "2012-07-02"));
    const auto first = minutes_of("AWB", "安委会例会", notice, {unit("LYJ", "attendance", "absent")}, "2012-07-02");
    const auto minutes = story.file("2012-07-04 09:00", first);
    const auto id = story.duty("例会-参会", "LYJ", "2012-07-04").id;
    story.file("2012-07-06 09:00",
               act("AWB", "fault-finding",
                   {obligation_ref(id), unit("LYJ"), text("kind", "no-show"), text("reason", "无故")}));
    ASSERT_EQ(story.duty("例会-参会", "LYJ", "2012-07-06").state, State::Absent);
    const auto mended = minutes_of("AWB", "安委会例会", notice, {unit("LYJ", "attendance", said)}, "2012-07-02");
    story.file("2012-07-09 09:00",
               record("AWB", node("correction", {},
                                  {node("corrects", {{"record", to_text(minutes)}}), text("reason", "漏记"),
                                   node("replacement", {}, {mended.content})})));
    const auto undone = story.duty("例会-参会", "LYJ", "2012-07-09");
    EXPECT_EQ(undone.state, state) << said;
    if (undone.state == State::Closed) {
      EXPECT_EQ(to_text(undone.answered_on.value()), "2012-07-02");
    }
  }
}

void row_1a() { attendance("AWB", "安委会例会", "例会-参会", "1a"); }
void row_2a() { attendance("AJJ", "联席会议", "联席-参会", "2a"); }

void row_1b() {
  Story story;
  const auto notice = story.file("2012-06-25 09:00", meeting_notice("AWB", "安委会例会", {"ZJW"}, "2012-07-02"));
  const auto duty = story.duty("例会-纪要", "AWB", "2012-07-02");
  EXPECT_EQ(duty.row, "1b");
  EXPECT_EQ(due(duty), "2012-07-16") << "ten working days from the meeting";
  EXPECT_EQ(duty.parts.size(), 3U);
  const auto minutes =
      story.file("2012-07-04 09:00", minutes_of("AWB", "安委会例会", notice, {unit("ZJW")}, "2012-07-02"));
  EXPECT_EQ(story.duty("例会-纪要", "AWB", "2012-07-04").state, State::InProgress) << "both 上报 are mandatory";
  story.file("2012-07-05 09:00", went_up("AWB", "AWH", minutes, "2012-07-05"));
  EXPECT_EQ(story.duty("例会-纪要", "AWB", "2012-07-05").state, State::InProgress);
  story.file("2012-07-17 09:00", went_up("AWB", "SZF", minutes, "2012-07-17"));
  const auto met = story.duty("例会-纪要", "AWB", "2012-07-18");
  EXPECT_EQ(met.state, State::Answered);
  EXPECT_EQ(met.days_overdue, 1) << "met with the last part";
}

void row_1c() {
  Story story;
  auto minutes = committee_minutes({"ZJW", "JTJ"});
  minutes.content.children[1].children.push_back(unit("LYJ", "attendance", "absent"));
  minutes.content.children[2].children.front().children.push_back(units("contributing", {"HDQ", "ZJW"}));
  const auto number = story.file("2012-07-02 10:00", minutes);
  ASSERT_EQ(story.duties("例会-落实反馈", "2012-07-02").size(), 2U) << "none for the absent";
  story.file("2012-07-03 09:00", acknowledgement("ZJW", number, "2012-07-03"));
  const auto duty = story.duty("例会-落实反馈", "ZJW", "2012-07-18");
  EXPECT_EQ(duty.row, "1c");
  EXPECT_EQ(due(duty), "2012-07-17") << "ten working days from receipt";
  EXPECT_EQ(duty.days_overdue, 1);
  EXPECT_EQ(duty.parts.front().name, "开展脚手架专项检查") << "the item it leads";
  ASSERT_EQ(story.duties("例会-配合", "2012-07-02").size(), 1U) << "the lead owes itself nothing";
  const auto contribution = story.duty("例会-配合", "HDQ", "2012-07-02", "m1");
  EXPECT_EQ(contribution.owed_to.text, "ZJW") << "配合 is owed to the 牵头";
  EXPECT_EQ(contribution.citing_text, "开展脚手架专项检查");
}

void row_1d() {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW", "JTJ"}));
  story.file("2012-07-03 09:00", acknowledgement("ZJW", minutes, "2012-07-03"));
  EXPECT_EQ(story.duty("例会-落实汇总", "AWB", "2012-07-04").state, State::AwaitingInputs);
  EXPECT_EQ(story.duty("例会-落实汇总", "AWB", "2012-07-04").whose_turn, "AWB") << "JTJ is unserved: prompt it";
  story.file("2012-07-04 09:00", acknowledgement("JTJ", minutes, "2012-07-03"));
  story.file("2012-07-10 09:00", feedback("ZJW", minutes));
  EXPECT_EQ(due(story.duty("例会-落实汇总", "AWB", "2012-07-17")), "none") << "JTJ has until 24:00";
  const auto duty = story.duty("例会-落实汇总", "AWB", "2012-07-18");
  EXPECT_EQ(duty.row, "1d");
  EXPECT_EQ(due(duty), "2012-08-01") << "ten working days from 18 July, when JTJ was overdue";
  EXPECT_EQ(duty.parts.size(), 3U) << "the summary and both 上报";
}

void row_2b() {
  Story story;
  const auto notice = story.file("2012-07-09 09:00", meeting_notice("AJJ", "联席会议", {"ZJW"}, "2012-07-11"));
  const auto duty = story.duty("联席-纪要", "AJJ", "2012-07-11");
  EXPECT_EQ(duty.row, "2b");
  EXPECT_EQ(due(duty), "2012-07-25");
  auto minutes = minutes_of("AJJ", "联席会议", notice, {unit("ZJW")}, "2012-07-11");
  story.file("2012-07-12 09:00", minutes);
  EXPECT_EQ(story.duty("联席-纪要", "AJJ", "2012-07-12").state, State::Answered);
  EXPECT_TRUE(story.duties("联席-纪要上报", "2012-07-12").empty()) << "上报 only where it is necessary";

  minutes.content.children.push_back(node("report-up", {{"required", "false"}}));
  story.file("2012-07-12 10:00", minutes);
  EXPECT_TRUE(story.duties("联席-纪要上报", "2012-07-12").empty());
  minutes.content.children.back() = node("report-up", {{"required", "true"}});
  const auto number = story.file("2012-07-12 11:00", minutes);
  const auto up = story.duty("联席-纪要上报", "AJJ", "2012-07-12");
  EXPECT_EQ(due(up), "2012-07-25");
  ASSERT_EQ(up.parts.size(), 3U);
  EXPECT_EQ(up.parts.front().met_by, number) << "the minutes are there";
  story.file("2012-07-13 09:00", went_up("AJJ", "AWH", number, "2012-07-13"));
  story.file("2012-07-13 09:30", went_up("AJJ", "SZF", number, "2012-07-13"));
  EXPECT_EQ(story.duty("联席-纪要上报", "AJJ", "2012-07-13").state, State::Answered);
}

void row_2c() {
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
                                         {text("text", "复工验收"), units("contributing", {"ZJW"})}),
                                    node("matter", {{"id", "m3"}, {"lead", "LSQ"}}, {text("text", "巡查")})})}),
                        "联席会议"));
  for (const auto* unit : {"ZJW", "LSQ"}) story.file("2012-07-13 09:00", acknowledgement(unit, minutes, "2012-07-13"));
  EXPECT_EQ(story.duties("联席-落实反馈", "2012-07-13").size(), 3U) << "one a 议定事项";
  EXPECT_EQ(story.duty("联席-落实反馈", "ZJW", "2012-07-13", "m1").row, "2c");
  EXPECT_EQ(due(story.duty("联席-落实反馈", "ZJW", "2012-07-13", "m1")), "2012-07-31") << "as written";
  EXPECT_EQ(due(story.duty("联席-落实反馈", "LSQ", "2012-07-13", "m2")), "2012-07-25") << "eight working days";
  EXPECT_EQ(due(story.duty("联席-落实反馈", "LSQ", "2012-07-13", "m3")), "2012-07-27") << "及时";
  EXPECT_EQ(story.duty("联席-配合", "ZJW", "2012-07-13", "m2").owed_to.text, "LSQ");
  story.file("2012-07-20 09:00", feedback("LSQ", minutes, "m3"));
  EXPECT_EQ(story.duty("联席-落实反馈", "LSQ", "2012-07-20", "m3").state, State::Answered);
  EXPECT_EQ(story.duty("联席-落实反馈", "LSQ", "2012-07-20", "m2").state, State::InProgress);
}

class Meetings : public testing::TestWithParam<RowCase> {};
TEST_P(Meetings, Row) { GetParam().holds(); }

INSTANTIATE_TEST_SUITE_P(systems, Meetings,
                         testing::Values(RowCase{"0", row_0}, RowCase{"1a", row_1a}, RowCase{"1b", row_1b},
                                         RowCase{"1c", row_1c}, RowCase{"1d", row_1d}, RowCase{"2a", row_2a},
                                         RowCase{"2b", row_2b}, RowCase{"2c", row_2c}),
                         row_name);

}  // namespace
}  // namespace cundang::ledger
