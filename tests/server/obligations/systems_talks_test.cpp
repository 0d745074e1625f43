// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 3a–3f (约谈) and 4a–4c (函告).
#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

/// 恒兴化工 and 河东区 are asked to a talk on 19 July.
Record talk_notice() {
  return record(
      "AJJ",
      node("talk-notice", {},
           {text("talk-time", "2012-07-19T09:30:00+08:00"), text("place", "三楼会议室"), text("subject", "事故"),
            node("persons", {}, {node("person", {{"unit", "HXHG"}}), node("person", {{"unit", "HDQ"}})})}),
      "约谈");
}

Record service_on(const std::string& unit, AccessionNumber number, const std::string& day) {
  return act("AJJ", "service",
             {record_ref(number), node("unit", {{"code", unit}}), text("channel", "in-person"),
              text("at", day + "T09:00:00+08:00"), text("by", "罗志强")});
}

Record finding(const std::string& by, const ObligationId& id, const std::string& unit, const std::string& kind) {
  return act(by, "fault-finding",
             {obligation_ref(id), node("unit", {{"code", unit}}), text("kind", kind), text("reason", "属实")});
}

void row_3a() {
  Story story;
  const auto decided = story.file("2012-07-10 09:00", decision("AJJ", "talk"));
  story.file("2012-07-10 10:00", decision("AJJ", "dismissed", std::string(32, '1')));
  story.file("2012-07-10 11:00", decision("ZJW", "talk"));
  ASSERT_EQ(story.duties("约谈-通知", "2012-07-10").size(), 1U)
      << "once a person of the bureau has decided on the talk";
  const auto duty = story.duty("约谈-通知", "AJJ", "2012-07-10");
  EXPECT_EQ(duty.row, "3a");
  EXPECT_EQ(due(duty), "2012-07-17") << "policy 约谈-通知: five working days";
  EXPECT_EQ(duty.state, State::InProgress) << "the bureau's own decision needs no service";
  const auto notice = story.file("2012-07-13 14:30", answering(talk_notice(), decided));
  EXPECT_EQ(story.duty("约谈-通知", "AJJ", "2012-07-13").state, State::Answered);
  auto later = decision("AJJ", "talk", std::string(32, '2'));
  later.content.children.push_back(record_ref(notice));
  const auto named = story.file("2012-07-13 15:00", later);
  for (const auto& each : story.duties("约谈-通知", "2012-07-13"))
    EXPECT_EQ(each.state, State::Answered) << "a decision that names its notice: " << named.value;
  auto of_office = talk_notice();
  of_office.submitter.code = {"AWB"};
  of_office.authors = {of_office.submitter};
  auto by_office = decision("AWB", "talk", std::string(32, '3'));
  by_office.content.children.push_back(record_ref(story.file("2012-07-13 16:00", of_office)));
  story.file("2012-07-13 16:01", by_office);
  for (const auto& each : story.duties("约谈-通知", "2012-07-13"))
    EXPECT_EQ(each.state, State::Answered) << "the office sent the notice itself: the bureau owes no second one";
}

void row_3b() {
  Story story;
  const auto notice = story.file("2012-07-13 14:30", talk_notice());
  const auto duty = story.duty("约谈-材料", "HXHG", "2012-07-25");
  EXPECT_EQ(duty.row, "3b");
  EXPECT_EQ(due(duty), "2012-07-19") << "policy 约谈当日: by the talk";
  EXPECT_EQ(duty.state, State::AwaitingService);
  EXPECT_EQ(duty.days_overdue, 0) << "not served";
  story.file("2012-07-16 09:00", service_on("HXHG", notice, "2012-07-16"));
  EXPECT_EQ(story.duty("约谈-材料", "HXHG", "2012-07-25").days_overdue, 6);
  story.file("2012-07-18 09:00", answering(act("HDQ", "talk-material", filled({"causes", "measures"})), notice));
  EXPECT_EQ(story.duty("约谈-材料", "HDQ", "2012-07-25").state, State::Answered);
}

