// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/official.h"

#include <algorithm>
#include <cmath>

namespace cundang::papers {

namespace {

constexpr Colour red{200, 16, 46};
constexpr double em = points(156) / 28 - 0.005;  // 三号; the hair keeps the 28th character on its line
constexpr double pitch = points(225) / 22;
constexpr double title_size = 22;    // 二号
constexpr double imprint_size = 14;  // 四号

TextStyle body_style() { return {Face::FangSong, em, black, Align::Left, false, 2 * em, pitch}; }

PageForm official_form(bool exercise, std::string foot_note) {
  auto form = PageForm::official();
  form.exercise = exercise;
  form.foot_note = std::move(foot_note);
  return form;
}

// Lines of a title are of nearly one length, so that no single character is left over (梯形, 7.3.1).
double balanced_width(const Canvas& canvas, std::string_view text, const TextStyle& style, double width_max) {
  constexpr double endless = 100000;
  const auto whole = canvas.text(text, style, endless).widest();
  if (whole <= width_max) return width_max;
  const auto lines = canvas.text(text, style, width_max).lines();
  for (auto width = whole / lines; width < width_max; width += style.size / 2)
    if (canvas.text(text, style, width).lines() == lines) return width;
  return width_max;
}

}  // namespace

OfficialWriter::OfficialWriter(Canvas& canvas, bool exercise, std::string foot_note)
    : canvas_{canvas}, pages_{canvas, official_form(exercise, std::move(foot_note))} {}

void OfficialWriter::skip_lines(double count) {
  if (pages_.room() > count * pitch) pages_.move(count * pitch);
}

// 份号 and 紧急程度 in the upper left corner, the mark's upper edge 35 mm below the type area's (7.2.4), the red line
// 4 mm below the number (7.2.7).
void OfficialWriter::head(const OfficialHead& head) {
  const auto top = pages_.y();
  for (const auto& corner : {head.copy_number, head.urgency})
    if (!corner.empty()) pages_.write(corner, {Face::Hei, em, black, Align::Left, false, 0, pitch});
  if (!head.issuer_mark.empty()) {
    pages_.move(std::max(0.0, top + points(35) - pages_.y()));
    constexpr double endless = 100000, largest = 38, smallest = 20;
    const TextStyle probe{Face::XiaoBiaoSong, largest, red};
    const auto natural = canvas_.text(head.issuer_mark, probe, endless).widest();
    const auto size = std::clamp(std::floor(largest * pages_.width() / natural), smallest, largest);
    pages_.write(head.issuer_mark, {Face::XiaoBiaoSong, size, red, Align::Centre});
    pages_.move(2 * pitch);
  }
  if (!head.doc_no.empty() || !head.signatory.empty()) {
    if (head.signatory.empty()) {
      pages_.write(head.doc_no, {Face::FangSong, em, black, Align::Centre, false, 0, pitch});
    } else {
      const auto number =
          canvas_.text(head.doc_no, {Face::FangSong, em, black, Align::Left, false, 0, pitch}, pages_.width() / 2);
      const auto signer = canvas_.text("签发人：" + head.signatory,
                                       {Face::Kai, em, black, Align::Right, false, 0, pitch}, pages_.width() / 2);
      canvas_.draw(number, pages_.left() + em, pages_.y());
      canvas_.draw(signer, pages_.left() + pages_.width() / 2 - em, pages_.y());
      pages_.move(std::max(number.height(), signer.height()));
    }
  }
  if (head.issuer_mark.empty() && head.doc_no.empty()) return;
  pages_.move(points(4) - pitch / 4);
  pages_.rule(red, 1.6);
  pages_.move(pitch);
}

void OfficialWriter::title(std::string_view text) {
  const TextStyle style{Face::XiaoBiaoSong, title_size, black, Align::Centre, false, 0, title_size * 1.5};
  const auto width = balanced_width(canvas_, text, style, pages_.width() - 2 * em);
  skip_lines(0.5);
  pages_.write_at(text, style, (pages_.width() - width) / 2, width);
  skip_lines(1);
}

void OfficialWriter::addressees(std::string_view names) {
  pages_.write(std::string{names} + "：", {Face::FangSong, em, black, Align::Left, false, 0, pitch});
}

void OfficialWriter::heading(int level, std::string_view text) {
  auto style = body_style();
  if (level <= 1) style.face = Face::Hei;
  if (level == 2) style.face = Face::Kai;
  style.strong = level == 2;
  pages_.need(2 * pitch);  // never the last line of a page
  pages_.write(text, style);
}

void OfficialWriter::paragraph(std::string_view text) { pages_.write(text, body_style()); }

void OfficialWriter::annex_note(std::string_view text) {
  skip_lines(1);
  pages_.write("附件：" + std::string{text}, body_style());
}

// The date stands four characters from the right, the name over its middle (7.3.5.1).
void OfficialWriter::signature(const std::string& name, const std::string& date, const std::string& seal_note) {
  const TextStyle style{Face::FangSong, em, black, Align::Left, false, 0, pitch};
  const auto lines = static_cast<double>(!name.empty()) + !date.empty() + !seal_note.empty();
  skip_lines(2);
  pages_.need(lines * pitch);
  const auto date_block = canvas_.text(date, style, pages_.width());
  const auto name_block = canvas_.text(name, style, pages_.width() - 4 * em);
  auto middle = pages_.width() - 4 * em - date_block.widest() / 2;
  middle = std::min(middle, pages_.width() - 2 * em - name_block.widest() / 2);
  const auto put = [&](const TextBlock& block) {
    canvas_.draw(block, pages_.left() + std::max(0.0, middle - block.widest() / 2), pages_.y());
    pages_.move(block.height());
  };
  if (!name.empty()) put(name_block);
  if (!seal_note.empty()) {
    auto small = style;
    small.size = imprint_size;
    small.colour = red;
    put(canvas_.text(seal_note, small, pages_.width() - 4 * em));
  }
  if (!date.empty()) put(date_block);
}

void OfficialWriter::note(std::string_view text) { pages_.write("（" + std::string{text} + "）", body_style()); }

// First and last line 0.35 mm, the one between 0.25 mm; one character free on either side (7.4).
void OfficialWriter::imprint(const Imprint& imprint) {
  const bool printed = !imprint.printed_by.empty() || !imprint.printed_on.empty();
  if (imprint.copies.empty() && !printed) return;
  constexpr double thick = points(0.35), thin = points(0.25), line = imprint_size * 1.7;
  const auto indent = imprint_size;
  const auto width = pages_.width() - 2 * indent;
  TextStyle style{Face::FangSong, imprint_size, black, Align::Left, false, 0, line};
  auto hanging = style;
  hanging.first_indent = -3 * imprint_size;  // the names go on below the first one
  const auto copies = canvas_.text("抄送：" + imprint.copies + "。", hanging, width);
  auto height = printed ? line : 0;
  if (!imprint.copies.empty()) height += copies.height();
  pages_.need(height + pitch / 2);
  if (pages_.room() > height) pages_.move(pages_.room() - height);
  pages_.rule(black, thick);
  if (!imprint.copies.empty()) {
    canvas_.draw(copies, pages_.left() + indent, pages_.y());
    pages_.move(copies.height());
    pages_.rule(black, printed ? thin : thick);
  }
  if (!printed) return;
  canvas_.draw(canvas_.text(imprint.printed_by, style, width * 0.6), pages_.left() + indent, pages_.y(), 0, 1);
  if (!imprint.printed_on.empty()) {
    style.align = Align::Right;
    canvas_.draw(canvas_.text(imprint.printed_on + "印发", style, width), pages_.left() + indent, pages_.y(), 0, 1);
  }
  pages_.move(line);
  pages_.rule(black, thick);
}

}  // namespace cundang::papers
