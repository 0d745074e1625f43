// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 5a–5h (情况通报) and 6a (特定时期发文).
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

const std::vector<std::string> departments = {"ZJW", "JTJ", "GAJ", "SWJ", "LYJ", "JXW", "JYW", "WSJ", "ZLJ"};

Record accident(const std::string& by, bool typical) {
  auto made = act(by, "accident", {text("sector", "建筑施工"), text("report", "first")});
  if (typical) made.content.children.push_back(text("typical", "社会影响较大"));
  return made;
}

void row_5a() {
  Story story;
  ASSERT_EQ(story.duties("通报-半年", "2012-07-01").size(), 9U) << "every 市有关部门 on the list";
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-01");
  EXPECT_EQ(duty.row, "5a");
  EXPECT_EQ(due(duty), "2012-07-10");
  EXPECT_EQ(duty.period, "2012-H1");
  auto first = half_year_report("ZJW");
  first.content.children.pop_back();
  story.file("2012-07-09 09:00", first);
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-09").state, State::InProgress) << "下半年思路 is missing";
  story.file("2012-07-12 09:00", half_year_report("ZJW"));
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-31").days_overdue, 2) << "met with the last of two parts";
}

void row_5b() {
  Story story;
  const auto duty = story.duty("通报-全年", "ZJW", "2013-01-02");
  EXPECT_EQ(duty.row, "5b");
  EXPECT_EQ(duty.period, "2012") << "about the year before";
  EXPECT_EQ(due(duty), "2013-01-10");
  EXPECT_EQ(duty.parts.size(), 2U);
  story.file("2013-01-11 09:00",
             for_period(act("ZJW", "annual-report", filled({"situation", "plan"})), "通报-全年", "2012"));
  EXPECT_EQ(story.duty("通报-全年", "ZJW", "2013-01-31").days_overdue, 1);
}

void row_5c() {
  Story story;
  auto asking = record("AWB", node("other-document"));
  asking.addressees = refs({"ZJW"});
  asking.body = {{Paragraph::Kind::Text, 0, "p2", "请抄送你委《关于开展脚手架检查的通知》。"}};
  asking.demands = {{"p2", {}, "circulated-document", std::nullopt, 0, true}};
  const auto number = story.file("2012-07-02 09:00", asking);
  story.file("2012-07-03 09:00", acknowledgement("ZJW", number, "2012-07-03"));
  const auto duty = story.duty("通报-抄送", "ZJW", "2012-07-03", "p2");
  EXPECT_EQ(duty.row, "5c");
  EXPECT_EQ(duty.clause, "四(五)2");
  EXPECT_EQ(due(duty), "2012-07-17");
  story.file("2012-07-06 09:00", answering(act("ZJW", "circulated-document", filled({"original-issuer"})), number));
  EXPECT_EQ(story.duty("通报-抄送", "ZJW", "2012-07-06", "p2").state, State::Answered);
  EXPECT_EQ(story.duties("通报-抄送", "2012-12-31").size(), 1U) << "nothing is owed but what the office names";

  auto elsewhere = asking;
  elsewhere.submitter = {{"HDQ"}, ""};
  elsewhere.authors = {{{"HDQ"}, ""}};
  story.file("2012-07-09 09:00", elsewhere);
  EXPECT_EQ(story.duties("文件自带要求", "2012-07-09").size(), 1U) << "a district's demand is row 0";
}

void row_5d() {
  Story story;
  auto paper = record("AJJ", node("circulated-document", {}, {text("original-issuer", "市安全监管局")}), "典型经验");
  paper.document_date = day("2012-07-02");
  paper.copies = refs({"ZJW", "JTJ"});
  const auto number = story.file("2012-07-02 09:00", paper);
  const auto duty = story.duty("通报-局抄送", "AJJ", "2012-07-02");
  EXPECT_EQ(duty.row, "5d");
  EXPECT_EQ(due(duty), "2012-07-16");
  EXPECT_EQ(duty.state, State::InProgress) << "seven departments have no copy";
  auto again = answering(paper, number);
  again.copies = refs(departments);
  story.file("2012-07-05 09:00", again);
  ASSERT_EQ(story.duties("通报-局抄送", "2012-07-05").size(), 1U) << "the copies make no new duty";
  EXPECT_EQ(story.duty("通报-局抄送", "AJJ", "2012-07-05").state, State::Answered);

  Story at_once;
  paper.copies = refs(departments);
  at_once.file("2012-07-02 09:00", paper);
  EXPECT_EQ(at_once.duty("通报-局抄送", "AJJ", "2012-07-02").state, State::Answered)
      << "the document itself went to all";
  paper.series = "安全简报";
  at_once.file("2012-07-03 09:00", paper);
  EXPECT_EQ(at_once.duties("通报-局抄送", "2012-07-03").size(), 1U) << "a 简报 is not among them";
}

