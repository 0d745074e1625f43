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
        OfferCase{"OfficeUrges", "AJJ", office, duty(State::InProgress), {"urging"}},
        OfferCase{"OfficeDecidesOnTime",
                  "AJJ",
                  office,
                  duty(State::InProgress, {step("extension-request", 5)}),
                  {"urging", "extension-decision"}},
        OfferCase{"OfficeHasDecided",
                  "AJJ",
                  office,
                  duty(State::InProgress, {step("extension-request", 5), step("extension-decision", 6)}),
                  {"urging"}},
        OfferCase{
            "OfficeVerifiesOrReturns", "AJJ", office, duty(State::Answered), {"verification", "return-for-rework"}},
        OfferCase{"OfficeCloses", "AJJ", office, duty(State::Verified), {"closure"}},
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

struct ActCase {
  std::string name, unit, fields, kind;
  State state;
};
class EveryAct : public Acts, public testing::WithParamInterface<ActCase> {};
TEST_P(EveryAct, MakesARecordTheFormAccepts) {
  const auto& row = GetParam();
  accounts.persons.grant({"person.a"}, {"AJJ"}, {Role::Office}, {"test"});
  service.duties_ = {duty(row.state, {step("extension-request", 9)})};
  EXPECT_EQ(act(row.unit, "act=" + row.kind + row.fields).status, 303);
  const auto record = made();
  EXPECT_EQ(record.kind, row.kind);
  EXPECT_EQ(record.content.child("obligation")->attribute("id"), "0123456789abcdef0123456789abcdef");
}
INSTANTIATE_TEST_SUITE_P(
    Table, EveryAct,
    testing::Values(ActCase{"AskForTime", "ZJW", "&until=2012-08-01&reason=%E6%B1%9B%E6%9C%9F", "extension-request",
                            State::InProgress},
                    ActCase{"Urge", "AJJ", "&reason=%E8%AF%B7%E5%B0%BD%E5%BF%AB", "urging", State::InProgress},
                    ActCase{"GrantTime", "AJJ", "&until=2012-08-01&reason=%E5%90%8C%E6%84%8F", "extension-decision",
                            State::InProgress},
                    ActCase{"Verify", "AJJ", "&reason=%E5%B1%9E%E5%AE%9E", "verification", State::Answered},
                    ActCase{"Return", "AJJ", "&until=2012-08-01&reason=%E4%B8%8D%E5%85%A8", "return-for-rework",
                            State::Answered},
                    ActCase{"Close", "AJJ", "", "closure", State::Verified}),
    [](const auto& row) { return row.param.name; });

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

}  // namespace
}  // namespace cundang::http::test
