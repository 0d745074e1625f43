// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/table.h"

#include <algorithm>

namespace cundang::papers {

namespace {

constexpr double padding = 3.5;
constexpr Colour line_colour{150, 150, 150};
constexpr Colour head_ground{232, 236, 240};
constexpr Colour heading_ground{245, 246, 248};

class TableWriter {
 public:
  TableWriter(Pages& pages, const Table& table) : pages_{pages}, table_{table} {
    double shares = 0;
    for (const auto& column : table.columns) shares += column.share;
    for (const auto& column : table.columns) widths_.push_back(pages.width() * column.share / shares);
  }

  void whole() {
    // the head never stands alone at the foot of a page
    const auto first = table_.rows.empty() ? 0 : height_of(blocks_of(table_.rows.front()));
    pages_.need(head_height() + std::min(std::max(first, 2 * line_height()), pages_.full_room() / 3));
    head();
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const auto& row = table_.rows[i];
      if (row.heading)
        heading(row, i + 1 < table_.rows.size() ? height_of(blocks_of(table_.rows[i + 1])) : 0);
      else
        ordinary(row);
    }
  }

 private:
  using Blocks = std::vector<TextBlock>;

  double line_height() const { return table_.size * 4 / 3 + 2 * padding; }
  TextStyle style_of(const TableCell& cell, Align align) const {
    return {Face::Sans, table_.size, cell.colour, align, cell.strong};
  }
  Blocks blocks_of(const TableRow& row) const {
    Blocks blocks;
    for (std::size_t c = 0; c < widths_.size(); ++c) {
      const auto cell = c < row.cells.size() ? row.cells[c] : TableCell{};
      blocks.push_back(
          pages_.canvas().text(cell.text, style_of(cell, table_.columns[c].align), widths_[c] - 2 * padding));
    }
    return blocks;
  }
  static int lines_of(const Blocks& blocks) {
    int lines = 1;
    for (const auto& block : blocks) lines = std::max(lines, block.lines());
    return lines;
  }
  static double height_of(const Blocks& blocks) { return lines_of(blocks) * blocks.front().pitch() + 2 * padding; }
  Blocks head_blocks() const {
    TableRow row;
    for (const auto& column : table_.columns) row.cells.push_back({column.head, true});
    return blocks_of(row);
  }
  double head_height() const { return height_of(head_blocks()); }

  void head() { draw(head_blocks(), 0, lines_of(head_blocks()), head_ground, nullptr); }
  void break_page() {
    pages_.next();
    head();
  }

  void heading(const TableRow& row, double next_height) {
    if (pages_.room() < line_height() + std::min(next_height, pages_.full_room() / 3)) break_page();
    const auto cell = row.cells.empty() ? TableCell{} : row.cells.front();
    const auto block = pages_.canvas().text(cell.text, {Face::Sans, table_.size, cell.colour, Align::Left, true},
                                            pages_.width() - 2 * padding);
    const auto height = block.pitch() + 2 * padding;
    pages_.canvas().fill({pages_.left(), pages_.y(), pages_.width(), height}, heading_ground);
    pages_.canvas().draw(block, pages_.left() + padding, pages_.y() + padding, 0, 1);
    frame(height, false);
    pages_.move(height);
  }

  void ordinary(const TableRow& row) {
    const auto blocks = blocks_of(row);
    const auto lines = lines_of(blocks);
    if (height_of(blocks) > pages_.room() && height_of(blocks) <= pages_.full_room() - head_height()) break_page();
    for (int line = 0; line < lines;) {
      if (pages_.room() < line_height()) break_page();
      const auto fitting = static_cast<int>((pages_.room() - 2 * padding) / blocks.front().pitch());
      const auto count = std::min(std::max(fitting, 1), lines - line);
      draw(blocks, line, count, std::nullopt, &row);
      line += count;
    }
  }

  // Lines [first, first + count) of every cell of a row, with their frame.
  void draw(const Blocks& blocks, int first, int count, std::optional<Colour> ground, const TableRow* row) {
    const auto height = count * blocks.front().pitch() + 2 * padding;
    auto x = pages_.left();
    for (std::size_t c = 0; c < blocks.size(); ++c) {
      const auto own = row && c < row->cells.size() ? row->cells[c].ground : ground;
      if (own) pages_.canvas().fill({x, pages_.y(), widths_[c], height}, *own);
      const auto left = std::max(0, std::min(count, blocks[c].lines() - first));
      if (left > 0) pages_.canvas().draw(blocks[c], x + padding, pages_.y() + padding, first, left);
      x += widths_[c];
    }
    frame(height, true);
    pages_.move(height);
  }

  void frame(double height, bool columns) {
    auto& canvas = pages_.canvas();
    const auto top = pages_.y(), left = pages_.left(), right = left + pages_.width();
    constexpr double thin = 0.5;
    for (const auto y : {top, top + height}) canvas.stroke({left, y, right, y, line_colour, thin, false});
    auto x = left;
    for (std::size_t c = 0; c <= widths_.size(); ++c) {
      if (columns || c == 0 || c == widths_.size()) canvas.stroke({x, top, x, top + height, line_colour, thin, false});
      if (c < widths_.size()) x += widths_[c];
    }
  }

  Pages& pages_;
  const Table& table_;
  std::vector<double> widths_;
};

}  // namespace

void write(Pages& pages, const Table& table) {
  if (!table.columns.empty()) TableWriter{pages, table}.whole();
}

}  // namespace cundang::papers
