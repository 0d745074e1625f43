// SPDX-License-Identifier: GPL-3.0-or-later
// What the shipped policies and the exercise accidents together suggest: a table a records manager can check by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/signals/signals.h"
#include "tests/config/demo_entries.h"

namespace cundang {
namespace {

/// The suggestions after packs and documents are filed.
class ExerciseSignals : public testing::Test {
 protected:
  ExerciseSignals() {
    for (const auto& entry : config::test::demo_entries()) signals_.apply(entry);
  }
  std::vector<signals::Signal> found(std::string_view trigger, const std::string& unit) const {
    std::vector<signals::Signal> found;
    for (const auto& signal : signals_.report(*parse_date("2012-07-13")).signals)
      if (signals::trigger_info(signal.trigger).code == trigger && signal.subject.unit.text == unit)
        found.push_back(signal);
    return found;
  }

  signals::Signals signals_;
};

TEST_F(ExerciseSignals, EveryThresholdIsFixed) {
  EXPECT_THAT(signals_.report(*parse_date("2012-07-13")).missing_policies, testing::IsEmpty());
}

TEST_F(ExerciseSignals, LinshanIsFrequentAndHasGrown) {
  // 2012: 17 February to 21 June, five accidents, six dead; to 13 July 2011: two and two.
  ASSERT_THAT(found("T2-frequent", "LSQ"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-frequent", "LSQ")[0].facts, testing::SizeIs(5));
  ASSERT_THAT(found("T2-increase", "LSQ"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-increase", "LSQ")[0].arithmetic,
              testing::Contains(testing::Field(&Text::zh, "死亡人数：6，上年同期 2，（6 − 2）÷ 2 = 200% ≥ 30%")));
}

TEST_F(ExerciseSignals, XinhuTwoLargerOnesOneOfThemLowered) {
  const auto signals = found("T1-consecutive", "XHQ");
  ASSERT_THAT(signals, testing::SizeIs(1));
  ASSERT_THAT(signals[0].changes, testing::SizeIs(1));
  EXPECT_THAT(signals[0].changes[0].before.zh, testing::HasSubstr("较大事故（死亡 3 人、重伤 4 人"));
  EXPECT_THAT(signals[0].changes[0].after.zh, testing::HasSubstr("一般事故（死亡 2 人、重伤 5 人"));
}

TEST_F(ExerciseSignals, TheTankFarmIsAMajorDanger) {
  EXPECT_THAT(found("T1-hidden-danger", "HXHG"), testing::SizeIs(1));
  EXPECT_THAT(found("T2-hidden-danger", "HDQ"), testing::SizeIs(1));
}

TEST_F(ExerciseSignals, NoQuotaIsNearButTheGradeOfLargerOnes) {
  // Linshan 6 of 8 dead, construction 6 of 12: 75 and 50 %. Larger or worse: 2 of 2 until the follow-up.
  EXPECT_THAT(found("T2-quota", "LSQ"), testing::IsEmpty());
  EXPECT_THAT(found("T2-quota", ""), testing::SizeIs(1));
}

}  // namespace
}  // namespace cundang
