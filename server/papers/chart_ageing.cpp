// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "server/papers/chart.h"
#include "server/papers/chart_frame.h"

namespace cundang::papers {

namespace {

constexpr double row_height = 26;
// From light to dark: the older the darker, in every eye and in grey.
constexpr std::array<Colour, 5> shades{{{253, 231, 190}, {250, 190, 110}, {227, 120, 40}, {166, 60, 10}, {84, 22, 4}}};

Colour shade_of(std::size_t band) { return shades.at(std::min(band, shades.size() - 1)); }
Colour ink_on(std::size_t band) { return band < 2 ? palette::ink : white; }

double total_of(const Ageing::Bar& bar) {
  double total = 0;
  for (const auto count : bar.counts) total += drawable(count);
  return total;
}

void add_stack(Figure& figure, const BarFrame& frame, const Ageing& chart, const Ageing::Bar& bar, double y) {
  double sum = 0;
  for (std::size_t band = 0; band < bar.counts.size(); ++band) {
    const auto count = drawable(bar.counts[band]);
    if (count == 0) continue;
    const auto from = frame.x_of(sum), to = frame.x_of(sum + count);
    sum += count;
    const auto name = band < chart.bands.size() ? chart.bands[band] : std::string{};
    figure.shapes.emplace_back(FilledBox{
        {from, y + 5, to - from, row_height - 10}, shade_of(band), bar.name + " " + name + " " + count_text(count)});
    if (to - from > width_of(count_text(count), 10) + 2)
      figure.shapes.emplace_back(
          Label{(from + to) / 2, y + row_height / 2 + 3.5, count_text(count), 10, Anchor::Middle, ink_on(band)});
  }
  figure.shapes.emplace_back(
      Label{frame.x_of(sum) + 5, y + row_height / 2 + 3.5, count_text(sum), 10, Anchor::Start, palette::ink, true});
}

}  // namespace

Figure draw(const Ageing& chart, double width) {
  Figure figure{width, 0, {}, {}, {}};
  std::vector<LegendEntry> legend;
  for (std::size_t band = 0; band < chart.bands.size(); ++band) legend.push_back({chart.bands[band], shade_of(band)});
  std::vector<std::string> names;
  double largest = 0;
  for (const auto& bar : chart.bars) {
    names.push_back(bar.name);
    largest = std::max(largest, total_of(bar));
    figure.description += bar.name + "：";
    for (std::size_t band = 0; band < chart.bands.size(); ++band)
      figure.description +=
          chart.bands[band] + " " + count_text(band < bar.counts.size() ? bar.counts[band] : 0) + chart.unit + "，";
    figure.description += "共 " + count_text(total_of(bar)) + chart.unit + "；";
  }
  BarFrame frame{figure, chart.title, legend, names, row_height};
  frame.draw_scale(scale_for(largest), chart.unit);
  for (std::size_t i = 0; i < chart.bars.size(); ++i) add_stack(figure, frame, chart, chart.bars[i], frame.row_top(i));
  return figure;
}

}  // namespace cundang::papers
