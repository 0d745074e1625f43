// SPDX-License-Identifier: GPL-3.0-or-later
// 职责划转, 顺延, 送达裁定, 收到日认定, 核实期限, 配合, 阶段反馈: what they do to a duty, day by day.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

std::string due(const Obligation& duty) { return duty.due.day ? to_text(*duty.due.day) : "none"; }

/// One letter of the bureau to `unit` on 2 July 2012, signed for on the 3rd; its answer is due on 24 July.
class Letter {
 public:
  explicit Letter(const std::string& to) : unit{to}, letter{story.file("2012-07-02 10:00", advisory_letter(to))} {
    id = on("2012-07-02").id;
  }
  void sign() { story.file("2012-07-03 09:00", acknowledgement(unit, letter, "2012-07-03")); }
  AccessionNumber answer(const std::string& by, const std::string& when) {
    return story.file(when, letter_feedback(by, letter));
  }
  /// An act on the duty, by this person.
  void act_on(const std::string& when, const std::string& by, const std::string& kind,
              std::vector<Node> children = {}) {
    children.insert(children.begin(), obligation_ref(id));
    story.file(when, act(by, kind, std::move(children)));
  }
  void transfer(const std::string& when, const std::string& effective, const std::string& to,
                const std::string& by = "AWB", const std::string& from = {}) {
    story.file(when, act(by, "duty-transfer",
                         {node("from-unit", {{"code", from.empty() ? unit : from}}), text("effective", effective),
                          node("transfer", {{"obligation", id.text}, {"to", to}}), text("reason", "机构调整")}));
  }
  Obligation on(std::string_view day_of) const {
    return story.ledger().find(id.empty() ? story.duties("函告-书面反馈", day_of).at(0).id : id, day(day_of)).value();
  }

  Story story;
  std::string unit;
  AccessionNumber letter;
  ObligationId id;
};

struct TransferDay {
  std::string on, owing;
  int days_overdue;
};

void expect_days(const Letter& story, const std::vector<TransferDay>& table) {
  for (const auto& row : table) {
    const auto duty = story.on(row.on);
    EXPECT_EQ(duty.owing.text, row.owing) << row.on;
    EXPECT_EQ(duty.days_overdue, row.days_overdue) << row.on;
    EXPECT_EQ(duty.id, story.id);
  }
}

TEST(Transfer, TheTakerIsNotLateForDaysBefore) {
  Letter l{"LYJ"};
  l.sign();
  l.transfer("2012-08-01 09:00", "2012-08-01", "SWJ");
  l.answer("LYJ", "2012-08-02 09:00");
  EXPECT_NE(l.on("2012-08-02").history.back().why_not.zh.find("不是承办单位"), std::string::npos);
  l.answer("SWJ", "2012-08-06 09:00");
  expect_days(l, {{"2012-07-24", "LYJ", 0},
                  {"2012-07-31", "LYJ", 7},
                  {"2012-08-01", "SWJ", 0},
                  {"2012-08-03", "SWJ", 2},
                  {"2012-08-06", "SWJ", 5},
                  {"2012-09-01", "SWJ", 5}});
  const auto duty = l.on("2012-08-06");
  EXPECT_EQ(duty.state, State::Answered);
  ASSERT_EQ(duty.earlier.size(), 1u);
  EXPECT_EQ(duty.earlier[0].unit.text, "LYJ");
  EXPECT_EQ(to_text(duty.earlier[0].until), "2012-07-31");
  EXPECT_EQ(duty.earlier[0].days_overdue, 7) << "its own days stay with it";
  EXPECT_EQ(due(duty), "2012-07-24") << "the term is the duty's";
  const auto of_taker = l.story.ledger().obligations(day("2012-08-02"), {{"SWJ"}, {}, {}});
  EXPECT_TRUE(std::any_of(of_taker.begin(), of_taker.end(), [&](const auto& each) { return each.id == l.id; }));
  EXPECT_TRUE(involves(duty, {"LYJ"})) << "it still sees what it owed";
}

TEST(Transfer, FiledLateNobodyIsLateForDaysHeCouldNotKnow) {
  Letter l{"LYJ"};
  l.sign();
  l.transfer("2012-08-10 09:00", "2012-08-01", "SWJ");
  expect_days(l,
              {{"2012-07-31", "LYJ", 7}, {"2012-08-05", "SWJ", 0}, {"2012-08-10", "SWJ", 0}, {"2012-08-12", "SWJ", 2}});
}

TEST(Transfer, FiledAheadTheOldUnitOwesToItsLastDay) {
  Letter l{"LYJ"};
  l.sign();
  l.transfer("2012-07-10 09:00", "2012-08-01", "SWJ");
  l.answer("SWJ", "2012-07-20 09:00");
  EXPECT_FALSE(l.on("2012-07-20").history.back().applies) << "not yet its duty";
  l.answer("LYJ", "2012-07-23 09:00");
  EXPECT_EQ(l.on("2012-07-23").state, State::Answered);
  EXPECT_EQ(l.on("2012-07-23").owing.text, "LYJ");
  EXPECT_EQ(l.on("2012-08-01").owing.text, "SWJ") << "and answers questions about it from then on";
}

