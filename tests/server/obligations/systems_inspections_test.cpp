// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 7a (联合发文), 8a–8d (督查) and 9a–9c (抽查).
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

Record joint_issue(std::vector<Node> co_signers) {
  return record("AJJ",
                node("joint-issue", {},
                     {text("purpose", "campaign"), node("lead", {{"unit", "AJJ"}}),
                      node("co-signers", {}, std::move(co_signers))}),
                "联合发文");
}

Record signature(const std::string& unit, AccessionNumber issue, const std::string& on, bool agreed = true) {
  return act(unit, "co-signature",
             {node("joint-issue", {{"record", to_text(issue)}}), text("agreed", agreed ? "true" : "false"),
              text("signed-on", on), text("signed-by", "赵国栋")});
}

void signing_in_order() {
  Story story;
  const auto issue =
      story.file("2012-07-02 09:00", joint_issue({unit("GAJ", "order", "1"), unit("SWJ", "order", "2")}));
  for (const auto* unit : {"GAJ", "SWJ"}) story.file("2012-07-03 09:00", acknowledgement(unit, issue, "2012-07-03"));
  EXPECT_EQ(story.duty("联合-会签", "GAJ", "2012-07-03").row, "7a");
  EXPECT_EQ(due(story.duty("联合-会签", "GAJ", "2012-07-03")), "2012-07-10") << "policy 会签: five working days";
  const auto second = story.duty("联合-会签", "SWJ", "2012-07-20");
  EXPECT_EQ(second.state, State::AwaitingInputs) << "its turn has not come, however late the first is";
  EXPECT_EQ(second.waiting_for, std::vector{UnitCode{"GAJ"}});
  EXPECT_EQ(second.days_overdue, 0);
  story.file("2012-07-09 09:00", signature("GAJ", issue, "2012-07-06"));
  EXPECT_EQ(due(story.duty("联合-会签", "SWJ", "2012-07-09")), "2012-07-13") << "from 6 July, when GAJ signed";
  story.file("2012-07-10 09:00", signature("SWJ", issue, "2012-07-10", false));
  EXPECT_EQ(story.duty("联合-会签", "SWJ", "2012-07-10").state, State::InProgress) << "a refusal is no signature";

  EXPECT_EQ(story.duty("联合-印发", "AJJ", "2012-07-31").state, State::AwaitingInputs) << "overdue does not close it";
  story.file("2012-07-12 09:00", signature("SWJ", issue, "2012-07-12"));
  const auto lead = story.duty("联合-印发", "AJJ", "2012-07-12");
  EXPECT_EQ(due(lead), "2012-07-26") << "ten working days from the last signature";
  ASSERT_EQ(lead.parts.size(), 2U);
  auto final_issue =
      answering(joint_issue({unit("GAJ", "signed-on", "2012-07-06"), unit("SWJ", "signed-on", "2012-07-12")}), issue);
  story.file("2012-07-13 09:00", final_issue);
  EXPECT_EQ(story.duty("联合-印发", "AJJ", "2012-07-13").state, State::InProgress) << "the lead keeps the original";
  final_issue.attachments = {{1, "正本", "71号.pdf", "application/pdf", 1, {}}};
  story.file("2012-07-16 09:00", final_issue);
  EXPECT_EQ(story.duty("联合-印发", "AJJ", "2012-07-16").state, State::Answered);
  EXPECT_TRUE(story.duties("联合-正本", "2012-07-16").empty()) << "the final text is no new issue";
}

