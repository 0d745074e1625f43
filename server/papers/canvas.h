// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schema/model/instant.h"
#include "server/papers/figure.h"

namespace cundang::papers {

/// The hands of an official document (GB/T 9704-2012, 5.2.2 and 7): where a real one is not installed, its nearest
/// Noto face stands in.
enum class Face {
  FangSong,      ///< 仿宋: body
  Hei,           ///< 黑体: first level headings, heads of tables
  Kai,           ///< 楷体: second level headings
  XiaoBiaoSong,  ///< 小标宋: titles, the issuer's mark
  Sans,          ///< tables and charts
};
enum class Align { Left, Centre, Right };

/// Sizes in points: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5.
struct TextStyle {
  Face face = Face::FangSong;
  double size = 16;
  Colour colour = black;
  Align align = Align::Left;
  bool strong = false;
  double first_indent = 0;  ///< of the first line, in points
  double pitch = 0;         ///< from line to line, in points; 0: the size and a third
};

/// A text broken into lines of a width. Lives no longer than its canvas.
class TextBlock {
 public:
  TextBlock(TextBlock&&) noexcept;
  TextBlock& operator=(TextBlock&&) noexcept;
  ~TextBlock();
  int lines() const { return lines_; }
  double pitch() const { return pitch_; }
  double height() const { return pitch_ * lines_; }
  double widest() const { return widest_; }  ///< the longest line

 private:
  friend class Canvas;
  TextBlock();
  struct Layout;
  std::unique_ptr<Layout> layout_;
  int lines_ = 0;
  double pitch_ = 0, widest_ = 0;
};

/// One PDF while it is being drawn; points, origin upper left. Fonts are embedded as subsets. Same calls, same fonts
/// installed: same bytes, for the only time in it is `made_at`. Used by one thread; different ones may run side by
/// side.
class Canvas {
 public:
  struct About {
    std::string title, author;
    Instant made_at;
  };
  /// @throws Error{FontsMissing} where no installed font has Chinese characters.
  Canvas(double width, double height, const About& about);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Ends the page; what is drawn next stands on a new one.
  void next_page();
  TextBlock text(std::string_view words, const TextStyle& style, double width) const;
  /// Lines [first, first + count) of a block, the upper edge of the first at `y`.
  void draw(const TextBlock& block, double x, double y, int first, int count);
  void draw(const TextBlock& block, double x, double y) { draw(block, x, y, 0, block.lines()); }
  void fill(const Box& box, Colour colour);
  void stroke(const Stroke& line);
  /// A figure with its upper left corner at (x, y), enlarged or reduced by `scale`.
  void draw(const Figure& figure, double x, double y, double scale);
  /// Words across the page, slanting, in a colour that leaves what lies above it readable.
  void watermark(std::string_view words, Colour colour);

  double width() const { return width_; }
  double height() const { return height_; }
  /// The bytes of the PDF. Last call.
  std::string finish();

 private:
  struct Drawing;
  std::unique_ptr<Drawing> drawing_;
  double width_, height_;
};

}  // namespace cundang::papers