TEST(Transfer, AnUnservedDutyIsServedOnTheTaker) {
  Letter l{"LYJ"};
  l.transfer("2012-07-10 09:00", "2012-07-10", "SWJ");
  EXPECT_EQ(l.on("2012-07-10").state, State::AwaitingAcknowledgement);
  EXPECT_EQ(l.on("2012-07-10").whose_turn, "SWJ");
  l.story.file("2012-07-11 09:00", acknowledgement("LYJ", l.letter, "2012-07-11"));
  EXPECT_FALSE(l.on("2012-07-11").served) << "no longer its letter";
  l.story.file("2012-07-12 09:00", acknowledgement("SWJ", l.letter, "2012-07-12"));
  EXPECT_EQ(due(l.on("2012-07-12")), "2012-08-02");
}

struct BadTransfer {
  std::string name, by, from, to, effective, why_not;
};
void PrintTo(const BadTransfer& row, std::ostream* out) { *out << row.name; }

class TransferRefused : public testing::TestWithParam<BadTransfer> {};

TEST_P(TransferRefused, HasNoEffectAndSaysWhy) {
  const auto& row = GetParam();
  Letter l{"LYJ"};
  l.transfer("2012-08-01 09:00", row.effective, row.to, row.by, row.from);
  const auto duty = l.on("2012-08-02");
  EXPECT_EQ(duty.owing.text, "LYJ");
  EXPECT_TRUE(duty.earlier.empty());
  EXPECT_NE(duty.history.back().why_not.zh.find(row.why_not), std::string::npos) << duty.history.back().why_not.zh;
}

INSTANTIATE_TEST_SUITE_P(
    Table, TransferRefused,
    testing::Values(BadTransfer{"ByADepartment", "SWJ", "LYJ", "SWJ", "2012-08-01", "市商务局 无权办理"},
                    BadTransfer{"FromAnother", "AWB", "ZJW", "SWJ", "2012-08-01",
                                "由 市旅游局 承办，不由 市住房城乡建设委 承办"},
                    BadTransfer{"ToNobody", "AWB", "LYJ", "QQQ", "2012-08-01", "划入单位（QQQ） 不在单位名册中"},
                    BadTransfer{"ToItself", "AWB", "LYJ", "LYJ", "2012-08-01", "就是承办单位"},
                    BadTransfer{"BeforeItArose", "AWB", "LYJ", "SWJ", "2012-06-01", "早于立项日"}),
    [](const auto& row) { return row.param.name; });

TEST(WhyNot, NamesUnitsAsTheyWereCalledThatDay) {
  Letter l{"LYJ"};
  l.story.file("2012-07-05 09:00", acknowledgement("SWJ", l.letter, "2012-07-05"));
  l.sign();
  l.transfer("2012-07-19 09:00", "2012-08-01", "SWJ");
  l.answer("SWJ", "2012-07-20 09:00");
  EXPECT_EQ(l.on("2012-07-20").history.back().why_not.zh, "报送单位 市商务局 不是承办单位");
  EXPECT_EQ(l.on("2012-07-20").history.back().why_not.en, "市商务局 does not owe this");
  l.story.file("2012-07-21 09:00", act("SWJ", "urging", {node("obligation", {{"id", l.id.text}}), text("text", "x")}));
  EXPECT_EQ(l.on("2012-07-21").history.back().why_not.zh, "市商务局 无权办理");
  l.story.file("2012-07-22 09:00",
               act("AWB", "extension-request",
                   {node("obligation", {{"id", l.id.text}}), text("until", "2012-09-01"), text("reason", "x")}));
  EXPECT_EQ(l.on("2012-07-22").history.back().why_not.zh, "只能由承办单位 市旅游局 办理");
  EXPECT_EQ(l.on("2012-07-22").history.back().why_not.en, "only the owing unit, 市旅游局, may do this");
  EXPECT_EQ(l.on("2012-07-22").next_step.en.find("LYJ"), std::string::npos) << l.on("2012-07-22").next_step.en;
}

TEST(Unit, IsCalledByItsShortNameOfTheDay) {
  UnitRegister units;
  units.take(
      node("unit-register", {},
           {node("unit", {{"code", "AJJ"}, {"class", "bureau"}},
                 {node("name", {{"until", "2018-12-31"}},
                       {text("full", "铭远市安全生产监督管理局"), text("short", "市安监局"), text("short", "安监局")}),
                  node("name", {{"from", "2019-01-01"}}, {text("full", "铭远市应急管理局")})})}));
  EXPECT_EQ(units.called({"AJJ"}, day("2012-07-01")).zh, "市安监局");
  EXPECT_EQ(units.called({"AJJ"}, day("2019-01-01")).zh, "铭远市应急管理局") << "no short one then";
  EXPECT_EQ(units.called({"QQQ"}, day("2012-07-01")).zh, "单位（QQQ）");
  EXPECT_EQ(units.called({"QQQ"}, day("2012-07-01")).en, "unit (QQQ)");
}

/// LYJ is abolished at the end of August 2012; SWJ succeeds it.
Record abolition() {
  return act("AWB", "unit-register",
             {node("validity", {{"from", "2012-09-01"}}),
              node("unit", {{"code", "LYJ"}, {"class", "department"}, {"until", "2012-08-31"}},
                   {node("name", {}, {text("full", "铭远市旅游局")}), node("successor", {{"unit", "SWJ"}})})});
}