void row_7a() {
  signing_in_order();
  Story story;
  const auto parallel = story.file("2012-07-02 09:00", joint_issue({unit("GAJ"), unit("SWJ")}));
  for (const auto* unit : {"GAJ", "SWJ"}) {
    story.file("2012-07-03 09:00", acknowledgement(unit, parallel, "2012-07-03"));
    EXPECT_EQ(due(story.duty("联合-会签", unit, "2012-07-03")), "2012-07-10") << "in parallel: " << unit;
  }
  auto signed_already = joint_issue({unit("GAJ", "signed-on", "2012-07-18")});
  signed_already.document_date = day("2012-07-20");
  signed_already.attachments = {{1, "正本", "72号.pdf", "application/pdf", 1, {}}};
  const auto number = story.file("2012-07-20 09:00", signed_already);
  const auto kept = story.duty("联合-正本", "AJJ", "2012-07-20");
  EXPECT_EQ(kept.state, State::Answered) << "all have signed and the original is here";
  EXPECT_EQ(kept.discharging, std::vector{number});
  EXPECT_EQ(story.duties("联合-会签", "2012-07-20").size(), 2U) << "who has signed owes nothing";
}

/// 住建委 leads; 临山区 and 新湖区 are inspected from 16 to 18 July.
Record inspection() {
  return record("AJJ",
                node("inspection-notice", {},
                     {text("from", "2012-07-16"), text("to", "2012-07-18"), node("lead", {{"unit", "ZJW"}}),
                      units("inspected", {"LSQ", "XHQ"}), node("matters", {}, {text("matter", "汛期安全")})}),
                "督查");
}

Node of_inspection(AccessionNumber number) { return node("inspection", {{"record", to_text(number)}}); }

void row_8a() {
  Story story;
  const auto decided = story.file("2012-07-10 09:00", decision("AJJ", "inspection"));
  const auto duty = story.duty("督查-通知", "AJJ", "2012-07-10");
  EXPECT_EQ(duty.row, "8a");
  EXPECT_EQ(due(duty), "2012-07-24") << "policy 督查-通知: ten working days";
  story.file("2012-07-12 09:00", answering(inspection(), decided));
  EXPECT_EQ(story.duty("督查-通知", "AJJ", "2012-07-12").state, State::Answered);
}

void row_8b() {
  Story story;
  const auto notice = story.file("2012-07-10 09:00", inspection());
  for (const auto* unit : {"LSQ", "XHQ"}) story.file("2012-07-11 09:00", acknowledgement(unit, notice, "2012-07-11"));
  const auto duty = story.duty("督查-汇报", "LSQ", "2012-07-16");
  EXPECT_EQ(duty.row, "8b");
  EXPECT_EQ(due(duty), "2012-07-16") << "the first day of the visit";
  EXPECT_EQ(duty.owed_to.text, "ZJW") << "to the 牵头单位";
  story.file("2012-07-16 08:30", act("LSQ", "inspection-material", {of_inspection(notice), text("aspects", "汇报")}));
  EXPECT_EQ(story.duty("督查-汇报", "LSQ", "2012-07-17").state, State::Answered);
  EXPECT_EQ(story.duty("督查-汇报", "XHQ", "2012-07-17").days_overdue, 1);
}

void row_8c() {
  Story story;
  const auto notice = story.file("2012-07-10 09:00", inspection());
  story.file("2012-07-11 09:00", acknowledgement("ZJW", notice, "2012-07-11"));
  const auto duty = story.duty("督查-意见", "ZJW", "2012-07-18");
  EXPECT_EQ(duty.row, "8c");
  EXPECT_EQ(due(duty), "2012-08-01") << "owed by the 牵头单位, ten working days from the last day";
  EXPECT_EQ(duty.parts.size(), 2U) << "one to each unit inspected";
  auto opinion = act("ZJW", "inspection-opinion", {of_inspection(notice), text("manner", "on-site")});
  opinion.addressees = refs({"LSQ"});
  const auto before = story.ledger().obligations(day("2012-07-18")).size();
  story.file("2012-07-18 16:00", opinion);
  EXPECT_EQ(story.duty("督查-意见", "ZJW", "2012-07-18").state, State::InProgress);
  opinion.addressees = refs({"XHQ"});
  story.file("2012-07-18 17:00", opinion);
  EXPECT_EQ(story.duty("督查-意见", "ZJW", "2012-07-18").state, State::Answered);
  EXPECT_EQ(story.ledger().obligations(day("2012-07-18")).size(), before) << "no reply to an opinion is stated";
}