void row_5e() {
  Story story;
  story.file("2012-07-05 08:00", accident("AJJ", false));
  story.file("2012-07-05 08:30", accident("HDQ", true));
  EXPECT_TRUE(story.duties("通报-事故通报", "2012-07-05").empty()) << "only where a person of the bureau says 典型";
  const auto first = story.file("2012-07-05 09:00", accident("AJJ", true));
  const auto duty = story.duty("通报-事故通报", "AJJ", "2012-07-05");
  EXPECT_EQ(duty.row, "5e");
  EXPECT_EQ(due(duty), "2012-07-19");
  auto follow_up = accident("AJJ", true);
  follow_up.content.children.push_back(node("previous", {{"record", to_text(first)}}));
  story.file("2012-07-08 09:00", follow_up);
  EXPECT_EQ(story.duties("通报-事故通报", "2012-07-08").size(), 1U) << "a 续报 is the same accident";
  story.file("2012-07-10 09:00",
             act("AJJ", "accident-bulletin",
                 {node("accidents", {}, {node("accident", {{"record", to_text(first)}})}), text("lessons", "教训")}));
  EXPECT_EQ(story.duty("通报-事故通报", "AJJ", "2012-07-10").state, State::Answered) << "it names the accident";
}

/// A report of 河东 by AJJ, or a later one of the chain.
Record report(const std::string& by, const std::string& kind, AccessionNumber previous, bool typical = false) {
  auto made = act(by, "accident", {text("district", "HDQ"), text("sector", "建筑施工"), text("report", kind)});
  if (previous.value > 0) made.content.children.push_back(node("previous", {{"record", to_text(previous)}}));
  if (typical) made.content.children.push_back(text("typical", "社会影响较大"));
  return made;
}

Record bulletin(AccessionNumber accident) {
  return act("AJJ", "accident-bulletin",
             {node("accidents", {}, {node("accident", {{"record", to_text(accident)}})}), text("lessons", "教训")});
}

class TypicalAccident : public testing::Test {
 protected:
  Obligation duty(std::string_view on) const { return story.duty("通报-事故通报", "AJJ", on); }
  Story story;
  AccessionNumber first = story.file("2012-07-05 09:00", report("AJJ", "first", {}, true));
};

TEST_F(TypicalAccident, AFollowUpTellsAndWithdrawsNothing) {
  const auto followed = story.file("2012-07-08 09:00", report("AJJ", "follow-up", first));
  EXPECT_EQ(duty("2012-07-08").state, State::InProgress)
      << "that it is typical a person has said: it need not be repeated";
  EXPECT_EQ(duty("2012-07-08").history.back().record, followed);
  story.file("2012-07-10 09:00", bulletin(followed));
  EXPECT_EQ(duty("2012-07-10").state, State::Answered) << "the bulletin names the last report";
}

TEST_F(TypicalAccident, ACancelledOneIsNoLongerOwed) {
  const auto followed = story.file("2012-07-08 09:00", report("HDQ", "follow-up", first));
  story.file("2012-07-09 09:00", report("AJJ", "cancelled", followed));
  EXPECT_EQ(duty("2012-07-09").state, State::Withdrawn) << "through the whole chain";
  EXPECT_EQ(duty("2012-07-08").state, State::InProgress) << "the day before it was owed";
}

TEST_F(TypicalAccident, ASupervisingBodyCancelsIt) {
  story.file("2012-07-09 09:00", report("SZF", "cancelled", first));
  EXPECT_EQ(duty("2012-07-09").state, State::Withdrawn) << "the signals count it the same way";
}

TEST_F(TypicalAccident, WhoeverHasNothingToDoWithItCancelsNothing) {
  story.file("2012-07-09 09:00", report("LSQ", "cancelled", first));
  EXPECT_EQ(duty("2012-07-09").state, State::InProgress);
  EXPECT_FALSE(duty("2012-07-09").history.back().applies);
  EXPECT_EQ(duty("2012-07-09").history.back().why_not.zh, "临山区 不是报告单位，也不是事故所在区县");
}

TEST_F(TypicalAccident, ABulletinThatWentOutStands) {
  story.file("2012-07-08 09:00", bulletin(first));
  story.file("2012-07-09 09:00", report("AJJ", "cancelled", first));
  EXPECT_EQ(duty("2012-07-09").state, State::Answered);
  EXPECT_EQ(duty("2012-07-09").history.back().text.zh, "事故核销");
}

TEST_F(TypicalAccident, ACancelledReportMakesNoDuty) {
  story.file("2012-07-09 09:00", report("AJJ", "cancelled", {}, true));
  EXPECT_EQ(story.duties("通报-事故通报", "2012-07-09").size(), 1U);
}

