// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/acts.h"

#include <gmock/gmock.h>

#include "schema/xml/record_reader.h"
#include "tests/server/http/site_fixture.h"

namespace cundang::http::test {
namespace {

using ledger::State;
using testing::HasSubstr;

const std::pair<std::string, std::string> form{"Content-Type", "application/x-www-form-urlencoded"};
const std::pair<std::string, std::string> html{"Accept", "text/html"};

ledger::HistoryStep step(const char* act, LeafIndex leaf) {
  ledger::HistoryStep made;
  made.act = act;
  made.leaf = leaf;
  return made;
}

ledger::Obligation duty(State state, std::vector<ledger::HistoryStep> history = {}) {
  ledger::Obligation made;
  made.id = {"0123456789abcdef0123456789abcdef"};
  made.name = {"会议落实情况反馈", "feedback"};
  made.owing = {"ZJW"};
  made.owed_to = {"AJJ"};
  made.trigger = AccessionNumber{1};
  made.due.day = Date{std::chrono::year{2012} / 7 / 20};
  made.state = state;
  made.history = std::move(history);
  return made;
}

struct OfferCase {
  std::string name, unit;
  std::set<Role> roles;
  ledger::Obligation duty;
  std::vector<std::string_view> kinds;
};

class Offer : public testing::TestWithParam<OfferCase> {};

TEST_P(Offer, IsWhatTheStateAndTheRoleAllow) {
  const auto& row = GetParam();
  std::vector<std::string_view> kinds;
  for (const auto& act : acts_for({{"p"}, {row.unit}, AuthMethod::Password, row.roles}, row.duty))
    kinds.push_back(act.kind);
  EXPECT_EQ(kinds, row.kinds);
}

ledger::Obligation served_by_others() {
  auto made = duty(State::InProgress, {step("trigger", 3), step("service", 4)});
  made.served = made.due.day;
  return made;
}

ledger::Obligation disputed() {
  auto made = duty(State::AwaitingAcknowledgement);
  made.service_disputed = true;
  return made;
}

ledger::Obligation absent() {
  auto made = duty(State::InProgress);
  made.absence_stated = true;
  return made;
}

ledger::Obligation with_contributor(bool recorded) {
  auto made = duty(State::InProgress);
  made.contributing = {{"JTJ"}};
  if (recorded) made.faults = {{{"JTJ"}, "non-cooperation", {9}, std::nullopt}};
  return made;
}

const std::set<Role> submitter{Role::Submitter}, office{Role::Office};
INSTANTIATE_TEST_SUITE_P(
    Table, Offer,
    testing::Values(
        OfferCase{"OwingUnitSigns",
                  "ZJW",
                  submitter,
                  duty(State::AwaitingAcknowledgement),
                  {"acknowledgement", "extension-request"}},
        OfferCase{"OwingUnitAsksForTime", "ZJW", submitter, duty(State::InProgress), {"extension-request"}},
        OfferCase{"OwingUnitWaits", "ZJW", submitter, duty(State::Answered), {}},
        OfferCase{"OtherUnitNothing", "JTJ", submitter, duty(State::InProgress), {}},
        OfferCase{"AuditorNothing", "ZJW", {Role::Auditor}, duty(State::InProgress), {}},
        OfferCase{"OfficeUrges", "AJJ", office, duty(State::InProgress), {"urging", "waiver", "withdrawal"}},
        OfferCase{"OfficeServes",
                  "AJJ",
                  office,
                  duty(State::AwaitingAcknowledgement),
                  {"service-prompt", "service", "deemed-service", "urging", "waiver", "withdrawal"}},
        OfferCase{"OfficeRulesOnAnObjection",
                  "AJJ",
                  office,
                  disputed(),
                  {"service-ruling", "service-prompt", "service", "deemed-service", "urging", "waiver", "withdrawal"}},
        OfferCase{"OfficeNeverOnItsOwn", "ZJW", office, duty(State::Answered), {}},
        OfferCase{
            "OwingUnitDisputes", "ZJW", submitter, served_by_others(), {"service-objection", "extension-request"}},
        OfferCase{"LeadRecordsNonCooperation",
                  "ZJW",
                  submitter,
                  with_contributor(false),
                  {"extension-request", "fault-finding"}},
        OfferCase{"LeadHasRecordedIt", "ZJW", submitter, with_contributor(true), {"extension-request"}},
        OfferCase{"OfficeConfirmsIt",
                  "AJJ",
                  office,
                  with_contributor(true),
                  {"urging", "fault-finding", "waiver", "withdrawal"}},
        OfferCase{"OfficeFindsItAbsent", "AJJ", office, absent(), {"urging", "fault-finding", "waiver", "withdrawal"}},
        OfferCase{"AbsentIsEnded", "AJJ", office, duty(State::Absent), {}},
        OfferCase{"OfficeDecidesOnTime",
                  "AJJ",
                  office,
                  duty(State::InProgress, {step("extension-request", 5)}),
                  {"urging", "extension-decision", "waiver", "withdrawal"}},
        OfferCase{"OfficeHasDecided",
                  "AJJ",
                  office,
                  duty(State::InProgress, {step("extension-request", 5), step("extension-decision", 6)}),
                  {"urging", "waiver", "withdrawal"}},
        OfferCase{"OfficeVerifiesOrReturns",
                  "AJJ",
                  office,
                  duty(State::Answered),
                  {"verification", "return-for-rework", "waiver", "withdrawal"}},
        OfferCase{"OfficeCloses",
                  "AJJ",
                  office,
                  duty(State::Verified),
                  {"return-for-rework", "completion", "closure", "waiver", "withdrawal"}},
        OfferCase{"ClosedIsClosed", "AJJ", office, duty(State::Closed), {}},
        OfferCase{"WithdrawnIsEnded", "ZJW", submitter, duty(State::Withdrawn), {}}),
    [](const auto& row) { return row.param.name; });

class Acts : public SiteTest {
 protected:
  Response act(const std::string& unit, const std::string& fields) {
    return post("/obligations/0123456789abcdef0123456789abcdef/acts", fields + "&csrf=" + csrf(unit),
                {form, html, cookie(unit)});
  }
  /// The record the last act made, read by the form's own reader.
  Record made() {
    const auto read = RecordReader{}.read(service.submitted_.at(0).record_xml);
    if (!read) {
      ADD_FAILURE() << read.findings().front().reason.zh << service.submitted_.at(0).record_xml;
      return {};
    }
    return read.value();
  }
};

TEST_F(Acts, SigningNamesTheDocumentAndTheLastStepSeen) {
  service.duties_ = {duty(State::AwaitingAcknowledgement, {step("trigger", 7)})};
  EXPECT_EQ(act("ZJW", "act=acknowledgement").status, 303);
  const auto record = made();
  EXPECT_EQ(record.kind, "acknowledgement");
  EXPECT_EQ(record.submitter.code.text, "ZJW");
  EXPECT_EQ(record.content.child("record")->attribute("id"), "R0000001");
  EXPECT_EQ(record.content.child_text("expects"), "7");
  EXPECT_EQ(record.content.child_text("by"), "张ZJW");
}

// Two officers had the page open and one was faster: the other's act names the step he saw, not the one he did not.
TEST_F(Acts, AnActNamesTheStepItsPageShowedNotOneThatCameMeanwhile) {
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {duty(State::Answered, {step("trigger", 7), step("answer", 9)})};
  EXPECT_THAT(get("/obligations/0123456789abcdef0123456789abcdef", {html, cookie("AJJ")}).body,
              HasSubstr(R"(name="expects" value="9")"));
  service.duties_ = {duty(State::Answered, {step("trigger", 7), step("answer", 9), step("answer", 12)})};
  EXPECT_EQ(act("AJJ", "act=verification&reason=x&expects=9").status, 303);
  EXPECT_EQ(made().content.child_text("expects"), "9");
  for (const auto* nonsense : {"-1", "9x", "99999999999999999999"})
    EXPECT_EQ(act("AJJ", std::string{"act=verification&reason=x&expects="} + nonsense).status, 400) << nonsense;
}

struct ActCase {
  std::string name, unit, fields, kind;
  ledger::Obligation duty;
  std::string child, value;  ///< an element of the record, and its text or unit
};
class EveryAct : public Acts, public testing::WithParamInterface<ActCase> {};
TEST_P(EveryAct, MakesARecordTheFormAccepts) {
  const auto& row = GetParam();
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {row.duty};
  EXPECT_EQ(act(row.unit, "act=" + row.kind + row.fields).status, 303);
  const auto record = made();
  EXPECT_EQ(record.kind, row.kind);
  const auto* target = record.content.child("obligation");
  if (target) {
    EXPECT_EQ(target->attribute("id"), "0123456789abcdef0123456789abcdef");
  }
  if (const auto* document = record.content.child("record")) {
    EXPECT_EQ(document->attribute("id"), "R0000001");
  }
  const auto* child = record.content.child(row.child);
  ASSERT_NE(child, nullptr) << row.child;
  EXPECT_THAT((std::vector<std::string>{child->text, std::string{child->attribute("code")},
                                        std::string{child->attribute("to")}}),
              testing::Contains(row.value));
}
INSTANTIATE_TEST_SUITE_P(
    Table, EveryAct,
    testing::Values(
        ActCase{"AskForTime", "ZJW", "&until=2012-08-01&reason=x", "extension-request", duty(State::InProgress),
                "until", "2012-08-01"},
        ActCase{"Dispute", "ZJW", "&reason=x", "service-objection", served_by_others(), "reason", "x"},
        ActCase{"BlameAContributor", "ZJW", "&reason=x&choice=JTJ", "fault-finding", with_contributor(false), "unit",
                "JTJ"},
        ActCase{"Urge", "AJJ", "&reason=x", "urging", duty(State::InProgress), "manner", "system"},
        ActCase{"UrgeByTelephone", "AJJ", "&reason=x&choice=telephone", "urging", duty(State::InProgress), "manner",
                "telephone"},
        ActCase{"GrantTime", "AJJ", "&until=2012-08-01&reason=x&choice=true", "extension-decision",
                duty(State::InProgress, {step("extension-request", 9)}), "granted", "true"},
        ActCase{"RefuseTime", "AJJ", "&reason=x&choice=false", "extension-decision",
                duty(State::InProgress, {step("extension-request", 9)}), "granted", "false"},
        ActCase{"Prompt", "AJJ", "&reason=x", "service-prompt", duty(State::AwaitingAcknowledgement), "unit", "ZJW"},
        ActCase{"EnterService", "AJJ", "&reason=x&until=2012-07-02&choice=fax", "service",
                duty(State::AwaitingAcknowledgement), "channel", "fax"},
        ActCase{"DeemServed", "AJJ", "&reason=x&until=2012-07-02&proof=y", "deemed-service",
                duty(State::AwaitingAcknowledgement), "proof", "y"},
        ActCase{"RuleOnService", "AJJ", "&reason=x&proof=y&choice=false", "service-ruling", disputed(), "upheld",
                "false"},
        ActCase{"Verify", "AJJ", "&reason=x", "verification", duty(State::Answered), "accepted", "true"},
        ActCase{"VerifyNot", "AJJ", "&reason=x&choice=false", "verification", duty(State::Answered), "accepted",
                "false"},
        ActCase{"Return", "AJJ", "&until=2012-08-01&reason=x", "return-for-rework", duty(State::Answered), "until",
                "2012-08-01"},
        ActCase{"Complete", "AJJ", "", "completion", duty(State::Verified, {step("trigger", 9)}), "expects", "9"},
        ActCase{"Close", "AJJ", "", "closure", duty(State::Verified), "form", "done"},
        ActCase{"CloseForTheLongTerm", "AJJ", "&choice=long-term", "closure", duty(State::Verified), "form",
                "long-term"},
        ActCase{"Waive", "AJJ", "&reason=x", "waiver", duty(State::InProgress), "reason", "x"},
        ActCase{"Withdraw", "AJJ", "&reason=x", "withdrawal", duty(State::InProgress), "reason", "x"},
        ActCase{"ConfirmBlame", "AJJ", "&reason=x&choice=JTJ", "fault-finding", with_contributor(true), "unit", "JTJ"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Acts, AChoiceThatIsNotOfferedIsRefused) {
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {with_contributor(true)};
  EXPECT_EQ(act("AJJ", "act=urging&reason=x&choice=pigeon").status, 400);
  EXPECT_EQ(act("AJJ", "act=fault-finding&reason=x&choice=GAJ").status, 400);
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(Acts, WhatIsNotOfferedIsRefused) {
  service.duties_ = {duty(State::InProgress)};
  for (const auto* kind : {"closure", "verification", "urging", "nonsense", ""})
    EXPECT_EQ(act("ZJW", std::string{"act="} + kind).status, 403) << kind;
  EXPECT_EQ(act("ZJW", "act=extension-request&until=2012-02-30&reason=x").status, 400);
  EXPECT_TRUE(service.submitted_.empty());
}

TEST_F(Acts, RefusalShowsItsFindingsOnThePage) {
  service.duties_ = {duty(State::InProgress)};
  service.next_findings_ = {
      {"authority.submitter", Severity::Fault, "", 0, {"报送单位不符", "not your unit"}, {"改正", "mend"}}};
  const auto response = act("ZJW", "act=extension-request&until=2012-08-01&reason=x");
  EXPECT_EQ(response.status, 422);
  EXPECT_THAT(response.body, HasSubstr("报送单位不符"));
}

TEST_F(Acts, ThePageAfterwardsSaysWhetherItTookEffect) {
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {duty(State::InProgress, {step("trigger", 7)})};
  const auto sent = act("AJJ", "act=urging&reason=x");
  const auto after = header_of(sent, "Location");
  ASSERT_EQ(after, "/obligations/0123456789abcdef0123456789abcdef?act=R0000001");
  EXPECT_THAT(get(after, {html, cookie("AJJ")}).body, HasSubstr("台账稍后清算")) << "not yet in the ledger";
  auto urged = step("urging", 8);
  urged.record = {1};
  service.duties_ = {duty(State::InProgress, {step("trigger", 7), urged})};
  EXPECT_THAT(get(after, {html, cookie("AJJ")}).body, HasSubstr("已登记并生效"));
  urged.applies = false;
  urged.why_not = {"办理时没有看到最近一步（第 7 号日志）", "its author had not seen the last step"};
  service.duties_ = {duty(State::InProgress, {step("trigger", 7), urged})};
  const auto page = get(after, {html, cookie("AJJ")}).body;
  EXPECT_THAT(page, HasSubstr("已登记，但无效"));
  EXPECT_THAT(page, HasSubstr("原因：办理时没有看到最近一步"));
  EXPECT_THAT(page, HasSubstr("仍需办理的，在本页重新办理"));
  const auto english = get(after + "&lang=en", {html, cookie("AJJ")}).body;
  EXPECT_THAT(english, HasSubstr("Why: its author had not seen the last step"));
  EXPECT_THAT(get("/obligations/0123456789abcdef0123456789abcdef?act=nonsense", {html, cookie("AJJ")}).body,
              testing::Not(HasSubstr("已登记，但无效")));
}

TEST_F(Acts, WhatIsNoLongerOfferedBecauseSomebodyWasFasterSaysSo) {
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {duty(State::Closed, {step("trigger", 7), step("closure", 9)})};
  const auto late = act("AJJ", "act=verification&reason=x&expects=7");
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("没有登记：您打开本页之后，事项已有新的一步"));
  EXPECT_EQ(act("AJJ", "act=verification&reason=x&expects=9").status, 403) << "he has seen it";
  EXPECT_EQ(act("AJJ", "act=verification&reason=x").status, 403) << "what he saw is not known";
  EXPECT_TRUE(service.submitted_.empty());
}

}  // namespace
}  // namespace cundang::http::test
