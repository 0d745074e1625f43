// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/figure.h"

#include "schema/xml/xml_writer.h"
#include "server/papers/number_text.h"

namespace cundang::papers {

namespace {

constexpr std::string_view ellipsis = "…";

std::string hex(Colour colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const auto part : {colour.red, colour.green, colour.blue}) {
    text += digits[part / 16U];
    text += digits[part % 16U];
  }
  return text;
}

class SvgWriter {
 public:
  std::string whole(const Figure& figure) {
    const auto width = number_text(figure.width), height = number_text(figure.height);
    svg_ = R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" width=")" + width + "\" height=\"" + height +
           "\" viewBox=\"0 0 " + width + " " + height +
           R"(" font-family="'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif">)"
           "\n";
    element("title", figure.title);
    element("desc", figure.description);
    for (const auto& shape : figure.shapes) std::visit([this](const auto& each) { add(each); }, shape);
    return svg_ + "</svg>\n";
  }

 private:
  void element(std::string_view name, std::string_view text) {
    svg_.append("<").append(name).append(">").append(xml_escape(text)).append("</").append(name).append(">\n");
  }
  void attribute(std::string_view name, double value) {
    svg_.append(" ").append(name).append("=\"").append(number_text(value)).append("\"");
  }
  void attribute(std::string_view name, std::string_view value) {
    svg_.append(" ").append(name).append("=\"").append(xml_escape(value, true)).append("\"");
  }

  void add(const FilledBox& shape) {
    svg_ += "<rect";
    attribute("x", shape.box.x);
    attribute("y", shape.box.y);
    attribute("width", shape.box.width);
    attribute("height", shape.box.height);
    attribute("fill", hex(shape.fill));
    svg_ += shape.hint.empty() ? "/>\n" : "><title>" + xml_escape(shape.hint) + "</title></rect>\n";
  }
  void add(const Stroke& shape) {
    svg_ += "<line";
    attribute("x1", shape.x1);
    attribute("y1", shape.y1);
    attribute("x2", shape.x2);
    attribute("y2", shape.y2);
    attribute("stroke", hex(shape.colour));
    attribute("stroke-width", shape.width);
    if (shape.dashed) attribute("stroke-dasharray", "4 3");
    svg_ += "/>\n";
  }
  void add(const Label& shape) {
    svg_ += "<text";
    attribute("x", shape.x);
    attribute("y", shape.baseline);
    attribute("font-size", shape.size);
    if (shape.anchor != Anchor::Start) attribute("text-anchor", shape.anchor == Anchor::End ? "end" : "middle");
    if (shape.strong) attribute("font-weight", "700");
    attribute("fill", hex(shape.colour));
    svg_ += ">" + xml_escape(shape.text) + "</text>\n";
  }

  std::string svg_;
};

std::size_t length_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

}  // namespace

std::string to_svg(const Figure& figure) { return SvgWriter{}.whole(figure); }

double width_of(std::string_view text, double size) {
  constexpr double latin = 0.58;
  double width = 0;
  for (std::size_t at = 0; at < text.size(); at += length_of_character(text[at]))
    width += length_of_character(text[at]) == 1 ? latin : 1;
  return width * size;
}

std::string fitted(std::string_view text, double size, double width) {
  if (width_of(text, size) <= width) return std::string{text};
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.size(), at + length_of_character(text[at]));
    if (width_of(text.substr(0, next), size) + size > width) break;
    kept = text.substr(0, next);
    at = next;
  }
  return kept.append(ellipsis);
}

}  // namespace cundang::papers