TEST(Abolished, ItsOpenDutiesWaitForTheOfficeAndCalendarDutiesAriseForTheSuccessor) {
  Letter l{"LYJ"};
  l.sign();
  l.story.file("2012-08-20 09:00", abolition());
  EXPECT_FALSE(l.on("2012-08-31").awaits_transfer);
  EXPECT_EQ(l.on("2012-08-31").days_overdue, 38);
  const auto orphan = l.on("2012-10-15");
  EXPECT_TRUE(orphan.awaits_transfer);
  EXPECT_TRUE(in_state(orphan, "待划转"));
  EXPECT_EQ(orphan.days_overdue, 38) << "late up to its last day, and nobody after";
  EXPECT_EQ(orphan.whose_turn, "AWB");
  EXPECT_NE(orphan.next_step.zh.find("继任单位 铭远市商务局"), std::string::npos) << orphan.next_step.zh;
  EXPECT_EQ(orphan.next_step.en, "to be transferred: 铭远市旅游局 is no more, successor 市商务局")
      << "as the register says";
  l.transfer("2012-10-16 09:00", "2012-10-16", "SWJ");
  EXPECT_FALSE(l.on("2012-10-16").awaits_transfer);
  EXPECT_EQ(l.on("2012-10-16").days_overdue, 0);

  std::string owing;
  for (const auto& each : l.story.duties("通报-全年", "2013-01-02")) owing += each.owing.text + " ";
  EXPECT_EQ(owing.find("LYJ"), std::string::npos) << owing;
  EXPECT_NE(owing.find("SWJ"), std::string::npos) << owing;
  EXPECT_EQ(owing.find("SWJ"), owing.rfind("SWJ")) << "once, though both were on the list";
}

TEST(Abolished, OnAListThatARecordCallsUponItsSuccessorOwes) {
  Story story;
  story.file("2012-08-20 09:00", abolition());
  story.file(
      "2012-08-21 09:00",
      act("AWB", "rule-pack",
          {node("validity", {{"from", "2012-08-01"}}), text("approved-by", "铭远市安全生产委员会"),
           text("basis", "假定"),
           node(
               "rule",
               {{"id", "宣传-反馈"}, {"system", "5"}, {"clause", "四(五)4"}, {"from", "2012-08-01"}, {"basis", "假定"}},
               {node("name", {{"en", "feedback of every department"}}, {}), node("on", {{"kind", "publicity"}}),
                node("each", {{"list", "市有关部门"}, {"owes", "feedback"}, {"to", "author"}}),
                node("due", {{"policy", "及时"}, {"from", "served"}})})}));
  story.file("2012-09-03 09:00", record("AJJ", node("publicity", {}, {text("published-on", "2012-09-03")})));
  std::string owing;
  for (const auto& each : story.duties("宣传-反馈", "2012-09-03")) owing += each.owing.text + " ";
  EXPECT_EQ(owing.find("LYJ"), std::string::npos) << owing;
  EXPECT_NE(owing.find("SWJ"), std::string::npos) << owing;
  EXPECT_EQ(owing.find("SWJ"), owing.rfind("SWJ")) << "once, though both were on the list";
}

TEST(Abolished, ACopyToItsSuccessorReachesIt) {
  Story story;
  story.file("2012-08-20 09:00", abolition());
  auto paper = record("AJJ", node("circulated-document"), "重要文件");
  paper.document_date = day("2012-09-03");
  for (const auto* unit : {"ZJW", "JTJ", "GAJ", "SWJ", "JXW", "JYW", "WSJ", "ZLJ"})
    paper.copies.push_back({{unit}, ""});
  story.file("2012-09-03 09:00", paper);
  EXPECT_EQ(story.duty("通报-局抄送", "AJJ", "2012-09-03").state, State::Answered) << "LYJ is no more";
}

TEST(Renamed, IsTheSameUnit) {
  Letter l{"LYJ"};
  l.sign();
  l.story.file("2012-08-20 09:00",
               act("AWB", "unit-register",
                   {node("validity", {{"from", "2012-09-01"}}),
                    node("unit", {{"code", "LYJ"}, {"class", "department"}},
                         {node("name", {{"until", "2012-08-31"}}, {text("full", "铭远市旅游局")}),
                          node("name", {{"from", "2012-09-01"}}, {text("full", "铭远市文化和旅游局")})})}));
  const auto duty = l.on("2012-10-15");
  EXPECT_EQ(duty.owing.text, "LYJ");
  EXPECT_FALSE(duty.awaits_transfer);
  EXPECT_NE(duty.next_step.zh.find("文化和旅游局"), std::string::npos) << duty.next_step.zh;
}

Record shift(const std::string& by, const std::string& from, const std::string& until) {
  return act(by, "deadline-shift",
             {text("day", from), text("until", until), text("reason", "机房停电"), text("proof", "系统运行日志")});
}

