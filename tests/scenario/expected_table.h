// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/model/instant.h"
#include "tests/scenario/lived_year.h"

namespace cundang::scenario {

/// expected/obligations-YYYY-MM-DD.tsv: every duty of a day, reckoned by hand.
struct ExpectedTable {
  /// A duty as the table names it, and what must be true of it on that day.
  struct Row {
    std::string place;
    std::string duty;  ///< unit rule period-or-document item
    std::string rule;
    std::string fate;  ///< state, due day or —, days overdue
    std::string note;  ///< the arithmetic
  };
  Date on;
  std::vector<Row> rows;
};

/// Every table of the folder, by day. @throws std::runtime_error with the place: a day that is none, a duty named
/// twice.
std::vector<ExpectedTable> read_expected_tables(const std::filesystem::path& expected);

/// What differs between a table and the program, told so that a reader can decide who is right: the row, expected, got,
/// the note of the table and the arithmetic of the program. Empty when they agree in every duty.
std::vector<std::string> compare(const ExpectedTable& table, const LivedYear& year);

}  // namespace cundang::scenario
