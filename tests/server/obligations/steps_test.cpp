// SPDX-License-Identifier: GPL-3.0-or-later
// Which steps apply, and why the others do not (docs/formats/rules.md, Steps).
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

/// One letter to LSQ on 2 July 2012, signed for on the 3rd; 4c is due on 24 July.
class LetterStory {
 public:
  LetterStory() : letter{story.file("2012-07-02 10:00", advisory_letter("LSQ"))} { id = now().id; }
  Obligation now(std::string_view on = "2012-12-31") const { return story.duty("函告-书面反馈", "LSQ", on); }
  void sign() { story.file("2012-07-03 09:00", acknowledgement("LSQ", letter, "2012-07-03")); }
  void answer(const std::string& when = "2012-07-10 09:00") {
    reply = story.file(when, letter_feedback("LSQ", letter));
  }
  void act_by(const std::string& unit, const std::string& kind, std::vector<Node> children = {},
              const std::string& when = "2012-07-11 09:00") {
    children.insert(children.begin(), obligation_ref(id));
    story.file(when, act(unit, kind, std::move(children)));
  }
  void verify() { act_by("AJJ", "verification", {text("accepted", "true")}); }
  void ask() { act_by("LSQ", "extension-request", {text("until", "2012-08-10"), text("reason", "汛期")}); }
  void decide(const std::string& until, const std::string& granted = "true") {
    act_by("AJJ", "extension-decision", {text("granted", granted), text("until", until), text("reason", "情况属实")});
  }

  Story story;
  AccessionNumber letter, reply;
  ObligationId id;
};

struct StepCase {
  std::string name;
  std::function<void(LetterStory&)> tell;
  State state;
  std::string due;      ///< none: no date
  std::string why_not;  ///< part of the last step's reason; empty: it applies
};
void PrintTo(const StepCase& row, std::ostream* out) { *out << row.name; }

class Steps : public testing::TestWithParam<StepCase> {};

TEST_P(Steps, ApplyOrSayWhyNot) {
  const auto& row = GetParam();
  LetterStory letter;
  row.tell(letter);
  const auto duty = letter.now("2012-07-15");
  EXPECT_EQ(state_name(duty.state).zh, state_name(row.state).zh);
  EXPECT_EQ(duty.due.day ? to_text(*duty.due.day) : "none", row.due);
  const auto& last = duty.history.back();
  EXPECT_EQ(last.applies, row.why_not.empty()) << last.why_not.zh;
  EXPECT_NE(last.why_not.zh.find(row.why_not), std::string::npos) << last.why_not.zh;
  EXPECT_EQ(last.why_not.en.empty(), last.applies);
}