TEST(Shift, MovesWhateverWasDueOnTheDayForAll) {
  Story story;
  story.file("2012-07-11 08:00", shift("ZJW", "2012-07-10", "2012-07-31"));
  EXPECT_EQ(due(story.duty("通报-半年", "ZJW", "2012-07-11")), "2012-07-10") << "only the desk";
  const auto number = story.file("2012-07-11 09:00", shift("AWB", "2012-07-10", "2012-07-11"));
  for (const auto* unit : {"ZJW", "JTJ", "LYJ"}) {
    EXPECT_EQ(due(story.duty("通报-半年", unit, "2012-07-09")), "2012-07-10") << "before the outage";
    const auto moved = story.duty("通报-半年", unit, "2012-07-10");
    EXPECT_EQ(due(moved), "2012-07-11");
    EXPECT_EQ(moved.due.arithmetic[2].zh, "顺延：2012-07-10 系统停止受理（机房停电；凭证：系统运行日志；" +
                                              to_text(number) + "），当日到期的均顺延至 2012-07-11");
    EXPECT_EQ(story.duty("通报-半年", unit, "2012-07-11").days_overdue, 0);
    EXPECT_EQ(story.duty("通报-半年", unit, "2012-07-12").days_overdue, 1);
  }
}

TEST(Shift, ADayShiftedIntoAnotherOutageMovesAgain) {
  Story story;
  story.file("2012-07-11 09:00", shift("AWB", "2012-07-10", "2012-07-11"));
  story.file("2012-07-12 09:00", shift("AWB", "2012-07-11", "2012-07-13"));
  EXPECT_EQ(due(story.duty("通报-半年", "ZJW", "2012-07-12")), "2012-07-13");
}

/// Served by the bureau's entry on 4 July, disputed by the district on the 6th.
Letter disputed() {
  Letter l{"LSQ"};
  l.story.file("2012-07-05 09:00",
               act("AJJ", "service",
                   {record_ref(l.letter), node("unit", {{"code", "LSQ"}}), text("channel", "confidential"),
                    text("at", "2012-07-04T09:00:00+08:00"), text("by", "何建民")}));
  l.story.file("2012-07-06 09:00",
               act("LSQ", "service-objection", {record_ref(l.letter), text("reason", "本区未收到此函")}));
  return l;
}

Record ruling(AccessionNumber letter, const std::string& upheld, const std::string& proof,
              const std::string& by = "AWB") {
  std::vector<Node> children{record_ref(letter), node("unit", {{"code", "LSQ"}}), text("upheld", upheld)};
  if (!proof.empty()) children.push_back(text("proof", proof));
  children.push_back(text("reason", "已查签收簿"));
  return act(by, "service-ruling", std::move(children));
}

TEST(Objection, WaitsForTheOfficeAndNoDayCounts) {
  const auto l = disputed();
  const auto duty = l.on("2012-09-01");
  EXPECT_TRUE(duty.service_disputed);
  EXPECT_FALSE(duty.served);
  EXPECT_EQ(due(duty), "none");
  EXPECT_EQ(duty.days_overdue, 0);
  EXPECT_EQ(duty.whose_turn, "AJJ");
  EXPECT_NE(duty.next_step.zh.find("裁定送达异议"), std::string::npos);
}

TEST(Objection, RefusedTheServiceStandsAsItWas) {
  auto l = disputed();
  l.story.file("2012-07-10 09:00", ruling(l.letter, "false", ""));
  EXPECT_NE(l.on("2012-07-10").history.back().why_not.zh.find("没有写明送达凭证"), std::string::npos);
  l.story.file("2012-07-11 09:00", ruling(l.letter, "false", "签收簿第118号", "HDQ"));
  EXPECT_NE(l.on("2012-07-11").history.back().why_not.zh.find("无权办理"), std::string::npos);
  l.story.file("2012-07-12 09:00", ruling(l.letter, "false", "签收簿第118号"));
  const auto duty = l.on("2012-07-12");
  EXPECT_EQ(to_text(duty.served.value()), "2012-07-04");
  EXPECT_EQ(due(duty), "2012-07-25");
  EXPECT_FALSE(duty.service_disputed);
  l.story.file("2012-07-13 09:00", act("LSQ", "service-objection", {record_ref(l.letter), text("reason", "仍不认可")}));
  EXPECT_FALSE(l.on("2012-07-13").history.back().applies) << "ruled once";
  l.story.file("2012-07-14 09:00", ruling(l.letter, "true", ""));
  EXPECT_NE(l.on("2012-07-14").history.back().why_not.zh.find("没有待裁定"), std::string::npos);
}

TEST(Objection, UpheldItIsServedAnew) {
  auto l = disputed();
  l.story.file("2012-07-12 09:00", ruling(l.letter, "true", ""));
  EXPECT_EQ(l.on("2012-07-12").state, State::AwaitingAcknowledgement);
  EXPECT_FALSE(l.on("2012-07-12").service_disputed);
  l.story.file("2012-07-16 09:00", acknowledgement("LSQ", l.letter, "2012-07-16"));
  EXPECT_EQ(due(l.on("2012-07-16")), "2012-08-06");
}

/// The record of a reply that counts from an earlier day, filed by `person`.
struct Recognition {
  std::string when, by = "AWB", person = "second", day = "2012-07-09", recognised = "true", slip = {};
};

void recognise(Letter& l, AccessionNumber number, const Recognition& said) {
  std::vector<Node> children{record_ref(number), text("day", said.day)};
  if (!said.slip.empty()) children.push_back(node("slip", {{"leaf", said.slip}, {"digest", std::string(64, 'a')}}));
  children.push_back(text("recognised", said.recognised));
  children.push_back(text("reason", "有收文章"));
  l.story.file(said.when, act(said.by, "day-recognition", std::move(children)), said.person);
}

