// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "schema/model/instant.h"
#include "server/papers/figure.h"

namespace cundang::papers {

enum class CellForm {
  Text,     ///< wrapped, upper edge
  Head,     ///< head of a column
  Title,    ///< large, over the sheet
  Strong,   ///< a heading or a sum
  Day,      ///< yyyy-mm-dd
  Number,   ///< as it is
  Points,   ///< two decimals
  Warning,  ///< text in red
};

/// Rows and columns counted from 0.
struct Place {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};
/// A1, B12, AA3; with `fixed` $A$1.
std::string cell_name(Place place, bool fixed = false);

struct SheetHandle;
struct WorkbookHandle;

/// One sheet of a workbook; A4 lying, one page wide, its head row repeated on every page. Lives as long as the
/// workbook.
class Sheet {
 public:
  ~Sheet();
  /// Excel holds 32,767 characters a cell: a longer text is cut and ends with ….
  void text(Place at, const std::string& text, CellForm form = CellForm::Text);
  void number(Place at, double value, CellForm form = CellForm::Number);
  void day(Place at, Date day);
  /// A formula with the value it has now. Excel counts again when opened; a viewer that cannot count shows the value.
  void formula(Place at, const std::string& formula, double value, CellForm form = CellForm::Number);
  /// The same for a formula that gives a text.
  void formula(Place at, const std::string& formula, const std::string& value, CellForm form = CellForm::Text);
  void width(std::uint16_t column, double characters);
  /// Joins the cells of a row from `at` to `last_column` under a text.
  void across(Place at, std::uint16_t last_column, const std::string& text, CellForm form);
  /// The head row: frozen above with `fixed_columns` at the left, filtered down to `last_row`, printed on every page.
  void head(std::uint32_t row, std::uint32_t last_row, std::uint16_t last_column, std::uint16_t fixed_columns);
  /// Cells of a column that hold exactly `word` get a ground.
  void colour_where(std::uint16_t column, std::uint32_t first_row, std::uint32_t last_row, const std::string& word,
                    Colour ground);

 private:
  friend class Workbook;
  explicit Sheet(std::unique_ptr<SheetHandle> handle);
  std::unique_ptr<SheetHandle> handle_;
};

/// XLSX. Same calls, same bytes: the only time in it is `made_at`.
class Workbook {
 public:
  struct About {
    std::string title, author;
    Instant made_at;
    bool exercise = false;  ///< 演练 at the head of every printed page
  };
  explicit Workbook(About about);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// `name`: at most 31 characters, without []:*?/\ and unlike any other sheet's.
  Sheet& add_sheet(const std::string& name);
  /// Gives a cell a name for use in formulas of every sheet.
  void name_cell(const std::string& name, const std::string& sheet, Place place);
  /// The bytes of the file. Last call. @throws Error{Internal} where the temporary files cannot be written.
  std::string finish();

 private:
  About about_;
  std::unique_ptr<WorkbookHandle> handle_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
};

}  // namespace cundang::papers
