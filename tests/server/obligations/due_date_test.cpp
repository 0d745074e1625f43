// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/obligations/due_date.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/server/obligations/story.h"

namespace cundang::ledger {
namespace {

/// The calendars of config/packs.
const Calendar& shipped_calendar() {
  static const Calendar calendar = [] {
    Calendar made;
    for (const auto& path : pack_paths())
      if (path.find("calendar-") != std::string::npos) made.take(read_record(path).content);
    return made;
  }();
  return calendar;
}

DueDate after(std::string_view start, int days, bool working = true) {
  return due_after(shipped_calendar(), {"送达", "served"}, day(start), {{days, working}, {"及时", "promptly"}});
}

struct TermCase {
  std::string name, start;
  int days;
  bool working;
  std::string due;
  bool provisional = false;
};
void PrintTo(const TermCase& row, std::ostream* out) { *out << row.name; }

class TermDueDate : public testing::TestWithParam<TermCase> {};

TEST_P(TermDueDate, IsCounted) {
  const auto& row = GetParam();
  const auto due = after(row.start, row.days, row.working);
  ASSERT_TRUE(due.day);
  EXPECT_EQ(to_text(*due.day), row.due);
  EXPECT_EQ(due.provisional, row.provisional);
}

INSTANTIATE_TEST_SUITE_P(
    WorkingDays, TermDueDate,
    testing::Values(TermCase{"PlainWeek", "2012-03-05", 5, true, "2012-03-12"},
                    TermCase{"TheDayOfTheEventIsDayZero", "2012-07-03", 1, true, "2012-07-04"},
                    TermCase{"FridayToMonday", "2012-07-06", 1, true, "2012-07-09"},
                    TermCase{"SpringFestival2012", "2012-01-20", 5, true, "2012-02-01"},
                    TermCase{"MakeUpSaturdayCounts", "2012-04-27", 3, true, "2012-05-03"},
                    TermCase{"NationalDay2012", "2012-09-28", 10, true, "2012-10-18"},
                    TermCase{"OverNewYear2013WithMakeUpWeekend", "2012-12-28", 5, true, "2013-01-07"},
                    TermCase{"SpringFestival2013", "2013-02-08", 1, true, "2013-02-16"},
                    TermCase{"SpringFestival2024", "2024-02-09", 1, true, "2024-02-18"},
                    TermCase{"TenDaysFromJuly", "2012-07-03", 10, true, "2012-07-17"},
                    TermCase{"YearWithoutCalendarByWeekendsOnly", "2015-02-17", 3, true, "2015-02-20", true},
                    TermCase{"IntoAYearWithoutCalendar", "2014-12-31", 1, true, "2015-01-01", true}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(CalendarDays, TermDueDate,
                         testing::Values(TermCase{"EndsOnAWorkingDay", "2012-07-02", 15, false, "2012-07-17"},
                                         TermCase{"EndsOnSunday", "2012-07-02", 6, false, "2012-07-09"},
                                         TermCase{"EndsInNationalDayHolidays", "2012-09-21", 10, false, "2012-10-08"},
                                         TermCase{"EndsOnAMakeUpSaturday", "2012-09-26", 3, false, "2012-09-29"}),
                         [](const auto& row) { return row.param.name; });

struct FixedCase {
  std::string name, written, due;
};
void PrintTo(const FixedCase& row, std::ostream* out) { *out << row.name; }
class FixedDueDate : public testing::TestWithParam<FixedCase> {};

TEST_P(FixedDueDate, MovesOffDaysOff) {
  const auto due = due_on(shipped_calendar(), {"7月10日前", "by 10 July"}, day(GetParam().written));
  EXPECT_EQ(to_text(due.day.value()), GetParam().due);
}

INSTANTIATE_TEST_SUITE_P(Days, FixedDueDate,
                         testing::Values(FixedCase{"Tuesday10July2012", "2012-07-10", "2012-07-10"},
                                         FixedCase{"Thursday10January2013", "2013-01-10", "2013-01-10"},
                                         FixedCase{"FiveOctober2012LiesInGoldenWeek", "2012-10-05", "2012-10-08"},
                                         FixedCase{"FiveJanuary2013IsAMakeUpSaturday", "2013-01-05", "2013-01-05"},
                                         FixedCase{"FiveMay2012IsSaturday", "2012-05-05", "2012-05-07"}),
                         [](const auto& row) { return row.param.name; });

TEST(DueDate, TellsEveryStepChineseFirst) {
  const auto due = after("2012-04-27", 3);
  std::vector<std::string> zh;
  for (const auto& step : due.arithmetic) zh.push_back(step.zh);
  EXPECT_EQ(zh, (std::vector<std::string>{"送达 2012-04-27（第 0 日）", "及时", "计入 2012-04-28（调休上班）",
                                          "跳过 2012-04-29 至 2012-05-01（劳动节）", "→ 2012-05-03（至 24:00）"}));
}

TEST(DueDate, AYearWithoutCalendarSaysSo) {
  const auto due = after("2015-02-17", 3);
  ASSERT_GE(due.arithmetic.size(), 2u);
  EXPECT_NE(due.arithmetic[due.arithmetic.size() - 2].zh.find("2015 年节假日安排尚未公布"), std::string::npos);
}

/// Worked examples kept outside the repository, for the years whose calendars are shipped.
TEST(DueDate, WorkedExamples) {
  const char* shared = std::getenv("CUNDANG_SHARED");
  std::ifstream file{std::string{shared ? shared : CUNDANG_SOURCE_DIR "/../shared"} + "/data/workday_examples.csv"};
  if (!file) GTEST_SKIP() << "workday_examples.csv is not there: set CUNDANG_SHARED";
  std::string line;
  std::getline(file, line);
  int checked = 0;
  while (std::getline(file, line)) {
    std::istringstream cells{line};
    std::string start, days, due;
    std::getline(cells, start, ',');
    std::getline(cells, days, ',');
    std::getline(cells, due, ',');
    if (!shipped_calendar().published(day(start).year()) ||
        !shipped_calendar().published(day(due.substr(0, 10)).year()))
      continue;
    EXPECT_EQ(to_text(after(start, std::stoi(days)).day.value()), due.substr(0, 10)) << line;
    ++checked;
  }
  EXPECT_GE(checked, 9);
}

}  // namespace
}  // namespace cundang::ledger
