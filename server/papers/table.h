// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/papers/pages.h"

namespace cundang::papers {

struct TableColumn {
  std::string head;
  double share = 1;  ///< of the width, against the other columns
  Align align = Align::Left;
};
struct TableCell {
  std::string text;
  bool strong = false;
  Colour colour = black;
  std::optional<Colour> ground = std::nullopt;
};
struct TableRow {
  std::vector<TableCell> cells;
  bool heading = false;  ///< its first cell over the whole width, kept with the row below
};
struct Table {
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  double size = 9;  ///< of the text, in points
};

/// Ruled rows that break over pages below a repeated head. A row stays on one page unless it is higher than one.
void write(Pages& pages, const Table& table);

}  // namespace cundang::papers
