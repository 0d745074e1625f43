// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "schema/model/error.h"

namespace cundang::papers {

namespace {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoFontMap* map) const { g_object_unref(map); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
};
template <class T>
using Handle = std::unique_ptr<T, Release>;

// The names under which Windows, macOS and the founders ship a face; the last always comes with fonts-noto-cjk.
const char* families_of(Face face) {
  switch (face) {
    case Face::FangSong:
      return "FangSong,FangSong_GB2312,STFangsong,Noto Serif CJK SC";
    case Face::Hei:
      return "SimHei,STHeiti,Noto Sans CJK SC";
    case Face::Kai:
      return "KaiTi,KaiTi_GB2312,STKaiti,Noto Serif CJK SC";
    case Face::XiaoBiaoSong:
      return "FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,Noto Serif CJK SC";
    case Face::Sans:
      return "Noto Sans CJK SC";
  }
  return "Noto Serif CJK SC";
}

bool is_bold(const TextStyle& style) {
  return style.strong || style.face == Face::Hei || style.face == Face::XiaoBiaoSong;
}

double natural_pitch(double size) { return size * 4 / 3; }

PangoAlignment alignment_of(Align align) {
  if (align == Align::Centre) return PANGO_ALIGN_CENTER;
  return align == Align::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

// Only running text without blanks is stretched to the margin: a single blank would take all the room of its line.
bool may_justify(std::string_view words, const TextStyle& style) {
  return style.align == Align::Left && style.first_indent > 0 && words.find(' ') == std::string_view::npos;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void set_colour(cairo_t* cairo, Colour colour) {
  constexpr double full = 255;
  cairo_set_source_rgb(cairo, colour.red / full, colour.green / full, colour.blue / full);
}

}  // namespace

struct TextBlock::Layout {
  Handle<PangoLayout> pango;
  Colour colour;
};

TextBlock::TextBlock() = default;
TextBlock::TextBlock(TextBlock&&) noexcept = default;
TextBlock& TextBlock::operator=(TextBlock&&) noexcept = default;
TextBlock::~TextBlock() = default;

struct Canvas::Drawing {
  std::string bytes;
  Handle<cairo_surface_t> surface;
  Handle<cairo_t> cairo;
  Handle<PangoFontMap> fonts;
  Handle<PangoContext> context;

  Drawing(double width, double height, const About& about) {
    surface.reset(cairo_pdf_surface_create_for_stream(append, &bytes, width, height));
    constexpr std::size_t to_seconds = 19;  // cairo takes no fractions
    const auto made_at = to_text(about.made_at).substr(0, to_seconds) + "Z";
    const auto set = [&](cairo_pdf_metadata_t key, const std::string& value) {
      cairo_pdf_surface_set_metadata(surface.get(), key, value.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, about.title);
    set(CAIRO_PDF_METADATA_AUTHOR, about.author);
    set(CAIRO_PDF_METADATA_CREATOR, "cundang");
    set(CAIRO_PDF_METADATA_CREATE_DATE, made_at);
    set(CAIRO_PDF_METADATA_MOD_DATE, made_at);
    cairo.reset(cairo_create(surface.get()));
    // A map of its own: nothing is shared with another thread, and nothing drawn before leaves a trace.
    fonts.reset(pango_cairo_font_map_new());
    context.reset(pango_font_map_create_context(fonts.get()));
    constexpr double points_per_inch = 72;
    pango_cairo_context_set_resolution(context.get(), points_per_inch);
    pango_context_set_language(context.get(), pango_language_from_string("zh-CN"));
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_cairo_update_context(cairo.get(), context.get());
    require_chinese();
  }

  Handle<PangoLayout> lay_out(std::string_view words, const TextStyle& style) const {
    Handle<PangoLayout> layout{pango_layout_new(context.get())};
    const Handle<PangoFontDescription> font{pango_font_description_from_string(families_of(style.face))};
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), is_bold(style) ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    return layout;
  }

  void require_chinese() const {
    const auto probe = lay_out("存档", {});
    if (pango_layout_get_unknown_glyphs_count(probe.get()) > 0)
      throw Error{ErrorCode::FontsMissing, "no installed font has Chinese characters"};
  }
};

Canvas::Canvas(double width, double height, const About& about)
    : drawing_{std::make_unique<Drawing>(width, height, about)}, width_{width}, height_{height} {}
Canvas::~Canvas() = default;

void Canvas::next_page() { cairo_show_page(drawing_->cairo.get()); }

TextBlock Canvas::text(std::string_view words, const TextStyle& style, double width) const {
  TextBlock block;
  block.layout_ = std::make_unique<TextBlock::Layout>(TextBlock::Layout{drawing_->lay_out(words, style), style.colour});
  auto* layout = block.layout_->pango.get();
  pango_layout_set_width(layout, static_cast<int>(std::lround(width * PANGO_SCALE)));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, alignment_of(style.align));
  pango_layout_set_indent(layout, static_cast<int>(std::lround(style.first_indent * PANGO_SCALE)));
  pango_layout_set_justify(layout, may_justify(words, style));
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  block.lines_ = pango_layout_get_line_count(layout);
  block.pitch_ = style.pitch > 0 ? style.pitch : natural_pitch(style.size);
  block.widest_ = static_cast<double>(logical.width) / PANGO_SCALE;
  return block;
}

void Canvas::draw(const TextBlock& block, double x, double y, int first, int count) {
  auto* cairo = drawing_->cairo.get();
  set_colour(cairo, block.layout_->colour);
  const Handle<PangoLayoutIter> iter{pango_layout_get_iter(block.layout_->pango.get())};
  for (int line = 0; line < first + count; ++line) {
    if (line >= first) {
      PangoRectangle logical;
      pango_layout_iter_get_line_extents(iter.get(), nullptr, &logical);
      const auto ascent = static_cast<double>(pango_layout_iter_get_baseline(iter.get()) - logical.y) / PANGO_SCALE;
      const auto own_height = static_cast<double>(logical.height) / PANGO_SCALE;
      // the line's own box stands in the middle of its pitch
      const auto baseline = y + (line - first) * block.pitch_ + (block.pitch_ - own_height) / 2 + ascent;
      cairo_move_to(cairo, x + static_cast<double>(logical.x) / PANGO_SCALE, baseline);
      pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(iter.get()));
    }
    if (!pango_layout_iter_next_line(iter.get())) return;
  }
}

