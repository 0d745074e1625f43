// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/assessment/result.h"
#include "server/papers/chart.h"

// The charts of a year, from what assess() says. For the report and for pages.
namespace cundang::papers {

/// A class in order of rank over its bands.
Ranking ranking_of(const assessment::ClassTable& table);
/// 热力图: duties of each unit late or not seen, by the month they were due; the last column is the year after.
HeatMap overdue_months(const assessment::ClassTable& table, int year);
/// 账龄: the same duties, by how many days they were late on the day asked for.
Ageing overdue_ages(const assessment::ClassTable& table);

}  // namespace cundang::papers
