// SPDX-License-Identifier: GPL-3.0-or-later
// 预警 over pages and API: who sees what, what a click files, what is refused.
#include <gmock/gmock.h>

#include "server/app/signal_service.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// One suggestion about JTJ; whoever does not see all finds nothing.
class FakeSignals final : public app::SignalService {
 public:
  FakeSignals() {
    kept.id = std::string(32, 'a');
    kept.trigger = signals::Trigger::T1Consecutive;
    kept.subject = {signals::Subject::Role::Department, {"JTJ"}, {}};
    kept.targets = {{"JTJ"}};
    kept.raised_on = *parse_date("2012-07-02");
    kept.facts = {{{1}, {1}, {"<较大事故>", "larger"}}};
  }
  signals::SignalReport signals(const app::SignalQuery& query, const Viewer& viewer) const override {
    asked = query;
    if (!viewer.sees_all) throw Error{ErrorCode::NotFound};
    return {*parse_date("2012-07-02"), {kept}, {"T3-节前"}};
  }
  signals::Signal signal(const std::string& id, const app::SignalQuery&, const Viewer& viewer) const override {
    if (!viewer.sees_all || id != kept.id) throw Error{ErrorCode::NotFound};
    return kept;
  }
  signals::AccidentStatistics accidents(const app::SignalQuery&, const Viewer& viewer) const override {
    signals::AccidentStatistics statistics;
    statistics.on = *parse_date("2012-07-02");
    statistics.before_on = *parse_date("2011-07-02");
    statistics.whole.now.accidents = viewer.sees_all ? 7 : 1;
    return statistics;
  }
  app::Draft paper_draft(const signals::Signal&, const Viewer&) const override {
    return {"<record>（请填写约谈地点）</record>", {{1}}, {}};
  }
  app::Draft quarter_draft(app::QuarterPaper, const signals::QuarterName& quarter, const app::SignalQuery&,
                           const Viewer&) const override {
    return {"<record>" + quarter.text() + "</record>", {{1}}, {{"JTJ"}}};
  }
  std::string decision_xml(const signals::Signal& signal, signals::Action action, std::optional<AccessionNumber> paper,
                           const std::string& reason, std::optional<LeafIndex> expects, const Viewer&) const override {
    return signal.id + " " + std::string{signals::action_code(action)} + " " + (paper ? to_text(*paper) : "-") + " " +
           reason + (expects ? " expects " + std::to_string(*expects) : "");
  }
  signals::Signal kept;
  mutable app::SignalQuery asked;
};

class SignalPages : public SiteTest {
 protected:
  SignalPages() {
    site.signals = &signals;
    accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Submitter, Role::Office}, {"test"});
    sessions["AJJ"] = accounts.sessions.open(*accounts.persons.find({"person.a"}));
  }
  Response decide(const std::string& unit, const std::string& fields) {
    return post("/signals/" + signals.kept.id + "/decisions", "csrf=" + csrf(unit) + "&" + fields,
                {{"Content-Type", "application/x-www-form-urlencoded"}, cookie(unit)});
  }
  Response file(const std::string& unit, const std::string& token, const std::string& xml,
                const std::string& query = {}) {
    const std::string edge = "--x\r\nContent-Disposition: form-data; name=";
    return post("/signals/" + signals.kept.id + "/paper" + query,
                edge + "\"csrf\"\r\n\r\n" + token + "\r\n" + edge + "\"record\"\r\n\r\n" + xml + "\r\n--x--\r\n",
                {{"Content-Type", "multipart/form-data; boundary=x"}, cookie(unit)});
  }
  FakeSignals signals;
};

TEST_F(SignalPages, TheBureauSeesThem) {
  const auto list = get("/signals", {cookie("AJJ")});
  EXPECT_EQ(list.status, 200);
  EXPECT_THAT(list.body, HasSubstr("短期内连续发生较大以上事故"));
  EXPECT_THAT(list.body, HasSubstr("T3-节前")) << "which policies nobody has fixed";
  const auto one = get("/signals/" + signals.kept.id, {cookie("AJJ")});
  EXPECT_EQ(one.status, 200);
  EXPECT_THAT(one.body, HasSubstr("&lt;较大事故&gt;"));
  EXPECT_EQ(get("/api/v1/signals", {cookie("AJJ")}).status, 200);
}

