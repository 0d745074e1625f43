// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/chart_frame.h"

#include <algorithm>
#include <cmath>

#include "server/papers/number_text.h"

namespace cundang::papers {

namespace {

constexpr double title_size = 14;
constexpr double margin = 12;
constexpr double value_room = 46;  // for the number at the end of the longest bar
constexpr double names_share_max = 0.36;

}  // namespace

Scale scale_for(double largest) {
  constexpr double marks = 5;
  if (!(largest > 0) || !std::isfinite(largest)) return {1, 1};
  const double rough = largest / marks;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) {
      step = factor * power;
      break;
    }
  return {std::ceil(largest / step) * step, step};
}

double drawable(double value) { return std::isfinite(value) && value > 0 ? value : 0; }

std::string count_text(double value) { return value < 0 ? "—" : number_text(value); }

BarFrame::BarFrame(Figure& figure, const std::string& title, const std::vector<LegendEntry>& legend,
                   const std::vector<std::string>& names, double row_height)
    : figure_{figure}, rows_{names.size()}, row_height_{row_height} {
  figure_.title = title;
  double y = margin + title_size;
  figure_.shapes.emplace_back(Label{margin, y, fitted(title, title_size, figure_.width - 2 * margin), title_size,
                                    Anchor::Start, palette::ink, true});
  y += 10;
  double x = margin;
  for (const auto& entry : legend) {
    const auto room = width_of(entry.name, label_size) + 34;
    if (x > margin && x + room > figure_.width - margin) {
      x = margin;
      y += 16;
    }
    figure_.shapes.emplace_back(FilledBox{{x, y + 2, 12, 10}, entry.colour, {}});
    figure_.shapes.emplace_back(Label{x + 17, y + 11, fitted(entry.name, label_size, figure_.width - margin - x - 17),
                                      label_size, Anchor::Start, palette::ink});
    x += room;
  }
  top_ = y + (legend.empty() ? 4 : 22);
  double widest = 0;
  for (const auto& name : names) widest = std::max(widest, width_of(name, label_size));
  const auto column = std::min(widest, figure_.width * names_share_max);
  left_ = margin + column + 8;
  right_ = figure_.width - margin - value_room;
  for (std::size_t row = 0; row < rows_; ++row)
    figure_.shapes.emplace_back(Label{left_ - 8, row_top(row) + row_height_ / 2 + 4,
                                      fitted(names[row], label_size, column), label_size, Anchor::End, palette::ink});
}

void BarFrame::draw_scale(Scale scale, const std::string& unit) {
  scale_ = scale;
  constexpr double marks_max = 20;
  const auto marks = std::min(std::round(scale.top / scale.step), marks_max);
  for (double mark = 0; mark <= marks; ++mark) {
    const auto x = x_of(mark * scale.step);
    figure_.shapes.emplace_back(Stroke{x, top_, x, bottom(), mark == 0 ? palette::muted : palette::grid, 1});
    figure_.shapes.emplace_back(
        Label{x, bottom() + 15, number_text(mark * scale.step), 10, Anchor::Middle, palette::muted});
  }
  figure_.shapes.emplace_back(Label{figure_.width - margin, bottom() + 15, unit.empty() ? "" : "（" + unit + "）", 10,
                                    Anchor::End, palette::muted});
  figure_.height = bottom() + 26;
}

double BarFrame::x_of(double value) const {
  return left_ + (right_ - left_) * std::clamp(value / scale_.top, 0.0, 1.0);
}

}  // namespace cundang::papers
