// SPDX-License-Identifier: GPL-3.0-or-later
// The examples a newcomer uploads (docs/examples, README) do what the README says of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "schema/xml/record_reader.h"
#include "server/obligations/obligation_id.h"

namespace cundang {
namespace {

Outcome<Record> read(const std::string& name) {
  std::ifstream in{std::string{CUNDANG_SOURCE_DIR} + "/docs/examples/" + name, std::ios::binary};
  return RecordReader{}.read(std::string{std::istreambuf_iterator<char>{in}, {}});
}

TEST(Examples, GoodOnesReadClean) {
  for (const auto* name : {"feedback.xml", "urging.xml"}) {
    const auto record = read(name);
    EXPECT_TRUE(record.ok()) << name;
    EXPECT_THAT(record.findings(), testing::IsEmpty()) << name;
  }
}

TEST(Examples, TheOneWithFaultsShowsEach) {
  const auto record = read("feedback-with-faults.xml");
  EXPECT_FALSE(record.ok());
  std::vector<std::string> codes;
  for (const auto& finding : record.findings()) codes.push_back(finding.code);
  EXPECT_THAT(codes, testing::ElementsAre("form.missing-element", "form.bad-date", "form.duplicate-id"));
}

// A calendar duty's id does not hang on any record number, so the example can name it.
TEST(Examples, TheUrgingNamesTheHalfYearReportOfOneDepartment) {
  const auto record = read("urging.xml");
  ASSERT_TRUE(record.ok());
  const auto* target = record.value().content.child("obligation");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->attribute("id"), ledger::obligation_id("通报-半年", "2012-H1", UnitCode{"ZLJ"}, "").text);
}

}  // namespace
}  // namespace cundang