void row_3c() {
  Story story;
  const auto notice = story.file("2012-07-13 14:30", talk_notice());
  const auto duty = story.duty("约谈-记录", "AJJ", "2012-07-20");
  EXPECT_EQ(duty.row, "3c");
  EXPECT_EQ(due(duty), "2012-08-02") << "ten working days from the talk";
  story.file("2012-08-02 17:00", answering(act("AJJ", "talk-record", filled({"proceedings"})), notice));
  EXPECT_EQ(story.duty("约谈-记录", "AJJ", "2012-08-03").days_overdue, 0);
}

void row_3d() {
  Story story;
  const auto notice = story.file("2012-07-13 14:30", talk_notice());
  EXPECT_EQ(story.duty("约谈-意见", "AJJ", "2012-07-13").row, "3d");
  EXPECT_EQ(due(story.duty("约谈-意见", "AJJ", "2012-07-13")), "2012-07-19") << "at the talk";
  story.file("2012-07-20 09:00", answering(act("AJJ", "talk-opinion", filled({"opinion"})), notice));
  EXPECT_EQ(story.duty("约谈-意见", "AJJ", "2012-07-31").days_overdue, 1);
}

void row_3e() {
  Story story;
  auto opinion = record("AJJ", node("talk-opinion", {}, {text("opinion", "立即停产整改")}), "约谈");
  opinion.addressees = refs({"HDQ"});
  opinion.body = {{Paragraph::Kind::Text, 0, "p2", "请及时书面反馈落实情况。"}};
  const auto number = story.file("2012-07-19 15:00", opinion);
  EXPECT_EQ(due(story.duty("约谈-落实反馈", "HDQ", "2012-07-19")), "none") << "until served";
  story.file("2012-07-20 09:00", acknowledgement("HDQ", number, "2012-07-20"));
  const auto duty = story.duty("约谈-落实反馈", "HDQ", "2012-07-20");
  EXPECT_EQ(duty.row, "3e");
  EXPECT_EQ(due(duty), "2012-08-03");
  EXPECT_EQ(duty.citing_paragraph_id, "p2");
  story.file("2012-08-06 09:00", answering(act("HDQ", "talk-feedback", filled({"measures", "results"})), number));
  EXPECT_EQ(story.duty("约谈-落实反馈", "HDQ", "2012-08-31").days_overdue, 3) << "3 August is a Friday";
}

void row_3f() {
  Story story;
  story.file("2012-07-13 14:30", talk_notice());
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"HDQ"}));
  const auto district = story.duty("约谈-材料", "HDQ", "2012-07-20").id;
  const auto enterprise = story.duty("约谈-材料", "HXHG", "2012-07-20").id;
  const auto other = story.duty("例会-落实反馈", "HDQ", "2012-07-20").id;
  story.file("2012-07-20 09:00", finding("AJJ", enterprise, "HXHG", "no-show"));
  EXPECT_TRUE(story.duties("约谈-通报批评", "2012-07-20").empty()) << "governments and departments only";
  story.file("2012-07-20 09:10", finding("AJJ", other, "HDQ", "unserious"));
  EXPECT_TRUE(story.duties("约谈-通报批评", "2012-07-20").empty()) << "a fault at a meeting is no fault at a talk";
  story.file("2012-07-20 09:20", finding("AJJ", district, "HDQ", "other"));
  story.file("2012-07-20 09:30", finding("LSQ", district, "HDQ", "no-show"));
  EXPECT_TRUE(story.duties("约谈-通报批评", "2012-07-20").empty()) << "no-show or unserious, by a person of the bureau";

  const auto found = story.file("2012-07-20 10:00", finding("AJJ", district, "HDQ", "no-show"));
  ASSERT_EQ(story.duties("约谈-通报批评", "2012-07-20").size(), 1U);
  const auto duty = story.duty("约谈-通报批评", "AJJ", "2012-07-20");
  EXPECT_EQ(duty.row, "3f");
  EXPECT_EQ(duty.owed_to.text, "AWH");
  EXPECT_EQ(due(duty), "2012-08-03") << "ten working days from the finding";
  story.file("2012-07-27 09:00",
             record("AJJ", node("criticism", {},
                                {units("criticised", {"HDQ"}),
                                 node("fault", {{"kind", "no-show"}, {"finding", to_text(found)}})})));
  EXPECT_EQ(story.duty("约谈-通报批评", "AJJ", "2012-07-27").state, State::Answered) << "it cites the finding";
  EXPECT_GT(found, minutes);
}

