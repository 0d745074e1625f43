// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>

#include "server/obligations/rules_check.h"
#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

TEST(ShippedPacks, ReadCleanAndHaveNoFault) {
  const auto paths = pack_paths();
  EXPECT_GE(paths.size(), 14u);
  for (const auto& path : paths) {
    const auto record = read_record(path);
    EXPECT_EQ(record.submitter.code.text, "AWB") << path;
    for (const auto& finding : rules_check(record.content))
      ADD_FAILURE() << path << ":" << finding.line << " " << finding.code << " " << finding.reason.en;
  }
}

TEST(ShippedPacks, NameTheUnitsOfMingyuan) {
  const Story story;
  const auto& units = story.ledger().units();
  EXPECT_EQ(units.find({"AJJ"})->full_name(), "铭远市安全生产监督管理局");
  EXPECT_EQ(units.named("市安监局", day("2012-07-01"))->code.text, "AJJ");
  EXPECT_EQ(units.of_class(UnitClass::Office, day("2012-07-01"))->code.text, "AWB");
  EXPECT_EQ(units.find({"NONE"}), nullptr);
  for (const int year : {2011, 2012, 2013, 2014, 2024, 2025, 2026})
    EXPECT_TRUE(story.ledger().has_calendar(year)) << year;
  EXPECT_FALSE(story.ledger().has_calendar(2015));
}

Node rule_pack(Node rule) { return node("rule-pack", {}, {std::move(rule)}); }

Node good_rule() {
  return node("rule", {{"id", "甲"}, {"system", "9"}, {"clause", "五(九)"}, {"from", "2012-01-01"}, {"basis", "假定"}},
              {node("every", {{"month", "10"}, {"day", "5"}, {"period", "quarter"}, {"about", "previous"}}),
               node("each", {{"list", "市有关部门"}, {"owes", "quarterly-analysis"}, {"to", "office"}}), node("due")});
}

struct BadRule {
  std::string name;
  void (*spoil)(Node& rule);
  std::string code;
};
void PrintTo(const BadRule& row, std::ostream* out) { *out << row.name; }
class RulesCheck : public testing::TestWithParam<BadRule> {};

TEST_P(RulesCheck, NamesTheFault) {
  auto rule = good_rule();
  ASSERT_TRUE(rules_check(rule_pack(rule)).empty());
  GetParam().spoil(rule);
  const auto findings = rules_check(rule_pack(rule));
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.front().code, GetParam().code);
  EXPECT_FALSE(findings.front().cure.zh.empty());
}

void set(Node& node, const std::string& name, const std::string& value) {
  for (auto& [key, old] : node.attributes)
    if (key == name) old = value;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, RulesCheck,
    testing::Values(
        BadRule{"NoTrigger", [](Node& r) { r.children.erase(r.children.begin()); }, "rules.no-trigger"},
        BadRule{"NobodyOwes", [](Node& r) { r.children.erase(r.children.begin() + 1); }, "rules.no-owing-unit"},
        BadRule{"NoDue", [](Node& r) { r.children.pop_back(); }, "rules.no-due"},
        BadRule{"NoClause", [](Node& r) { set(r, "clause", ""); }, "rules.missing-attribute"},
        BadRule{"SystemEleven", [](Node& r) { set(r, "system", "11"); }, "rules.bad-value"},
        BadRule{"ReservedName", [](Node& r) { set(r, "id", "文件自带要求"); }, "rules.reserved"},
        BadRule{"MonthThirteen", [](Node& r) { set(r.children[0], "month", "13"); }, "rules.bad-value"},
        BadRule{"ThirtyFebruary",
                [](Node& r) {
                  set(r.children[0], "month", "2");
                  set(r.children[0], "day", "30");
                },
                "rules.bad-value"},
        BadRule{"OwedToNoRole", [](Node& r) { set(r.children[1], "to", "mayor"); }, "rules.bad-value"},
        BadRule{"OwesNoKind", [](Node& r) { set(r.children[1], "owes", "quarterly-analysys"); }, "rules.unknown-kind"},
        BadRule{"TriggeredByAPack",
                [](Node& r) {
                  r.children[0] = node("on", {{"kind", "policy-pack"}});
                  r.children[2] = node("due", {{"days", "5"}});
                },
                "rules.bad-trigger"},
        BadRule{"TriggeredByNoKind",
                [](Node& r) {
                  r.children[0] = node("on", {{"kind", "minuets"}});
                  r.children[2] = node("due", {{"days", "5"}});
                },
                "rules.unknown-kind"},
        BadRule{"BeforeNothing",
                [](Node& r) {
                  r.children[0] = node("every", {{"before", "festival"}});
                },
                "rules.bad-value"},
        BadRule{"ConditionWithoutPath",
                [](Node& r) {
                  r.children[0] = node("on", {{"kind", "minutes"}}, {node("if", {{"in", "true"}})});
                  r.children[2] = node("due", {{"days", "5"}});
                },
                "rules.missing-attribute"},
        BadRule{"WaitsForItself",
                [](Node& r) {
                  r.children.insert(r.children.begin() + 2, node("after", {{"all", "甲"}}));
                },
                "rules.after-itself"},
        // domain: a policy counted from anything but the period's end could end before it
        BadRule{"PolicyBeforeThePeriodEnds",
                [](Node& r) {
                  r.children[2] = node("due", {{"policy", "及时"}, {"from", "received"}});
                },
                "rules.before-period-end"},
        // domain: 28 September may not close the third quarter
        BadRule{"BeforeThePeriodEnds",
                [](Node& r) {
                  set(r.children[0], "month", "9");
                  set(r.children[0], "day", "28");
                  set(r.children[0], "about", "current");
                },
                "rules.before-period-end"}),
    [](const auto& row) { return row.param.name; });

