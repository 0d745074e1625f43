// SPDX-License-Identifier: GPL-3.0-or-later
// 督办台账 for spreadsheets: one table of columns makes XLSX and CSV.
#include <algorithm>
#include <array>

#include "schema/model/csv.h"
#include "schema/model/error.h"
#include "server/obligations/calendar.h"
#include "server/papers/board.h"
#include "server/papers/workbook.h"

namespace cundang::papers {

namespace {

constexpr std::size_t rows_max = 200'000;
constexpr std::uint32_t head_row = 3;
constexpr const char* as_of = "截至日期";
constexpr const char* sheet_name = "督办台账";

enum class Content { Words, Day, DaysOverdue };

struct Column {
  const char* name;
  double width;  // in characters
  Content content;
  std::string (*words)(const BoardRow&);                  // of Words
  std::optional<Date> (*day)(const BoardRow&) = nullptr;  // of Day
};

// The order of the columns; the formulas look their places up by name.
constexpr std::array<Column, 22> columns{{
    {"编号", 14, Content::Words, [](const BoardRow& row) { return row.id; }},
    {"事项", 26, Content::Words, [](const BoardRow& row) { return row.matter; }},
    {"原文", 34, Content::Words, [](const BoardRow& row) { return row.sentence; }},
    {"期间", 9, Content::Words, [](const BoardRow& row) { return row.period; }},
    {"依据", 11, Content::Words, [](const BoardRow& row) { return row.clause; }},
    {"制度规则", 14, Content::Words, [](const BoardRow& row) { return row.rule; }},
    {"来源", 20, Content::Words, [](const BoardRow& row) { return row.basis; }},
    {"产生文件", 10, Content::Words, [](const BoardRow& row) { return row.trigger; }},
    {"牵头", 18, Content::Words, [](const BoardRow& row) { return row.lead; }},
    {"配合", 18, Content::Words, [](const BoardRow& row) { return row.contributing; }},
    {"交办", 18, Content::Words, [](const BoardRow& row) { return row.owed_to; }},
    {"产生日期", 11, Content::Day, nullptr, [](const BoardRow& row) { return std::optional{row.arose}; }},
    {"送达日期", 11, Content::Day, nullptr, [](const BoardRow& row) { return row.served; }},
    {"时限", 11, Content::Day, nullptr, [](const BoardRow& row) { return row.due; }},
    {"暂定", 6, Content::Words, [](const BoardRow& row) { return std::string{row.provisional ? "暂定" : ""}; }},
    {"进展", 30, Content::Words, [](const BoardRow& row) { return row.progress; }},
    {"反馈日期", 11, Content::Day, nullptr, [](const BoardRow& row) { return row.answered; }},
    {"状态", 14, Content::Words, [](const BoardRow& row) { return row.state; }},
    {"灯", 12, Content::Words, [](const BoardRow& row) { return lamp_name(row.lamp); }},
    {"逾期天数", 9, Content::DaysOverdue, nullptr},
    {"下一步", 22, Content::Words, [](const BoardRow& row) { return row.next_step; }},
    {"最近一步", 10, Content::Words, [](const BoardRow& row) { return row.last_record; }},
}};

constexpr auto column_count = static_cast<std::uint16_t>(columns.size());

std::uint16_t column_of(std::string_view name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& each) { return each.name == name; });
  return static_cast<std::uint16_t>(found - columns.begin());
}

std::string cell(std::uint32_t row, std::string_view column) { return cell_name({row, column_of(column)}); }

// What the formula below will give on `on`.
int days_by_formula(const BoardRow& row, Date on) {
  if (!row.due || !row.counts_days) return 0;
  const auto last_day = row.served ? std::max(*row.due, *row.served) : *row.due;
  return std::max(0, ledger::days_between(last_day, row.answered.value_or(on)));
}

// 反馈日期 or the day asked, less 时限 or the later 送达日期 (docs/formats/rules.md, Counting).
std::string days_formula(std::uint32_t row, bool counts) {
  if (!counts) return "=0";
  const auto due = cell(row, "时限"), served = cell(row, "送达日期"), answered = cell(row, "反馈日期");
  return "=IF(" + due + "=\"\",0,MAX(0,IF(" + answered + "=\"\"," + as_of + "," + answered + ")-MAX(" + due + "," +
         served + ")))";
}

void write_cell(Sheet& sheet, Place at, const Column& column, const BoardRow& row, Date on) {
  switch (column.content) {
    case Content::Words:
      return sheet.text(at, column.words(row),
                        row.lamp == Lamp::Red && at.column == column_of("灯") ? CellForm::Warning : CellForm::Text);
    case Content::Day:
      if (const auto day = column.day(row))
        sheet.day(at, *day);
      else
        sheet.text(at, "");
      return;
    case Content::DaysOverdue:
      // A duty the ledger counts in another way keeps the ledger's number: nothing here may disagree with it.
      if (days_by_formula(row, on) == row.days_overdue)
        sheet.formula(at, days_formula(at.row, row.counts_days), row.days_overdue);
      else
        sheet.number(at, row.days_overdue);
      return;
  }
}