Record paper_receipt(AccessionNumber letter, const std::string& received_on) {
  auto made = record("AJJ", node("paper-receipt", {},
                                 {node("from-unit", {{"code", "LSQ"}}), text("kind-registered", "letter-feedback"),
                                  text("reading", "反馈")}));
  made.received_on = day(received_on);
  made.answers = {to_record(letter)};
  return made;
}

TEST(LatePaper, CountsAsEnteredUntilASecondPersonConfirms) {
  Letter l{"LSQ"};
  l.sign();
  const auto number = l.story.file("2012-07-27 09:00", paper_receipt(l.letter, "2012-07-23"), "clerk");
  EXPECT_EQ(l.on("2012-07-25").state, State::InProgress);
  EXPECT_EQ(l.on("2012-07-27").days_overdue, 3);
  EXPECT_NE(l.on("2012-07-27").history.back().text.zh.find("经第二人认定前按登记日计"), std::string::npos);
  recognise(l, number, {.when = "2012-07-28 09:00", .person = "clerk", .day = "2012-07-23"});
  EXPECT_NE(l.on("2012-07-28").history.back().why_not.zh.find("第二人"), std::string::npos);
  recognise(l, number, {.when = "2012-07-29 09:00", .day = "2012-07-20"});
  EXPECT_NE(l.on("2012-07-29").history.back().why_not.zh.find("2012-07-23"), std::string::npos);
  recognise(l, number, {.when = "2012-07-30 09:00", .day = "2012-07-23", .recognised = "false"});
  EXPECT_EQ(l.on("2012-07-30").days_overdue, 3);
  recognise(l, number, {.when = "2012-07-31 09:00", .day = "2012-07-23"});
  EXPECT_EQ(l.on("2012-07-31").days_overdue, 0);
  EXPECT_EQ(to_text(l.on("2012-07-31").answered_on.value()), "2012-07-23");
  EXPECT_EQ(l.on("2012-07-25").state, State::Answered) << "as now known";
  recognise(l, number, {.when = "2012-08-01 09:00", .day = "2012-07-23"});
  EXPECT_NE(l.on("2012-08-01").history.back().why_not.zh.find("已经认定"), std::string::npos);
}

TEST(LatePaper, EnteredInTimeNeedsNobody) {
  Letter l{"LSQ"};
  l.sign();
  // 20 July 2012 is a Friday: Monday is one working day later.
  const auto number = l.story.file("2012-07-23 09:00", paper_receipt(l.letter, "2012-07-20"), "clerk");
  EXPECT_EQ(to_text(l.on("2012-07-23").answered_on.value()), "2012-07-20");
  recognise(l, number, {.when = "2012-07-24 09:00", .day = "2012-07-20"});
  EXPECT_FALSE(l.on("2012-07-24").history.back().applies);
}

struct Attempt {
  std::string name, corrected, by, day, why_not;
  int days_overdue;
};
void PrintTo(const Attempt& row, std::ostream* out) { *out << row.name; }

class FirstAttempts : public testing::TestWithParam<Attempt> {};

