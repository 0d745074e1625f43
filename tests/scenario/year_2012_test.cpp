// SPDX-License-Identifier: GPL-3.0-or-later
// A municipality lives through 2012: what the program says of a dozen days, beside tables reckoned by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/obligations/obligation_json.h"
#include "tests/scenario/expected_table.h"
#include "tests/scenario/lived_year.h"
#include "tests/scenario/tsv.h"
#include "tests/support/child_process.h"
#include "tests/support/served_archive.h"

namespace cundang::scenario {
namespace {

const std::filesystem::path kYear = std::string{CUNDANG_SOURCE_DIR} + "/tests/scenario/year-2012";

class Year2012 : public testing::Test {
 protected:
  static const LivedYear& year() {
    static const LivedYear lived{kYear};
    return lived;
  }
};

TEST_F(Year2012, EveryDocumentIsRegisteredOrRefusedAsTheTimelineSays) {
  for (const auto& surprise : year().surprises()) ADD_FAILURE() << surprise;
}

TEST_F(Year2012, OnEachDayEveryDutyStandsAsReckonedByHand) {
  const auto tables = read_expected_tables(kYear / "expected");
  ASSERT_GE(tables.size(), 12U);
  for (const auto& table : tables)
    for (const auto& difference : compare(table, year())) ADD_FAILURE() << difference;
}

/// What has no effect stands in the history with its reason: expected/steps-not-applied.tsv, and nothing else.
TEST_F(Year2012, OnlyTheStepsNamedDoNotApply) {
  std::map<std::string, std::string> expected;
  for (const auto& row : read_tsv(kYear / "expected" / "steps-not-applied.tsv")) expected[row["document"]] = row["why"];
  std::map<std::string, std::string> got;
  for (const auto& duty : year().obligations(Date{std::chrono::year{2013} / 1 / 31}))
    for (const auto& step : duty.history)
      if (!step.applies) got[year().document(step.record)] = step.why_not.zh;
  for (const auto& [document, why] : expected)
    EXPECT_THAT(got[document], testing::HasSubstr(why)) << "document " << document;
  for (const auto& [document, why] : got) EXPECT_TRUE(expected.contains(document)) << document << " 无效：" << why;
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

}  // namespace
}  // namespace cundang::scenario
