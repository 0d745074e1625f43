// SPDX-License-Identifier: GPL-3.0-or-later
// What the shipped packs and the exercise documents together oblige: a table a records manager can check by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/obligations/ledger.h"
#include "tests/config/demo_entries.h"

namespace cundang {
namespace {

using namespace std::chrono;  // NOLINT: the table below reads as dates
using ledger::State;

/// The ledger after packs and documents are filed.
ledger::Ledger filed() {
  ledger::Ledger ledger;
  for (const auto& entry : config::test::demo_entries()) ledger.apply(entry);
  return ledger;
}

struct Row {
  std::string name;
  Date on;
  std::string rule, unit;
  State state;
  std::optional<Date> due;
  int days_overdue;
};

class Exercise : public testing::TestWithParam<Row> {
 protected:
  static const ledger::Ledger& ledger() {
    static const auto ledger = filed();
    return ledger;
  }
};

TEST_P(Exercise, OnThatDay) {
  const auto& row = GetParam();
  std::vector<ledger::Obligation> found;
  for (const auto& each : ledger().obligations(row.on))
    if (each.rule == row.rule && each.owing.text == row.unit) found.push_back(each);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].state, row.state) << state_code(found[0].state);
  EXPECT_EQ(found[0].due.day, row.due);
  EXPECT_EQ(found[0].days_overdue, row.days_overdue);
  for (const auto& step : found[0].history) EXPECT_TRUE(step.applies) << step.act << ": " << step.why_not.en;
}

INSTANTIATE_TEST_SUITE_P(
    Mingyuan, Exercise,
    testing::Values(
        // The first evening: what is near. The meeting was on 20 June; 22 June is a day off, so 10 working days end on
        // 5 July.
        Row{"MinutesNear", 2012y / July / 2, "例会-纪要", "AWB", State::InProgress, 2012y / July / 5, 0},
        Row{"FloodNear", 2012y / July / 2, "文件自带要求", "LSQ", State::InProgress, 2012y / July / 6, 0},
        Row{"FloodUnsigned", 2012y / July / 2, "文件自带要求", "XHQ", State::AwaitingAcknowledgement, 2012y / July / 6,
            0},
        Row{"HalfYearNear", 2012y / July / 2, "通报-半年", "JTJ", State::InProgress, 2012y / July / 10, 0},
        Row{"FeedbackFromService", 2012y / July / 2, "例会-落实反馈", "ZJW", State::InProgress, 2012y / July / 16, 0},
        // One is overdue soon: the report to the city government, four days late.
        Row{"MinutesOverdue", 2012y / July / 6, "例会-纪要", "AWB", State::InProgress, 2012y / July / 5, 1},
        Row{"MinutesLate", 2012y / July / 9, "例会-纪要", "AWB", State::Answered, 2012y / July / 5, 4},
        // The flood notice: closed; extended and then overdue; late and returned.
        Row{"FloodClosed", 2012y / July / 13, "文件自带要求", "HDQ", State::Closed, 2012y / July / 6, 0},
        Row{"FloodExtended", 2012y / July / 9, "文件自带要求", "LSQ", State::InProgress, 2012y / July / 12, 0},
        Row{"FloodOverdue", 2012y / July / 13, "文件自带要求", "LSQ", State::InProgress, 2012y / July / 12, 1},
        Row{"FloodLate", 2012y / July / 9, "文件自带要求", "XHQ", State::Answered, 2012y / July / 6, 3},
        Row{"FloodReturned", 2012y / July / 13, "文件自带要求", "XHQ", State::Returned, 2012y / July / 18, 0},
        // Feedback on the meeting: given, near, not yet signed for; the summary waits for it.
        Row{"FeedbackGiven", 2012y / July / 13, "例会-落实反馈", "ZJW", State::Answered, 2012y / July / 16, 0},
        Row{"FeedbackNear", 2012y / July / 13, "例会-落实反馈", "JTJ", State::InProgress, 2012y / July / 16, 0},
        Row{"FeedbackServedLater", 2012y / July / 13, "例会-落实反馈", "LSQ", State::InProgress, 2012y / July / 19, 0},
        Row{"FeedbackUnsigned", 2012y / July / 13, "例会-落实反馈", "GAJ", State::AwaitingAcknowledgement, {}, 0},
        Row{"SummaryWaits", 2012y / July / 13, "例会-落实汇总", "AWB", State::AwaitingInputs, {}, 0},
        // Letters: one answered in both ways, one silent.
        Row{"LetterTalked", 2012y / July / 13, "函告-沟通", "JTJ", State::Answered, 2012y / July / 9, 0},
        Row{"LetterAnswered", 2012y / July / 13, "函告-书面反馈", "JTJ", State::Answered, 2012y / July / 23, 0},
        Row{"LetterSilent", 2012y / July / 13, "函告-沟通", "LSQ", State::InProgress, 2012y / July / 9, 4},
        Row{"LetterNear", 2012y / July / 13, "函告-书面反馈", "LSQ", State::InProgress, 2012y / July / 23, 0},
        // Half-year reports: in time, late, missing though urged, missing.
        Row{"HalfYearInTime", 2012y / July / 13, "通报-半年", "GAJ", State::Answered, 2012y / July / 10, 0},
        Row{"HalfYearLate", 2012y / July / 13, "通报-半年", "SWJ", State::Answered, 2012y / July / 10, 2},
        Row{"HalfYearUrged", 2012y / July / 13, "通报-半年", "JTJ", State::InProgress, 2012y / July / 10, 3},
        // Quarterly analysis, due on the 5th: in time, late, missing; the seminar waits for nothing more.
        Row{"QuarterInTime", 2012y / July / 13, "形势-季度分析", "ZJW", State::Answered, 2012y / July / 5, 0},
        Row{"QuarterLate", 2012y / July / 13, "形势-季度分析", "JYW", State::Answered, 2012y / July / 5, 4},
        Row{"QuarterMissing", 2012y / July / 13, "形势-季度分析", "JXW", State::InProgress, 2012y / July / 5, 8},
        Row{"Complaints", 2012y / July / 13, "形势-举报投诉", "AJJ", State::Answered, 2012y / July / 5, 0},
        // The joint meeting, and the talk to come.
        Row{"JointMinutes", 2012y / July / 13, "联席-纪要", "AJJ", State::Answered, 2012y / July / 25, 0},
        Row{"TalkUnserved", 2012y / July / 13, "约谈-材料", "HXHG", State::AwaitingService, 2012y / July / 19, 0},
        Row{"HalfYearMissing", 2012y / July / 13, "通报-半年", "ZLJ", State::InProgress, 2012y / July / 10, 3}),
    [](const auto& row) { return row.param.name; });

TEST_F(Exercise, AnUrgingStandsInTheHistory) {
  for (const auto& each : ledger().obligations(2012y / July / 13)) {
    if (each.rule != "通报-半年" || each.owing.text != "JTJ") continue;
    EXPECT_THAT(each.history, testing::Contains(testing::Field(&ledger::HistoryStep::act, "urging")));
    return;
  }
  FAIL() << "no such duty";
}

}  // namespace
}  // namespace cundang