/// Refused for form on the last day, 24 July (a Tuesday).
TEST_P(FirstAttempts, CountsWhenCorrectedInTimeAndRecognised) {
  const auto& row = GetParam();
  Letter l{"LSQ"};
  l.sign();
  const auto number = l.answer("LSQ", row.corrected);
  recognise(l, number, {.when = "2012-07-30 09:00", .by = row.by, .day = row.day, .slip = "118"});
  const auto duty = l.on("2012-07-31");
  EXPECT_EQ(duty.days_overdue, row.days_overdue);
  EXPECT_NE(duty.history.back().why_not.zh.find(row.why_not), std::string::npos) << duty.history.back().why_not.zh;
  EXPECT_EQ(duty.history.back().applies, row.why_not.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, FirstAttempts,
    testing::Values(Attempt{"NextMorning", "2012-07-25 08:30", "AWB", "2012-07-24", "", 0},
                    Attempt{"TwoDaysLater", "2012-07-26 08:30", "AWB", "2012-07-24", "超过退件后 1 个工作日", 2},
                    Attempt{"RefusedOneDayLate", "2012-07-26 08:30", "AWB", "2012-07-25", "", 1},
                    Attempt{"ByTheUnitItself", "2012-07-25 08:30", "LSQ", "2012-07-24", "无权办理", 1},
                    Attempt{"AttemptAfterTheCorrection", "2012-07-25 08:30", "AWB", "2012-07-26", "晚于改正报送日", 1}),
    [](const auto& row) { return row.param.name; });

TEST(FirstAttempt, RecognisedBeforeItIsMatched) {
  Letter l{"LSQ"};
  l.sign();
  auto reply = letter_feedback("LSQ", l.letter);
  reply.answers.clear();
  const auto number = l.story.file("2012-07-25 08:30", reply);
  recognise(l, number, {.when = "2012-07-26 09:00", .day = "2012-07-24", .slip = "118"});
  l.act_on("2012-07-30 09:00", "AJJ", "match-confirmation", {record_ref(number), text("confirmed", "true")});
  EXPECT_EQ(l.on("2012-07-30").days_overdue, 0);
  EXPECT_EQ(to_text(l.on("2012-07-30").answered_on.value()), "2012-07-24");
}

TEST(Verifier, HisLatenessIsNeverTheUnits) {
  Letter l{"LSQ"};
  l.sign();
  l.answer("LSQ", "2012-07-10 09:00");
  EXPECT_EQ(to_text(l.on("2012-07-20").verification_due.value()), "2012-07-24");
  EXPECT_EQ(l.on("2012-07-24").verification_days_overdue, 0);
  EXPECT_EQ(l.on("2012-07-30").verification_days_overdue, 6);
  EXPECT_EQ(l.on("2012-07-30").days_overdue, 0);
  EXPECT_NE(l.on("2012-07-30").next_step.zh.find("责任不在承办单位"), std::string::npos);
  l.act_on("2012-08-06 09:00", "AJJ", "verification", {text("accepted", "false"), text("reason", "无结果")});
  EXPECT_EQ(l.on("2012-08-06").days_overdue, 0) << "while the answer lay with the supervisor no day is the unit's";
  EXPECT_EQ(l.on("2012-08-08").days_overdue, 2);
}

Record minutes_with_contributor() {
  auto minutes = committee_minutes({"ZJW", "JTJ"});
  minutes.content.children[2].children[0].children.push_back(
      node("contributing", {}, {node("unit", {{"code", "GAJ"}})}));
  return minutes;
}

TEST(NonCooperation, IsTheLeadsToRecordAndTheOfficesToConfirm) {
  Story story;
  story.file("2012-07-02 10:00", minutes_with_contributor());
  const auto duty = [&] { return story.duty("例会-落实反馈", "ZJW", "2012-07-20"); };
  EXPECT_EQ(duty().contributing, std::vector<UnitCode>{{"GAJ"}});
  // The contributing unit sees the lead's duty, beside its own to the lead.
  const auto seen = story.ledger().obligations(day("2012-07-20"), {{}, {}, Viewer{{"a"}, {"GAJ"}, false}});
  EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](const auto& each) {
    return each.owing == UnitCode{"ZJW"} && each.rule == "例会-落实反馈";
  }));
  const auto find = [&](const std::string& by, const std::string& unit, const std::string& kind = "non-cooperation") {
    return story.file("2012-07-10 09:00", act(by, "fault-finding",
                                              {obligation_ref(duty().id), node("unit", {{"code", unit}}),
                                               text("kind", kind), text("reason", "三次未派员")}));
  };
  find("AWB", "GAJ");
  EXPECT_NE(duty().history.back().why_not.zh.find("没有待确认的不配合记录"), std::string::npos);
  find("ZJW", "JTJ");
  EXPECT_NE(duty().history.back().why_not.zh.find("不是本事项的配合单位"), std::string::npos);
  find("JTJ", "GAJ");
  EXPECT_NE(duty().history.back().why_not.zh.find("无权办理"), std::string::npos);
  find("ZJW", "GAJ", "unserious");
  EXPECT_NE(duty().history.back().why_not.zh.find("无权办理"), std::string::npos);
  const auto recorded = find("ZJW", "GAJ");
  ASSERT_EQ(duty().faults.size(), 1u);
  EXPECT_FALSE(duty().faults[0].stands());
  EXPECT_EQ(duty().faults[0].record, recorded);
  const auto confirmed = find("AWB", "GAJ");
  EXPECT_EQ(duty().faults[0].confirmed_by, confirmed);
  EXPECT_TRUE(duty().faults[0].stands());
}

TEST(NoShow, IsTheSupervisorsWord) {
  Letter l{"LSQ"};
  l.act_on("2012-07-10 09:00", "AJJ", "fault-finding",
           {node("unit", {{"code", "LSQ"}}), text("kind", "unserious"), text("reason", "照抄来函")});
  ASSERT_EQ(l.on("2012-07-10").faults.size(), 1u);
  EXPECT_TRUE(l.on("2012-07-10").faults[0].stands());
  l.act_on("2012-07-11 09:00", "AJJ", "fault-finding",
           {node("unit", {{"code", "HDQ"}}), text("kind", "unserious"), text("reason", "照抄来函")});
  EXPECT_FALSE(l.on("2012-07-11").history.back().applies);
}

TEST(StageReport, OfALongItemIsDueEveryThirtyDays) {
  Story story;
  auto minutes = committee_minutes({"ZJW"});
  minutes.content.children[2].children.push_back(
      node("matter", {{"id", "m2"}, {"lead", "ZJW"}, {"due", "2012-12-20"}}, {text("text", "建立验收制度")}));
  const auto number = story.file("2012-07-02 10:00", minutes);
  story.file("2012-07-03 09:00", acknowledgement("ZJW", number, "2012-07-03"));
  const auto duty = [&](std::string_view on) { return story.duty("例会-落实反馈", "ZJW", on, "m2"); };
  EXPECT_EQ(to_text(duty("2012-07-03").stage_due.value()), "2012-08-02");
  EXPECT_FALSE(story.duty("例会-落实反馈", "ZJW", "2012-07-03").stage_due) << "a short term needs none";
  auto interim = feedback("ZJW", number, "m2");
  interim.answers.front().extent = Answer::Extent::Stage;
  story.file("2012-07-25 09:00", interim);
  EXPECT_EQ(to_text(duty("2012-07-25").stage_due.value()), "2012-08-24");
  EXPECT_EQ(duty("2012-07-25").state, State::InProgress);
  EXPECT_FALSE(duty("2012-07-25").answered_on);
}

