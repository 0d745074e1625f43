// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cundang::papers {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Colour&) const = default;
};
constexpr Colour black{0, 0, 0};
constexpr Colour white{255, 255, 255};

/// Lengths of a figure are points (1/72 inch); the origin is its upper left corner.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

enum class Anchor { Start, Middle, End };

struct FilledBox {
  Box box;
  Colour fill;
  std::string hint;  ///< what a pointer resting on it is told; may be empty
};
struct Stroke {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  Colour colour;
  double width = 1;
  bool dashed = false;
};
struct Label {
  double x = 0, baseline = 0;
  std::string text;  ///< one line, UTF-8
  double size = 10;
  Anchor anchor = Anchor::Start;
  Colour colour;
  bool strong = false;
};
using Shape = std::variant<FilledBox, Stroke, Label>;

/// A drawing as plain values: the same for the page (to_svg) and for paper (Canvas::draw).
struct Figure {
  double width = 0, height = 0;
  std::string title;
  std::string description;    ///< every value in words, for whoever cannot see the drawing
  std::vector<Shape> shapes;  ///< later ones lie above earlier ones
};

/// A complete svg element with title and description, safe inside an HTML page: no script, no style, no ids.
std::string to_svg(const Figure& figure);

/// How wide a text of one line will be, near enough to lay out labels: a Chinese character is as wide as it is high.
double width_of(std::string_view text, double size);
/// The text, cut with … where it would be wider than `width`.
std::string fitted(std::string_view text, double size, double width);

}  // namespace cundang::papers
