// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/papers/workbook.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <map>

#include "schema/model/error.h"

namespace cundang::papers {

namespace {

constexpr std::size_t cell_bytes_max = 32000;  // below 32,767 characters whatever they are

lxw_color_t colour_code(Colour colour) {
  return (static_cast<lxw_color_t>(colour.red) << 16U) | (static_cast<lxw_color_t>(colour.green) << 8U) | colour.blue;
}

std::string cut(const std::string& text) {
  if (text.size() <= cell_bytes_max) return text;
  auto end = cell_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

/// A file that lives in memory and goes with this object: the library writes to names only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_{memfd_create("xlsx", MFD_CLOEXEC)} {
    if (descriptor_ < 0) throw Error{ErrorCode::Internal, "no memory file for the workbook"};
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  std::string bytes() const {
    std::string bytes;
    std::array<char, 1U << 16U> part{};
    off_t at = 0;
    while (true) {
      const auto got = pread(descriptor_, part.data(), part.size(), at);
      if (got < 0) throw Error{ErrorCode::Internal, "the workbook cannot be read back"};
      if (got == 0) return bytes;
      bytes.append(part.data(), static_cast<std::size_t>(got));
      at += got;
    }
  }

 private:
  int descriptor_;
};

lxw_format* make_format(lxw_workbook* book, CellForm form) {
  auto* format = workbook_add_format(book);
  format_set_font_name(format, "宋体");
  format_set_font_size(format, form == CellForm::Title ? 16 : 10);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  switch (form) {
    case CellForm::Title:
      format_set_bold(format);
      format_set_align(format, LXW_ALIGN_CENTER);
      return format;
    case CellForm::Head:
      format_set_bg_color(format, 0xE8ECF0);
      format_set_align(format, LXW_ALIGN_CENTER);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      [[fallthrough]];
    case CellForm::Strong:
      format_set_bold(format);
      break;
    case CellForm::Day:
      format_set_num_format(format, "yyyy-mm-dd");
      break;
    case CellForm::Points:
      format_set_num_format(format, "0.00");
      break;
    case CellForm::Warning:
      format_set_font_color(format, 0xB42318);
      break;
    case CellForm::Text:
    case CellForm::Number:
      break;
  }
  if (form != CellForm::Number && form != CellForm::Points && form != CellForm::Day) format_set_text_wrap(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xB0B0B0);
  return format;
}

}  // namespace

std::string cell_name(Place place, bool fixed) {
  std::string column;
  for (auto number = place.column + 1U; number > 0; number = (number - 1) / 26)
    column.insert(column.begin(), static_cast<char>('A' + (number - 1) % 26));
  const std::string mark = fixed ? "$" : "";
  return mark + column + mark + std::to_string(place.row + 1);
}

struct WorkbookHandle {
  MemoryFile file;
  lxw_workbook* book = nullptr;  ///< closed, and freed, by workbook_close()
  std::map<CellForm, lxw_format*> formats;