TEST(DueSoon, ByThePolicy) {
  Letter l{"LSQ"};
  l.sign();
  EXPECT_FALSE(l.on("2012-07-18").due_soon);
  EXPECT_TRUE(l.on("2012-07-19").due_soon) << "five days before 24 July";
  EXPECT_TRUE(l.on("2012-07-24").due_soon);
  EXPECT_FALSE(l.on("2012-07-25").due_soon) << "overdue";
}

Record handover(const std::string& unit, std::vector<Node> about, const std::string& on) {
  about.push_back(text("handed-over", on));
  about.push_back(text("channel", "机要"));
  about.push_back(text("receiver", "高建华"));
  return act(unit, "classified-handover", std::move(about));
}

TEST(ClassifiedHandover, BeforeTheDutyArisesWaitsForItAsAnyReplyDoes) {
  Story story;
  const auto number =
      story.file("2012-06-28 09:00",
                 handover("ZJW", {node("duty", {{"rule", "通报-半年"}, {"period", "2012-H1"}})}, "2012-06-28"));
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-03");
  EXPECT_EQ(duty.state, State::Answered);
  ASSERT_FALSE(duty.discharging.empty());
  EXPECT_EQ(duty.discharging.front(), number);
  for (const auto& part : duty.parts) EXPECT_TRUE(part.met_by) << part.name;
  EXPECT_EQ(story.duty("通报-半年", "JTJ", "2012-07-03").state, State::InProgress) << "another's is not met by it";
}

TEST(ClassifiedHandover, EnteredLateNeedsASecondPersonLikeAnyPaper) {
  Story story;
  const auto number = story.file(
      "2012-07-16 09:00", handover("ZJW", {node("duty", {{"rule", "通报-半年"}, {"period", "2012-H1"}})}, "2012-07-09"),
      "li.ming");
  const auto entered = story.duty("通报-半年", "ZJW", "2012-07-16");
  EXPECT_EQ(to_text(entered.answered_on.value()), "2012-07-16")
      << "the unit's own word, a week late, makes nothing timely";
  EXPECT_EQ(entered.days_overdue, 6);
  ASSERT_EQ(story.ledger().late_papers().size(), 1u);
  EXPECT_EQ(story.ledger().late_papers().front().record, number);
  story.file(
      "2012-07-17 09:00",
      act("AWB", "day-recognition",
          {record_ref(number), text("day", "2012-07-09"), text("recognised", "true"), text("reason", "机要登记簿")}),
      "wang.min");
  const auto recognised = story.duty("通报-半年", "ZJW", "2012-07-17");
  EXPECT_EQ(to_text(recognised.answered_on.value()), "2012-07-09");
  EXPECT_EQ(recognised.days_overdue, 0);
}

TEST(ClassifiedHandover, ItsDayIsRecognisedBeforeTheDutyArises) {
  Story story;
  const auto number = story.file(
      "2012-06-29 09:00", handover("ZJW", {node("duty", {{"rule", "通报-半年"}, {"period", "2012-H1"}})}, "2012-06-20"),
      "li.ming");
  story.file(
      "2012-06-30 09:00",
      act("AWB", "day-recognition",
          {record_ref(number), text("day", "2012-06-20"), text("recognised", "true"), text("reason", "机要登记簿")}),
      "wang.min");
  const auto duty = story.duty("通报-半年", "ZJW", "2012-07-03");
  EXPECT_EQ(duty.state, State::Answered);
  EXPECT_EQ(to_text(duty.answered_on.value()), "2012-06-20") << "recognised, though nothing was owed yet";
}

TEST(ClassifiedHandover, StandsForADutyThatIsAboutOneItem) {
  Story story;
  auto plan = record(
      "AJJ",
      node("spot-check-plan", {},
           {text("year", "2012"), node("sectors", {}, {text("sector", "建筑施工"), text("sector", "危险化学品")})}),
      "抽查");
  plan.document_date = day("2012-07-02");
  story.file("2012-07-02 09:00", plan);
  const auto duties = story.duties("抽查-实施", "2012-07-02");
  ASSERT_EQ(duties.size(), 2u);
  story.file("2012-07-10 09:00", handover("AJJ", {obligation_ref(duties.front().id)}, "2012-07-10"));
  EXPECT_EQ(story.ledger().find(duties.front().id, day("2012-07-10"))->state, State::Answered);
  EXPECT_EQ(story.ledger().find(duties.back().id, day("2012-07-10"))->state, State::InProgress);
}

TEST(Match, ConfirmedCountsOnTheDayTheThingWasDone) {
  Story story;
  auto issue =
      record("AJJ",
             node("joint-issue", {},
                  {node("lead", {{"unit", "AJJ"}}), node("co-signers", {}, {node("unit", {{"code", "ZJW"}})})}),
             "联合发文");
  issue.addressees = {{{"ZJW"}, ""}};
  const auto draft = story.file("2012-07-02 09:00", issue);
  story.file("2012-07-03 09:00", acknowledgement("ZJW", draft, "2012-07-03"));
  const auto signature =
      story.file("2012-07-09 09:00",
                 record("ZJW", node("co-signature", {}, {text("agreed", "true"), text("signed-on", "2012-07-05")})));
  const auto id = story.duty("联合-会签", "ZJW", "2012-07-09").id;
  story.file("2012-07-10 09:00",
             act("AJJ", "match-confirmation", {obligation_ref(id), record_ref(signature), text("confirmed", "true")}));
  const auto duty = story.duty("联合-会签", "ZJW", "2012-07-10");
  ASSERT_TRUE(duty.answered_on);
  EXPECT_EQ(to_text(*duty.answered_on), "2012-07-05") << "as where the signature names the draft itself";
}

