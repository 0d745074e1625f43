// SPDX-License-Identifier: GPL-3.0-or-later
// Year on year, and against a quota.
#include <algorithm>

#include "server/papers/chart.h"
#include "server/papers/chart_frame.h"
#include "server/papers/number_text.h"

namespace cundang::papers {

namespace {

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

void add_bar(Figure& figure, const BarFrame& frame, double y, double height, double value, Colour colour,
             const std::string& hint) {
  const auto end = frame.x_of(drawable(value));
  if (end > frame.left())
    figure.shapes.emplace_back(FilledBox{{frame.left(), y, end - frame.left(), height}, colour, hint});
  figure.shapes.emplace_back(Label{end + 4, y + height / 2 + 3.5, count_text(value), 10, Anchor::Start, palette::ink});
}

}  // namespace

Figure draw(const YearOnYear& chart, double width) {
  Figure figure{width, 0, {}, {}, {}};
  double largest = 0;
  for (const auto& group : chart.groups) {
    largest = std::max({largest, drawable(group.now), drawable(group.before)});
    figure.description += group.name + "：" + chart.this_year + " " + count_text(group.now) + chart.unit + "，" +
                          chart.before + " " + count_text(group.before) + chart.unit + "；";
  }
  BarFrame frame{figure,
                 chart.title,
                 {{chart.this_year, palette::blue}, {chart.before, palette::amber}},
                 names_of(chart.groups),
                 34};
  frame.draw_scale(scale_for(largest), chart.unit);
  for (std::size_t i = 0; i < chart.groups.size(); ++i) {
    const auto& group = chart.groups[i];
    const auto y = frame.row_top(i);
    add_bar(figure, frame, y + 4, 12, group.now, palette::blue, group.name + " " + chart.this_year);
    add_bar(figure, frame, y + 17, 12, group.before, palette::amber, group.name + " " + chart.before);
  }
  return figure;
}

Figure draw(const AgainstQuota& chart, double width) {
  Figure figure{width, 0, {}, {}, {}};
  double largest = 0;
  for (const auto& row : chart.rows) {
    largest = std::max({largest, drawable(row.value), drawable(row.quota.value_or(0))});
    figure.description += row.name + "：" + count_text(row.value) + chart.unit +
                          (row.quota ? "，指标 " + count_text(*row.quota) : "，未下达指标") +
                          (row.quota && row.value > *row.quota ? "，超指标" : "") + "；";
  }
  BarFrame frame{
      figure, chart.title, {{"未超指标", palette::blue}, {"超指标", palette::vermilion}}, names_of(chart.rows), 26};
  frame.draw_scale(scale_for(largest), chart.unit);
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const auto& row = chart.rows[i];
    const auto y = frame.row_top(i);
    const bool over = row.quota && row.value > *row.quota;
    const auto end = frame.x_of(drawable(row.value));
    if (end > frame.left())
      figure.shapes.emplace_back(FilledBox{
          {frame.left(), y + 6, end - frame.left(), 14}, over ? palette::vermilion : palette::blue, row.name});
    const auto text = count_text(row.value) + (row.quota ? " / " + count_text(*row.quota) : "") + (over ? " 超" : "");
    auto x = end;
    if (row.quota) {
      const auto mark = frame.x_of(drawable(*row.quota));
      figure.shapes.emplace_back(Stroke{mark, y + 2, mark, y + 24, palette::ink, 2});
      x = std::max(x, mark);
    }
    // at the far end of the scale the room beside the bar is short
    const auto room = width_of(text, 10);
    x = std::min(x + 5, width - room - 2);
    figure.shapes.emplace_back(Label{x, y + 16.5, text, 10, Anchor::Start, palette::ink, over});
  }
  return figure;
}

}  // namespace cundang::papers
