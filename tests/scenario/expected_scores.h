// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/assessment/result.h"
#include "tests/scenario/lived_year.h"

namespace cundang::scenario {

// What differs between a table and an assessment, told with row, expected, got and both arithmetics; empty when they
// agree. A card, an item or a body that only one side has is a difference too.

/// assessment-2012.tsv: class, unit, total, before_review (without 复核), band, rank.
std::vector<std::string> compare_cards(const std::filesystem::path& table, const assessment::YearResult& result);
/// assessment-2012-example-items.tsv: score of each item that is judged by duties, or 缺项.
std::vector<std::string> compare_items(const std::filesystem::path& table, const assessment::YearResult& result);
/// performance-2012.tsv: how many duties of bureau and office were met in time, late, not seen, open, excused.
std::vector<std::string> compare_performance(const std::filesystem::path& table, const assessment::YearResult& result);

}  // namespace cundang::scenario