TEST_F(SignalPages, ForAUnitTheyAreNotThere) {
  for (const auto* address : {"/signals", "/api/v1/signals", "/drafts"})
    EXPECT_EQ(get(address, {cookie("JTJ")}).status, 404) << address;
  EXPECT_EQ(get("/signals/" + signals.kept.id, {cookie("JTJ")}).status, 404);
  EXPECT_THAT(get("/", {cookie("JTJ")}).body, Not(HasSubstr("href=\"/signals\"")));
  const auto own = get("/api/v1/accidents/statistics", {bearer("JTJ")});
  EXPECT_THAT(own.body, HasSubstr("\"accidents\":1"));
}

TEST_F(SignalPages, WithoutTheServiceTheyAreNotThere) {
  site.signals = nullptr;
  EXPECT_EQ(get("/signals", {cookie("AJJ")}).status, 404);
}

TEST_F(SignalPages, ParametersThatCannotBeReadAreRefused) {
  EXPECT_EQ(get("/api/v1/signals?trigger=T9", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/api/v1/signals?state=nonsense", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/api/v1/signals?on=2012-02-30", {cookie("AJJ")}).status, 400);
  for (const auto* address : {"/signals?unit=ZJX", "/api/v1/signals?unit=ZJX"}) {
    const auto refused = get(address, {cookie("AJJ")});
    EXPECT_EQ(refused.status, 400) << address;
    EXPECT_THAT(refused.body, HasSubstr("单位名录中没有此单位")) << address;
  }
  EXPECT_EQ(get("/api/v1/signals?unit=ZJW", {cookie("AJJ")}).status, 200);
  EXPECT_EQ(get("/api/v1/signals?triggers=T1", {cookie("AJJ")}).status, 400) << "misspelt";
  EXPECT_EQ(get("/api/v1/accidents/statistics?unit=ZJW", {cookie("AJJ")}).status, 400) << "not narrowed by unit";
  EXPECT_EQ(get("/drafts?what=forecast&period=2012-Q5", {cookie("AJJ")}).status, 400);
  EXPECT_EQ(get("/api/v1/signals?trigger=T1&state=basis-changed&on=2012-07-03", {cookie("AJJ")}).status, 200);
  EXPECT_EQ(signals.asked.trigger, "T1");
  EXPECT_EQ(signals.asked.on, parse_date("2012-07-03"));
}

TEST_F(SignalPages, ADismissalIsARecordOfTheDesk) {
  EXPECT_EQ(decide("AJJ", "action=dismissed&reason=why").status, 303);
  ASSERT_THAT(service.submitted_, SizeIs(1));
  EXPECT_EQ(service.submitted_[0].record_xml, signals.kept.id + " dismissed - why");
  EXPECT_EQ(decide("JTJ", "action=dismissed&reason=why").status, 404) << "it sees none";
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Submitter}, {"test"});
  sessions["AJJ"] = accounts.sessions.open(*accounts.persons.find({"person.a"}));
  EXPECT_EQ(decide("AJJ", "action=dismissed&reason=why").status, 403) << "it sees them, the desk decides";
  EXPECT_THAT(service.submitted_, SizeIs(1));
}

TEST_F(SignalPages, APaperIssuedElsewhereIsNamed) {
  const auto notice = to_text(service.keep({"AJJ"}, "约谈通知", {"AJJ"}, "talk-notice"));
  const auto letter = to_text(service.keep({"AJJ"}, "建议函", {"AJJ"}, "advisory-letter"));
  for (const auto& [typed, reason] : {std::pair<std::string, std::string>{"17", "不是接收登记号"},
                                      {"", "不是接收登记号"},
                                      {"R0009999", "没有登记号为 R0009999 的文件"},
                                      {letter, letter + " 不是约谈通知"}}) {
    const auto response = decide("AJJ", "action=paper&paper=" + typed);
    EXPECT_EQ(response.status, 422) << typed;
    EXPECT_THAT(response.body, HasSubstr(reason));
  }
  EXPECT_THAT(service.submitted_, SizeIs(0)) << "a decision cannot be taken back";
  EXPECT_EQ(decide("AJJ", "action=paper&paper=" + notice).status, 303);
  EXPECT_EQ(service.submitted_.at(0).record_xml, signals.kept.id + " talk " + notice + " ");
}

TEST_F(SignalPages, TheDraftIsFiledAndTheDecisionAfterIt) {
  EXPECT_THAT(get("/signals/" + signals.kept.id + "/paper", {cookie("AJJ")}).body, HasSubstr("（请填写约谈地点）"));
  EXPECT_EQ(file("AJJ", csrf("AJJ"), "<record>礼堂</record>").status, 303);
  ASSERT_THAT(service.submitted_, SizeIs(2));
  EXPECT_EQ(service.submitted_[0].record_xml, "<record>礼堂</record>");
  EXPECT_THAT(service.submitted_[1].record_xml, testing::StartsWith(signals.kept.id + " talk R"));
}

