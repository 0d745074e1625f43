// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/disposition/arrangement.h"

#include <gtest/gtest.h>

namespace cundang::disposition {
namespace {

constexpr RetentionPeriod Y = RetentionPeriod::Permanent, D30 = RetentionPeriod::D30;

/// An archive of five documents of 2012 and one of 2013, to which the office or another adds 归档整理.
class ArrangementTest : public testing::Test {
 protected:
  ArrangementTest() {
    for (int i = 1; i <= 6; ++i) arrangement_.add({{i}, i, "0001", i == 6 ? 2013 : 2012, i == 3 ? Y : D30});
  }

  static Node filed(const std::string& record, const std::string& code) {
    return {"filed", {{"record", record}, {"archival-code", code}}, {}, {}, 0};
  }
  static Node kept(const std::string& record, const std::string& reason) {
    return {"kept", {{"record", record}, {"reason", reason}}, {}, {}, 0};
  }
  void arrange(std::vector<Node> lines, const std::string& unit = "AWB", bool historical = false) {
    Entry entry;
    entry.leaf = next_;
    entry.number = {next_++};
    entry.received_at = *parse_instant("2013-03-01T09:00:00+08:00");
    entry.unit = {unit};
    entry.record.kind = "arrangement";
    entry.record.historical = historical;
    entry.record.content.name = "arrangement";
    entry.record.content.children = std::move(lines);
    arrangement_.add({entry.number, entry.leaf, "0001", 2013, Y});
    arrangement_.apply(entry);
  }
  std::string code(int number) const {
    const auto* found = arrangement_.find({number});
    return found->code ? cundang::to_text(*found->code) : to_text(found->state);
  }
  std::string last_refusal() const {
    return arrangement_.ineffective().empty() ? "" : arrangement_.ineffective().back().reason.en;
  }