void Canvas::fill(const Box& box, Colour colour) {
  auto* cairo = drawing_->cairo.get();
  set_colour(cairo, colour);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_fill(cairo);
}

void Canvas::stroke(const Stroke& line) {
  auto* cairo = drawing_->cairo.get();
  constexpr std::array<double, 2> dashes{4, 3};
  set_colour(cairo, line.colour);
  cairo_set_line_width(cairo, line.width);
  cairo_set_dash(cairo, dashes.data(), line.dashed ? 2 : 0, 0);
  cairo_move_to(cairo, line.x1, line.y1);
  cairo_line_to(cairo, line.x2, line.y2);
  cairo_stroke(cairo);
}

namespace {

// Figures anchor a label at its baseline.
struct FigurePainter {
  Canvas& canvas;
  double x, y, scale;

  void operator()(const FilledBox& shape) const {
    canvas.fill({x + shape.box.x * scale, y + shape.box.y * scale, shape.box.width * scale, shape.box.height * scale},
                shape.fill);
  }
  void operator()(const Stroke& shape) const {
    canvas.stroke({x + shape.x1 * scale, y + shape.y1 * scale, x + shape.x2 * scale, y + shape.y2 * scale, shape.colour,
                   shape.width * scale, shape.dashed});
  }
  void operator()(const Label& shape) const {
    constexpr double wide = 10000;
    const auto size = shape.size * scale;
    const auto block =
        canvas.text(shape.text, {Face::Sans, size, shape.colour, Align::Left, shape.strong, 0, size}, wide);
    const auto shift = shape.anchor == Anchor::Start ? 0 : shape.anchor == Anchor::End ? 1 : 0.5;
    constexpr double baseline_share = 0.88;  // of a Han face's body, above the baseline
    canvas.draw(block, x + shape.x * scale - shift * block.widest(),
                y + shape.baseline * scale - size * baseline_share);
  }
};

}  // namespace

void Canvas::draw(const Figure& figure, double x, double y, double scale) {
  for (const auto& shape : figure.shapes) std::visit(FigurePainter{*this, x, y, scale}, shape);
}

void Canvas::watermark(std::string_view words, Colour colour) {
  auto* cairo = drawing_->cairo.get();
  constexpr double slant = -0.5;  // radians
  const auto size = std::min(width_, height_) / 3.2;
  const auto block = text(words, {Face::Sans, size, colour, Align::Left, true, 0, size}, width_ * 2);
  cairo_save(cairo);
  cairo_translate(cairo, width_ / 2, height_ / 2);
  cairo_rotate(cairo, slant);
  draw(block, -block.widest() / 2, -size / 2);
  cairo_restore(cairo);
}

std::string Canvas::finish() {
  cairo_surface_finish(drawing_->surface.get());
  if (const auto status = cairo_surface_status(drawing_->surface.get()); status != CAIRO_STATUS_SUCCESS)
    throw Error{ErrorCode::Internal, "the PDF could not be drawn"}.with("cairo", cairo_status_to_string(status));
  return std::move(drawing_->bytes);
}

}  // namespace cundang::papers
