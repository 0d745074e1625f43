// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "server/papers/chart.h"
#include "server/papers/chart_frame.h"

namespace cundang::papers {

namespace {

constexpr double cell_height = 24;
constexpr double column_names_height = 26;  // below the rows
constexpr Colour lightest{222, 235, 247};
constexpr Colour darkest{8, 48, 107};

std::uint8_t between(std::uint8_t from, std::uint8_t to, double share) {
  return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
}

// One hue from light to dark keeps its order for every eye and in grey.
Colour shade(double share) {
  return {between(lightest.red, darkest.red, share), between(lightest.green, darkest.green, share),
          between(lightest.blue, darkest.blue, share)};
}

constexpr double nothing = -1;

/// The value of a cell, or `nothing`.
double value_of(const std::optional<double>& cell) {
  const double value = cell.value_or(nothing);
  return std::isfinite(value) && value >= 0 ? value : nothing;
}

double largest_of(const HeatMap& chart) {
  double largest = 0;
  for (const auto& row : chart.rows)
    for (const auto& cell : row.cells) largest = std::max(largest, value_of(cell));
  return largest;
}

void add_cell(Figure& figure, Box box, const std::optional<double>& cell, double largest, const std::string& hint) {
  const double value = value_of(cell);
  if (value < 0) {
    figure.shapes.emplace_back(FilledBox{box, palette::ground, hint});
    return;
  }
  if (value == 0) {
    figure.shapes.emplace_back(FilledBox{box, white, hint});
    figure.shapes.emplace_back(
        Label{box.x + box.width / 2, box.y + box.height / 2 + 4, "0", 10, Anchor::Middle, palette::muted});
    return;
  }
  const auto share = value / largest;
  figure.shapes.emplace_back(FilledBox{box, shade(share), hint});
  figure.shapes.emplace_back(Label{box.x + box.width / 2, box.y + box.height / 2 + 4, count_text(value), 10,
                                   Anchor::Middle, share > 0.45 ? white : palette::ink});
}

}  // namespace

Figure draw(const HeatMap& chart, double width) {
  Figure figure{width, 0, {}, {}, {}};
  std::vector<std::string> names;
  for (const auto& row : chart.rows) names.push_back(row.name);
  const BarFrame frame{
      figure, chart.unit.empty() ? chart.title : chart.title + "（" + chart.unit + "）", {}, names, cell_height};
  const auto right = width - 12;
  const auto columns = std::max<std::size_t>(chart.columns.size(), 1);
  const auto cell_width = (right - frame.left()) / static_cast<double>(columns);
  const auto largest = largest_of(chart);
  for (std::size_t c = 0; c < chart.columns.size(); ++c)
    figure.shapes.emplace_back(Label{frame.left() + (static_cast<double>(c) + 0.5) * cell_width, frame.bottom() + 14,
                                     fitted(chart.columns[c], 10, cell_width), 10, Anchor::Middle, palette::muted});
  for (std::size_t r = 0; r < chart.rows.size(); ++r) {
    const auto& row = chart.rows[r];
    figure.description += row.name + "：";
    for (std::size_t c = 0; c < chart.columns.size(); ++c) {
      const auto cell = c < row.cells.size() ? row.cells[c] : std::nullopt;
      const auto text = value_of(cell) >= 0 ? count_text(value_of(cell)) : "—";
      figure.description += chart.columns[c] + " " + text + (c + 1 < chart.columns.size() ? "，" : "；");
      add_cell(figure,
               {frame.left() + static_cast<double>(c) * cell_width + 1, frame.row_top(r) + 1, cell_width - 2,
                cell_height - 2},
               cell, largest, row.name + " " + chart.columns[c] + " " + text);
    }
  }
  figure.height = frame.bottom() + column_names_height;
  return figure;
}

}  // namespace cundang::papers