Record correction_of(AccessionNumber number, Node content) {
  return record("AWB", node("correction", {},
                            {node("corrects", {{"record", to_text(number)}}), text("reason", "出席单位有误"),
                             node("replacement", {}, {std::move(content)})}));
}

TEST(Correction, AUnitDroppedAndNamedAgainOwesAgain) {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW", "JTJ"}));
  story.file("2012-07-03 09:00", acknowledgement("JTJ", minutes, "2012-07-03"));
  ASSERT_EQ(due(story.duty("例会-落实反馈", "JTJ", "2012-07-03")), "2012-07-17");
  story.file("2012-07-06 10:00", correction_of(minutes, committee_minutes({"ZJW"}).content));
  ASSERT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-20").state, State::Withdrawn);
  const auto again = story.file("2012-07-25 10:00", correction_of(minutes, committee_minutes({"ZJW", "JTJ"}).content));
  const auto unserved = story.duty("例会-落实反馈", "JTJ", "2012-07-26");
  EXPECT_EQ(unserved.state, State::AwaitingAcknowledgement);
  EXPECT_EQ(unserved.days_overdue, 0) << "it did not owe it in between, and has not got the correction";
  story.file("2012-07-27 09:00", acknowledgement("JTJ", again, "2012-07-27"));
  const auto duty = story.duty("例会-落实反馈", "JTJ", "2012-07-27");
  EXPECT_EQ(duty.state, State::InProgress);
  EXPECT_EQ(due(duty), "2012-08-10") << "a new term from the correction's service";
  EXPECT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-20").state, State::Withdrawn) << "then it was not owed";
}

TEST(Correction, WhatAPersonHasWithdrawnStaysSo) {
  Story story;
  const auto minutes = story.file("2012-07-02 10:00", committee_minutes({"ZJW", "JTJ"}));
  story.file("2012-07-05 09:00",
             act("AWB", "withdrawal",
                 {obligation_ref(story.duty("例会-落实反馈", "JTJ", "2012-07-05").id), text("reason", "另行安排")}));
  story.file("2012-07-06 10:00", correction_of(minutes, committee_minutes({"ZJW", "JTJ"}).content));
  EXPECT_EQ(story.duty("例会-落实反馈", "JTJ", "2012-07-06").state, State::Withdrawn);
}

TEST(Issuer, NobodyIssuesAnothersLetters) {
  Story story;
  auto forged = advisory_letter("LSQ");
  forged.submitter = {{"ZJW"}, ""};
  ASSERT_EQ(forged.authors.front().code.text, "AJJ");
  story.file("2012-07-02 10:00", forged);
  EXPECT_TRUE(story.duties("函告-书面反馈", "2012-07-02").empty())
      << "it is 住建委's own paper, whatever stands under it, and a department issues no 建议函";
  story.file("2012-07-02 11:00", advisory_letter("HDQ"));
  EXPECT_EQ(story.duty("函告-书面反馈", "HDQ", "2012-07-02").owed_to.text, "AJJ");
}

TEST(Words, ManyDutiesOfOneRecordRepeatNoMoreThanTheBeginningOfALongSentence) {
  Story story;
  auto minutes = committee_minutes({"ZJW", "JTJ"});
  for (int i = 0; i < 10'000; ++i) minutes.body[1].text += "落实";
  const auto number = story.file("2012-07-02 10:00", minutes);
  const auto duty = story.duty("例会-落实反馈", "ZJW", "2012-07-02");
  EXPECT_EQ(duty.citing_paragraph_id, "p2");
  EXPECT_LE(duty.citing_text.size(), 6'003u);
  EXPECT_TRUE(duty.citing_text.starts_with("各参会单位要及时反馈会议落实情况。落实"));
  EXPECT_TRUE(duty.citing_text.ends_with("…")) << "it says that there is more";
  story.file("2012-07-03 10:00", act("AWB", "urging", {record_ref(number), text("text", std::string(100'000, 'x'))}));
  EXPECT_LE(story.duty("例会-落实反馈", "ZJW", "2012-07-03").history.back().text.zh.size(), 6'003u);
}

TEST(Interim, ThousandsOfThemOnOneDutyStayCheap) {
  Story story;
  const auto letter = story.file("2012-07-02 10:00", advisory_letter("LSQ"));
  story.file("2012-07-03 09:00", acknowledgement("LSQ", letter, "2012-07-03"));
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 2000; ++i) {
    auto stage = letter_feedback("LSQ", letter);
    stage.answers.front().extent = Answer::Extent::Stage;
    story.file("2012-07-04 09:00", stage);
  }
  EXPECT_EQ(story.duty("函告-书面反馈", "LSQ", "2012-07-05").state, State::InProgress);
  // Four million looks at a step take well under a second even here; eight thousand million do not end.
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{60});
}

}  // namespace
}  // namespace cundang::ledger