  Arrangement arrangement_{[](const UnitCode& unit, Date) { return unit.text == "AWB"; }};
  std::int64_t next_ = 10;
};

TEST_F(ArrangementTest, NumbersRunOnInEachClass) {
  arrange({filed("R0000001", "0001-WS·2012-D30-BGS-0001"), filed("R0000003", "0001-WS·2012-Y-BGS-0001"),
           filed("R0000002", "0001-WS·2012-D30-BGS-0002")});
  arrange({filed("R0000004", "0001-WS·2012-D30-BGS-0003"), filed("R0000006", "0001-WS·2013-D30-BGS-0001")});
  EXPECT_EQ(code(2), "0001-WS·2012-D30-BGS-0002");
  EXPECT_EQ(code(4), "0001-WS·2012-D30-BGS-0003");
  EXPECT_EQ(code(5), "awaiting");
  EXPECT_TRUE(arrangement_.ineffective().empty());
  EXPECT_TRUE(check_continuity(arrangement_.codes()).empty());
  ASSERT_EQ(arrangement_.classes().size(), 3U);
  EXPECT_EQ(arrangement_.find({4})->by, AccessionNumber{11});
}

TEST_F(ArrangementTest, TheKeeperMaySettleAnotherPeriodThanProposed) {
  arrange({filed("R0000001", "0001-WS·2012-D10-BGS-0001")});
  EXPECT_EQ(code(1), "0001-WS·2012-D10-BGS-0001");
}

TEST_F(ArrangementTest, ACodeOnceGivenNeverChanges) {
  arrange({filed("R0000001", "0001-WS·2012-D30-BGS-0001")});
  arrange({filed("R0000001", "0001-WS·2012-Y-BGS-0001")});
  EXPECT_EQ(last_refusal(), "it has the code 0001-WS·2012-D30-BGS-0001, which never changes");
  arrange({kept("R0000001", "不归档")});
  EXPECT_EQ(code(1), "0001-WS·2012-D30-BGS-0001");
  EXPECT_EQ(arrangement_.ineffective().size(), 2U);
}

TEST_F(ArrangementTest, WhatIsKeptMayStillBeFiled) {
  arrange({kept("R0000005", "抄送件，不归档（8号令第四条）")});
  EXPECT_EQ(code(5), "kept");
  EXPECT_EQ(arrangement_.find({5})->reason, "抄送件，不归档（8号令第四条）");
  arrange({filed("R0000005", "0001-WS·2012-D30-BGS-0001")});
  EXPECT_EQ(code(5), "0001-WS·2012-D30-BGS-0001");
}

struct WithoutEffect {
  const char* name;
  const char* record;
  const char* code;
  const char* unit;
  const char* reason;
};
class LineWithoutEffect : public ArrangementTest, public testing::WithParamInterface<WithoutEffect> {};

TEST_P(LineWithoutEffect, SaysWhy) {
  arrange({filed("R0000001", "0001-WS·2012-D30-BGS-0001")});
  arrange({filed(GetParam().record, GetParam().code)}, GetParam().unit);
  ASSERT_EQ(arrangement_.ineffective().size(), 1U);
  EXPECT_EQ(last_refusal(), GetParam().reason);
  EXPECT_EQ(arrangement_.ineffective().back().by, AccessionNumber{11});
  EXPECT_FALSE(arrangement_.ineffective().back().reason.zh.empty());
  EXPECT_TRUE(check_continuity(arrangement_.codes()).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Lines, LineWithoutEffect,
    testing::Values(
        WithoutEffect{"AGap", "R0000002", "0001-WS·2012-D30-BGS-0003", "AWB", "the number that is due is 2"},
        WithoutEffect{"ANumberTwice", "R0000002", "0001-WS·2012-D30-BGS-0001", "AWB", "the number that is due is 2"},
        WithoutEffect{"ANewClassNotFrom1", "R0000002", "0001-WS·2012-D30-ZHC-0002", "AWB",
                      "the number that is due is 1"},
        WithoutEffect{"AnotherYear", "R0000006", "0001-WS·2012-D30-BGS-0002", "AWB", "the year is that of issue, 2013"},
        WithoutEffect{"AnotherFonds", "R0000002", "0002-WS·2012-D30-BGS-0001", "AWB", "the fonds is 0001"},
        WithoutEffect{"NoCode", "R0000002", "0001-WS-2012-D30-BGS-0002", "AWB", "the code is not of DA/T 22"},
        WithoutEffect{"UnknownRecord", "R0000099", "0001-WS·2012-D30-BGS-0002", "AWB",
                      "no such record was registered before"},
        WithoutEffect{"ItselfBeforeItWas", "R0000011", "0001-WS·2013-Y-BGS-0001", "AWB",
                      "no such record was registered before"},
        WithoutEffect{"NotTheKeeper", "R0000002", "0001-WS·2012-D30-BGS-0002", "ZJW", "only the office arranges"}),
    [](const auto& row) { return std::string{row.param.name}; });

struct CodesCase {
  const char* name;
  std::vector<const char*> codes;
  std::string found;  ///< code and place of each finding
};
class Continuity : public testing::TestWithParam<CodesCase> {};

TEST_P(Continuity, NamesWhatIsMissingOrThereTwice) {
  std::vector<ArchivalCode> codes;
  for (const auto* each : GetParam().codes) codes.push_back(*parse_archival_code(each));
  std::string found;
  for (const auto& each : check_continuity(codes)) {
    EXPECT_EQ(each.severity, Severity::Fault);
    found += each.code + " " + each.place + "\n";
  }
  EXPECT_EQ(found, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, Continuity,
    testing::Values(CodesCase{"None", {}, ""},
                    CodesCase{"EachClassFrom1InAnyOrder",
                              {"0001-WS·2012-D30-BGS-0002", "0001-WS·2012-Y-BGS-0001", "0001-WS·2012-D30-BGS-0001"},
                              ""},
                    CodesCase{"Twice",
                              {"0001-WS·2012-D30-BGS-0001", "0001-WS·2012-D30-BGS-0001"},
                              "arrangement.code-twice 0001-WS·2012-D30-BGS-0001\n"},
                    CodesCase{"NotFrom1AndAGap",
                              {"0001-WS·2012-D30-BGS-0002", "0001-WS·2012-D30-BGS-0004"},
                              "arrangement.gap 0001-WS·2012-D30-BGS-0001\narrangement.gap 0001-WS·2012-D30-BGS-0003\n"},
                    CodesCase{"AnotherClassFillsNoGap",
                              {"0001-WS·2012-Y-BGS-0001", "0001-WS·2012-D30-BGS-0002"},
                              "arrangement.gap 0001-WS·2012-D30-BGS-0001\n"}),
    [](const auto& row) { return std::string{row.param.name}; });

TEST_F(ArrangementTest, AnOldHoldingArrangesNothing) {
  arrange({filed("R0000001", "0001-WS·2012-D30-BGS-0001")}, "AWB", true);
  EXPECT_EQ(code(1), "awaiting");
}

TEST_F(ArrangementTest, AProposalGoesOnWhereTheClassEndsAndIsValidAsItStands) {
  arrange({filed("R0000002", "0001-WS·2012-D30-BGS-0001"), kept("R0000004", "重份")});
  const auto lines = arrangement_.propose({{6}, {5}, {4}, {3}, {2}, {1}, {77}}, "WS", "BGS");
  std::vector<Node> nodes;
  std::string told;
  for (const auto& [number, proposed] : lines) {
    told += cundang::to_text(number) + " " + cundang::to_text(proposed) + "\n";
    nodes.push_back(filed(cundang::to_text(number), cundang::to_text(proposed)));
  }
  EXPECT_EQ(told,
            "R0000003 0001-WS·2012-Y-BGS-0001\n"
            "R0000001 0001-WS·2012-D30-BGS-0002\n"
            "R0000005 0001-WS·2012-D30-BGS-0003\n"
            "R0000006 0001-WS·2013-D30-BGS-0001\n");
  arrange(std::move(nodes));
  EXPECT_TRUE(arrangement_.ineffective().empty());
}

}  // namespace
}  // namespace cundang::disposition
