// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/pages.h"

#include <algorithm>

namespace cundang::papers {

namespace {

constexpr Colour pale{243, 243, 243};
constexpr Colour muted{95, 107, 122};
constexpr double number_size = 14;  // 四号
constexpr double small = 8;

}  // namespace

PageForm PageForm::official() {
  PageForm form;
  form.top = points(37);
  form.left = points(28);
  form.right = form.width - form.left - points(156);
  form.bottom = form.height - form.top - points(225);
  form.outer_numbers = true;
  return form;
}

PageForm PageForm::landscape() {
  PageForm form;
  std::swap(form.width, form.height);
  form.top = points(18);
  form.left = form.right = points(14);
  form.bottom = points(17);
  return form;
}

Pages::Pages(Canvas& canvas, PageForm form) : canvas_{canvas}, form_{std::move(form)} { begin(); }

// The mark lies below everything, the number 7 mm below the text with 一字线 at its sides (7.5).
void Pages::begin() {
  ++number_;
  y_ = form_.top;
  if (form_.exercise) {
    canvas_.watermark("演练", pale);
    const auto note = canvas_.text("演练存档，内容不具效力", {Face::Sans, small, muted, Align::Right}, width());
    canvas_.draw(note, form_.left, std::max(form_.top - points(12), points(6)));
  }
  if (number_ > 1 && !form_.running_head.empty())
    canvas_.draw(canvas_.text(form_.running_head, {Face::Sans, small, muted}, width()), form_.left,
                 std::max(form_.top - points(12), points(6)), 0, 1);
  const auto size = form_.outer_numbers ? number_size : 10.5;
  const auto align = !form_.outer_numbers ? Align::Centre : number_ % 2 == 1 ? Align::Right : Align::Left;
  const auto number = canvas_.text("— " + std::to_string(number_) + " —", {Face::FangSong, size, black, align},
                                   width() - (form_.outer_numbers ? 2 * size : 0));
  canvas_.draw(
      number, form_.left + (form_.outer_numbers ? size : 0),
      form_.height - form_.bottom + points(form_.outer_numbers ? 7 : 2) - (form_.outer_numbers ? size / 3 : 0));
  if (!form_.foot_note.empty()) {
    const auto note = canvas_.text(form_.foot_note, {Face::Sans, small - 1, muted, Align::Centre}, width());
    canvas_.draw(note, form_.left, form_.height - points(form_.outer_numbers ? 14 : 8) - note.height());
  }
}

void Pages::next() {
  canvas_.next_page();
  begin();
}

void Pages::need(double height) {
  if (room() < height && y_ > form_.top) next();
}

void Pages::write(std::string_view words, const TextStyle& style) {
  const auto block = canvas_.text(words, style, width());
  for (int line = 0; line < block.lines();) {
    need(block.pitch());
    const auto fitting = std::max(1, static_cast<int>((room() + 0.01) / block.pitch()));
    const auto count = std::min(fitting, block.lines() - line);
    canvas_.draw(block, form_.left, y_, line, count);
    y_ += count * block.pitch();
    line += count;
  }
}

void Pages::write_at(std::string_view words, const TextStyle& style, double indent, double width) {
  const auto block = canvas_.text(words, style, width);
  need(block.height());
  canvas_.draw(block, form_.left + indent, y_);
  y_ += block.height();
}

void Pages::rule(Colour colour, double thickness) {
  canvas_.stroke({form_.left, y_, form_.left + width(), y_, colour, thickness, false});
}

void Pages::draw(const Figure& figure) {
  const auto scale = std::min({1.0, width() / figure.width, full_room() / figure.height});
  need(figure.height * scale);
  canvas_.draw(figure, form_.left, y_, scale);
  y_ += figure.height * scale;
}

}  // namespace cundang::papers
