// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "server/papers/chart.h"
#include "server/papers/chart_frame.h"
#include "server/papers/number_text.h"

namespace cundang::papers {

namespace {

constexpr double row_height = 26;
constexpr std::array<Colour, 2> grounds{{{247, 249, 251}, {233, 238, 243}}};

std::vector<Ranking::Band> ascending(std::vector<Ranking::Band> bands) {
  std::stable_sort(bands.begin(), bands.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  return bands;
}

bool is_scored(const Ranking::Row& row) { return row.score && std::isfinite(*row.score); }

std::string band_of(const std::vector<Ranking::Band>& bands, double score) {
  std::string name;
  for (const auto& band : bands)
    if (score >= band.from) name = band.name;
  return name;
}

// The bands lie behind the bars as stripes with their name and lowest score above.
void add_bands(Figure& figure, const BarFrame& frame, const std::vector<Ranking::Band>& bands, double full) {
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const auto from = frame.x_of(bands[i].from);
    const auto to = i + 1 < bands.size() ? frame.x_of(bands[i + 1].from) : frame.x_of(full);
    if (to <= from) continue;
    figure.shapes.emplace_back(
        FilledBox{{from, frame.top(), to - from, frame.bottom() - frame.top()}, grounds[i % 2], bands[i].name});
    figure.shapes.emplace_back(Label{(from + to) / 2, frame.top() - 4, fitted(bands[i].name, 10, to - from), 10,
                                     Anchor::Middle, palette::muted});
    if (i > 0) figure.shapes.emplace_back(Stroke{from, frame.top(), from, frame.bottom(), palette::muted, 0.8, true});
  }
}

void add_row(Figure& figure, const BarFrame& frame, const Ranking::Row& row, double y) {
  const auto score = is_scored(row) ? drawable(*row.score) : 0;
  const auto end = frame.x_of(score);
  if (end > frame.left())
    figure.shapes.emplace_back(FilledBox{{frame.left(), y + 6, end - frame.left(), row_height - 12},
                                         row.remark.empty() ? palette::blue : palette::vermilion,
                                         row.name + " " + number_text(score)});
  auto text = is_scored(row) ? number_text(*row.score) : std::string{"未评分"};
  figure.shapes.emplace_back(Label{end + 5, y + row_height / 2 + 4, text, 10, Anchor::Start, palette::ink, true});
  if (row.remark.empty()) return;
  // inside the bar where it is long enough, else behind the score
  const auto room = width_of(row.remark, 10) + 8;
  const bool inside = end - frame.left() > room;
  const auto behind = std::min(end + 5 + width_of(text, 10) + 8, figure.width - room);
  figure.shapes.emplace_back(Label{inside ? frame.left() + 6 : behind, y + row_height / 2 + 4, row.remark, 10,
                                   Anchor::Start, inside ? white : palette::vermilion});
}

}  // namespace

Figure draw(const Ranking& chart, double width) {
  Figure figure{width, 0, {}, {}, {}};
  const auto bands = ascending(chart.bands);
  std::vector<std::string> names;
  double largest = drawable(chart.full);
  for (const auto& row : chart.rows) {
    names.push_back(std::to_string(names.size() + 1) + "  " + row.name);
    if (is_scored(row)) largest = std::max(largest, drawable(*row.score));
    figure.description += row.name + "：" +
                          (is_scored(row) ? number_text(*row.score) + "分，" + band_of(bands, *row.score) : "未评分") +
                          (row.remark.empty() ? "" : "，" + row.remark) + "；";
  }
  // one line of a legend's height is kept for the names of the bands
  BarFrame frame{figure, chart.title, {{"得分", palette::blue}}, names, row_height};
  frame.draw_scale(scale_for(largest), "分");
  add_bands(figure, frame, bands, scale_for(largest).top);
  for (std::size_t i = 0; i < chart.rows.size(); ++i) add_row(figure, frame, chart.rows[i], frame.row_top(i));
  return figure;
}

}  // namespace cundang::papers
