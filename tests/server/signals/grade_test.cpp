// SPDX-License-Identifier: GPL-3.0-or-later
// 国务院令第493号 art. 3: 以上 includes the number, 以下 does not; the highest of three measures decides.
#include <gtest/gtest.h>

#include "server/signals/grade.h"

namespace cundang::signals {
namespace {

struct Row {
  std::string name;
  Toll toll;
  Grade grade;
};

class Order493 : public testing::TestWithParam<Row> {};

TEST_P(Order493, Grades) { EXPECT_EQ(grade_of(GetParam().toll), GetParam().grade); }

INSTANTIATE_TEST_SUITE_P(
    Article3, Order493,
    testing::Values(
        Row{"Nothing", {0, 0, 0}, Grade::Ordinary}, Row{"Deaths2", {2, 0, 0}, Grade::Ordinary},
        Row{"Deaths3", {3, 0, 0}, Grade::Larger}, Row{"Deaths9", {9, 0, 0}, Grade::Larger},
        Row{"Deaths10", {10, 0, 0}, Grade::Major}, Row{"Deaths29", {29, 0, 0}, Grade::Major},
        Row{"Deaths30", {30, 0, 0}, Grade::Extraordinary}, Row{"Injuries9", {0, 9, 0}, Grade::Ordinary},
        Row{"Injuries10", {0, 10, 0}, Grade::Larger}, Row{"Injuries49", {0, 49, 0}, Grade::Larger},
        Row{"Injuries50", {0, 50, 0}, Grade::Major}, Row{"Injuries99", {0, 99, 0}, Grade::Major},
        Row{"Injuries100", {0, 100, 0}, Grade::Extraordinary}, Row{"Loss9999999", {0, 0, 9'999'999}, Grade::Ordinary},
        Row{"Loss10Million", {0, 0, 10'000'000}, Grade::Larger}, Row{"Loss49999999", {0, 0, 49'999'999}, Grade::Larger},
        Row{"Loss50Million", {0, 0, 50'000'000}, Grade::Major}, Row{"Loss99999999", {0, 0, 99'999'999}, Grade::Major},
        Row{"Loss100Million", {0, 0, 100'000'000}, Grade::Extraordinary},
        Row{"LossAboveDeaths", {2, 0, 50'000'000}, Grade::Major},
        Row{"InjuriesAboveDeaths", {3, 100, 0}, Grade::Extraordinary},
        Row{"DeathsAboveTheRest", {10, 9, 9'999'999}, Grade::Major}),
    [](const auto& row) { return row.param.name; });

TEST(Grades, TollIsToldInWanYuan) {
  EXPECT_EQ(toll_text({3, 1, 2'605'000}).zh, "死亡 3 人、重伤 1 人、直接经济损失 260.5 万元");
  EXPECT_EQ(toll_text({0, 0, 0}).zh, "死亡 0 人、重伤 0 人、直接经济损失 0 万元");
}

}  // namespace
}  // namespace cundang::signals
