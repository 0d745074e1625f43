// SPDX-License-Identifier: GPL-3.0-or-later
// The office's desk: what waits for it, urging several at once, days of receipt, matches.
#include <gmock/gmock.h>

#include "schema/xml/record_reader.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using ledger::State;
using testing::HasSubstr;
using testing::Not;

const std::pair<std::string, std::string> form{"Content-Type", "application/x-www-form-urlencoded"};
const std::pair<std::string, std::string> html{"Accept", "text/html"};

class FakeDuties final : public app::DutyService {
 public:
  std::vector<app::UnmatchedReply> unmatched(const Viewer& viewer) const override {
    return viewer.sees_all ? replies_ : std::vector<app::UnmatchedReply>{};
  }
  std::vector<ledger::LatePaper> late_papers(const Viewer& viewer) const override {
    return viewer.sees_all ? papers_ : std::vector<ledger::LatePaper>{};
  }
  std::optional<app::Slip> slip(LeafIndex leaf, const Viewer& viewer) const override {
    if (!viewer.sees_all || leaf != 118) return std::nullopt;
    return app::Slip{118, {"ZJW"}, std::string(64, 'a'), Date{std::chrono::year{2012} / 7 / 1}};
  }
  std::vector<app::UnmatchedReply> replies_;
  std::vector<ledger::LatePaper> papers_;
};

ledger::Obligation duty(State state) {
  ledger::Obligation made;
  made.id = {"0123456789abcdef0123456789abcdef"};
  made.name = {"会议落实情况反馈", "feedback"};
  made.owing = {"ZJW"};
  made.owed_to = {"AJJ"};
  made.trigger = AccessionNumber{1};
  made.due.day = Date{std::chrono::year{2012} / 7 / 20};
  made.state = state;
  return made;
}

ledger::HistoryStep step(const char* act, const char* text) {
  ledger::HistoryStep made;
  made.act = act;
  made.leaf = 5;
  made.by = {"AJJ"};
  made.person = {"person.a"};
  made.day = Date{std::chrono::year{2012} / 7 / 10};
  made.text = {text, text};
  return made;
}

class Desk : public SiteTest {
 protected:
  Desk() {
    accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
    site.duties = &duties;
  }
  Response file(const std::string& unit, const std::string& address, const std::string& fields) {
    return post(address, fields + "&csrf=" + csrf(unit), {form, html, cookie(unit)});
  }
  Record made(std::size_t at = 0) {
    const auto read = RecordReader{}.read(service.submitted_.at(at).record_xml);
    if (read) return read.value();
    ADD_FAILURE() << read.findings().front().reason.zh << service.submitted_.at(at).record_xml;
    return {};
  }
  FakeDuties duties;
};

TEST_F(Desk, IsTheOfficesAlone) {
  for (const auto* address : {"/desk", "/matches"}) {
    EXPECT_EQ(get(address, {html, cookie("ZJW")}).status, 403) << address;
    EXPECT_EQ(get(address, {html, cookie("AJJ")}).status, 200) << address;
  }
  EXPECT_EQ(file("ZJW", "/desk/urgings", "duty=a&text=b&manner=system").status, 403);
  EXPECT_EQ(file("ZJW", "/desk/transfers", "duty=a&to=JTJ&effective=2012-07-02&transfer_reason=x").status, 403);
  EXPECT_EQ(file("ZJW", "/desk/shifts", "day=2012-07-10&until=2012-07-11&reason=x&proof=y").status, 403);
  EXPECT_EQ(file("ZJW", "/desk/days", "record=R0000001&day=2012-07-01&reason=x").status, 403);
  EXPECT_EQ(file("ZJW", "/matches", "record=R0000001&duty=a&confirmed=true").status, 403);
  EXPECT_THAT(get("/", {html, cookie("ZJW")}).body, Not(HasSubstr("/desk")));
  EXPECT_TRUE(service.submitted_.empty());
}