void row_8d() {
  Story story;
  const auto notice = story.file("2012-07-10 09:00", inspection());
  story.file("2012-07-11 09:00", acknowledgement("ZJW", notice, "2012-07-11"));
  const auto duty = story.duty("督查-案卷", "ZJW", "2012-07-18");
  EXPECT_EQ(duty.row, "8d");
  EXPECT_EQ(due(duty), "2012-08-15") << "policy 督查-归档: twenty working days";
  auto file = act("ZJW", "inspection-file",
                  {of_inspection(notice),
                   node("entries", {},
                        {node("entry", {{"item", "督查通知"}, {"record", to_text(notice)}}),
                         node("entry", {{"item", "汇报材料"}, {"record", "R0000095"}}),
                         node("entry", {{"item", "文件检查记录"}, {"record", "R0000096"}}),
                         node("entry", {{"item", "企业抽查记录"}, {"inapplicable", "本次督查未抽查企业"}})})});
  story.file("2012-08-10 09:00", file);
  const auto incomplete = story.duty("督查-案卷", "ZJW", "2012-08-10");
  EXPECT_EQ(incomplete.state, State::InProgress);
  ASSERT_EQ(incomplete.parts.size(), 5U);
  EXPECT_FALSE(incomplete.parts.back().met_by) << "督查意见 is missing from the file";
  EXPECT_TRUE(incomplete.parts[3].met_by) << "不适用 with its reason counts";
  file.content.children.back().children.push_back(node("entry", {{"item", "督查意见"}, {"record", "R0000097"}}));
  story.file("2012-08-15 09:00", file);
  EXPECT_EQ(story.duty("督查-案卷", "ZJW", "2012-08-15").state, State::Answered);
}

Record plan(const std::vector<std::string>& sectors) {
  auto list = node("sectors");
  for (const auto& sector : sectors) list.children.push_back(text("sector", sector));
  auto made = record("AJJ", node("spot-check-plan", {}, {text("year", "2012"), std::move(list)}), "抽查");
  made.document_date = day("2012-03-15");
  return made;
}

Record check(AccessionNumber plan, const std::string& sector, const std::string& on) {
  return record("AJJ",
                node("spot-check-record", {},
                     {node("plan", {{"record", to_text(plan)}}), text("sector", sector), text("checked-on", on)}),
                "抽查");
}

void row_9a() {
  Story story{"2012-01-04"};
  const auto duty = story.duty("抽查-方案", "AJJ", "2012-01-04");
  EXPECT_EQ(duty.row, "9a");
  EXPECT_EQ(duty.period, "2012");
  EXPECT_EQ(due(duty), "2012-12-31") << "every year";
  ASSERT_EQ(duty.parts.size(), 5U) << "one part a 重点行业 on the list, which are texts, not units";
  EXPECT_EQ(duty.parts.front().name, "抽查方案：建筑施工");
  story.file("2012-03-15 09:00", for_period(plan({"建筑施工", "危险化学品"}), "抽查-方案", "2012"));
  EXPECT_EQ(story.duty("抽查-方案", "AJJ", "2012-03-15").state, State::InProgress);
  story.file("2012-04-05 09:00", for_period(plan({"人员密集场所", "烟花爆竹", "道路交通"}), "抽查-方案", "2012"));
  EXPECT_EQ(story.duty("抽查-方案", "AJJ", "2012-04-05").state, State::Answered);
}

