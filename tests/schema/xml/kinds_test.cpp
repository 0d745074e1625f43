// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of record has a good and a bad example under tests/fixtures/records; the bad one names its finding in its
// first line.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "schema/model/kind.h"
#include "schema/xml/record_reader.h"
#include "schema/xml/record_writer.h"
#include "tests/schema/xml/read_helpers.h"

namespace cundang {
namespace {

using testing_forms::codes;
using testing_forms::read_file;
using testing_forms::told;

const std::string fixtures = std::string{CUNDANG_SOURCE_DIR} + "/tests/fixtures/records/";

std::string fixture(std::string_view folder, std::string_view kind) {
  return read_file(fixtures + std::string{folder} + "/" + std::string{kind} + ".xml");
}

/// "form.empty" of "<!-- expect: form.empty -->".
std::string expected_code(const std::string& xml) {
  const std::string opening = "<!-- expect: ";
  if (!xml.starts_with(opening)) return "the first line is no <!-- expect: … -->";
  return xml.substr(opening.size(), xml.find(" -->") - opening.size());
}

void forget_lines(Node& node) {
  node.line = 0;
  for (auto& child : node.children) forget_lines(child);
}

class EachKind : public testing::TestWithParam<Kind> {};

TEST_P(EachKind, GoodExampleReadsClean) {
  const auto outcome = RecordReader{}.read(fixture("good", GetParam().name));
  ASSERT_TRUE(outcome.ok()) << told(outcome.findings());
  EXPECT_EQ(codes(outcome.findings()), "");
  EXPECT_EQ(outcome.value().kind, GetParam().name);
}

TEST_P(EachKind, BadExampleIsRefusedForItsReasonAlone) {
  const auto xml = fixture("bad", GetParam().name);
  const auto outcome = RecordReader{}.read(xml);
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(codes(outcome.findings()), expected_code(xml)) << told(outcome.findings());
}

TEST_P(EachKind, WrittenAndReadAgainIsTheSame) {
  auto read = RecordReader{}.read(fixture("good", GetParam().name));
  ASSERT_TRUE(read.ok());
  auto again = RecordReader{}.read(write_record(read.value()));
  ASSERT_TRUE(again.ok()) << told(again.findings());
  forget_lines(read.value().content);
  forget_lines(again.value().content);
  EXPECT_EQ(read.value(), again.value());
}

TEST(SignalDecision, TheActionFollowsFromTheTrigger) {
  auto xml = fixture("good", "signal-decision");  // T1: a talk
  const std::string action = "<action>talk</action>";
  xml.replace(xml.find(action), action.size(), "<action>letter</action>");
  const auto outcome = RecordReader{}.read(xml);
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(codes(outcome.findings()), "form.signal-decision") << told(outcome.findings());
}

INSTANTIATE_TEST_SUITE_P(Table, EachKind, testing::ValuesIn(all_kinds()), [](const auto& row) {
  std::string name{row.param.name};
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Kinds, EveryFixtureIsOfAKind) {
  for (const auto* folder : {"good", "bad"})
    for (const auto& file : std::filesystem::directory_iterator{fixtures + folder})
      EXPECT_NE(find_kind(file.path().stem().string()), nullptr) << file.path();
}

TEST(Kinds, AreFoundByNameAlone) {
  EXPECT_EQ(find_kind("minutes")->zh, "会议纪要");
  EXPECT_EQ(find_kind("minutes")->rows, "1b 2b");
  EXPECT_EQ(find_kind("closure")->group, KindGroup::Act);
  EXPECT_EQ(find_kind("record"), nullptr);
  EXPECT_EQ(find_kind(""), nullptr);
}

}  // namespace
}  // namespace cundang