using L = LetterStory&;
INSTANTIATE_TEST_SUITE_P(
    Service, Steps,
    testing::Values(
        StepCase{"Signed", [](L l) { l.sign(); }, State::InProgress, "2012-07-24", ""},
        StepCase{"SignedTwice", [](L l) { l.sign(), l.sign(); }, State::InProgress, "2012-07-24", "已经送达"},
        StepCase{"SignedBeforeTheLetter",
                 [](L l) { l.story.file("2012-07-03 09:00", acknowledgement("LSQ", l.letter, "2012-06-30")); },
                 State::AwaitingAcknowledgement, "none", "早于成文日"},
        StepCase{"AFutureSignatureCountsWhenFiled",
                 [](L l) { l.story.file("2012-07-03 09:00", acknowledgement("LSQ", l.letter, "2012-07-30")); },
                 State::InProgress, "2012-07-24", ""},
        StepCase{"ServiceEnteredByTheBureau",
                 [](L l) {
                   l.story.file(
                       "2012-07-05 09:00",
                       act("AJJ", "service",
                           {record_ref(l.letter), node("unit", {{"code", "LSQ"}}), text("channel", "confidential"),
                            text("at", "2012-07-04T09:00:00+08:00"), text("by", "何建民")}));
                 },
                 State::InProgress, "2012-07-25", ""},
        StepCase{"ServiceEnteredByADepartment",
                 [](L l) {
                   l.story.file("2012-07-05 09:00",
                                act("ZJW", "service",
                                    {record_ref(l.letter), node("unit", {{"code", "LSQ"}}), text("channel", "post"),
                                     text("at", "2012-07-04T09:00:00+08:00"), text("by", "何建民")}));
                 },
                 State::AwaitingAcknowledgement, "none", "无权办理"},
        StepCase{"DeemedTooSoon",
                 [](L l) {
                   l.story.file("2012-07-04 09:00", act("AJJ", "deemed-service",
                                                        {record_ref(l.letter), node("unit", {{"code", "LSQ"}}),
                                                         text("on", "2012-07-04"), text("proof", "快递签收单")}));
                 },
                 State::AwaitingAcknowledgement, "none", "2012-07-05 以前不得视为送达"},
        StepCase{"DeemedWithProof",
                 [](L l) {
                   l.story.file("2012-07-05 09:00", act("AJJ", "deemed-service",
                                                        {record_ref(l.letter), node("unit", {{"code", "LSQ"}}),
                                                         text("on", "2012-07-05"), text("proof", "快递签收单")}));
                 },
                 State::InProgress, "2012-07-26", ""},
        StepCase{"DeemedWithoutProof",
                 [](L l) {
                   l.story.file("2012-07-05 09:00",
                                act("AJJ", "deemed-service",
                                    {record_ref(l.letter), node("unit", {{"code", "LSQ"}}), text("on", "2012-07-05")}));
                 },
                 State::AwaitingAcknowledgement, "none", "没有写明送达凭证"},
        StepCase{"DeemedServiceDisputed",
                 [](L l) {
                   l.story.file("2012-07-05 09:00", act("AJJ", "deemed-service",
                                                        {record_ref(l.letter), node("unit", {{"code", "LSQ"}}),
                                                         text("on", "2012-07-05"), text("proof", "快递签收单")}));
                   l.story.file("2012-07-06 09:00",
                                act("LSQ", "service-objection", {record_ref(l.letter), text("reason", "误投")}));
                 },
                 State::AwaitingAcknowledgement, "none", ""},
        StepCase{"OwnSignatureDisputed",
                 [](L l) {
                   l.sign();
                   l.story.file("2012-07-06 09:00",
                                act("LSQ", "service-objection", {record_ref(l.letter), text("reason", "误签")}));
                 },
                 State::InProgress, "2012-07-24", "已自行签收"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Extension, Steps,
    testing::Values(
        StepCase{"Granted", [](L l) { l.sign(), l.ask(), l.decide("2012-08-10"); }, State::InProgress, "2012-08-10",
                 ""},
        StepCase{"GrantedToASundayMovesOn", [](L l) { l.sign(), l.ask(), l.decide("2012-08-12"); }, State::InProgress,
                 "2012-08-13", ""},
        StepCase{"Refused", [](L l) { l.sign(), l.ask(), l.decide("", "false"); }, State::InProgress, "2012-07-24", ""},
        StepCase{"NobodyAsked", [](L l) { l.sign(), l.decide("2012-08-10"); }, State::InProgress, "2012-07-24",
                 "没有待决的延期申请"},
        StepCase{"DecidedTwice", [](L l) { l.sign(), l.ask(), l.decide("2012-08-10"), l.decide("2012-08-20"); },
                 State::InProgress, "2012-08-10", "没有待决的延期申请"},
        StepCase{"AskedTwice", [](L l) { l.sign(), l.ask(), l.ask(); }, State::InProgress, "2012-07-24",
                 "已有待决的延期申请"},
        StepCase{"AskedForADayNotLater",
                 [](L l) { l.sign(), l.act_by("LSQ", "extension-request", {text("until", "2012-07-24")}); },
                 State::InProgress, "2012-07-24", "不晚于现期限"},
        StepCase{"AskedAnewAfterADayNotLater",
                 [](L l) { l.sign(), l.act_by("LSQ", "extension-request", {text("until", "2012-07-01")}), l.ask(); },
                 State::InProgress, "2012-07-24", ""},
        StepCase{"NotLater", [](L l) { l.sign(), l.ask(), l.decide("2012-07-24"); }, State::InProgress, "2012-07-24",
                 "不晚于现期限"},
        StepCase{"AskedByAnother", [](L l) { l.act_by("HDQ", "extension-request", {text("until", "2012-08-10")}); },
                 State::AwaitingAcknowledgement, "none", "只能由承办单位"},
        StepCase{"GrantedToOneself",
                 [](L l) {
                   l.sign(), l.ask();
                   l.act_by("LSQ", "extension-decision", {text("granted", "true"), text("until", "2012-08-10")});
                 },
                 State::InProgress, "2012-07-24", "不得办理本单位的事项"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Verification, Steps,
    testing::Values(
        StepCase{"NothingToVerify", [](L l) { l.sign(), l.verify(); }, State::InProgress, "2012-07-24",
                 "没有待核实的反馈"},
        StepCase{"Verified", [](L l) { l.sign(), l.answer(), l.verify(); }, State::Verified, "2012-07-24", ""},
        StepCase{"VerifiedTwice", [](L l) { l.sign(), l.answer(), l.verify(), l.verify(); }, State::Verified,
                 "2012-07-24", "没有待核实的反馈"},
        StepCase{"VerifiedByADepartment",
                 [](L l) { l.sign(), l.answer(), l.act_by("ZJW", "verification", {text("accepted", "true")}); },
                 State::Answered, "2012-07-24", "无权办理"},
        StepCase{"VerifiedWithoutSeeingTheLastStep",
                 [](L l) {
                   l.sign(), l.answer();
                   l.act_by("AJJ", "verification", {text("expects", "3"), text("accepted", "true")});
                 },
                 State::Answered, "2012-07-24", "没有看到最近一步"},
        StepCase{"Refused",
                 [](L l) {
                   l.sign(), l.answer(),
                       l.act_by("AJJ", "verification", {text("accepted", "false"), text("reason", "无结果")});
                 },
                 State::Returned, "2012-07-24", ""},
        StepCase{"ReturnedWithANewTerm",
                 [](L l) {
                   l.sign(), l.answer(),
                       l.act_by("AJJ", "return-for-rework", {text("until", "2012-07-31"), text("reason", "无结果")});
                 },
                 State::Returned, "2012-07-31", ""},
        StepCase{"ReturnedAndAnsweredAgain",
                 [](L l) {
                   l.sign(), l.answer(),
                       l.act_by("AJJ", "return-for-rework", {text("until", "2012-07-31"), text("reason", "无结果")});
                   l.answer("2012-07-13 09:00");
                 },
                 State::Answered, "2012-07-31", ""},
        StepCase{"ReturnedIntoThePast",
                 [](L l) {
                   l.sign(), l.answer(),
                       l.act_by("AJJ", "return-for-rework", {text("until", "2012-07-01"), text("reason", "无结果")});
                 },
                 State::Answered, "2012-07-24", "新期限缺失或已过"},
        StepCase{"CompletedUnverified", [](L l) { l.sign(), l.answer(), l.act_by("AJJ", "completion"); },
                 State::Answered, "2012-07-24", "尚未核实"},
        StepCase{"ClosedUnverified",
                 [](L l) { l.sign(), l.answer(), l.act_by("AJJ", "closure", {text("form", "done")}); }, State::Answered,
                 "2012-07-24", "尚未核实"},
        StepCase{"ClosedForTheLongTerm",
                 [](L l) { l.sign(), l.answer(), l.verify(), l.act_by("AJJ", "closure", {text("form", "long-term")}); },
                 State::Closed, "2012-07-24", ""},
        StepCase{"AnsweredAfterClosure",
                 [](L l) {
                   l.sign(), l.answer(), l.verify(), l.act_by("AJJ", "closure", {text("form", "done")}),
                       l.answer("2012-07-12 09:00");
                 },
                 State::Closed, "2012-07-24", "事项已结束"},
        StepCase{"Waived", [](L l) { l.sign(), l.act_by("AJJ", "waiver", {text("reason", "机构撤销")}); },
                 State::Waived, "2012-07-24", ""},
        StepCase{"WaivedTwice", [](L l) { l.act_by("AJJ", "waiver"), l.act_by("AJJ", "waiver"); }, State::Waived,
                 "none", "事项已结束"},
        StepCase{"Withdrawn", [](L l) { l.act_by("AWB", "withdrawal", {text("reason", "函已收回")}); },
                 State::Withdrawn, "none", ""},
        StepCase{"UrgedChangesNothing",
                 [](L l) {
                   l.sign(), l.act_by("AJJ", "urging", {text("manner", "telephone"), text("text", "请抓紧")});
                 },
                 State::InProgress, "2012-07-24", ""}),
    [](const auto& row) { return row.param.name; });

Record paper_receipt(AccessionNumber letter, const std::string& received_on) {
  auto made = record("AJJ", node("paper-receipt", {},
                                 {node("from-unit", {{"code", "LSQ"}}), text("kind-registered", "letter-feedback"),
                                  text("reading", "反馈")}));
  made.received_on = day(received_on);
  made.answers = {to_record(letter)};
  return made;
}

Record on_behalf(Record made, const std::string& submitter, const std::string& owing) {
  made.submitter = {{submitter}, ""};
  made.on_behalf_of = UnitRef{{owing}, ""};
  return made;
}

INSTANTIATE_TEST_SUITE_P(
    Replies, Steps,
    testing::Values(
        StepCase{"WrongKind", [](L l) { l.sign(), l.story.file("2012-07-10 09:00", feedback("LSQ", l.letter)); },
                 State::InProgress, "2012-07-24", "文种不符"},
        StepCase{"ByAnotherUnitToTheDutyItself",
                 [](L l) {
                   auto reply = letter_feedback("HDQ", l.letter);
                   reply.answers.front() = {};
                   reply.answers.front().obligation = l.id.text;
                   l.sign(), l.story.file("2012-07-10 09:00", reply);
                 },
                 State::InProgress, "2012-07-24", "不是承办单位"},
        StepCase{"InterimAnswerMeetsNothing",
                 [](L l) {
                   auto reply = letter_feedback("LSQ", l.letter);
                   reply.answers.front().extent = Answer::Extent::Stage;
                   l.sign(), l.story.file("2012-07-10 09:00", reply);
                 },
                 State::InProgress, "2012-07-24", ""},
        StepCase{"UnknownPart",
                 [](L l) {
                   auto reply = letter_feedback("LSQ", l.letter);
                   reply.answers.front().part = "附录";
                   l.sign(), l.story.file("2012-07-10 09:00", reply);
                 },
                 State::InProgress, "2012-07-24", "没有名为"},
        StepCase{"OnPaperCountsOnItsDay",
                 [](L l) { l.sign(), l.story.file("2012-07-10 09:00", paper_receipt(l.letter, "2012-07-09")); },
                 State::Answered, "2012-07-24", ""},
        StepCase{"ForAnotherWithoutDelegation",
                 [](L l) {
                   l.sign(),
                       l.story.file("2012-07-10 09:00", on_behalf(letter_feedback("LSQ", l.letter), "HDQ", "LSQ"));
                 },
                 State::InProgress, "2012-07-24", "没有有效的代报授权"},
        StepCase{"ForAnotherWithDelegation",
                 [](L l) {
                   l.story.file("2012-07-03 08:00",
                                act("AWB", "delegation",
                                    {node("from-unit", {{"code", "LSQ"}}), node("to-unit", {{"code", "HDQ"}}),
                                     text("from", "2012-07-01"), text("until", "2012-12-31"), node("kinds")}));
                   l.sign(),
                       l.story.file("2012-07-10 09:00", on_behalf(letter_feedback("LSQ", l.letter), "HDQ", "LSQ"));
                 },
                 State::Answered, "2012-07-24", ""},
        StepCase{"TheDeskEntersForAnyone",
                 [](L l) {
                   l.sign(),
                       l.story.file("2012-07-10 09:00", on_behalf(letter_feedback("LSQ", l.letter), "AJJ", "LSQ"));
                 },
                 State::Answered, "2012-07-24", ""},
        StepCase{"ClassifiedHandoverMeetsAll",
                 [](L l) {
                   l.sign();
                   l.act_by("LSQ", "classified-handover",
                            {text("handed-over", "2012-07-10"), text("channel", "机要"), text("receiver", "高建华")});
                 },
                 State::Answered, "2012-07-24", ""}),
    [](const auto& row) { return row.param.name; });

TEST(Paper, EnteredLateNeedsASecondPerson) {
  LetterStory l;
  l.sign();
  l.story.file("2012-07-13 09:00", paper_receipt(l.letter, "2012-07-09"));
  const auto duty = l.now();
  EXPECT_EQ(to_text(duty.answered_on.value()), "2012-07-13") << "as entered, until somebody else confirms";
  EXPECT_NE(duty.history.back().text.zh.find("经第二人认定前"), std::string::npos) << duty.history.back().text.zh;
}

TEST(Return, OfOneAnswerLeavesTheOthersStanding) {
  Story story;
  auto first = half_year_report("ZJW");
  first.answers.front().part = "半年情况";
  auto second = half_year_report("ZJW");
  second.answers.front().part = "下半年思路";
  const auto one = story.file("2012-07-03 09:00", first);
  const auto two = story.file("2012-07-04 09:00", second);
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-03").state, State::InProgress);
  EXPECT_EQ(story.duty("通报-半年", "ZJW", "2012-07-04").state, State::Answered);
  story.file("2012-07-05 09:00", act("AJJ", "return-for-rework",
                                     {record_ref(two), text("until", "2012-07-20"), text("reason", "思路空泛")}));
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-05");
  EXPECT_EQ(duty.state, State::Returned);
  EXPECT_EQ(duty.parts[0].met_by, one);
  EXPECT_FALSE(duty.parts[1].met_by);
  EXPECT_EQ(to_text(duty.due.day.value()), "2012-07-20");
  EXPECT_NE(std::find_if(duty.due.arithmetic.begin(), duty.due.arithmetic.end(),
                         [](const Text& step) { return step.zh == "原期限 2012-07-10"; }),
            duty.due.arithmetic.end());
}

TEST(Correction, KeepsWhatIsUnchangedStartsNewAndWithdrawsDropped) {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW", "JTJ"}));
  for (const auto* unit : {"ZJW", "JTJ"}) story.file("2012-07-03 09:00", acknowledgement(unit, minutes, "2012-07-03"));
  const auto before = story.duty("例会-落实反馈", "ZJW", "2012-07-05");
  const auto corrected = committee_minutes({"ZJW", "SWJ"}).content;
  const auto correction = [&](const std::string& by) {
    return record(by, node("correction", {},
                           {node("corrects", {{"record", to_text(minutes)}}), text("reason", "出席单位有误"),
                            node("replacement", {}, {corrected})}));
  };
  story.file("2012-07-05 10:00", correction("JTJ"));
  EXPECT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-05").state, State::InProgress)
      << "only the issuing unit corrects";
  const auto number = story.file("2012-07-06 10:00", correction("AWB"));
  const auto kept = story.duty("例会-落实反馈", "ZJW", "2012-07-06");
  EXPECT_EQ(kept.id, before.id);
  EXPECT_EQ(kept.due.day, before.due.day);
  EXPECT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-06").state, State::Withdrawn);
  EXPECT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-05").state, State::InProgress);
  auto added = story.duty("例会-落实反馈", "SWJ", "2012-07-06");
  EXPECT_EQ(added.trigger, minutes) << "the id rests on the first version";
  EXPECT_EQ(added.state, State::AwaitingAcknowledgement);
  EXPECT_EQ(story.duties("例会-落实反馈", "2012-07-05").size(), 2u);
  story.file("2012-07-09 10:00", acknowledgement("SWJ", minutes, "2012-07-09"));
  EXPECT_FALSE(story.duty("例会-落实反馈", "SWJ", "2012-07-09").served) << "the first version never named it";
  story.file("2012-07-10 10:00", acknowledgement("SWJ", number, "2012-07-10"));
  EXPECT_EQ(to_text(story.duty("例会-落实反馈", "SWJ", "2012-07-10").due.day.value()), "2012-07-24");
  story.file("2012-07-11 10:00", feedback("SWJ", number));
  EXPECT_EQ(story.duty("例会-落实反馈", "SWJ", "2012-07-11").state, State::Answered)
      << "a reply may name the correction";
}

TEST(Match, AReplyWithoutReferenceIsOnlyAProposal) {
  LetterStory l;
  l.sign();
  auto reply = letter_feedback("LSQ", l.letter);
  reply.answers.clear();
  const auto number = l.story.file("2012-07-10 09:00", reply);
  EXPECT_EQ(l.now().state, State::InProgress);
  EXPECT_TRUE(l.story.ledger().propose(day("2012-07-09")).empty());
  const auto proposals = l.story.ledger().propose(day("2012-07-10"));
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].record, number);
  EXPECT_EQ(proposals[0].obligation, l.id);
  l.act_by("LSQ", "match-confirmation", {record_ref(number), text("confirmed", "true")});
  EXPECT_FALSE(l.now().history.back().applies);
  l.act_by("AJJ", "match-confirmation", {record_ref(number), text("confirmed", "true")}, "2012-08-01 09:00");
  EXPECT_EQ(l.now().state, State::Answered);
  EXPECT_EQ(to_text(l.now().answered_on.value()), "2012-07-10") << "timely from its receipt";
  EXPECT_TRUE(l.story.ledger().propose(day("2012-08-01")).empty());
}

/// A paper that names nothing: title and one paragraph.
Record plain_paper(const std::string& unit, const std::string& title, const std::string& words) {
  auto made = record(unit, node("other-document"));
  made.title = title;
  made.body = {{Paragraph::Kind::Text, 0, "p1", words}};
  return made;
}

struct PaperCase {
  std::string name, unit, title, words;
  std::string proposed;  ///< rules of the duties proposed, the likeliest first
  std::string reason;    ///< part of the first one's reason
};
void PrintTo(const PaperCase& row, std::ostream* out) { *out << row.name; }

class PlainPapers : public testing::TestWithParam<PaperCase> {};

TEST_P(PlainPapers, AreProposedByWhatTheySay) {
  const auto& row = GetParam();
  LetterStory l;
  l.sign();
  const auto number = l.story.file("2012-07-10 09:00", plain_paper(row.unit, row.title, row.words));
  std::string proposed, reason;
  for (const auto& each : l.story.ledger().propose(day("2012-07-10"))) {
    EXPECT_EQ(each.record, number);
    proposed += (proposed.empty() ? "" : " ") + l.story.ledger().find(each.obligation, day("2012-07-10"))->rule;
    if (reason.empty()) reason = each.reason.zh;
    EXPECT_FALSE(each.reason.en.empty());
  }
  EXPECT_EQ(proposed, row.proposed);
  EXPECT_NE(reason.find(row.reason), std::string::npos) << reason;
}

INSTANTIATE_TEST_SUITE_P(
    Table, PlainPapers,
    testing::Values(PaperCase{"CitesTheNumber", "LSQ", "有关工作情况", "根据铭安监函〔2012〕17号要求，我区开展了排查。",
                              "函告-书面反馈 函告-沟通", "文中引用来文 铭安监函〔2012〕17号"},
                    PaperCase{"InAnotherSpelling", "LSQ", "有关工作情况", "按 铭安监函［２０１２］第０１７号 办理。",
                              "函告-书面反馈 函告-沟通", "铭安监函〔2012〕17号"},
                    PaperCase{"InTheTitle", "LSQ", "关于铭安监函(2012)17号落实情况的报告", "已完成。",
                              "函告-书面反馈 函告-沟通", "标题有“落实”"},
                    PaperCase{"AnotherNumber", "LSQ", "有关工作情况", "根据铭安监函〔2012〕18号要求。", "", ""},
                    PaperCase{"AnotherIssuersNumber", "LSQ", "有关工作情况", "根据铭交函〔2012〕17号要求。", "", ""},
                    PaperCase{"OnlyTheTitleSaysSo", "LSQ", "关于隐患整改的反馈", "已完成。", "函告-书面反馈 函告-沟通",
                              "标题有“反馈”"},
                    PaperCase{"SaysNothing", "LSQ", "关于放假的通知", "放假三天。", "", ""},
                    PaperCase{"OfAUnitThatOwesNothing", "XHQ", "关于隐患整改的反馈", "铭安监函〔2012〕17号。", "", ""}),
    [](const auto& row) { return row.param.name; });

TEST(Match, APersonMayTakeAPaperOfAnotherKindForTheAnswer) {
  LetterStory l;
  l.sign();
  const auto number = l.story.file("2012-07-10 09:00", plain_paper("LSQ", "情况反馈", "铭安监函〔2012〕17号已办。"));
  EXPECT_EQ(l.now().state, State::InProgress);
  l.act_by("AJJ", "match-confirmation", {record_ref(number), text("confirmed", "true")}, "2012-07-30 09:00");
  EXPECT_EQ(l.now().state, State::Answered);
  EXPECT_EQ(to_text(l.now().answered_on.value()), "2012-07-10");
  EXPECT_EQ(l.now().days_overdue, 0);
  l.act_by("AWB", "match-confirmation", {record_ref(number), text("confirmed", "true")}, "2012-07-31 09:00");
  EXPECT_NE(l.now().history.back().why_not.zh.find("已是本事项的反馈"), std::string::npos) << "two officers, one match";
}

TEST(Match, TheOfficeMayNameThePartAnswered) {
  Story story;
  auto report = half_year_report("ZJW");
  report.answers.clear();
  const auto number = story.file("2012-07-03 09:00", report);
  const auto id = story.duty("通报-半年", "ZJW", "2012-07-03").id;
  const auto confirm = [&](const std::string& part) {
    story.file("2012-07-04 09:00",
               act("AJJ", "match-confirmation",
                   {obligation_ref(id), record_ref(number), text("confirmed", "true"), text("part", part)}));
    return story.duty("通报-半年", "ZJW", "2012-07-04");
  };
  EXPECT_NE(confirm("附录").history.back().why_not.zh.find("没有名为"), std::string::npos);
  const auto duty = confirm("半年情况");
  EXPECT_TRUE(duty.parts[0].met_by);
  EXPECT_FALSE(duty.parts[1].met_by);
  EXPECT_EQ(duty.state, State::InProgress);
}

/// A 约谈通知 of the bureau that names no decision.
Record loose_notice(const std::string& ground, const std::string& words) {
  return record("AJJ",
                node("talk-notice", {},
                     {text("talk-time", "2012-07-19T14:30:00+08:00"),
                      text("place", "礼堂"),
                      text("subject", "事故"),
                      {"grounds", {{"trigger", ground}}, words, {}, 0}}),
                "约谈");
}

Record decided_talk(const std::string& signal, const std::string& trigger) {
  return act("AJJ", "signal-decision",
             {node("signal", {{"id", signal}}), text("trigger", trigger), text("action", "talk")});
}

std::vector<ObligationId> proposed_for(const Story& story, AccessionNumber record, std::string_view on) {
  std::vector<ObligationId> duties;
  for (const auto& each : story.ledger().propose(day(on)))
    if (each.record == record) duties.push_back(each.obligation);
  return duties;
}

TEST(Match, OfSeveralOfItsKindAPaperIsProposedOnlyWhereItSpeaksOfOne) {
  Story story;
  const auto made = [&](const std::string& signal, const std::string& trigger) {
    const auto number = story.file("2012-07-10 09:00", decided_talk(signal, trigger));
    return story.ledger().duties_of(number, day("2012-07-10")).made.at(0).id;
  };
  const auto consecutive = made(std::string(32, '1'), "T1-consecutive");
  const auto repeated = made(std::string(32, '2'), "T1-repeated");
  const auto also_repeated = made(std::string(32, '3'), "T1-repeated");
  const auto other = story.file("2012-07-11 09:00", loose_notice("T1-hidden-danger", "罐区隐患"));
  EXPECT_TRUE(proposed_for(story, other, "2012-07-11").empty()) << "it rests on another ground than any";
  const auto same_ground = story.file("2012-07-11 10:00", loose_notice("T1-consecutive", "两起事故"));
  EXPECT_EQ(proposed_for(story, same_ground, "2012-07-11"), std::vector{consecutive});
  const auto naming = story.file("2012-07-11 11:00", loose_notice("T1-repeated", "预警 " + std::string(32, '3')));
  EXPECT_EQ(proposed_for(story, naming, "2012-07-11").at(0), also_repeated) << "the likeliest first";
  EXPECT_NE(repeated, also_repeated);
}

TEST(Match, TheOnlyOneOfItsKindIsProposed) {
  Story story;
  story.file("2012-07-10 09:00", decided_talk(std::string(32, '1'), "T1-consecutive"));
  auto notice = loose_notice("T1-consecutive", "两起事故");
  notice.content.children.pop_back();
  const auto number = story.file("2012-07-11 09:00", notice);
  EXPECT_EQ(proposed_for(story, number, "2012-07-11").size(), 1U);
  story.file("2012-07-10 10:00", decided_talk(std::string(32, '2'), "T1-repeated"));
  EXPECT_TRUE(proposed_for(story, number, "2012-07-11").empty()) << "two are owed, and nothing speaks for either";
}

TEST(Match, AReportOnAnotherPeriodIsNotProposed) {
  Story story;
  auto report = half_year_report("ZJW");
  report.answers.clear();
  const auto right = story.file("2012-07-03 09:00", report);
  ASSERT_EQ(proposed_for(story, right, "2012-07-03").size(), 1U);
  EXPECT_NE(story.ledger().propose(day("2012-07-03")).at(0).reason.zh.find("期间同为 2012-H1"), std::string::npos);
  auto other = half_year_report("JTJ", "2011-H2");
  other.answers.clear();
  EXPECT_TRUE(proposed_for(story, story.file("2012-07-03 10:00", other), "2012-07-03").empty());
}

/// 4c of LetterStory was due on 24 July; asked on the 27th, decided on the 30th.
class LateExtension : public testing::Test {
 protected:
  LateExtension() {
    l.sign();
    l.act_by("LSQ", "extension-request", {text("until", "2012-08-10"), text("reason", "汛期")}, "2012-07-27 09:00");
  }
  void decide(const std::string& granted, std::vector<Node> children) {
    children.insert(children.begin(), text("granted", granted));
    l.act_by("AJJ", "extension-decision", std::move(children), "2012-07-30 09:00");
  }
  LetterStory l;
};

TEST_F(LateExtension, HasNoEffectAndSaysWhatCanBeDone) {
  const auto asked = l.now("2012-07-27");
  EXPECT_FALSE(asked.history.back().applies);
  EXPECT_NE(asked.history.back().why_not.zh.find("延期须在期限内申请，期限 2012-07-24 已过"), std::string::npos)
      << asked.history.back().why_not.zh;
  EXPECT_TRUE(asked.extension_asked_late);
  EXPECT_EQ(asked.days_overdue, 3);
  EXPECT_EQ(asked.whose_turn, "LSQ") << "nothing is pending: the unit goes on";
}

TEST_F(LateExtension, IsGrantedOnlyWithAReason) {
  decide("true", {text("until", "2012-08-10")});
  const auto duty = l.now("2012-07-30");
  EXPECT_NE(duty.history.back().why_not.zh.find("受理须写明理由"), std::string::npos) << duty.history.back().why_not.zh;
  EXPECT_EQ(to_text(duty.due.day.value()), "2012-07-24");
}

TEST_F(LateExtension, GrantedTheDaysBeforeStayLate) {
  decide("true", {text("until", "2012-08-10"), text("reason", "通信中断，无法按期申请")});
  const auto granted = l.now("2012-07-30");
  EXPECT_TRUE(granted.history.back().applies) << granted.history.back().why_not.zh;
  EXPECT_EQ(to_text(granted.due.day.value()), "2012-08-10");
  EXPECT_EQ(granted.days_overdue, 6) << "25 to 30 July";
  EXPECT_FALSE(granted.extension_asked_late);
  const auto says_so = [](const Text& line) {
    return line.zh == "同意延期至 2012-08-10（逾期后申请，2012-07-25 至 2012-07-30 照计逾期）";
  };
  EXPECT_TRUE(std::any_of(granted.due.arithmetic.begin(), granted.due.arithmetic.end(), says_so));
  EXPECT_EQ(l.now("2012-08-10").days_overdue, 6) << "within the new term none is added";
  EXPECT_EQ(l.now("2012-08-12").days_overdue, 8);
  l.answer("2012-08-09 09:00");
  EXPECT_EQ(l.now("2012-08-31").days_overdue, 6) << "the grant does not make it in time";
  EXPECT_EQ(l.now("2012-07-29").days_overdue, 5) << "what was so before the grant stands";
}

TEST_F(LateExtension, IsNotGrantedToADayThatIsPast) {
  decide("true", {text("until", "2012-07-28"), text("reason", "通信中断")});
  EXPECT_NE(l.now("2012-07-30").history.back().why_not.zh.find("新期限 2012-07-28 已过"), std::string::npos);
}

TEST_F(LateExtension, RefusedIsDecided) {
  decide("false", {text("reason", "理由不充分")});
  EXPECT_TRUE(l.now("2012-07-30").history.back().applies);
  EXPECT_FALSE(l.now("2012-07-30").extension_asked_late);
  EXPECT_EQ(l.now("2012-07-30").days_overdue, 6);
}

TEST(Extension, OfAUnitServedAfterTheDayIsAskedOnTheDayOfService) {
  // "请于7月10日前反馈", served on the 12th: the unit is late from the 13th on.
  Story story;
  auto letter = advisory_letter("LSQ");
  letter.demands = {Demand{"p1", {}, "feedback", day("2012-07-10")}};
  const auto number = story.file("2012-07-02 10:00", letter);
  story.file("2012-07-12 09:00", acknowledgement("LSQ", number, "2012-07-12"));
  const auto duty = story.duty("文件自带要求", "LSQ", "2012-07-12", "p1");
  story.file("2012-07-12 10:00", act("LSQ", "extension-request",
                                     {obligation_ref(duty.id), text("until", "2012-07-20"), text("reason", "刚收到")}));
  EXPECT_TRUE(story.duty("文件自带要求", "LSQ", "2012-07-12", "p1").history.back().applies);
}

TEST(Decisions, OfTwoOfficersOnWhatBothSawTheSecondHasNoEffect) {
  LetterStory l;
  l.sign(), l.ask();
  const auto seen = std::to_string(l.now("2012-07-15").history.back().leaf);
  const auto decide = [&](const std::string& by, const std::string& granted, const std::string& until) {
    l.act_by(by, "extension-decision",
             {text("expects", seen), text("granted", granted), text("until", until), text("reason", "情况属实")});
  };
  decide("AJJ", "true", "2012-08-10");
  decide("AWB", "false", "2012-08-01");
  const auto duty = l.now("2012-07-15");
  EXPECT_EQ(to_text(duty.due.day.value()), "2012-08-10");
  EXPECT_NE(duty.history.back().why_not.zh.find("没有看到最近一步"), std::string::npos);
}

TEST(Match, ADeniedMatchIsNotProposedAgain) {
  LetterStory l;
  auto reply = letter_feedback("LSQ", l.letter);
  reply.answers.clear();
  const auto number = l.story.file("2012-07-10 09:00", reply);
  l.act_by("AJJ", "match-confirmation", {record_ref(number), text("confirmed", "false")});
  EXPECT_TRUE(l.story.ledger().propose(day("2012-07-12")).empty());
  EXPECT_EQ(l.now().state, State::AwaitingAcknowledgement);
}

TEST(Match, ANumberBorneTwiceIsOnlyAProposal) {
  LetterStory l;
  l.story.file("2012-07-03 10:00", advisory_letter("LSQ"));
  auto reply = letter_feedback("LSQ", l.letter);
  reply.answers.front() = {};
  reply.answers.front().doc_no = "铭安监函〔2012〕17号";
  l.story.file("2012-07-10 09:00", reply);
  EXPECT_EQ(l.story.ledger().propose(day("2012-07-10")).size(), 2u);
}

TEST(Match, AReplyBeforeItsLetterWaitsForIt) {
  Story story;
  auto reply = letter_feedback("LSQ", {});
  reply.answers.front() = {};
  reply.answers.front().doc_no = "铭安监函〔2012〕17号";
  story.file("2012-07-02 09:00", reply);
  story.file("2012-07-03 09:00", advisory_letter("LSQ"));
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-03").state, State::Answered);
}

TEST(Filter, ByUnitStateAndViewer) {
  LetterStory l;
  const auto& ledger = l.story.ledger();
  const auto on = day("2012-07-02");
  EXPECT_EQ(ledger.obligations(on, {{"LSQ"}, {}, {}}).size(), 2u);
  EXPECT_EQ(ledger.obligations(on, {{}, State::AwaitingAcknowledgement, {}}).size(), 2u);
  EXPECT_EQ(ledger.obligations(on, {{}, {}, Viewer{{"a"}, {"HDQ"}, false}}).size(), 0u);
  const auto bureau = ledger.obligations(on, {{}, {}, Viewer{{"a"}, {"AJJ"}, false}});
  EXPECT_GE(bureau.size(), 11u) << "two of the letter and nine reports";
  for (const auto& duty : bureau) EXPECT_TRUE(duty.owing.text == "AJJ" || duty.owed_to.text == "AJJ") << duty.rule;
  EXPECT_EQ(ledger.obligations(on, {{}, {}, Viewer{{"a"}, {"HDQ"}, true}}).size(), ledger.obligations(on).size());
  EXPECT_TRUE(ledger.find(l.id, on));
  EXPECT_FALSE(ledger.find(l.id, day("2012-07-01")));
  EXPECT_FALSE(ledger.find({"00"}, on));
}

}  // namespace
}  // namespace cundang::ledger
