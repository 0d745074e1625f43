// SPDX-License-Identifier: GPL-3.0-or-later
// A municipality lives through 2012: what the program says of a dozen days, beside tables reckoned by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/xml/record_reader.h"
#include "server/app/assessment_cases.h"
#include "server/assessment/result_json.h"
#include "server/obligations/obligation_json.h"
#include "tests/scenario/expected_scores.h"
#include "tests/scenario/expected_signals.h"
#include "tests/scenario/expected_table.h"
#include "tests/scenario/lived_year.h"
#include "tests/scenario/tsv.h"
#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"

namespace cundang::scenario {
namespace {

const std::filesystem::path kYear = std::string{CUNDANG_SOURCE_DIR} + "/tests/scenario/year-2012";

const std::filesystem::path kExpected = kYear / "expected";
const std::filesystem::path kExamples = std::string{CUNDANG_SOURCE_DIR} + "/config/packs/examples";
/// After the freeze, and after what was tried on the frozen year.
constexpr Date kAfterAll{std::chrono::year{2013} / 3 / 31};

class Year2012 : public testing::Test {
 protected:
  static const LivedYear& year() {
    static const LivedYear lived{kYear};
    return lived;
  }
  static assessment::YearResult assess(assessment::WhatIf what_if = {}) {
    app::AssessmentQuery query;
    query.year = 2012;
    query.on = kAfterAll;
    query.what_if = std::move(what_if);
    return app::AssessmentCases{year().archive()}.assess(query, {{"qin.yue"}, {"AWB"}, true}).result;
  }
  static assessment::ScoringPack example(const std::string& name) {
    auto pack = app::read_scoring_pack(RecordReader{}, support::read_file(kExamples / name));
    if (!pack) throw std::runtime_error{name + ": " + pack.findings().front().reason.zh};
    return std::move(pack.value());
  }
  /// Each document of the table, and no other, for the reason the table gives.
  static void expect_reasons(const std::filesystem::path& table, std::map<std::string, std::string> got) {
    for (const auto& row : read_tsv(table)) {
      EXPECT_THAT(got[row["document"]], testing::HasSubstr(row["why"])) << row.place;
      got.erase(row["document"]);
    }
    for (const auto& [document, why] : got)
      ADD_FAILURE() << document << " is not in " << table.filename() << ": " << why;
  }
  static void expect_none(const std::vector<std::string>& differences) {
    for (const auto& difference : differences) ADD_FAILURE() << difference;
  }
};

TEST_F(Year2012, EveryDocumentIsRegisteredOrRefusedAsTheTimelineSays) {
  for (const auto& surprise : year().surprises()) ADD_FAILURE() << surprise;
}

TEST_F(Year2012, OnEachDayEveryDutyStandsAsReckonedByHand) {
  const auto tables = read_expected_tables(kExpected);
  ASSERT_GE(tables.size(), 12U);
  for (const auto& table : tables) expect_none(compare(table, year()));
}

/// What has no effect stands in the history with its reason: expected/steps-not-applied.tsv, and nothing else.
TEST_F(Year2012, OnlyTheStepsNamedDoNotApply) {
  std::map<std::string, std::string> got;
  for (const auto& duty : year().obligations(Date{std::chrono::year{2013} / 1 / 31}))
    for (const auto& step : duty.history)
      if (!step.applies) got[year().document(step.record)] = step.why_not.zh;
  expect_reasons(kExpected / "steps-not-applied.tsv", std::move(got));
}

TEST_F(Year2012, TheCommandLineSaysTheSameOfTheLastDay) {
  const auto done = support::run(
      {support::cundang_program(), "obligations", "--on", "2012-12-31", "--json", "--data", year().data()});
  ASSERT_EQ(done.status, 0) << done.errors;
  std::string expected = "[";
  for (const auto& duty : year().obligations(Date{std::chrono::year{2012} / 12 / 31}))
    expected += (expected.size() > 1 ? ",\n " : "") + ledger::to_json(duty);
  EXPECT_EQ(done.output, expected + "]\n");
}

/// A first report of two deaths suggests nothing; the follow-up of three does.
TEST_F(Year2012, WhatIsSuggestedIsAsReckonedByHand) {
  for (const auto* day : {"2012-05-24", "2012-12-31"})
    expect_none(compare_signals(kExpected / (std::string{"signals-"} + day + ".tsv"), year()));
}

/// The shipped pack scores 通报批评 alone; one appeal was upheld, one was not.
TEST_F(Year2012, TheYearEndScoreIsAsReckonedByHand) {
  const auto result = assess();
  EXPECT_TRUE(result.decided);
  EXPECT_TRUE(result.frozen);
  for (const auto& step : result.steps) EXPECT_TRUE(step.applies) << step.why_not.zh;
  EXPECT_EQ(to_text(result.books_close), "2013-01-22") << "15 January and the 5 working days of 10e";
  expect_none(compare_cards(kExpected / "assessment-2012.tsv", result));
  expect_none(compare_performance(kExpected / "performance-2012.tsv", result));
}

TEST_F(Year2012, UnderTheExamplePacksEveryItemIsAsReckonedByHand) {
  const auto result =
      assess({{}, {example("scoring-example-2012-district.xml"), example("scoring-example-2012-department.xml")}});
  expect_none(compare_items(kExpected / "assessment-2012-example-items.tsv", result));
  expect_none(compare_cards(kExpected / "assessment-2012-example.tsv", result));
}

/// Nothing is decided while appeals may come, nobody reviews himself, nothing moves a frozen year: refused at the door.
TEST_F(Year2012, WhatIsRefusedIsRefusedForItsReason) { expect_reasons(kExpected / "refusals.tsv", year().refusals()); }

TEST_F(Year2012, TheCommandLineAssessesTheSame) {
  const auto done = support::run({support::cundang_program(), "assess", "--year", "2012", "--on", to_text(kAfterAll),
                                  "--json", "--data", year().data()});
  ASSERT_EQ(done.status, 0) << done.errors;
  EXPECT_EQ(done.output, assessment::to_json(assess()) + "\n");
}

/// What is kept for good explains itself: ledger and score come out the same from packages and log alone.
TEST_F(Year2012, TheArchiveAloneGivesTheSame) {
  const auto ledger =
      support::run({support::cundang_program(), "obligations", "rebuild", "--check", "--data", year().data()});
  EXPECT_EQ(ledger.status, 0) << ledger.output << ledger.errors;
  const auto score = support::run({support::cundang_program(), "assess", "--year", "2012", "--on", to_text(kAfterAll),
                                   "--json", "--from", year().data() / "archive"});
  ASSERT_EQ(score.status, 0) << score.errors;
  EXPECT_EQ(score.output, assessment::to_json(assess()) + "\n");
}

/// By other hands: a script that shares no code with the program reads the exported archive.
TEST_F(Year2012, ASecondComputationAgreesToThePoint) {
  if (support::run({"/bin/sh", "-c", "command -v perl && command -v unzip"}).status != 0) GTEST_SKIP() << "no unzip";
  const auto script = std::string{CUNDANG_SOURCE_DIR} + "/tests/server/assessment/second_opinion.pl";
  const auto second = support::run({"perl", script, year().data() / "archive", "2012", to_text(kAfterAll)});
  ASSERT_EQ(second.status, 0) << second.errors;
  std::string expected;
  std::map<std::string, std::string> totals;
  for (const auto& row : read_tsv(kExpected / "assessment-2012.tsv")) totals[row["unit"]] = row["total"];
  for (const auto& [unit, total] : totals) expected += unit + " " + total + "\n";
  EXPECT_EQ(support::run({"/bin/sh", "-c", "printf %s \"$1\" | sort", "sort", second.output}).output, expected);
}

}  // namespace
}  // namespace cundang::scenario