struct WaitingCase {
  std::string name;
  ledger::Obligation duty;
  std::string shown;
};
class Waiting : public Desk, public testing::WithParamInterface<WaitingCase> {};
TEST_P(Waiting, IsListedWithWhatMadeItWait) {
  service.duties_ = {GetParam().duty};
  const auto body = get("/desk", {html, cookie("AJJ")}).body;
  EXPECT_THAT(body, HasSubstr(GetParam().shown));
  EXPECT_THAT(body, HasSubstr("/obligations/0123456789abcdef0123456789abcdef"));
}

ledger::Obligation with(State state, const std::function<void(ledger::Obligation&)>& change) {
  auto made = duty(state);
  change(made);
  return made;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Waiting,
    testing::Values(
        WaitingCase{
            "ExtensionAsked",
            with(State::InProgress, [](auto& d) { d.history = {step("extension-request", "申请延期至 8 月")}; }),
            "申请延期至 8 月"},
        WaitingCase{"Objection",
                    with(State::AwaitingAcknowledgement,
                         [](auto& d) { d.service_disputed = true, d.history = {step("service-objection", "未收到")}; }),
                    "未收到"},
        WaitingCase{"Orphan", with(State::InProgress, [](auto& d) { d.awaits_transfer = true; }), "待划转"},
        WaitingCase{"Unverified", with(State::Answered, [](auto& d) { d.verification_days_overdue = 3; }),
                    "核实已超期"},
        WaitingCase{"Blame",
                    with(State::InProgress,
                         [](auto& d) {
                           d.faults = {{{"JTJ"}, "non-cooperation", {9}, std::nullopt}};
                           d.history = {step("fault-finding", "三次未派员")};
                         }),
                    "三次未派员"},
        WaitingCase{"Granter",
                    with(State::InProgress, [](auto& d) { d.history = {step("extension-decision", "同意延期")}; }),
                    "person.a"},
        WaitingCase{"Waiver", with(State::Waived, [](auto& d) { d.history = {step("waiver", "机构撤销")}; }),
                    "机构撤销"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Desk, UrgesEachDutyChosenWithARecordOfItsOwn) {
  service.duties_ = {duty(State::InProgress)};
  EXPECT_EQ(file("AJJ", "/desk/urgings", "duty=0123&duty=0123&duty=4567&manner=telephone&text=%E8%AF%B7").status, 303);
  ASSERT_EQ(service.submitted_.size(), 2u) << "once each";
  EXPECT_EQ(made().content.child_text("manner"), "telephone");
  EXPECT_EQ(made(1).content.child_text("text"), "请");
}

TEST_F(Desk, UrgesNothingThatIsAnsweredAndNothingWithoutWords) {
  service.duties_ = {duty(State::Answered)};
  EXPECT_EQ(file("AJJ", "/desk/urgings", "duty=0123&manner=system&text=x").status, 303);
  EXPECT_EQ(file("AJJ", "/desk/urgings", "duty=0123&manner=system&text=").status, 400);
  EXPECT_EQ(file("AJJ", "/desk/urgings", "manner=system&text=x").status, 400);
  service.duties_ = {duty(State::InProgress)};
  EXPECT_EQ(file("AJJ", "/desk/urgings", "duty=0123&manner=pigeon&text=x").status, 400);
  EXPECT_TRUE(service.submitted_.empty());
}

/// Names duties by their ids, as the real service does; the history of what is filed is set by the test.
ledger::Obligation numbered(char digit, State state, const std::string& owing = "ZJW") {
  auto made = duty(state);
  made.id = {std::string(32, digit)};
  made.owing = {owing};
  return made;
}
ledger::HistoryStep step_of(const char* act, std::int64_t record, const char* why_not = "") {
  auto made = step(act, act);
  made.record = {record};
  made.why_not = {why_not, why_not};
  made.applies = made.why_not.zh.empty();
  return made;
}

TEST_F(Desk, SaysHowManyTookEffectAndWhyTheOthersDidNot) {
  auto well = numbered('a', State::InProgress), late = numbered('b', State::InProgress),
       answered = numbered('c', State::Answered), others = numbered('d', State::InProgress);
  well.history = {step_of("urging", 101)};
  late.history = {step_of("urging", 102, "办理时没有看到最近一步")};
  others.history = {step_of("urging", 103)};
  others.history.back().person = {"person.b"};
  service.duties_ = {well, late, answered, others};
  const auto page = get("/desk?acts=urging&first=R0000101&last=R0000103&duties=3&passed=" + std::string(12, 'c'),
                        {html, cookie("AJJ")});
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("生效 1 项"));
  EXPECT_THAT(page.body, HasSubstr("已登记但无效 1 项"));
  EXPECT_THAT(page.body, HasSubstr("办理时没有看到最近一步"));
  EXPECT_THAT(page.body, HasSubstr("未登记 1 项"));
  EXPECT_THAT(page.body, HasSubstr("办理时状态已是 已反馈"));
  EXPECT_THAT(page.body, HasSubstr("尚待清算 1 项")) << "another's urging between is not his";
  EXPECT_THAT(get("/desk?acts=urging&first=x&last=y&duties=0&passed=z", {html, cookie("AJJ")}).body,
              HasSubstr("生效 0 项"));
  EXPECT_EQ(get("/desk?acts=urging&duties=x", {html, cookie("AJJ")}).status, 400);
}

TEST_F(Desk, UrgingSendsOnToItsOutcome) {
  service.duties_ = {duty(State::InProgress)};
  const auto sent = file("AJJ", "/desk/urgings", "duty=0123&duty=4567&manner=system&text=x");
  EXPECT_EQ(header_of(sent, "Location"), "/desk?acts=urging&duties=2&first=R0000001&last=R0000002");
}

TEST_F(Desk, TransfersSeveralWithOneRecordForEachUnitThatGivesUp) {
  const std::string fields = "&to=JTJ&effective=2012-07-02&transfer_reason=%E9%93%AD%E6%94%BF%E5%8F%91";
  service.duties_ = {duty(State::InProgress)};
  EXPECT_EQ(file("AJJ", "/desk/transfers", "duty=0123&duty=4567" + fields).status, 303);
  ASSERT_EQ(service.submitted_.size(), 1u) << "both are the one unit's";
  const auto record = made();
  EXPECT_EQ(record.kind, "duty-transfer");
  EXPECT_EQ(record.content.child("from-unit")->attribute("code"), "ZJW");
  EXPECT_EQ(record.content.select("transfer").size(), 2u);
  EXPECT_EQ(record.content.child("transfer")->attribute("to"), "JTJ");
  EXPECT_EQ(record.content.child_text("effective"), "2012-07-02");
  EXPECT_EQ(record.addressees.size(), 2u) << "giver and taker";
  service.duties_ = {duty(State::Closed)};
  const auto over = file("AJJ", "/desk/transfers", "duty=0123" + fields);
  EXPECT_EQ(over.status, 303);
  EXPECT_THAT(header_of(over, "Location"), HasSubstr("duties=0&passed=0123456789ab")) << "it has ended";
  EXPECT_EQ(service.submitted_.size(), 1u);
}

TEST_F(Desk, LooksAtAFutureTransferOnItsDay) {
  service.duties_ = {duty(State::InProgress)};
  const auto sent = file("AJJ", "/desk/transfers", "duty=0123&to=JTJ&effective=2012-09-01&transfer_reason=x");
  EXPECT_THAT(header_of(sent, "Location"), HasSubstr("&on=2012-09-01"));
}

struct BadForm {
  std::string name, address, fields, told;
};
class RefusedForm : public Desk, public testing::WithParamInterface<BadForm> {};
TEST_P(RefusedForm, SaysWhatIsMissingAndFilesNothing) {
  service.duties_ = {duty(State::InProgress)};
  const auto refused = file("AJJ", GetParam().address, GetParam().fields);
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr(GetParam().told));
  EXPECT_TRUE(service.submitted_.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Table, RefusedForm,
    testing::Values(
        BadForm{"NoTaker", "/desk/transfers", "duty=a&to=&effective=2012-07-02&transfer_reason=x",
                "单位名录中没有此单位"},
        BadForm{"UnknownTaker", "/desk/transfers", "duty=a&to=JTX&effective=2012-07-02&transfer_reason=x", "JTJ"},
        BadForm{"NoDay", "/desk/transfers", "duty=a&to=JTJ&effective=&transfer_reason=x", "自哪一天起划转"},
        BadForm{"NoGround", "/desk/transfers", "duty=a&to=JTJ&effective=2012-07-02&transfer_reason=+", "依据和理由"},
        BadForm{"NothingChosen", "/desk/transfers", "to=JTJ&effective=2012-07-02&transfer_reason=x", "没有勾选事项"},
        BadForm{"ShiftBackwards", "/desk/shifts", "day=2012-07-10&until=2012-07-10&reason=x&proof=y",
                "不晚于停止受理日"},
        BadForm{"ShiftWithoutDay", "/desk/shifts", "day=2012-02-30&until=2012-07-10&reason=x&proof=y",
                "停止受理的是哪一天"},
        BadForm{"ShiftWithoutProof", "/desk/shifts", "day=2012-07-10&until=2012-07-11&reason=x&proof=", "没有写凭证"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Desk, RegistersAShiftAndSaysWhatItMoved) {
  const auto sent =
      file("AJJ", "/desk/shifts", "day=2012-07-10&until=2012-07-11&reason=%E5%81%9C%E7%94%B5&proof=%E6%97%A5%E5%BF%97");
  EXPECT_EQ(header_of(sent, "Location"), "/desk?shift=R0000001&from=2012-07-10&until=2012-07-11");
  EXPECT_EQ(made().kind, "deadline-shift");
  EXPECT_EQ(made().content.child_text("until"), "2012-07-11");
  EXPECT_EQ(made().content.child_text("proof"), "日志");
  auto moved = duty(State::InProgress);
  moved.due.arithmetic = {{"顺延：2012-07-10 系统停止受理（停电；凭证：日志；R0000001）", "shifted R0000001"}};
  service.duties_ = {moved, duty(State::InProgress)};
  EXPECT_THAT(get(header_of(sent, "Location"), {html, cookie("AJJ")}).body, HasSubstr("顺延 1 项"));
  service.duties_ = {duty(State::InProgress)};
  EXPECT_THAT(get(header_of(sent, "Location"), {html, cookie("AJJ")}).body, HasSubstr("当日没有到期的事项"));
}

TEST_F(Desk, ALongListHasPagesAndItsTrueTotal) {
  for (int i = 0; i < 120; ++i) {
    auto late = numbered('e', State::Answered);
    late.verification_days_overdue = 3;
    late.name = {"第" + std::to_string(i) + "件", ""};
    late.history = {step("extension-decision", "同意延期")};
    service.duties_.push_back(late);
  }
  const auto first = get("/desk", {html, cookie("AJJ")}).body;
  EXPECT_THAT(first, HasSubstr("120 项"));
  EXPECT_THAT(first, HasSubstr("第49件"));
  EXPECT_THAT(first, Not(HasSubstr("第50件")));
  EXPECT_THAT(first, HasSubstr("/desk?unverified=2#unverified"));
  EXPECT_THAT(first, HasSubstr("/desk?granters=2#granters"));
  const auto last = get("/desk?unverified=3", {html, cookie("AJJ")}).body;
  EXPECT_THAT(last, HasSubstr("第119件"));
  EXPECT_THAT(last, HasSubstr("101–120 / 120"));
  EXPECT_THAT(last, HasSubstr("/desk?unverified=2#unverified"));
  EXPECT_THAT(last, Not(HasSubstr("unverified=4")));
  EXPECT_THAT(get("/desk?unverified=99", {html, cookie("AJJ")}).body, HasSubstr("第119件")) << "beyond the last";
  EXPECT_EQ(get("/desk?unverified=0", {html, cookie("AJJ")}).status, 400);
}

TEST_F(Desk, UnmatchedRepliesHavePagesToo) {
  for (int i = 0; i < 60; ++i)
    duties.replies_.push_back({{i + 1}, "来件" + std::to_string(i) + "号", "other-document", {"ZJW"}, {}, {}});
  const auto body = get("/matches", {html, cookie("AJJ")}).body;
  EXPECT_THAT(body, HasSubstr("来件49号"));
  EXPECT_THAT(body, Not(HasSubstr("来件50号")));
  EXPECT_THAT(body, HasSubstr("合计 60 项"));
  EXPECT_THAT(get("/matches?replies=2", {html, cookie("AJJ")}).body, HasSubstr("来件59号"));
}

TEST_F(Desk, RecognisesADayByItsSlipOrItsPaper) {
  EXPECT_EQ(file("AJJ", "/desk/days", "record=R0000120&leaf=118&reason=x").status, 303);
  EXPECT_EQ(made().content.child("slip")->attribute("digest"), std::string(64, 'a'));
  EXPECT_EQ(made().content.child_text("day"), "2012-07-01") << "of the log, not of the form";
  EXPECT_EQ(file("AJJ", "/desk/days", "record=R0000120&day=2012-07-02&recognised=false&reason=x").status, 303);
  EXPECT_EQ(made(1).content.child_text("recognised"), "false");
  EXPECT_EQ(file("AJJ", "/desk/days", "record=R0000120&leaf=119&reason=x").status, 404);
  EXPECT_EQ(file("AJJ", "/desk/days", "record=R0000120&leaf=99999999999999999999&reason=x").status, 404);
  EXPECT_EQ(file("AJJ", "/desk/days", "record=R0000120&day=2012-02-30&reason=x").status, 400);
  EXPECT_EQ(file("AJJ", "/desk/days", "record=120&day=2012-07-01&reason=x").status, 400);
}

TEST_F(Desk, OffersALatePaperOnlyToASecondPerson) {
  duties.papers_ = {
      {{120}, {"ZJW"}, Date{std::chrono::year{2012} / 7 / 1}, Date{std::chrono::year{2012} / 7 / 9}, {"person.a"}}};
  EXPECT_THAT(get("/desk", {html, cookie("AJJ")}).body, HasSubstr("须由登记人以外的人认定"));
  duties.papers_[0].person = {"person.b"};
  EXPECT_THAT(get("/desk", {html, cookie("AJJ")}).body, HasSubstr("value=\"R0000120\""));
}

TEST_F(Desk, ShowsWhyAReplyMayAnswerAndTakesTheDecision) {
  auto possible = duty(State::InProgress);
  possible.history = {step("trigger", "立项")};
  duties.replies_ = {
      {{33}, "情况<反馈>", "other-document", {"ZJW"}, {}, {{possible, {"文中引用来文 甲〔2012〕1号", "cites"}}}}};
  service.duties_ = {possible};
  const auto body = get("/matches", {html, cookie("AJJ")}).body;
  EXPECT_THAT(body, HasSubstr("文中引用来文 甲〔2012〕1号"));
  EXPECT_THAT(body, HasSubstr("情况&lt;反馈&gt;"));
  EXPECT_EQ(file("AJJ", "/matches", "record=R0000033&duty=0123456789abcdef0123456789abcdef&confirmed=true").status,
            303);
  const auto record = made();
  EXPECT_EQ(record.kind, "match-confirmation");
  EXPECT_EQ(record.content.child("record")->attribute("id"), "R0000033");
  EXPECT_EQ(record.content.child_text("expects"), "5");
  EXPECT_EQ(record.content.child_text("confirmed"), "true");
  EXPECT_EQ(file("AJJ", "/matches", "record=R0000033&duty=a&confirmed=perhaps").status, 400);
}

TEST_F(Desk, TheBoardNarrowsByAgeAndTurn) {
  auto late = duty(State::InProgress);
  late.days_overdue = 8;
  late.whose_turn = "ZJW";
  service.duties_ = {late};
  const auto shown = [&](const std::string& query) {
    return get("/board?" + query, {html, cookie("AJJ")}).body.find("0123456789abcdef0123456789abcdef") !=
           std::string::npos;
  };
  EXPECT_TRUE(shown("age=6-10"));
  EXPECT_FALSE(shown("age=11-20"));
  EXPECT_TRUE(shown("turn=ZJW"));
  EXPECT_FALSE(shown("turn=AJJ"));
  EXPECT_FALSE(shown("page=2"));
  EXPECT_EQ(get("/board?age=old", {html, cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/board?page=0", {html, cookie("AJJ")}).status, 400);
}

}  // namespace
}  // namespace cundang::http::test