  lxw_format* format(CellForm form) {
    auto& found = formats[form];
    if (!found) found = make_format(book, form);
    return found;
  }
};

struct SheetHandle {
  lxw_worksheet* sheet;
  WorkbookHandle& book;
};

Sheet::Sheet(std::unique_ptr<SheetHandle> handle) : handle_{std::move(handle)} {}
Sheet::~Sheet() = default;

void Sheet::text(Place at, const std::string& text, CellForm form) {
  worksheet_write_string(handle_->sheet, at.row, at.column, cut(text).c_str(), handle_->book.format(form));
}

void Sheet::number(Place at, double value, CellForm form) {
  worksheet_write_number(handle_->sheet, at.row, at.column, value, handle_->book.format(form));
}

void Sheet::day(Place at, Date day) {
  lxw_datetime when{static_cast<int>(day.year()),
                    static_cast<int>(static_cast<unsigned>(day.month())),
                    static_cast<int>(static_cast<unsigned>(day.day())),
                    0,
                    0,
                    0};
  worksheet_write_datetime(handle_->sheet, at.row, at.column, &when, handle_->book.format(CellForm::Day));
}

void Sheet::formula(Place at, const std::string& formula, double value, CellForm form) {
  worksheet_write_formula_num(handle_->sheet, at.row, at.column, formula.c_str(), handle_->book.format(form), value);
}

void Sheet::formula(Place at, const std::string& formula, const std::string& value, CellForm form) {
  worksheet_write_formula_str(handle_->sheet, at.row, at.column, formula.c_str(), handle_->book.format(form),
                              value.c_str());
}

void Sheet::width(std::uint16_t column, double characters) {
  worksheet_set_column(handle_->sheet, column, column, characters, nullptr);
}

void Sheet::across(Place at, std::uint16_t last_column, const std::string& text, CellForm form) {
  worksheet_merge_range(handle_->sheet, at.row, at.column, at.row, last_column, cut(text).c_str(),
                        handle_->book.format(form));
}

void Sheet::head(std::uint32_t row, std::uint32_t last_row, std::uint16_t last_column, std::uint16_t fixed_columns) {
  auto* sheet = handle_->sheet;
  worksheet_freeze_panes(sheet, row + 1, fixed_columns);
  worksheet_autofilter(sheet, row, 0, last_row, last_column);
  worksheet_repeat_rows(sheet, row, row);
  worksheet_print_area(sheet, 0, 0, last_row, last_column);
}

void Sheet::colour_where(std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row, const std::string& word,
                         Colour ground) {
  auto* format = workbook_add_format(handle_->book.book);
  format_set_bg_color(format, colour_code(ground));
  auto quoted = "\"" + word + "\"";
  lxw_conditional_format rule{};
  rule.type = LXW_CONDITIONAL_TYPE_CELL;
  rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  rule.value_string = quoted.data();
  rule.format = format;
  worksheet_conditional_format_range(handle_->sheet, first_row, column, last_row, column, &rule);
}

Workbook::Workbook(About about) : about_{std::move(about)}, handle_{std::make_unique<WorkbookHandle>()} {
  handle_->book = workbook_new(handle_->file.name().c_str());
  if (!handle_->book) throw Error{ErrorCode::Internal, "the workbook cannot be begun"};
  std::string creator = "cundang";
  lxw_doc_properties properties{};
  properties.title = about_.title.data();
  properties.author = about_.author.data();
  properties.comments = creator.data();
  // 0 would mean the time of writing
  constexpr std::int64_t second = 1000;
  properties.created = static_cast<time_t>(std::max<std::int64_t>(1, about_.made_at.ms / second));
  workbook_set_properties(handle_->book, &properties);
}

Workbook::~Workbook() {
  if (handle_->book) workbook_close(handle_->book);
}

Sheet& Workbook::add_sheet(const std::string& name) {
  auto* sheet = workbook_add_worksheet(handle_->book, name.c_str());
  if (!sheet) throw Error{ErrorCode::Internal, "a sheet cannot bear this name"}.with("sheet", name);
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(sheet, a4);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_set_footer(sheet, "&C第 &P 页 共 &N 页");
  if (about_.exercise) worksheet_set_header(sheet, "&C&\"宋体,Bold\"演练存档，内容不具效力");
  sheets_.push_back(std::unique_ptr<Sheet>{new Sheet{std::make_unique<SheetHandle>(SheetHandle{sheet, *handle_})}});
  return *sheets_.back();
}

void Workbook::name_cell(const std::string& name, const std::string& sheet, Place place) {
  workbook_define_name(handle_->book, name.c_str(), ("='" + sheet + "'!" + cell_name(place, true)).c_str());
}

std::string Workbook::finish() {
  auto* book = handle_->book;
  handle_->book = nullptr;
  if (const auto fault = workbook_close(book); fault != LXW_NO_ERROR)
    throw Error{ErrorCode::Internal, "the workbook cannot be written"}.with("reason", lxw_strerror(fault));
  return handle_->file.bytes();
}

}  // namespace cundang::papers