TEST_F(SignalPages, TheFormsSayWhatTheirReaderHasSeen) {
  signals.kept.last_leaf = 41;
  const auto page = get("/signals/" + signals.kept.id, {cookie("AJJ")}).body;
  EXPECT_THAT(page, HasSubstr("name=\"expects\" value=\"41\""));
  EXPECT_THAT(get("/signals/" + signals.kept.id + "/paper", {cookie("AJJ")}).body, HasSubstr("/paper?expects=41"));
  signals.kept.last_leaf = 52;  // another has decided while the page was open
  EXPECT_EQ(decide("AJJ", "action=dismissed&reason=why&expects=41").status, 303);
  EXPECT_THAT(service.submitted_.at(0).record_xml, testing::EndsWith("expects 41"));
  EXPECT_EQ(decide("AJJ", "action=dismissed&reason=why&expects=4x").status, 400);
  EXPECT_EQ(file("AJJ", csrf("AJJ"), "<record/>", "?expects=4x").status, 400);
  EXPECT_THAT(service.submitted_, SizeIs(1)) << "what was seen is not known: nothing is filed";
}

TEST_F(SignalPages, NoPaperGoesOutPastADecisionNobodySaw) {
  signals::Decision decision;
  decision.record = {77};
  decision.unit = {"AWB"};
  decision.leaf = 52;
  signals.kept.decisions = {decision};
  signals.kept.last_leaf = 52;
  const auto told = file("AJJ", csrf("AJJ"), "<record>礼堂</record>", "?expects=41");
  EXPECT_EQ(told.status, 409);
  EXPECT_THAT(told.body, HasSubstr("R0000077"));
  EXPECT_THAT(told.body, HasSubstr("&lt;record&gt;礼堂")) << "his text is not lost";
  EXPECT_THAT(told.body, HasSubstr("/paper?expects=52"));
  EXPECT_THAT(service.submitted_, SizeIs(0));
  EXPECT_EQ(file("AJJ", csrf("AJJ"), "<record>礼堂</record>", "?expects=52").status, 303) << "he has seen it now";
  EXPECT_THAT(service.submitted_, SizeIs(2));
}

TEST_F(SignalPages, WhatWasToBeFilledInMustBe) {
  const auto response = file("AJJ", csrf("AJJ"), "<record>\n（请填写约谈地点）</record>");
  EXPECT_EQ(response.status, 422);
  EXPECT_THAT(response.body, HasSubstr("请逐处补写"));
  EXPECT_THAT(service.submitted_, SizeIs(0));
}

TEST_F(SignalPages, ARefusedDraftIsShownAgainAndNothingIsDecided) {
  service.next_findings_ = {
      {"form.bad-date", Severity::Fault, "/record", 3, {"日期不对", "bad date"}, {"改正", "correct"}}};
  const auto response = file("AJJ", csrf("AJJ"), "<record>mine</record>");
  EXPECT_EQ(response.status, 422);
  EXPECT_THAT(response.body, HasSubstr("日期不对"));
  EXPECT_THAT(response.body, HasSubstr("&lt;record&gt;mine"));
}

TEST_F(SignalPages, OfAStateSecretNothingIsShownAgain) {
  service.next_findings_ = {
      {"secret.header", Severity::Fault, {}, 0, {"不得进入", "may not enter"}, {"改走机要", "by courier"}}};
  EXPECT_THAT(file("AJJ", csrf("AJJ"), "<record>mine</record>").body, Not(HasSubstr("mine")));
}

TEST_F(SignalPages, AForgedFormFilesNothing) {
  EXPECT_EQ(file("AJJ", "forged", "<record>x</record>").status, 403);
  EXPECT_THAT(service.submitted_, SizeIs(0));
}

TEST_F(SignalPages, TheQuartersDraftNamesWhoWasNotSeen) {
  const auto response = get("/drafts?what=forecast&period=2012-Q2", {cookie("AJJ")});
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("&lt;record&gt;2012-Q2"));
  EXPECT_THAT(response.body, HasSubstr("<span class=\"chip\">"));
}

TEST_F(SignalPages, StatisticsAreAPageForEveryUnit) {
  EXPECT_EQ(get("/accidents", {cookie("JTJ")}).status, 200);
  EXPECT_THAT(get("/accidents", {cookie("JTJ")}).body, HasSubstr("仅列与本单位有关的事故"));
}

}  // namespace
}  // namespace cundang::http::test
