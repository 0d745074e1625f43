// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "server/papers/canvas.h"

namespace cundang::papers {

constexpr double points(double millimetres) { return millimetres * 72 / 25.4; }

/// Size, margins and what stands on every page. Points.
struct PageForm {
  double width = points(210), height = points(297);
  double top = 0, bottom = 0, left = 0, right = 0;  ///< margins
  bool outer_numbers =
      false;  ///< 页码 outside, right on odd and left on even pages (GB/T 9704-2012, 7.5); else in the middle
  bool exercise = false;     ///< 演练 across every page
  std::string running_head;  ///< small, above the text of every page but the first; may be empty
  std::string foot_note;     ///< small, below the page number, on every page; may be empty

  /// A4 upright with the type area of an official document: 156 × 225 mm, 37 mm above, 28 mm left (GB/T
  /// 9704-2012, 5.1).
  static PageForm official();
  /// A4 lying, for tables.
  static PageForm landscape();
};

/// Pages filled from top to bottom. What is put at the bottom margin's edge goes on at the top of the next page.
class Pages {
 public:
  Pages(Canvas& canvas, PageForm form);

  Canvas& canvas() { return canvas_; }
  double left() const { return form_.left; }
  double width() const { return form_.width - form_.left - form_.right; }
  double y() const { return y_; }
  double room() const { return form_.height - form_.bottom - y_; }
  double full_room() const { return form_.height - form_.bottom - form_.top; }
  int number() const { return number_; }
  void move(double down) { y_ += down; }
  /// A new page where less than `height` is left, unless this one is still empty.
  void need(double height);
  void next();

  /// Running text; breaks over pages line by line.
  void write(std::string_view words, const TextStyle& style);
  /// A block narrower than the page, `indent` from its left edge; kept on one page.
  void write_at(std::string_view words, const TextStyle& style, double indent, double width);
  /// A line across the text.
  void rule(Colour colour, double thickness);
  /// A figure over the width of the text, reduced where it is wider; kept on one page.
  void draw(const Figure& figure);

 private:
  void begin();

  Canvas& canvas_;
  PageForm form_;
  double y_ = 0;
  int number_ = 0;
};

}  // namespace cundang::papers