void row_5f() {
  const Story story;
  const auto first = story.duty("通报-半年通报", "AJJ", "2012-07-01");
  EXPECT_EQ(first.row, "5f");
  EXPECT_EQ(first.period, "2012-H1");
  EXPECT_EQ(due(first), "2012-07-27") << "policy 半年通报: twenty working days from 30 June";
  std::string second;
  for (const auto& each : story.duties("通报-半年通报", "2013-01-02"))
    if (each.period == "2012-H2") second = due(each);
  EXPECT_EQ(second, "2013-01-29") << "5 and 6 January 2013 are make-up working days";
}

void row_5g() {
  Story story;
  auto report = record(
      "AJJ", node("publicity", {}, {text("medium", "安全生产信息网"), text("published-on", "2012-07-10")}), "信息网");
  story.file("2012-07-11 09:00", report);
  EXPECT_TRUE(story.duties("通报-呈报", "2012-07-11").empty()) << "视情况: only where the record says so";
  report.content.children.push_back(node("report-up", {{"required", "true"}}));
  const auto number = story.file("2012-07-11 10:00", report);
  const auto duty = story.duty("通报-呈报", "AJJ", "2012-07-11");
  EXPECT_EQ(duty.row, "5g");
  EXPECT_EQ(due(duty), "2012-07-24") << "ten working days from publication";
  ASSERT_EQ(duty.parts.size(), 3U);
  EXPECT_EQ(duty.parts.front().met_by, number);
  story.file("2012-07-12 09:00", went_up("AJJ", "SZF", number, "2012-07-12"));
  story.file("2012-07-13 09:00", went_up("AJJ", "AWH", number, "2012-07-13"));
  EXPECT_EQ(story.duty("通报-呈报", "AJJ", "2012-07-13").state, State::Answered);
}

void row_5h() {
  Story story;
  auto asking = record("AWB", node("other-document"));
  asking.addressees = refs({"AJJ"});
  asking.demands = {{"p2", {}, "press-release", std::nullopt, 0, true}};
  const auto number = story.file("2012-07-02 09:00", asking);
  story.file("2012-07-03 09:00", acknowledgement("AJJ", number, "2012-07-03"));
  const auto duty = story.duty("通报-新闻发布", "AJJ", "2012-07-03", "p2");
  EXPECT_EQ(duty.row, "5h");
  EXPECT_EQ(due(duty), "2012-07-17");
  story.file(
      "2012-07-18 09:00",
      answering(act("AJJ", "press-release", {text("held-on", "2012-07-17"), text("topics", "通报事故")}), number));
  const auto met = story.duty("通报-新闻发布", "AJJ", "2012-07-18", "p2");
  EXPECT_EQ(met.days_overdue, 0) << "the day of the press conference counts";
  EXPECT_EQ(met.state, State::Answered);
  story.file("2012-07-25 09:00", act("AJJ", "press-release", {text("held-on", "2012-07-25")}));
  EXPECT_EQ(story.duties("通报-新闻发布", "2012-12-31").size(), 1U) << "a release owes no other";
}

void row_6a() {
  Story story{"2012-02-01"};
  EXPECT_TRUE(story.duties("特定时期-通知", "2012-02-01").empty()) << "两节 2012 began before the rules were filed";
  const auto congress = story.duty("特定时期-通知", "AJJ", "2012-02-02");
  EXPECT_EQ(congress.period, "2012-两会") << "thirty days before 3 March";
  EXPECT_EQ(due(congress), "2012-03-02") << "the day before it begins";
  std::string dates;
  for (const auto& each : story.duties("特定时期-通知", "2012-12-31")) dates += each.period + " " + due(each) + "; ";
  EXPECT_EQ(dates,
            "2012-两会 2012-03-02; 2012-汛期 2012-05-31; 2012-十一 2012-09-29; 2012-重大活动 2012-11-07; "
            "2012-入冬 2012-11-14; ");
  story.file("2012-06-04 09:00", for_period(act("AJJ", "special-period-notice", filled({"sectors", "requirements"})),
                                            "特定时期-通知", "2012-汛期"));
  for (const auto& each : story.duties("特定时期-通知", "2012-06-04"))
    if (each.period == "2012-汛期") {
      EXPECT_EQ(each.row, "6a");
      EXPECT_EQ(each.state, State::Answered);
      EXPECT_EQ(each.days_overdue, 4) << "it must come before the period";
    }
}

class Bulletins : public testing::TestWithParam<RowCase> {};
TEST_P(Bulletins, Row) { GetParam().holds(); }

INSTANTIATE_TEST_SUITE_P(systems, Bulletins,
                         testing::Values(RowCase{"5a", row_5a}, RowCase{"5b", row_5b}, RowCase{"5c", row_5c},
                                         RowCase{"5d", row_5d}, RowCase{"5e", row_5e}, RowCase{"5f", row_5f},
                                         RowCase{"5g", row_5g}, RowCase{"5h", row_5h}, RowCase{"6a", row_6a}),
                         row_name);

}  // namespace
}  // namespace cundang::ledger
