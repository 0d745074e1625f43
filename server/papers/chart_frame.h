// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/papers/figure.h"

// What the bar charts share: title, legend, a column of names, a scale of round numbers.
namespace cundang::papers {

namespace palette {  // Okabe and Ito's, ordered so that neighbours differ in grey too
constexpr Colour blue{0, 114, 178};
constexpr Colour amber{240, 180, 80};
constexpr Colour vermilion{190, 70, 0};
constexpr Colour ink{31, 41, 51};
constexpr Colour muted{95, 107, 122};
constexpr Colour grid{216, 222, 230};
constexpr Colour ground{240, 243, 246};
}  // namespace palette

constexpr double label_size = 11;

/// Largest value of the scale and the distance of its marks: 1, 2 or 5 times a power of ten.
struct Scale {
  double top = 1, step = 1;
};
Scale scale_for(double largest);
/// A value as it may be drawn: 0 for what is no number or negative.
double drawable(double value);
/// A count as it is written; — for what is no number or negative.
std::string count_text(double value);

struct LegendEntry {
  std::string name;
  Colour colour;
};

/// A chart of horizontal bars while it is being drawn.
class BarFrame {
 public:
  /// Title, legend and names' column; `row_height` for each of `names`.
  BarFrame(Figure& figure, const std::string& title, const std::vector<LegendEntry>& legend,
           const std::vector<std::string>& names, double row_height);
  /// Upper edge of a row.
  double row_top(std::size_t row) const { return top_ + static_cast<double>(row) * row_height_; }
  /// Grid lines and their values; closes the frame to its height. Call before drawing bars.
  void draw_scale(Scale scale, const std::string& unit);
  /// Where a value lies.
  double x_of(double value) const;
  double left() const { return left_; }
  double right() const { return right_; }
  double top() const { return top_; }
  double bottom() const { return row_top(rows_); }

 private:
  Figure& figure_;
  std::size_t rows_;
  double row_height_, left_ = 0, right_ = 0, top_ = 0;
  Scale scale_;
};

}  // namespace cundang::papers