TEST(RulesCheck, TwoRulesOfOneName) {
  const auto pack = node("rule-pack", {}, {good_rule(), good_rule()});
  ASSERT_EQ(rules_check(pack).size(), 1u);
  EXPECT_EQ(rules_check(pack).front().code, "rules.duplicate");
}

TEST(RulesCheck, WhatLiesElsewhereIsAWarning) {
  Packs packs;
  const auto pack = rule_pack(good_rule());
  ASSERT_EQ(cross_check(pack, packs).size(), 1U);
  EXPECT_EQ(cross_check(pack, packs).front().code, "rules.unknown-list");
  EXPECT_FALSE(has_fault(cross_check(pack, packs)));
  packs.take(node("list", {{"name", "市有关部门"}}, {node("member", {{"unit", "ZJW"}})}), day("2012-01-01"));
  EXPECT_TRUE(cross_check(pack, packs).empty());
}

TEST(RulesCheck, OtherPacks) {
  const auto code = [](const Node& pack) {
    const auto findings = rules_check(pack);
    return findings.empty() ? "" : findings.front().code;
  };
  EXPECT_EQ(code(node("calendar", {{"year", "2012"}}, {node("day", {{"date", "2012-02-30"}, {"off", "true"}})})),
            "calendar.bad-day");
  EXPECT_EQ(code(node("calendar", {{"year", "12"}})), "calendar.bad-year");
  EXPECT_EQ(code(node("policy-pack", {}, {node("policy", {{"id", "及时"}, {"days", "ten"}})})), "policy.bad-term");
  EXPECT_EQ(code(node("policy-pack", {}, {node("policy", {{"id", "及时"}, {"days", "-1"}})})), "policy.bad-term");
  const auto period = [](const std::string& begins, const std::string& ends) {
    return node("special-periods", {{"year", "2012"}},
                {node("period", {{"name", "汛期"}, {"begins", begins}, {"ends", ends}})});
  };
  EXPECT_EQ(code(period("2012-06-01", "2012-09-15")), "");
  EXPECT_EQ(code(period("2012-09-15", "2012-06-01")), "periods.bad-day");
  EXPECT_EQ(code(period("2013-06-01", "2013-09-15")), "periods.bad-day");
  EXPECT_EQ(code(node("list", {{"name", "甲"}}, {node("member", {{"unit", "A"}}), node("member", {{"unit", "A"}})})),
            "list.duplicate");
  EXPECT_EQ(code(node("unit-register", {},
                      {node("unit", {{"code", "A"}, {"class", "kingdom"}}, {node("name", {}, {text("full", "甲")})})})),
            "units.bad-class");
  EXPECT_EQ(code(node("minutes")), "");
}

}  // namespace
}  // namespace cundang::ledger