void write_summary(Sheet& sheet, const Board& board, std::uint32_t last_row) {
  constexpr std::uint32_t title_row = 0, day_row = 1, sums_row = 2;
  sheet.across({title_row, 0}, column_count - 1, board.exercise ? "督办台账（演练存档，内容不具效力）" : "督办台账",
               CellForm::Title);
  sheet.text({day_row, 0}, as_of, CellForm::Strong);
  sheet.day({day_row, 1}, board.on);
  sheet.text({day_row, 2}, "范围：" + board.scope);
  // 103 and 109 count what the filter leaves
  const auto range = [&](std::string_view column) { return cell(head_row + 1, column) + ":" + cell(last_row, column); };
  const auto late =
      std::count_if(board.rows.begin(), board.rows.end(), [](const auto& row) { return row.lamp == Lamp::Red; });
  int days = 0;
  for (const auto& row : board.rows) days += row.days_overdue;
  sheet.text({sums_row, 0}, "事项数", CellForm::Strong);
  sheet.formula({sums_row, 1}, "=SUBTOTAL(103," + range("编号") + ")", static_cast<double>(board.rows.size()));
  sheet.text({sums_row, 2}, "红灯事项数（全表）", CellForm::Strong);
  sheet.formula({sums_row, 3}, "=COUNTIF(" + range("灯") + ",\"" + lamp_name(Lamp::Red) + "\")",
                static_cast<double>(late));
  sheet.text({sums_row, 4}, "逾期天数合计", CellForm::Strong);
  sheet.formula({sums_row, 5}, "=SUBTOTAL(109," + range("逾期天数") + ")", days);
}

}  // namespace

std::string board_xlsx(const Board& board) {
  if (board.rows.size() > rows_max)
    throw Error{ErrorCode::PaperTooLong,
                Text{"台账行数超过工作表上限", "the board has more rows than a workbook takes"},
                Text{"请按单位或月份筛选后再导出，或改用 CSV", "narrow it by unit or month, or take CSV"}}
        .with("rows", std::to_string(board.rows.size()))
        .with("rows_max", std::to_string(rows_max));
  Workbook book{{"督办台账", board.keeper, end_of_beijing_day(board.on), board.exercise}};
  auto& sheet = book.add_sheet(sheet_name);
  const auto last_row = head_row + static_cast<std::uint32_t>(std::max<std::size_t>(board.rows.size(), 1));
  write_summary(sheet, board, last_row);
  book.name_cell(as_of, sheet_name, {1, 1});
  for (std::uint16_t c = 0; c < column_count; ++c) {
    sheet.width(c, columns[c].width);
    sheet.text({head_row, c}, columns[c].name, CellForm::Head);
  }
  for (std::size_t i = 0; i < board.rows.size(); ++i)
    for (std::uint16_t c = 0; c < column_count; ++c)
      write_cell(sheet, {head_row + 1 + static_cast<std::uint32_t>(i), c}, columns[c], board.rows[i], board.on);
  sheet.head(head_row, last_row, column_count - 1, 2);
  const auto lamps = column_of("灯");
  sheet.colour_where(lamps, head_row + 1, last_row, lamp_name(Lamp::Red), {250, 214, 208});
  sheet.colour_where(lamps, head_row + 1, last_row, lamp_name(Lamp::Amber), {255, 240, 200});
  sheet.colour_where(lamps, head_row + 1, last_row, lamp_name(Lamp::Blue), {222, 235, 247});
  sheet.colour_where(lamps, head_row + 1, last_row, lamp_name(Lamp::Green), {223, 240, 228});
  return book.finish();
}

std::string board_csv(const Board& board) {
  std::vector<CsvRow> rows{{}};
  for (const auto& column : columns) rows.front().emplace_back(column.name);
  if (board.exercise) rows.front().emplace_back("演练");
  for (const auto& row : board.rows) {
    CsvRow cells;
    for (const auto& column : columns) {
      if (column.content == Content::Words) cells.push_back(column.words(row));
      if (column.content == Content::DaysOverdue) cells.push_back(std::to_string(row.days_overdue));
      if (column.content != Content::Day) continue;
      const auto day = column.day(row);
      cells.push_back(day ? to_text(*day) : std::string{});
    }
    if (board.exercise) cells.emplace_back("演练存档，内容不具效力");
    rows.push_back(std::move(cells));
  }
  return to_csv(rows);
}

}  // namespace cundang::papers