void row_9b() {
  Story story{"2012-01-04"};
  const auto number = story.file("2012-03-15 09:00", plan({"建筑施工"}));
  const auto checked = story.file("2012-04-12 09:00", check(number, "建筑施工", "2012-04-10"));
  const auto duty = story.duty("抽查-意见", "AJJ", "2012-04-12");
  EXPECT_EQ(duty.row, "9b");
  EXPECT_EQ(due(duty), "2012-04-24") << "owed by the bureau, ten working days from the check";
  const auto before = story.ledger().obligations(day("2012-04-20")).size();
  auto opinion = answering(act("AJJ", "spot-check-opinion", {units("checked", {"HDQ"})}), checked);
  opinion.addressees = refs({"HDQ"});
  story.file("2012-04-20 09:00", opinion);
  EXPECT_EQ(story.duty("抽查-意见", "AJJ", "2012-04-20").state, State::Answered);
  EXPECT_EQ(story.ledger().obligations(day("2012-04-20")).size(), before) << "no reply to an opinion is stated";
  // One opinion may follow several checks, and names them in its own form.
  const auto second = story.file("2012-05-04 09:00", check(number, "建筑施工", "2012-05-03"));
  const auto third = story.file("2012-05-07 09:00", check(number, "建筑施工", "2012-05-06"));
  const auto ref = [](AccessionNumber each) { return node("check", {{"record", to_text(each)}}); };
  story.file("2012-05-10 09:00",
             act("AJJ", "spot-check-opinion",
                 {node("plan", {{"record", to_text(number)}}), node("checks", {}, {ref(second), ref(third)})}));
  for (const auto& each : story.duties("抽查-意见", "2012-05-10")) EXPECT_EQ(each.state, State::Answered);
  // One that names the plan alone is proposed for each check of it: which it follows a person says.
  story.file("2012-06-01 09:00", check(number, "建筑施工", "2012-05-31"));
  story.file("2012-06-02 09:00", check(number, "建筑施工", "2012-06-01"));
  const auto loose =
      story.file("2012-06-04 09:00", act("AJJ", "spot-check-opinion", {node("plan", {{"record", to_text(number)}})}));
  int proposed = 0;
  for (const auto& each : story.ledger().propose(day("2012-06-04"))) {
    if (each.record != loose) continue;
    ++proposed;
    EXPECT_NE(each.reason.zh.find("同引 " + to_text(number)), std::string::npos) << each.reason.zh;
  }
  EXPECT_EQ(proposed, 2);
}

void row_9c() {
  Story story{"2012-01-04"};
  const auto number = story.file("2012-03-15 09:00", plan({"建筑施工", "危险化学品"}));
  ASSERT_EQ(story.duties("抽查-实施", "2012-03-15").size(), 2U) << "one a sector of the plan";
  const auto duty = story.duty("抽查-实施", "AJJ", "2012-03-15", "建筑施工");
  EXPECT_EQ(duty.row, "9c");
  EXPECT_EQ(due(duty), "2012-12-31") << "within the year";
  story.file("2012-03-20 09:00", check(number, "建筑施工", "2012-03-10"));
  EXPECT_EQ(story.duty("抽查-实施", "AJJ", "2012-03-20", "建筑施工").state, State::InProgress)
      << "the plan comes before the check";
  story.file("2013-01-06 09:00", check(number, "建筑施工", "2012-12-28"));
  const auto met = story.duty("抽查-实施", "AJJ", "2013-01-06", "建筑施工");
  EXPECT_EQ(met.state, State::Answered);
  EXPECT_EQ(met.days_overdue, 0) << "the day of the check counts";
  EXPECT_EQ(story.duty("抽查-实施", "AJJ", "2013-01-06", "危险化学品").days_overdue, 6) << "the other sector";
}

class Inspections : public testing::TestWithParam<RowCase> {};
TEST_P(Inspections, Row) { GetParam().holds(); }

INSTANTIATE_TEST_SUITE_P(systems, Inspections,
                         testing::Values(RowCase{"7a", row_7a}, RowCase{"8a", row_8a}, RowCase{"8b", row_8b},
                                         RowCase{"8c", row_8c}, RowCase{"8d", row_8d}, RowCase{"9a", row_9a},
                                         RowCase{"9b", row_9b}, RowCase{"9c", row_9c}),
                         row_name);

}  // namespace
}  // namespace cundang::ledger
