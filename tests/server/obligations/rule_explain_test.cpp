// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/rule_explain.h"

#include <algorithm>

#include "tests/server/obligations/rows.h"

namespace cundang::ledger {
namespace {

const Packs& shipped() {
  static const Packs packs = [] {
    Packs all;
    for (const auto& path : pack_paths()) all.take(read_record(path).content, day("2011-12-30"));
    return all;
  }();
  return packs;
}

struct Told {
  std::string name, rule, sentence;
};
void PrintTo(const Told& row, std::ostream* out) { *out << row.name; }
class Explain : public testing::TestWithParam<Told> {};

TEST_P(Explain, InWordsAClerkUnderstands) {
  const auto& row = GetParam();
  const auto rule = shipped().rules.in_force(row.rule, day("2012-07-02"));
  ASSERT_TRUE(rule);
  const FormWords words{[](std::string_view name, std::string_view) { return std::string{name}; },
                        [](std::string_view) { return std::string{}; }};
  const auto told = explain(*rule, shipped(), day("2012-07-02"), words);
  EXPECT_TRUE(std::any_of(told.begin(), told.end(), [&](const Text& text) { return text.zh == row.sentence; }));
  for (const auto& text : told) {
    EXPECT_FALSE(text.en.empty());
    if (testing::Test::HasFailure()) std::cerr << text.zh << "\n";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rules, Explain,
    testing::Values(
        Told{"ByWhichClause", "例会-落实反馈",
             "规则“例会-落实反馈”（会议落实情况反馈）依据制度第 1 项，三(一)4，来源：假定，自 2012-01-01 起。"},
        Told{"WhatMakesIt", "函告-书面反馈", "收到“建议函”（系列 “建议函”），发文者是安委会办公室、安全监管局时产生。"},
        Told{"WhoOwesWhom", "函告-书面反馈",
             "由每个主送单位（限于区县政府、市有关部门）向发文单位报送“工作情况书面反馈”。"},
        Told{"PolicyWithItsNumber", "函告-书面反馈",
             "期限：自送达起 15 个工作日（执行口径“函告-书面反馈”，来源：假定）。"},
        Told{"FixedDay", "通报-半年", "期限：当月 10 日前（含当日，至 24:00），遇休息日顺延至下一工作日。"},
        Told{"FanIn", "例会-落实汇总", "等“例会-落实反馈”全部收到或者逾期之后办理。"},
        Told{"SameDay", "约谈-材料", "期限：约谈当日（执行口径“约谈当日”，来源：假定）。"},
        Told{"BeforeAPeriod", "特定时期-通知", "期限：该时期开始的前一日（含当日）。"},
        Told{"SignedInOrder", "联合-会签", "写有次序的，依次办理，前一单位办结之前后一单位不起算。"},
        Told{"Condition", "联席-纪要上报",
             "收到“会议纪要”（系列 "
             "“联席会议”），发文者是安委会办公室、安全监管局，且“report-up”的“required”为“true”时产生。"},
        Told{"StatedByTheMinutes", "例会-参会", "是否办理，以“会议纪要”载明的为准，此前不算逾期。"}),
    [](const auto& row) { return row.param.name; });

TEST(Explain, EveryShippedRule) {
  for (const auto& rule : shipped().rules.newest()) {
    const FormWords words{[](std::string_view, std::string_view) { return std::string{}; },
                          [](std::string_view) { return std::string{}; }};
    const auto told = explain(*rule, shipped(), day("2012-07-02"), words);
    EXPECT_GE(told.size(), 4U) << rule->id;
    for (const auto& sentence : told) {
      EXPECT_TRUE(sentence.zh.ends_with("。")) << sentence.zh;
      EXPECT_EQ(sentence.zh.find("尚未登记"), std::string::npos) << rule->id << " names a policy that is not shipped";
    }
  }
}

}  // namespace
}  // namespace cundang::ledger
