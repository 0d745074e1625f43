// SPDX-License-Identifier: GPL-3.0-or-later
// 预警 over a data directory: who sees what, what was known when, and that every draft is a record that reads clean.
#include "server/app/signal_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "server/app/adjustable_clock.h"
#include "server/app/archive.h"
#include "server/app/signal_drafts.h"
#include "server/signals/signal_json.h"
#include "tests/support/temp_dir.h"

namespace cundang::app {
namespace {

using testing::SizeIs;

Node leaf(std::string name, std::string text) { return {std::move(name), {}, std::move(text), {}, 0}; }

std::string shipped(const std::string& pack) {
  std::ifstream in{std::string{CUNDANG_SOURCE_DIR} + "/config/packs/" + pack, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

Record accident(const std::string& district, const std::string& sector, int deaths) {
  Record record;
  record.form = "1.0";
  record.kind = record.content.name = "accident";
  record.submitter = {{"AJJ"}, ""};
  record.authors = {{{"AJJ"}, "局"}};
  record.title = "事故快报";
  record.document_date = *parse_date("2012-07-02");
  record.content.children = {leaf("district", district),
                             leaf("sector", sector),
                             leaf("occurred", "2012-07-01T10:00:00+08:00"),
                             leaf("deaths", std::to_string(deaths)),
                             leaf("serious-injuries", "0"),
                             leaf("loss", "0"),
                             {"cause", {{"class", "坍塌"}}, "调查中", {}, 0},
                             leaf("report", "first")};
  return record;
}

class SignalCasesTest : public testing::Test {
 protected:
  SignalCasesTest() {
    Archive::found(layout, {"cundang.example/test", clock->now()}, *clock);
    archive = std::make_unique<Archive>(layout, ArchiveOptions{}, clock);
    for (const auto* pack : {"units.xml", "policies.xml", "list-sector-construction.xml"}) file(shipped(pack), "AWB");
    cases = std::make_unique<SignalCases>(archive->entries(), archive->signal_view(), *archive);
  }
  AccessionNumber file(const std::string& xml, const std::string& unit) {
    Submission submission;
    submission.actor = {{"wang.min"}, {unit}, AuthMethod::Password, {Role::Office, Role::Submitter}};
    submission.record_xml = xml;
    const auto result = archive->submit(std::move(submission));
    for (const auto& finding : result.findings) ADD_FAILURE() << finding.code << " " << finding.reason.en;
    archive->settle_now();
    return result.accession.value_or(AccessionNumber{});
  }
  AccessionNumber file(const Record& record) { return file(write_record(record), record.submitter.code.text); }
  static Viewer unit(const std::string& code) { return {{"reader"}, {code}, false}; }
  static Viewer bureau() { return {{"reader"}, {"AJJ"}, true}; }
  std::vector<signals::Signal> found(const SignalQuery& query) { return cases->signals(query, bureau()).signals; }

  support::TempDir dir;
  DataLayout layout{dir / "data"};
  std::shared_ptr<AdjustableClock> clock =
      std::make_shared<AdjustableClock>(*parse_instant("2012-07-02T09:00:00+08:00"));
  std::unique_ptr<Archive> archive;
  std::unique_ptr<SignalCases> cases;
};

TEST_F(SignalCasesTest, AUnitSeesItsOwnAccidentsAndNoSuggestion) {
  file(accident("HDQ", "建筑施工", 3));
  file(accident("LSQ", "道路交通", 1));
  EXPECT_EQ(cases->accidents({}, bureau()).whole.now.accidents, 2);
  for (const auto& [code, deaths] :
       {std::pair{"HDQ", 3}, {"LSQ", 1}, {"ZJW", 3}, {"XHQ", 0}, {"JTJ", 0}})  // ZJW supervises 建筑施工
    EXPECT_EQ(cases->accidents({}, unit(code)).whole.now.toll.deaths, deaths) << code;
  EXPECT_EQ(cases->accidents({}, unit("")).whole.now.accidents, 0) << "an administrator reads no records";
  EXPECT_THROW(cases->signals({}, unit("HDQ")), Error);
  EXPECT_THROW(cases->quarter_draft(QuarterPaper::Forecast, {2012, 2}, {}, unit("HDQ")), Error);
}

TEST_F(SignalCasesTest, WhatWasKnownThenIsReplayedAndNowIsKept) {
  file(accident("HDQ", "建筑施工", 3));
  const auto size = archive->health().tree_size;
  file(accident("HDQ", "建筑施工", 4));
  SignalQuery query;
  query.trigger = "T1-consecutive";
  query.unit = {"HDQ"};
  const auto now = found(query);
  ASSERT_THAT(now, SizeIs(1));
  EXPECT_EQ(signals::to_json(found(query)[0]), signals::to_json(now[0])) << "asked twice";
  auto then = query;
  then.knowledge.size = size;
  EXPECT_THAT(found(then), SizeIs(0));
  auto all = query;
  all.knowledge.size = archive->health().tree_size;
  ASSERT_THAT(found(all), SizeIs(1));
  EXPECT_EQ(signals::to_json(found(all)[0]), signals::to_json(now[0])) << "live and replayed agree";
  then.knowledge.size = 10'000;
  EXPECT_THROW(found(then), Error);
}

TEST_F(SignalCasesTest, ADraftFiledAndDecidedChangesTheState) {
  file(accident("HDQ", "建筑施工", 3));
  file(accident("HDQ", "建筑施工", 4));
  SignalQuery query;
  query.trigger = "T1-consecutive";
  query.unit = {"HDQ"};
  const auto signal = found(query).at(0);
  const auto notice = file(cases->paper_draft(signal, bureau()).xml, "AJJ");
  file(cases->decision_xml(signal, signals::Action::Talk, notice, {}, signal.last_leaf, bureau()), "AJJ");
  EXPECT_EQ(found(query).at(0).state, signals::SignalState::Talk);
  EXPECT_EQ(found(query).at(0).id, signal.id);
}

TEST_F(SignalCasesTest, WhatCannotHaveAnEffectIsRefusedAtTheDoor) {
  file(accident("HDQ", "建筑施工", 3));
  file(accident("HDQ", "建筑施工", 4));
  SignalQuery query;
  query.trigger = "T1-consecutive";
  query.unit = {"HDQ"};
  const auto signal = found(query).at(0);
  auto unknown = signal;
  unknown.id = std::string(32, '0');
  auto to_others = signal;
  to_others.targets = {{"LSQ"}};
  to_others.subject.unit = {"LSQ"};
  const auto notice = file(cases->paper_draft(to_others, bureau()).xml, "AJJ");
  const auto refused = [&](const std::string& xml, std::set<Role> roles) {
    Submission submission;
    submission.actor = {{"wang.min"}, {"AJJ"}, AuthMethod::Password, std::move(roles)};
    submission.record_xml = xml;
    std::string codes;
    for (const auto& finding : archive->submit(std::move(submission)).findings) codes += finding.code + " ";
    return codes;
  };
  const auto decision = [&](const signals::Signal& about, std::optional<AccessionNumber> paper) {
    return cases->decision_xml(about, signals::Action::Talk, paper, {}, std::nullopt, bureau());
  };
  const std::set<Role> office{Role::Office, Role::Submitter};
  EXPECT_EQ(refused(decision(unknown, std::nullopt), office), "signals.no-effect ");
  EXPECT_EQ(refused(decision(signal, AccessionNumber{999'999}), office), "signals.no-effect ");
  EXPECT_EQ(refused(decision(signal, notice), office), "signals.no-effect ") << "it goes to LSQ";
  EXPECT_EQ(refused(decision(unknown, std::nullopt), {Role::Submitter}), "authority.office-only ")
      << "nobody else learns which suggestions there are";
  archive->settle_now();
  EXPECT_THAT(found(query).at(0).decisions, SizeIs(0));
}

// ---- drafts

const RecordReader reader;

TEST(Drafts, AreAddressedToBodiesThatAreStillThere) {
  const auto district = [](const char* code, std::optional<Date> from, std::optional<Date> until) {
    Unit unit;
    unit.code = {code};
    unit.unit_class = UnitClass::District;
    unit.names = {{code, {}, {}, {}}};
    unit.from = from;
    unit.until = until;
    return unit;
  };
  const DraftContext context{
      {"AWB"},
      *parse_date("2012-07-02"),
      {district("HDQ", {}, {}), district("OLD", {}, parse_date("2012-07-01")),
       district("NEW", parse_date("2012-07-03"), {}), district("LAST", {}, parse_date("2012-07-02"))}};
  std::vector<std::string> copied;
  for (const auto& unit : draft_forecast({}, context).copies) copied.push_back(unit.code.text);
  EXPECT_EQ(copied, (std::vector<std::string>{"HDQ", "LAST"}));
}

class EveryTrigger : public testing::TestWithParam<signals::TriggerInfo> {};

TEST_P(EveryTrigger, ItsDraftAndDecisionReadClean) {
  const DraftContext context{{"AJJ"}, *parse_date("2012-07-02"), {}};
  signals::Signal signal;
  signal.id = std::string(32, 'a');
  signal.trigger = GetParam().trigger;
  signal.subject = {signals::Subject::Role::District, {"HDQ"}, {}};
  signal.targets = {{"HDQ"}};
  for (int i = 1; i <= 60; ++i) signal.facts.push_back({{i}, {i}, {"事故 <&>", "accident"}});
  signal.arithmetic = {{"3 ≥ 2", "3 ≥ 2"}};
  const auto paper = reader.read(write_record(draft_paper(signal, context)));
  ASSERT_TRUE(paper.ok()) << paper.findings().front().reason.en;
  EXPECT_THAT(paper.findings(), testing::IsEmpty());
  EXPECT_EQ(paper.value().kind, GetParam().paper);
  EXPECT_EQ(paper.value().content.child("grounds")->attribute("trigger"), GetParam().code);
  EXPECT_THAT(paper.value().content.child("grounds")->text, testing::HasSubstr(signal.id));
  const auto decision = reader.read(write_record(draft_decision(signal, GetParam().action, {{7}}, {}, 63, context)));
  EXPECT_TRUE(decision.ok());
  const auto dismissal =
      reader.read(write_record(draft_decision(signal, signals::Action::Dismissed, {}, "重复", std::nullopt, context)));
  EXPECT_TRUE(dismissal.ok());
}

INSTANTIATE_TEST_SUITE_P(Table, EveryTrigger, testing::ValuesIn(signals::all_triggers()), [](const auto& row) {
  std::string name{row.param.code};
  std::erase(name, '-');
  return name;
});

TEST(QuarterDrafts, OfAnEmptyQuarterSayWhatWasNotSeen) {
  const DraftContext context{{"AWB"}, *parse_date("2012-07-02"), {}};
  signals::QuarterSources sources;
  sources.quarter = {2012, 2};
  sources.missing = {{"ZJW"}};
  for (const auto& record : {draft_summary(sources, context), draft_forecast(sources, context)}) {
    const auto read = reader.read(write_record(record));
    ASSERT_TRUE(read.ok()) << record.kind << " " << read.findings().front().reason.en;
    EXPECT_EQ(read.value().body.back().text, "截至 2012-07-02，本系统未见下列单位的材料：ZJW。") << record.kind;
  }
}

}  // namespace
}  // namespace cundang::app