void row_4a() {
  Story story;
  const auto decided = story.file("2012-07-10 09:00", decision("AJJ", "letter"));
  EXPECT_TRUE(story.duties("约谈-通知", "2012-07-10").empty());
  const auto duty = story.duty("函告-发函", "AJJ", "2012-07-10");
  EXPECT_EQ(duty.row, "4a");
  EXPECT_EQ(due(duty), "2012-07-17") << "policy 函告-发函: five working days";
  EXPECT_EQ(duty.parts.size(), 3U) << "问题、原因、下一步意见";
  auto letter = advisory_letter("LSQ");
  letter.answers = {to_record(decided)};
  story.file("2012-07-12 09:00", letter);
  EXPECT_EQ(story.duty("函告-发函", "AJJ", "2012-07-12").state, State::InProgress) << "it makes no suggestion";
  letter.content.children.push_back(
      node("suggestions", {}, {node("suggestion", {{"id", "s1"}}, {text("text", "开展排查")})}));
  story.file("2012-07-13 09:00", letter);
  EXPECT_EQ(story.duty("函告-发函", "AJJ", "2012-07-13").state, State::Answered);
}

void row_4b() {
  Story story;
  auto letter = advisory_letter("LSQ");
  letter.addressees = refs({"LSQ", "HXHG"});
  const auto number = story.file("2012-07-03 09:00", letter);
  ASSERT_EQ(story.duties("函告-沟通", "2012-07-03").size(), 1U) << "an enterprise owes no answer to a letter";
  story.file("2012-07-04 09:00", acknowledgement("LSQ", number, "2012-07-04"));
  const auto duty = story.duty("函告-沟通", "LSQ", "2012-07-04");
  EXPECT_EQ(duty.row, "4b");
  EXPECT_EQ(due(duty), "2012-07-11") << "policy 函告-沟通: five working days from receipt";
  auto oral =
      answering(act("AJJ", "letter-communication", {text("manner", "oral"), text("summary", "电话沟通")}), number);
  oral.on_behalf_of = UnitRef{{"LSQ"}, ""};
  story.file("2012-07-10 16:00", oral);
  const auto met = story.duty("函告-沟通", "LSQ", "2012-07-12");
  EXPECT_EQ(met.state, State::Answered) << "an oral reply: a short note by the bureau";
  EXPECT_EQ(met.days_overdue, 0);
}

void row_4c() {
  Story story;
  const auto number = story.file("2012-07-03 09:00", advisory_letter("LSQ"));
  story.file("2012-07-04 09:00", acknowledgement("LSQ", number, "2012-07-04"));
  const auto duty = story.duty("函告-书面反馈", "LSQ", "2012-07-04");
  EXPECT_EQ(duty.row, "4c");
  EXPECT_EQ(due(duty), "2012-07-25") << "policy 函告-书面反馈: fifteen working days from receipt";
  story.file("2012-07-24 09:00", answering(act("LSQ", "letter-feedback", filled({"measures", "supervision"})), number));
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-24").state, State::InProgress) << "no results yet";
  story.file("2012-07-26 09:00", letter_feedback("LSQ", number));
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-31").days_overdue, 1);
}

class Talks : public testing::TestWithParam<RowCase> {};
TEST_P(Talks, Row) { GetParam().holds(); }

INSTANTIATE_TEST_SUITE_P(systems, Talks,
                         testing::Values(RowCase{"3a", row_3a}, RowCase{"3b", row_3b}, RowCase{"3c", row_3c},
                                         RowCase{"3d", row_3d}, RowCase{"3e", row_3e}, RowCase{"3f", row_3f},
                                         RowCase{"4a", row_4a}, RowCase{"4b", row_4b}, RowCase{"4c", row_4c}),
                         row_name);

}  // namespace
}  // namespace cundang::ledger
