// SPDX-License-Identifier: GPL-3.0-or-later
// A slip stays readable however much is wrong.
#include "schema/model/finding_bound.h"

#include <gtest/gtest.h>

namespace cundang {
namespace {

Finding finding(Severity severity, std::string reason) {
  return {"rules.unknown-kind", severity, "rule", 7, {std::move(reason), "unknown"}, {"请改正", "correct it"}};
}

TEST(BoundedFindings, FewAndShortStayAsTheyAre) {
  const Findings few(200, finding(Severity::Fault, "没有文种“纪要”"));
  EXPECT_EQ(bounded(few), few);
}

TEST(BoundedFindings, FaultsGoBeforeWarningsAndANoteCloses) {
  Findings many(300, finding(Severity::Warning, "尚未登记"));
  many.push_back(finding(Severity::Fault, "没有文种“纪要”"));
  const auto told = bounded(many);
  ASSERT_EQ(told.size(), 201U);
  EXPECT_EQ(told.front(), many.back());
  EXPECT_TRUE(has_fault(told));
  EXPECT_EQ(told.back().code, "findings.more");
}

TEST(BoundedFindings, ALongTextIsCutBetweenCharacters) {
  std::string name;
  for (int i = 0; i < 100'000; ++i) name += "文";
  const auto told = bounded({finding(Severity::Fault, "没有文种“" + name + "”")}).front();
  EXPECT_LE(told.reason.zh.size(), finding_text_bytes_max);
  EXPECT_GE(told.reason.zh.size(), finding_text_bytes_max - 3);
  EXPECT_TRUE(told.reason.zh.ends_with("文文…"));
  EXPECT_EQ(told.reason.en, "unknown");
}

}  // namespace
}  // namespace cundang
